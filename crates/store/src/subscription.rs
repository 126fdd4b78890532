//! What a case waits for besides work: messages and signals.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, WorkspaceId};
use crate::{sql, text};
use process::run::Awaited;
use process::{StepId, StepInstanceId, Timestamp, WaitId};
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    pub wait: WaitId,
    /// The visit that waits, or the scope an event sub-process stands in.
    pub step_instance: StepInstanceId,
    /// The step that goes on.
    pub step: StepId,
    /// A message or a signal.
    pub what: Awaited,
    pub since: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    wait: i64,
    step_instance: i64,
    step: String,
    kind: String,
    name: String,
    key: Option<String>,
    since: i64,
}

impl Store {
    /// In the order in which they began.
    pub async fn subscriptions_of(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Vec<Subscription>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT wait, step_instance, step, kind, name, key, since FROM subscription \
             WHERE workspace = $1 AND instance = $2 ORDER BY wait",
            [workspace.0.into(), instance.0.into()],
        )
        .await?;
        rows.into_iter().map(Subscription::try_from).collect()
    }
}

impl TryFrom<Row> for Subscription {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let name = row.name;
        let what = match row.kind.as_str() {
            "signal" => Awaited::Signal { name },
            _ => Awaited::Message {
                name,
                key: row
                    .key
                    .map(|key| text::from_json("key", &key))
                    .transpose()?,
            },
        };
        Ok(Self {
            wait: WaitId(text::unsigned(row.wait)),
            step_instance: StepInstanceId(text::unsigned(row.step_instance)),
            step: StepId::new(row.step),
            what,
            since: Timestamp(row.since),
        })
    }
}
