//! Hand-written SQL where the query builder would hide what happens. Values are always bound: `$1`, `$2` … are
//! understood by both databases.

use crate::error::Error;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

/// Runs a statement; the answer is the number of rows it changed.
pub(crate) async fn run<const N: usize>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<u64, Error> {
    Ok(on
        .execute_raw(statement(on, sql, values))
        .await?
        .rows_affected())
}

pub(crate) async fn all<T: FromQueryResult, const N: usize>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<T>, Error> {
    let rows = on.query_all_raw(statement(on, sql, values)).await?;
    Ok(rows
        .iter()
        .map(|row| T::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

pub(crate) async fn one<T: FromQueryResult, const N: usize>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Option<T>, Error> {
    let row = on.query_one_raw(statement(on, sql, values)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// Whether the query finds a row.
pub(crate) async fn exists<const N: usize>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<bool, Error> {
    Ok(on
        .query_one_raw(statement(on, sql, values))
        .await?
        .is_some())
}

fn statement<const N: usize>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Statement {
    Statement::from_sql_and_values(on.get_database_backend(), sql, values)
}

/// For changes to one row that must be there.
pub(crate) fn found(changed: u64) -> Result<(), Error> {
    if changed == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}
