//! Everything of one database into another: a backup, and a move from SQLite to PostgreSQL or back. One of the two is an
//! SQLite file, whose schema says what there is to copy. People sign in again afterwards: sessions stay behind.

use crate::database::Database;
use crate::error::Error;
use crate::rows::Rows;
use crate::sql;
use futures::TryStreamExt;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, FromQueryResult, IsolationLevel, QueryResult,
    Statement, StreamTrait, TransactionTrait, Value,
};

/// What rows refer to comes before them.
const TABLES: [&str; 25] = [
    "workspace",
    "user",
    "team",
    "team_member",
    "process",
    "version",
    "draft",
    "instance",
    "event",
    "job",
    "timer",
    "user_task",
    "incident",
    "step_visit",
    "command_key",
    "connection",
    "connection_secret",
    "vault_key",
    "setting",
    "subscription",
    "message",
    "message_key",
    "outbox",
    "start_event",
    "calendar",
];
/// Whose rows get their numbers from the database.
const NUMBERED: [&str; 8] = [
    "user",
    "process",
    "instance",
    "user_task",
    "connection",
    "subscription",
    "message",
    "outbox",
];
/// Who is signed in, and who failed to.
const LEFT_BEHIND: [&str; 3] = ["session", "sign_in_attempt", "seaql_migrations"];
/// Rows that are written at once.
const TOGETHER: usize = 256;

#[derive(FromQueryResult)]
struct Column {
    name: String,
    #[sea_orm(from_alias = "type")]
    kind: String,
}

#[derive(FromQueryResult)]
struct Named {
    name: String,
}

/// Copies all rows as they are at one moment, or none; people may go on working in `from`. The schema of both is up to
/// date, and `to` is empty. The answer is how many rows there are.
pub async fn copy(from: &Database, to: &Database) -> Result<u64, Error> {
    let source = snapshot(from).await?;
    let target = to.begin().await?;
    let must_be_empty = sql::exists(&target, "SELECT 1 FROM workspace LIMIT 1", []).await?;
    if must_be_empty {
        return Err(Error::database(
            "there is a workspace in it already. Name an empty database",
        ));
    }
    let file = if from.is_sqlite() { &source } else { &target };
    nothing_is_forgotten(file).await?;
    let mut copied = 0;
    for table in TABLES {
        let columns: Vec<Column> = sql::all(
            file,
            &format!("SELECT name, type FROM pragma_table_info('{table}')"),
            [],
        )
        .await?;
        copied += copy_table(&source, &target, table, &columns).await?;
    }
    if !to.is_sqlite() {
        for table in NUMBERED {
            let go_on = format!(
                "SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), \
                 COALESCE((SELECT MAX(id) FROM \"{table}\"), 0) + 1, false)"
            );
            sql::exists(&target, &go_on, []).await?;
        }
    }
    target.commit().await?;
    source.rollback().await?;
    Ok(copied)
}

/// All reads of it see the same moment.
async fn snapshot(of: &Database) -> Result<DatabaseTransaction, Error> {
    let begun = if of.is_sqlite() {
        of.read().begin().await
    } else {
        let (level, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        of.read().begin_with_config(Some(level), Some(access)).await
    };
    Ok(begun?)
}

/// A table that nobody has listed here would be lost silently.
async fn nothing_is_forgotten(file: &DatabaseTransaction) -> Result<(), Error> {
    let tables: Vec<Named> = sql::all(
        file,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        [],
    )
    .await?;
    let known = |table: &Named| {
        TABLES.contains(&table.name.as_str()) || LEFT_BEHIND.contains(&table.name.as_str())
    };
    match tables.iter().find(|table| !known(table)) {
        None => Ok(()),
        Some(table) => Err(Error::database(format!(
            "this version of Baton does not know the table {}",
            table.name
        ))),
    }
}

async fn copy_table(
    source: &DatabaseTransaction,
    target: &DatabaseTransaction,
    table: &str,
    columns: &[Column],
) -> Result<u64, Error> {
    let names: Vec<String> = columns
        .iter()
        .map(|column| format!("\"{}\"", column.name))
        .collect();
    let names = names.join(", ");
    let select = format!("SELECT {names} FROM \"{table}\"");
    let insert = format!("INSERT INTO \"{table}\" ({names})");
    let statement = Statement::from_string(ConnectionTrait::get_database_backend(source), select);
    let mut coming = source.stream_raw(statement).await?;
    let mut copied = 0;
    let mut rows = Rows::default();
    while let Some(row) = coming.try_next().await? {
        let values = columns.iter().map(|column| value(&row, column));
        rows.push_all(values.collect::<Result<_, _>>()?);
        if rows.len() == TOGETHER {
            copied += std::mem::take(&mut rows).run(target, &insert, "").await?;
        }
    }
    Ok(copied + rows.run(target, &insert, "").await?)
}

fn value(row: &QueryResult, column: &Column) -> Result<Value, Error> {
    let name = column.name.as_str();
    Ok(match column.kind.to_ascii_lowercase().as_str() {
        "text" => row.try_get::<Option<String>>("", name)?.into(),
        "boolean" => row.try_get::<Option<bool>>("", name)?.into(),
        "blob" => row.try_get::<Option<Vec<u8>>>("", name)?.into(),
        _ => row.try_get::<Option<i64>>("", name)?.into(),
    })
}
