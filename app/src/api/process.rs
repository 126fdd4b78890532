//! Processes: the list, one of them, its versions, and how many cases stand at each step.

use super::{ApiError, Moment, ProcessId, picture::Picture};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::prelude::*;
use process::{Diagram, StepId};
use serde::{Deserialize, Serialize};

/// A line of the list. Members see what is published; builders see all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessRow {
    pub id: ProcessId,
    pub name: String,
    /// The newest published version; without one, nobody can start a case.
    pub version: Option<u32>,
    /// The draft differs from the newest version.
    pub unpublished_changes: bool,
    /// Cases under way.
    pub running: u64,
    /// Cases under way with an incident.
    pub stuck: u64,
    pub changed_at: Moment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessView {
    pub id: ProcessId,
    pub name: String,
    /// The newest published version.
    pub published: Option<VersionView>,
    /// What that version looks like; empty without one.
    pub diagram: Diagram,
    pub unpublished_changes: bool,
    pub running: u64,
    pub stuck: u64,
    /// Whether the caller may draw, publish and operate it.
    pub may_build: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    pub number: u32,
    pub published_at: Moment,
    pub published_by: String,
    /// Cases of this version under way.
    pub running: u64,
}

/// How many cases stand at a step, over all cases under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCount {
    pub step: StepId,
    pub active: u64,
    /// Of those, the ones with an incident.
    pub stuck: u64,
}

/// A process to begin from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemplateView {
    pub key: String,
    pub name: String,
    pub description: String,
    /// None when there is nothing to see.
    pub picture: Option<Picture>,
}

/// Members see what they can start; builders see all.
#[server(endpoint = "list_processes")]
pub async fn list_processes() -> Result<Vec<ProcessRow>, ApiError> {
    let at = door::enter::<ListProcesses>()?;
    let page = store::Page::first(MOST_LISTED);
    let processes = at.store.processes(at.workspace(), false, page).await?;
    let builds = at.builds();
    let shown = processes
        .into_iter()
        .filter(|process| builds || process.newest_version.is_some());
    Ok(shown.map(|process| row(process, builds)).collect())
}

#[server(endpoint = "list_templates")]
pub async fn list_templates() -> Result<Vec<TemplateView>, ApiError> {
    door::enter::<ListTemplates>()?;
    Ok(super::template::all())
}

/// A new process: from a template, or with an empty diagram.
#[server(endpoint = "create_process")]
pub async fn create_process(
    name: String,
    #[server(default)] template: String,
) -> Result<ProcessId, ApiError> {
    let at = door::enter::<CreateProcess>()?;
    let name = door::text::name("name", "The name", &name)?;
    let diagram = match template.trim() {
        "" => Diagram::default(),
        key => super::template::diagram(key)
            .ok_or_else(|| ApiError::invalid("template", "There is no such template."))?,
    };
    let process = at
        .store
        .add_process(at.workspace(), &name, at.user(), at.now)
        .await?;
    at.store
        .save_draft(at.workspace(), process, at.user(), 0, &diagram, at.now)
        .await?;
    leptos_axum::redirect(&format!("/processes/{process}/edit"));
    Ok(ProcessId(process.0))
}

#[server(endpoint = "open_process")]
pub async fn open_process(process: ProcessId) -> Result<ProcessView, ApiError> {
    let at = door::enter::<OpenProcess>()?;
    let id = store::ProcessId(process.0);
    let nothing = || ApiError::not_found("This process");
    let found = at
        .store
        .process(at.workspace(), id)
        .await
        .map_err(|error| match error {
            store::Error::NotFound => nothing(),
            error => error.into(),
        })?;
    let newest = at.store.newest_version(at.workspace(), id).await?;
    let builds = at.builds();
    if !builds && (found.archived || newest.is_none()) {
        return Err(nothing());
    }
    let published = match &newest {
        Some(newest) => {
            let versions = at.store.versions(at.workspace(), id).await?;
            versions
                .into_iter()
                .find(|one| one.number == newest.number)
                .map(version)
        }
        None => None,
    };
    let shown = row(found, builds);
    Ok(ProcessView {
        id: shown.id,
        name: shown.name,
        published,
        diagram: newest.map(|newest| newest.diagram).unwrap_or_default(),
        unpublished_changes: shown.unpublished_changes,
        running: shown.running,
        stuck: shown.stuck,
        may_build: builds,
    })
}

#[server(endpoint = "rename_process")]
pub async fn rename_process(process: ProcessId, name: String) -> Result<(), ApiError> {
    let at = door::enter::<RenameProcess>()?;
    let name = door::text::name("name", "The name", &name)?;
    at.store
        .rename_process(at.workspace(), store::ProcessId(process.0), &name)
        .await?;
    Ok(())
}

/// Takes a process off the lists; nobody starts it any more, its cases go on.
#[server(endpoint = "archive_process")]
pub async fn archive_process(process: ProcessId) -> Result<(), ApiError> {
    let at = door::enter::<ArchiveProcess>()?;
    at.store
        .archive_process(at.workspace(), store::ProcessId(process.0), true)
        .await?;
    leptos_axum::redirect("/processes");
    Ok(())
}

/// The published versions, newest first.
#[server(endpoint = "list_versions")]
pub async fn list_versions(process: ProcessId) -> Result<Vec<VersionView>, ApiError> {
    let at = door::enter::<ListVersions>()?;
    let versions = at
        .store
        .versions(at.workspace(), store::ProcessId(process.0))
        .await?;
    Ok(versions.into_iter().map(version).collect())
}

/// Steps where no case stands are left out.
#[server(endpoint = "step_counts")]
pub async fn step_counts(process: ProcessId) -> Result<Vec<StepCount>, ApiError> {
    let at = door::enter::<StepCounts>()?;
    let counts = at
        .store
        .step_counts(at.workspace(), store::ProcessId(process.0), None)
        .await?
        .into_iter();
    let counts = counts.map(|count| StepCount {
        step: count.step,
        active: count.active + count.failed,
        stuck: count.failed,
    });
    Ok(counts.filter(|count| count.active > 0).collect())
}

/// So many processes are listed at once.
#[cfg(feature = "ssr")]
const MOST_LISTED: u32 = 500;

/// What is under way and what is drawn is for builders.
#[cfg(feature = "ssr")]
fn row(process: store::process::ProcessSummary, builds: bool) -> ProcessRow {
    let for_builders = |count: u64| if builds { count } else { 0 };
    ProcessRow {
        id: ProcessId(process.id.0),
        name: process.name,
        version: process.newest_version.map(number),
        unpublished_changes: builds && process.drafts > 0,
        running: for_builders(process.running),
        stuck: for_builders(process.incidents),
        changed_at: process.published_at.unwrap_or(process.created_at).0,
    }
}

#[cfg(feature = "ssr")]
pub(super) fn version(version: store::version::VersionSummary) -> VersionView {
    VersionView {
        number: number(version.number),
        published_at: version.published_at.0,
        published_by: version.published_by_name,
        running: version.running,
    }
}

#[cfg(feature = "ssr")]
pub(super) fn number(version: store::VersionNumber) -> u32 {
    u32::try_from(version.0).unwrap_or(u32::MAX)
}
