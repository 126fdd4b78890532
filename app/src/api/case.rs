//! Cases: start one, find them, look at one, stop one.

#[cfg(feature = "ssr")]
pub(super) mod log;

use super::{
    ApiError, CaseId, Moment, Page, ProcessId, TaskId, incident::IncidentRow, live::HistoryLine,
    page::ShownValue,
};
#[cfg(feature = "ssr")]
use crate::door::{self, Inside, names::Names, refused};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use process::{
    Command,
    run::{Actor, Status, Wish},
    step::StepKind,
};
use process::{Diagram, FlowId, State, StepId, diagram::Form};
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
    pub seq: u64,
    /// Steps that were completed at least once, for painting the path.
    pub completed: Vec<StepId>,
    /// The flows that were taken at least once.
    pub taken: Vec<FlowId>,
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

#[server(GetStartForm, endpoint = "start_form")]
pub async fn start_form(process: ProcessId) -> Result<StartForm, ApiError> {
    let at = door::enter::<GetStartForm>()?;
    let (name, newest) = startable(&at, process).await?;
    Ok(StartForm {
        process,
        name,
        version: super::process::number(newest.number),
        form: form_of_start(&newest.diagram),
        key: door::chance::key()?,
    })
}

/// Starts a case and goes to its page. `answers` are the fields as typed, by key
/// (a plain HTML form names them `answers[key]`).
#[server(endpoint = "start_case")]
pub async fn start_case(
    process: ProcessId,
    #[server(default)] answers: BTreeMap<String, String>,
    key: String,
) -> Result<CaseId, ApiError> {
    let at = door::enter::<StartCase>()?;
    let (_, newest) = startable(&at, process).await?;
    let answers = form_of_start(&newest.diagram)
        .read(&answers)
        .map_err(refused::answers)?;
    let start = engine::Start {
        workspace: at.workspace(),
        process: store::ProcessId(process.0),
        by: at.user(),
        answers,
        // Everybody has their own keys, so that nobody is answered with another's case.
        key: format!("{} {}", at.user(), door::chance::known_key(&key)?),
        at: at.now,
    };
    let case = CaseId(at.engine.start(start).await?.instance.0);
    leptos_axum::redirect(&format!("/cases/{case}"));
    Ok(case)
}

/// Newest first. `cursor` is a page's `next`; empty for the first page.
#[server(endpoint = "list_cases", input = Json)]
pub async fn list_cases(filter: CaseFilter, cursor: String) -> Result<Page<CaseRow>, ApiError> {
    let at = door::enter::<ListCases>()?;
    let wanted = store::instance::InstanceFilter {
        process: filter.process.map(|process| store::ProcessId(process.0)),
        status: filter.status.map(|status| match status {
            CaseStatus::Running => Status::Active,
            CaseStatus::Completed => Status::Completed,
            CaseStatus::Cancelled => Status::Cancelled,
        }),
        with_incident: filter.stuck,
        started_by: filter.mine.then(|| at.user()),
        part_of: (!at.builds()).then(|| at.user()),
        text: None,
    };
    let page = super::page::wanted(super::page::cursor(&cursor)?.map(store::InstanceId));
    let cases = at.store.instances(at.workspace(), &wanted, page).await?;
    Ok(Page::of(cases, |case| case.id.to_string(), row))
}

#[server(endpoint = "open_case")]
pub async fn open_case(case: CaseId) -> Result<CaseView, ApiError> {
    let at = door::enter::<OpenCase>()?;
    let detail = visible(&at, case).await?;
    let (instance, diagram) = (detail.summary.id, detail.diagram);
    let events = log::read(&at, instance).await?;
    let state = log::fold(&events);
    let names = Names::of(&at.store, at.workspace()).await?;
    let (completed, taken) = log::path(&events);
    let incidents = at
        .store
        .incidents_of(at.workspace(), instance)
        .await?
        .into_iter();
    let open = incidents.filter(|incident| incident.resolved_at.is_none());
    let mine = detail.summary.started_by == Some(at.user());
    let row = row(detail.summary);
    Ok(CaseView {
        id: row.id,
        process: row.process,
        process_name: row.process_name,
        version: row.version,
        status: row.status,
        started_by: row.started_by,
        started_at: row.started_at,
        ended_at: row.ended_at,
        seq: events.last().map_or(0, |last| last.seq),
        completed,
        taken,
        history: log::history(&events, &diagram, &names),
        values: super::shown::shown_values(&diagram, &state),
        tasks: tasks(&at, instance, &names).await?,
        incidents: open
            .map(|one| super::incident::row(one, Some(&diagram)))
            .collect(),
        may_cancel: row.status == CaseStatus::Running && (mine || at.builds()),
        may_operate: at.builds(),
        diagram,
        state,
    })
}

/// Ends a case before its time. Whoever started it may, and builders.
#[server(endpoint = "cancel_case")]
pub async fn cancel_case(case: CaseId, reason: String) -> Result<(), ApiError> {
    let at = door::enter::<CancelCase>()?;
    let detail = visible(&at, case).await?;
    if detail.summary.started_by != Some(at.user()) && !at.builds() {
        return Err(ApiError::forbidden());
    }
    let reason = door::text::reason("reason", &reason)?;
    let command = Command {
        at: at.now,
        by: Actor::User { user: at.user() },
        wish: Wish::Cancel { reason },
    };
    at.engine
        .submit(at.workspace(), detail.summary.id, command, None)
        .await?;
    Ok(())
}

/// The case, if it is one for the caller's eyes.
#[cfg(feature = "ssr")]
pub(super) async fn visible(
    at: &Inside,
    case: CaseId,
) -> Result<store::instance::InstanceDetail, ApiError> {
    let nothing = || ApiError::not_found("This case");
    let instance = store::InstanceId(case.0);
    let detail =
        at.store
            .instance(at.workspace(), instance)
            .await
            .map_err(|error| match error {
                store::Error::NotFound => nothing(),
                error => error.into(),
            })?;
    if door::sight::may_see(&at.store, &at.me, &detail.summary).await? {
        Ok(detail)
    } else {
        Err(nothing())
    }
}

#[cfg(feature = "ssr")]
async fn startable(
    at: &Inside,
    process: ProcessId,
) -> Result<(String, store::version::Version), ApiError> {
    let nothing = || ApiError::not_found("This process");
    let id = store::ProcessId(process.0);
    let found = at
        .store
        .process(at.workspace(), id)
        .await
        .map_err(|error| match error {
            store::Error::NotFound => nothing(),
            error => error.into(),
        })?;
    match at.store.newest_version(at.workspace(), id).await? {
        Some(newest) if !found.archived => Ok((found.name, newest)),
        _ if at.builds() => Err(engine::Error::NotStartable.into()),
        _ => Err(nothing()),
    }
}

#[cfg(feature = "ssr")]
fn form_of_start(diagram: &Diagram) -> Form {
    let start = diagram
        .steps
        .iter()
        .find(|step| matches!(step.kind, StepKind::Start(_)));
    start
        .and_then(|start| start.form())
        .cloned()
        .unwrap_or_default()
}

#[cfg(feature = "ssr")]
async fn tasks(
    at: &Inside,
    instance: store::InstanceId,
    names: &Names,
) -> Result<Vec<CaseTask>, ApiError> {
    let mut shown = Vec::new();
    for task in at.store.user_tasks_of(at.workspace(), instance).await? {
        if task.status != store::user_task::TaskStatus::Open {
            continue;
        }
        shown.push(CaseTask {
            id: TaskId(task.id.0),
            open_to_me: at
                .store
                .may_answer(at.workspace(), at.user(), task.id)
                .await?,
            with: task
                .assignee_name
                .unwrap_or_else(|| super::history::candidate_title(&task.candidate, names)),
            step: task.step,
            title: task.title,
            due: task.due.map(|due| due.0),
        });
    }
    Ok(shown)
}

#[cfg(feature = "ssr")]
pub(super) fn status(status: Status) -> CaseStatus {
    match status {
        Status::New | Status::Active => CaseStatus::Running,
        Status::Completed => CaseStatus::Completed,
        Status::Cancelled => CaseStatus::Cancelled,
    }
}

#[cfg(feature = "ssr")]
fn row(case: store::instance::InstanceSummary) -> CaseRow {
    CaseRow {
        id: CaseId(case.id.0),
        process: ProcessId(case.process.0),
        process_name: case.process_name,
        version: super::process::number(case.version),
        status: status(case.status),
        stuck: case.incidents > 0,
        started_by: case.started_by_name.unwrap_or_else(|| "Baton".to_owned()),
        started_at: case.started_at.0,
        ended_at: case.ended_at.map(|ended| ended.0),
    }
}
