//! A draft becomes a version, if nothing is wrong with it.

use crate::Engine;
use process::problem::Severity;
use process::{Problem, Timestamp, UserId, compile};
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
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Database(store::Error),
}

impl Engine {
    /// Makes the author's draft, as of `revision`, the version that new cases run.
    pub async fn publish(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        author: UserId,
        revision: u64,
        at: Timestamp,
    ) -> Result<VersionNumber, PublishError> {
        let draft = self.store().draft(workspace, process, author).await?;
        if draft.revision != revision || revision == 0 {
            return Err(PublishError::DraftChanged);
        }
        let catalog = self.catalog(workspace).await?;
        let (definition, problems) = compile(&draft.diagram, &catalog);
        let broken = |problem: &Problem| problem.severity == Severity::Error;
        if definition.is_none() || problems.iter().any(broken) {
            return Err(PublishError::Problems(problems));
        }
        // The revision is looked at again as it is written: what was checked is what is published.
        let version = self
            .store()
            .publish(workspace, process, author, revision, at)
            .await?;
        self.live().touched(workspace);
        Ok(version)
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
