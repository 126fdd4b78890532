//! The inbox: what waits for an answer from a person.

use super::{ApiError, CaseId, Moment, Page, ProcessId, TaskId, page::ShownValue};
use leptos::prelude::*;
use process::{Diagram, State, StepId, diagram::Form};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum InboxFilter {
    /// Everything the caller may answer: theirs and what they may claim.
    #[default]
    All,
    /// Given to the caller, or claimed by them.
    Mine,
    /// Open to the caller's teams or role; nobody has claimed it yet.
    Open,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRow {
    pub id: TaskId,
    pub title: String,
    pub process_name: String,
    pub case: CaseId,
    pub started_by: String,
    pub opened_at: Moment,
    pub due: Option<Moment>,
    pub hold: Hold,
}

/// Whose a user task is at the moment, as the caller sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "hold", rename_all = "camelCase")]
pub enum Hold {
    /// The caller may answer it.
    Mine {
        /// Whether it can be given back to others.
        can_release: bool,
    },
    /// The caller may claim it; `candidates` in words, such as `Anyone in HR`.
    Open { candidates: String },
    /// Somebody else has it.
    Other { name: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskView {
    pub id: TaskId,
    pub case: CaseId,
    pub process: ProcessId,
    pub process_name: String,
    pub step: StepId,
    pub title: String,
    pub instructions: String,
    pub form: Form,
    pub started_by: String,
    pub opened_at: Moment,
    pub due: Option<Moment>,
    pub hold: Hold,
    /// Half-filled answers the caller saved, as typed.
    pub draft: BTreeMap<String, String>,
    /// The data of the case in words.
    pub values: Vec<ShownValue>,
    /// For "you are here".
    pub diagram: Diagram,
    pub state: State,
}

/// Due first, then oldest first. `cursor` is a page's `next`; empty for the first page.
#[server(endpoint = "list_tasks", input = Json)]
pub async fn list_tasks(filter: InboxFilter, cursor: String) -> Result<Page<TaskRow>, ApiError> {
    let _ = (filter, cursor);
    Err(ApiError::unavailable())
}

/// How many tasks wait that the caller may answer.
#[server(endpoint = "count_tasks")]
pub async fn count_tasks() -> Result<u64, ApiError> {
    Err(ApiError::unavailable())
}

#[server(endpoint = "open_task")]
pub async fn open_task(task: TaskId) -> Result<TaskView, ApiError> {
    let _ = task;
    Err(ApiError::unavailable())
}

#[server(endpoint = "claim_task")]
pub async fn claim_task(task: TaskId) -> Result<(), ApiError> {
    let _ = task;
    Err(ApiError::unavailable())
}

#[server(endpoint = "release_task")]
pub async fn release_task(task: TaskId) -> Result<(), ApiError> {
    let _ = task;
    Err(ApiError::unavailable())
}

/// Answers a user task and goes to the inbox. `answers` are the fields as typed, by key
/// (a plain HTML form names them `answers[key]`). An open task is claimed on the way.
#[server(endpoint = "answer_task")]
pub async fn answer_task(
    task: TaskId,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let _ = (task, answers);
    Err(ApiError::unavailable())
}

/// Keeps half-filled answers for later, for the caller only.
#[server(endpoint = "save_task_draft")]
pub async fn save_task_draft(
    task: TaskId,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let _ = (task, answers);
    Err(ApiError::unavailable())
}
