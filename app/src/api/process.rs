//! Processes: the list, one of them, its versions, and how many cases stand at each step.

use super::{ApiError, Moment, ProcessId};
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    pub key: String,
    pub name: String,
    pub description: String,
}

#[server(endpoint = "list_processes")]
pub async fn list_processes() -> Result<Vec<ProcessRow>, ApiError> {
    Err(ApiError::unavailable())
}

#[server(endpoint = "list_templates")]
pub async fn list_templates() -> Result<Vec<TemplateView>, ApiError> {
    Err(ApiError::unavailable())
}

/// A new process with a draft: from a template, or with an empty one.
#[server(endpoint = "create_process")]
pub async fn create_process(
    name: String,
    #[server(default)] template: String,
) -> Result<ProcessId, ApiError> {
    let _ = (name, template);
    Err(ApiError::unavailable())
}

#[server(endpoint = "open_process")]
pub async fn open_process(process: ProcessId) -> Result<ProcessView, ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}

#[server(endpoint = "rename_process")]
pub async fn rename_process(process: ProcessId, name: String) -> Result<(), ApiError> {
    let _ = (process, name);
    Err(ApiError::unavailable())
}

/// Takes a process off the lists; nobody starts it any more, its cases go on.
#[server(endpoint = "archive_process")]
pub async fn archive_process(process: ProcessId) -> Result<(), ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}

/// The published versions, newest first.
#[server(endpoint = "list_versions")]
pub async fn list_versions(process: ProcessId) -> Result<Vec<VersionView>, ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}

/// Steps where no case stands are left out.
#[server(endpoint = "step_counts")]
pub async fn step_counts(process: ProcessId) -> Result<Vec<StepCount>, ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}
