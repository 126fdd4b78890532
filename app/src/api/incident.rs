//! Incidents: cases that are stuck and that a person can mend.

use super::{ApiError, CaseId, Moment, Page, ProcessId};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use process::{
    Command, Diagram,
    run::{Actor, Wish},
};
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

/// Open incidents, newest case first: of one process, or of all. `cursor` is a page's `next`; empty for the first.
#[server(endpoint = "list_incidents", input = Json)]
pub async fn list_incidents(
    process: Option<ProcessId>,
    cursor: String,
) -> Result<Page<IncidentRow>, ApiError> {
    let at = door::enter::<ListIncidents>()?;
    let process = process.map(|process| store::ProcessId(process.0));
    let after = super::page::cursor::<Place>(&cursor)?.map(|place| place.0);
    let incidents = at
        .store
        .open_incidents(at.workspace(), process, super::page::wanted(after))
        .await?;
    let mut page = Page::of(
        incidents,
        |one| format!("{}-{}", one.instance, one.incident),
        |one| row(one, None),
    );
    for shown in &mut page.items {
        let case = store::InstanceId(shown.case.0);
        let diagram = at.store.instance(at.workspace(), case).await?.diagram;
        shown.step_name = step_name(&diagram, &shown.step);
    }
    Ok(page)
}

#[server(endpoint = "retry_incident")]
pub async fn retry_incident(case: CaseId, incident: IncidentId) -> Result<(), ApiError> {
    let at = door::enter::<RetryIncident>()?;
    let detail = super::case::visible(&at, case).await?;
    let command = Command {
        at: at.now,
        by: Actor::User { user: at.user() },
        wish: Wish::RetryIncident { incident },
    };
    at.engine
        .submit(at.workspace(), detail.summary.id, command, None)
        .await?;
    Ok(())
}

/// Where an incident stands in the list.
#[cfg(feature = "ssr")]
struct Place(store::incident::IncidentCursor);

#[cfg(feature = "ssr")]
impl std::str::FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (instance, incident) = text.split_once('-').unwrap_or((text, "0"));
        Ok(Self((instance.parse()?, IncidentId(incident.parse()?))))
    }
}

#[cfg(feature = "ssr")]
fn step_name(diagram: &Diagram, step: &StepId) -> String {
    diagram
        .step(step)
        .map_or_else(|| "A step".to_owned(), |step| step.title().to_owned())
}

#[cfg(feature = "ssr")]
pub(super) fn row(incident: store::incident::Incident, diagram: Option<&Diagram>) -> IncidentRow {
    IncidentRow {
        case: CaseId(incident.instance.0),
        incident: incident.incident,
        process: ProcessId(incident.process.0),
        process_name: incident.process_name,
        step_name: diagram
            .map(|diagram| step_name(diagram, &incident.step))
            .unwrap_or_default(),
        step: incident.step,
        reason: incident.reason,
        message: incident.message,
        raised_at: incident.raised_at.0,
    }
}
