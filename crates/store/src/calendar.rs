//! Business calendars of a workspace.

use crate::Store;
use crate::error::Error;
use crate::id::WorkspaceId;
use crate::team::key_of;
use crate::{sql, text};
use process::calendar::Calendar;
use sea_orm::{ConnectionTrait, FromQueryResult};

#[derive(FromQueryResult)]
struct Row {
    body: String,
}

impl Store {
    /// By name.
    pub async fn calendars(&self, workspace: WorkspaceId) -> Result<Vec<Calendar>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT body FROM calendar WHERE workspace = $1",
            [workspace.0.into()],
        )
        .await?;
        let calendars = rows
            .into_iter()
            .map(|row| text::from_json("calendar", &row.body));
        let mut calendars: Vec<Calendar> = calendars.collect::<Result<_, _>>()?;
        calendars.sort_by_key(|calendar| calendar.name.to_lowercase());
        Ok(calendars)
    }

    /// Adds a calendar; its key is made from its name once and then stays.
    pub async fn add_calendar(
        &self,
        workspace: WorkspaceId,
        calendar: &Calendar,
    ) -> Result<String, Error> {
        let transaction = self.database.begin().await?;
        touch(&transaction, workspace).await?;
        let wanted = key_of(&calendar.name, "calendar");
        let mut key = wanted.clone();
        let mut number = 2;
        while sql::exists(
            &transaction,
            "SELECT 1 FROM calendar WHERE workspace = $1 AND key = $2",
            [workspace.0.into(), key.clone().into()],
        )
        .await?
        {
            key = format!("{wanted}-{number}");
            number += 1;
        }
        let calendar = Calendar {
            key: key.clone(),
            ..calendar.clone()
        };
        sql::run(
            &transaction,
            "INSERT INTO calendar (workspace, key, body) VALUES ($1, $2, $3)",
            [
                workspace.0.into(),
                key.clone().into(),
                text::json(&calendar)?.into(),
            ],
        )
        .await?;
        transaction.commit().await?;
        Ok(key)
    }

    /// Changes the calendar of this key. What is waited for already keeps its time.
    pub async fn save_calendar(
        &self,
        workspace: WorkspaceId,
        calendar: &Calendar,
    ) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        touch(&transaction, workspace).await?;
        let changed = sql::run(
            &transaction,
            "UPDATE calendar SET body = $3 WHERE workspace = $1 AND key = $2",
            [
                workspace.0.into(),
                text::plain(&calendar.key).into(),
                text::json(calendar)?.into(),
            ],
        )
        .await?;
        sql::found(changed)?;
        transaction.commit().await?;
        self.revised();
        Ok(())
    }

    pub async fn remove_calendar(&self, workspace: WorkspaceId, key: &str) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        touch(&transaction, workspace).await?;
        let removed = sql::run(
            &transaction,
            "DELETE FROM calendar WHERE workspace = $1 AND key = $2",
            [workspace.0.into(), text::plain(key).into()],
        )
        .await?;
        sql::found(removed)?;
        transaction.commit().await?;
        self.revised();
        Ok(())
    }
}

/// Also keeps two who change calendars at once apart.
async fn touch(on: &impl ConnectionTrait, workspace: WorkspaceId) -> Result<(), Error> {
    let touched = sql::run(
        on,
        "UPDATE workspace SET calendars = calendars + 1 WHERE id = $1",
        [workspace.0.into()],
    )
    .await?;
    sql::found(touched)
}
