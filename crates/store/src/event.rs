//! The log of an instance, as it is streamed to screens and folded anew.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, WorkspaceId};
use crate::{sql, text};
use process::Event;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// From 1, without gaps, within the instance.
    pub seq: u64,
    pub event: Event,
}

#[derive(FromQueryResult)]
struct Row {
    seq: i64,
    event: String,
}

impl Store {
    /// What happened after `seq` (0 for all), oldest first, `limit` at most. An instance of another workspace has
    /// no events here.
    pub async fn events_after(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        seq: u64,
        limit: u32,
    ) -> Result<Vec<Recorded>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT e.seq, e.event FROM event e JOIN instance i ON i.id = e.instance \
             WHERE i.workspace = $1 AND e.instance = $2 AND e.seq > $3 ORDER BY e.seq LIMIT $4",
            [
                workspace.0.into(),
                instance.0.into(),
                text::signed(seq).into(),
                i64::from(limit).into(),
            ],
        )
        .await?;
        let mut recorded = Vec::with_capacity(rows.len());
        for row in rows {
            recorded.extend(row.recorded()?);
        }
        recorded.retain(|one| one.seq > seq);
        recorded.truncate(limit as usize);
        Ok(recorded)
    }
}

impl Row {
    /// A row holds one event, or a list of those that happened together; its number is that of the last.
    fn recorded(&self) -> Result<Vec<Recorded>, Error> {
        let events: Vec<Event> = if self.event.starts_with('[') {
            text::from_json("events", &self.event)?
        } else {
            vec![text::from_json("event", &self.event)?]
        };
        let before = text::unsigned(self.seq).saturating_sub(events.len() as u64);
        let numbered = (before + 1..).zip(events);
        Ok(numbered
            .map(|(seq, event)| Recorded { seq, event })
            .collect())
    }
}
