//! Cases: start one, find them, look at one, stop one.

use super::{
    ApiError, CaseId, Moment, Page, ProcessId, TaskId, incident::IncidentRow, live::HistoryLine,
    page::ShownValue,
};
use leptos::prelude::*;
use process::{
    Diagram, State, StepId,
    diagram::Form,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person fills in to start a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartForm {
    pub process: ProcessId,
    pub name: String,
    pub version: u32,
    pub form: Form,
    /// Hand it back when starting: sending the same form twice then starts one case.
    pub key: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CaseStatus {
    Running,
    Completed,
    Cancelled,
}

/// Which cases to list. Members see theirs whatever they ask for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CaseFilter {
    #[serde(default)]
    pub process: Option<ProcessId>,
    #[serde(default)]
    pub status: Option<CaseStatus>,
    /// Only those with an incident.
    #[serde(default)]
    pub stuck: bool,
    /// Only those the caller started.
    #[serde(default)]
    pub mine: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseRow {
    pub id: CaseId,
    pub process: ProcessId,
    pub process_name: String,
    pub version: u32,
    pub status: CaseStatus,
    pub stuck: bool,
    pub started_by: String,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseView {
    pub id: CaseId,
    pub process: ProcessId,
    pub process_name: String,
    pub version: u32,
    pub status: CaseStatus,
    pub started_by: String,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
    /// The version the case runs.
    pub diagram: Diagram,
    /// Where the case stands after event `seq`; later events fold onto it.
    pub state: State,
    pub seq: i64,
    /// Steps that were completed at least once, for painting the path.
    pub completed: Vec<StepId>,
    /// The flows that were taken at least once.
    pub taken: Vec<process::FlowId>,
    /// Oldest first.
    pub history: Vec<HistoryLine>,
    /// The data of the case in words.
    pub values: Vec<ShownValue>,
    pub tasks: Vec<CaseTask>,
    pub incidents: Vec<IncidentRow>,
    pub may_cancel: bool,
    /// Whether the caller may retry what is stuck.
    pub may_operate: bool,
}

/// A user task of the case that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTask {
    pub id: TaskId,
    pub step: StepId,
    pub title: String,
    /// Who has it, in words: a name, or who may take it.
    pub with: String,
    pub due: Option<Moment>,
    /// Whether the caller may open it.
    pub open_to_me: bool,
}

#[server(endpoint = "start_form")]
pub async fn start_form(process: ProcessId) -> Result<StartForm, ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}

/// Starts a case and goes to its page. `answers` are the fields as typed, by key
/// (a plain HTML form names them `answers[key]`).
#[server(endpoint = "start_case")]
pub async fn start_case(
    process: ProcessId,
    #[server(default)] answers: BTreeMap<String, String>,
    key: String,
) -> Result<CaseId, ApiError> {
    let _ = (process, answers, key);
    Err(ApiError::unavailable())
}

/// Newest first. `cursor` is a page's `next`; empty for the first page.
#[server(endpoint = "list_cases", input = Json)]
pub async fn list_cases(filter: CaseFilter, cursor: String) -> Result<Page<CaseRow>, ApiError> {
    let _ = (filter, cursor);
    Err(ApiError::unavailable())
}

#[server(endpoint = "open_case")]
pub async fn open_case(case: CaseId) -> Result<CaseView, ApiError> {
    let _ = case;
    Err(ApiError::unavailable())
}

#[server(endpoint = "cancel_case")]
pub async fn cancel_case(case: CaseId, reason: String) -> Result<(), ApiError> {
    let _ = (case, reason);
    Err(ApiError::unavailable())
}
