//! The draft of a process: opened, saved as it is drawn, thrown away, published.

use super::{ApiError, Moment, ProcessId, process::VersionView};
#[cfg(feature = "ssr")]
use crate::door::{self, Inside};
#[cfg(feature = "ssr")]
use engine::PublishError;
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use process::diagram::MAX_STEPS;
use process::{Catalog, Diagram, Problem};
use serde::{Deserialize, Serialize};

/// The caller's own draft: everybody draws on their own, and sees who else does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftView {
    pub process: ProcessId,
    pub name: String,
    pub diagram: Diagram,
    /// Hand it back when saving; it grows with each save. 0 before the first one.
    pub revision: u64,
    /// None while nothing was changed since the newest version.
    pub changed_at: Option<Moment>,
    /// Other people with a draft of this process.
    pub others: Vec<OtherDraft>,
    /// The newest published version.
    pub version: Option<u32>,
    /// The version this drawing began from. Hand it back when saving.
    pub based_on: Option<u32>,
    pub unpublished_changes: bool,
    /// What steps may refer to.
    pub catalog: Catalog,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDraft {
    pub author: String,
    pub changed_at: Moment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum PublishOutcome {
    Published {
        version: u32,
    },
    /// Nothing was published: the errors have to be mended first.
    Refused {
        problems: Vec<Problem>,
    },
    /// Nothing was published: somebody has published since this drawing began. Publish over that version, or
    /// discard the drawing and begin from it.
    Overtaken {
        by: VersionView,
    },
}

#[server(endpoint = "open_draft")]
pub async fn open_draft(process: ProcessId) -> Result<DraftView, ApiError> {
    let at = door::enter::<OpenDraft>()?;
    view(&at, process).await
}

/// Saves what was drawn on top of `base_revision` and gives the new revision. When another window has saved
/// in the meantime it is a conflict, and nothing is overwritten.
#[server(endpoint = "save_draft", input = Json)]
pub async fn save_draft(
    process: ProcessId,
    diagram: Diagram,
    base_revision: u64,
    based_on: Option<u32>,
) -> Result<u64, ApiError> {
    let at = door::enter::<SaveDraft>()?;
    keep(&at, process, &diagram, base_revision, based_on).await
}

#[cfg(feature = "ssr")]
pub(super) async fn keep(
    at: &Inside,
    process: ProcessId,
    diagram: &Diagram,
    base_revision: u64,
    based_on: Option<u32>,
) -> Result<u64, ApiError> {
    check_size(diagram)?;
    let id = store::ProcessId(process.0);
    let seen = store::draft::Seen {
        revision: base_revision,
        base: based_on.map(version_number),
    };
    at.store
        .save_draft(at.workspace(), id, at.user(), seen, diagram, at.now)
        .await
        .map_err(|error| changed_elsewhere(error, "saved"))
}

/// Goes back to the newest published version, or to an empty diagram.
#[server(endpoint = "discard_draft")]
pub async fn discard_draft(process: ProcessId) -> Result<DraftView, ApiError> {
    let at = door::enter::<DiscardDraft>()?;
    at.store
        .discard_draft(at.workspace(), store::ProcessId(process.0), at.user())
        .await?;
    view(&at, process).await
}

/// Makes an immutable version of exactly this revision of the caller's draft, and closes the draft:
/// its revision is 0 again. `over` is a version the caller was told of and publishes over all the same.
#[server(endpoint = "publish")]
pub async fn publish(
    process: ProcessId,
    revision: u64,
    #[server(default)] over: Option<u32>,
) -> Result<PublishOutcome, ApiError> {
    let at = door::enter::<Publish>()?;
    let id = store::ProcessId(process.0);
    match at
        .engine
        .publish(
            at.workspace(),
            id,
            at.user(),
            revision,
            over.map(version_number),
            at.now,
        )
        .await
    {
        Ok(number) => Ok(PublishOutcome::Published {
            version: super::process::number(number),
        }),
        Err(PublishError::Problems(problems)) => Ok(PublishOutcome::Refused { problems }),
        Err(PublishError::Overtaken(newer)) => Ok(PublishOutcome::Overtaken {
            by: super::process::version(newer),
        }),
        Err(PublishError::DraftChanged) if revision == 0 => Err(ApiError::conflict(
            "There is nothing new to publish. Change something first.",
        )),
        Err(PublishError::DraftChanged) => {
            Err(changed_elsewhere(store::Error::Conflict, "published"))
        }
        Err(PublishError::NotFound) => Err(ApiError::not_found("This process")),
        Err(PublishError::Database(error)) => Err(error.into()),
    }
}

#[cfg(feature = "ssr")]
fn version_number(number: u32) -> store::VersionNumber {
    store::VersionNumber(number.into())
}

/// The largest diagram that is kept, in bytes of JSON.
#[cfg(feature = "ssr")]
const LARGEST_DIAGRAM: usize = 2 * 1024 * 1024;

#[cfg(feature = "ssr")]
pub(super) fn check_size(diagram: &Diagram) -> Result<(), ApiError> {
    let steps = diagram.steps.len();
    if steps > MAX_STEPS {
        return Err(too_large(format!(
            "This diagram has {steps} steps, and {MAX_STEPS} is the most. It was not saved. Split it into several processes."
        )));
    }
    let size = serde_json::to_vec(diagram)
        .map_err(|_| ApiError::unavailable())?
        .len();
    if size > LARGEST_DIAGRAM {
        return Err(too_large(
            "This diagram holds more text than can be kept. It was not saved. Shorten its texts or split it.".to_owned(),
        ));
    }
    Ok(())
}

#[cfg(feature = "ssr")]
fn too_large(message: String) -> ApiError {
    ApiError::new(super::ErrorKind::TooLarge, message)
}

#[cfg(feature = "ssr")]
fn changed_elsewhere(error: store::Error, not_done: &str) -> ApiError {
    match error {
        store::Error::Conflict => ApiError::conflict(format!(
            "You changed this draft in another window. Nothing was {not_done} here. Load the page again to go on."
        )),
        store::Error::NotFound => ApiError::not_found("This process"),
        error => error.into(),
    }
}

#[cfg(feature = "ssr")]
pub(super) async fn view(at: &Inside, process: ProcessId) -> Result<DraftView, ApiError> {
    let (workspace, id) = (at.workspace(), store::ProcessId(process.0));
    let found = at
        .store
        .process(workspace, id)
        .await
        .map_err(|error| match error {
            store::Error::NotFound => ApiError::not_found("This process"),
            error => error.into(),
        })?;
    let draft = at.store.draft(workspace, id, at.user()).await?;
    let drafts = at.store.drafts(workspace, id).await?.into_iter();
    let others = drafts.filter(|other| other.author != at.user());
    Ok(DraftView {
        process,
        name: found.name,
        diagram: draft.diagram,
        revision: draft.revision,
        changed_at: draft.updated_at.map(|changed| changed.0),
        others: others
            .map(|other| OtherDraft {
                author: other.author_name,
                changed_at: other.updated_at.0,
            })
            .collect(),
        version: found.newest_version.map(super::process::number),
        based_on: draft.base.map(super::process::number),
        unpublished_changes: draft.revision > 0,
        catalog: at.engine.catalog(workspace).await?,
    })
}
