//! Removing a team: only when nothing asks it any more.

use crate::Store;
use crate::error::Error;
use crate::id::WorkspaceId;
use crate::{sql, text};
use process::step::{Assignment, StepKind};
use process::{Diagram, Timestamp};
use sea_orm::FromQueryResult;

/// A step that asks a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamUse {
    pub process: String,
    pub step: String,
    /// How many running cases can still reach it.
    pub running: u64,
    /// New cases reach it too.
    pub newest: bool,
}

#[derive(FromQueryResult)]
struct Row {
    process: String,
    diagram: String,
    running: i64,
    newest: bool,
}

impl Store {
    /// Removes a team that no published process and no running case asks; then the answer is empty. Otherwise
    /// nothing changes, and the answer is where it is asked. Its name stays for the histories, and its key taken.
    pub async fn remove_team(
        &self,
        workspace: WorkspaceId,
        key: &str,
        at: Timestamp,
    ) -> Result<Vec<TeamUse>, Error> {
        let key = text::plain(key);
        let transaction = self.database.begin().await?;
        let there = sql::run(
            &transaction,
            "UPDATE team SET removed_at = $3 WHERE workspace = $1 AND key = $2 AND removed_at IS NULL",
            [workspace.0.into(), key.clone().into(), at.0.into()],
        )
        .await?;
        sql::found(there)?;
        let versions: Vec<Row> = sql::all(
            &transaction,
            "SELECT process, diagram, running, newest FROM ( \
               SELECT p.name AS process, v.diagram, \
                 (SELECT COUNT(*) FROM instance i WHERE i.process = v.process AND i.status = 'active' \
                   AND i.version = v.number) AS running, \
                 (NOT p.archived \
                   AND v.number = (SELECT MAX(n.number) FROM version n WHERE n.process = v.process)) AS newest \
               FROM version v JOIN process p ON p.id = v.process WHERE v.workspace = $1 \
             ) AS published WHERE newest OR running > 0 ORDER BY LOWER(process), newest DESC",
            [workspace.0.into()],
        )
        .await?;
        let mut uses = Vec::new();
        for version in versions {
            let diagram: Diagram = text::from_json("diagram", &version.diagram)?;
            let asking = diagram.steps.iter().filter(|step| {
                matches!(&step.kind, StepKind::AskPerson(ask)
                    if matches!(&ask.assignment, Assignment::Team { team } if *team == key))
            });
            uses.extend(asking.map(|step| TeamUse {
                process: version.process.clone(),
                step: step.title().to_owned(),
                running: text::unsigned(version.running),
                newest: version.newest,
            }));
        }
        if uses.is_empty() {
            sql::run(
                &transaction,
                "DELETE FROM team_member WHERE workspace = $1 AND team = $2",
                [workspace.0.into(), key.into()],
            )
            .await?;
            transaction.commit().await?;
        }
        Ok(uses)
    }
}
