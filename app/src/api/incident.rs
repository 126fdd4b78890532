//! Incidents: cases that are stuck and that a person can mend.

use super::{ApiError, CaseId, Moment, Page, ProcessId};
use leptos::prelude::*;
use process::{IncidentId, StepId, run::IncidentReason};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentRow {
    pub case: CaseId,
    pub incident: IncidentId,
    pub process: ProcessId,
    pub process_name: String,
    pub step: StepId,
    pub step_name: String,
    pub reason: IncidentReason,
    pub message: String,
    pub raised_at: Moment,
}

/// Open incidents, newest first: of one process, or of all. `cursor` is a page's `next`; empty for the first.
#[server(endpoint = "list_incidents", input = Json)]
pub async fn list_incidents(
    process: Option<ProcessId>,
    cursor: String,
) -> Result<Page<IncidentRow>, ApiError> {
    let _ = (process, cursor);
    Err(ApiError::unavailable())
}

#[server(endpoint = "retry_incident")]
pub async fn retry_incident(case: CaseId, incident: IncidentId) -> Result<(), ApiError> {
    let _ = (case, incident);
    Err(ApiError::unavailable())
}
