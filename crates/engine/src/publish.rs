//! A draft becomes a version, if nothing is wrong with it.

use crate::check::publishable;
use crate::{Engine, starts};
use process::{Problem, Timestamp, UserId};
use store::version::{Publishing, VersionSummary};
use store::{ProcessId, VersionNumber, WorkspaceId};

/// Why a draft was not published. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// These have to be mended first; warnings among them do not stand in the way.
    #[error("the diagram has problems")]
    Problems(Vec<Problem>),
    /// The draft is not the one its author saw, or there is none.
    #[error("the draft has changed")]
    DraftChanged,
    /// Somebody has published this since the draft began, and its author has not said to publish over it.
    #[error("a newer version is published")]
    Overtaken(VersionSummary),
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Database(store::Error),
}

impl Engine {
    /// Makes the author's draft, as of `revision`, the version that new cases run. `over` is the version the author
    /// agrees to publish over, though the draft did not begin from it.
    pub async fn publish(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        author: UserId,
        revision: u64,
        over: Option<VersionNumber>,
        at: Timestamp,
    ) -> Result<VersionNumber, PublishError> {
        let draft = self.store().draft(workspace, process, author).await?;
        if draft.revision != revision || revision == 0 {
            return Err(PublishError::DraftChanged);
        }
        let catalog = self.catalog(workspace).await?;
        let (definition, problems) = publishable(&draft.diagram, &catalog);
        let Some(definition) = definition else {
            return Err(PublishError::Problems(problems));
        };
        // Revision and newest version are looked at as it is written: what was checked is what is published, over
        // what its author knows of.
        let zone = self.store().workspace(workspace).await?.zone;
        let starts = starts::of(&definition, &zone, at)
            .map_err(|problem| PublishError::Problems(vec![problem]))?;
        let publishing = Publishing {
            author,
            revision,
            over,
            starts: &starts,
            at,
        };
        let published = self
            .store()
            .publish_with(workspace, process, publishing)
            .await;
        let version = match published {
            Err(store::Error::Conflict) => {
                let newer = self.newer(workspace, process, draft.base.max(over)).await?;
                return Err(newer.map_or(PublishError::DraftChanged, PublishError::Overtaken));
            }
            published => published?,
        };
        self.live().touched(workspace);
        Ok(version)
    }

    /// The newest version, when it is newer than this one.
    async fn newer(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        known: Option<VersionNumber>,
    ) -> Result<Option<VersionSummary>, store::Error> {
        let versions = self.store().versions(workspace, process).await?;
        let newest = versions.into_iter().next();
        Ok(newest.filter(|newest| Some(newest.number) > known))
    }
}

impl From<store::Error> for PublishError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Conflict => Self::DraftChanged,
            error @ store::Error::Database(_) => Self::Database(error),
        }
    }
}
