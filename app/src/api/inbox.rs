//! The inbox: what waits for an answer from a person.

use super::{ApiError, CaseId, Moment, Page, ProcessId, TaskId, page::ShownValue};
#[cfg(feature = "ssr")]
use crate::{
    api::case::log,
    door::{self, Inside, names::Names, refused},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use process::{
    Command, UserId, Value,
    run::{Actor, Candidate, Wish},
};
use process::{Diagram, State, StepId, diagram::Form};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use store::{
    UserTaskId,
    user_task::{TaskStatus, UserTask},
};

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

/// Oldest first. `cursor` is a page's `next`; empty for the first page.
#[server(endpoint = "list_tasks", input = Json)]
pub async fn list_tasks(filter: InboxFilter, cursor: String) -> Result<Page<TaskRow>, ApiError> {
    let at = door::enter::<ListTasks>()?;
    let page = super::page::wanted(super::page::cursor(&cursor)?.map(UserTaskId));
    let tasks = at.store.inbox(at.workspace(), at.user(), page).await?;
    let names = Names::of(&at.store, at.workspace()).await?;
    let view = |task: UserTask| TaskRow {
        id: TaskId(task.id.0),
        hold: hold(&task, at.user(), &names),
        started_by: task.started_by_name.unwrap_or_else(baton),
        title: task.title,
        process_name: task.process_name,
        case: CaseId(task.instance.0),
        opened_at: task.opened_at.0,
        due: task.due.map(|due| due.0),
    };
    let mut page = Page::of(tasks, |task| task.id.to_string(), view);
    page.items.retain(|row| match filter {
        InboxFilter::All => true,
        InboxFilter::Mine => matches!(row.hold, Hold::Mine { .. }),
        InboxFilter::Open => matches!(row.hold, Hold::Open { .. }),
    });
    Ok(page)
}

/// How many tasks wait that the caller may answer.
#[server(endpoint = "count_tasks")]
pub async fn count_tasks() -> Result<u64, ApiError> {
    let at = door::enter::<CountTasks>()?;
    Ok(at.store.inbox_count(at.workspace(), at.user()).await?)
}

#[server(endpoint = "open_task")]
pub async fn open_task(task: TaskId) -> Result<TaskView, ApiError> {
    let at = door::enter::<OpenTask>()?;
    let task = open(&at, task).await?;
    let case = at.store.instance(at.workspace(), task.instance).await?;
    let names = Names::of(&at.store, at.workspace()).await?;
    let saved = at
        .store
        .saved_answers(at.workspace(), at.user(), task.id)
        .await?;
    let state = match case.snapshot {
        Some(state) => state,
        None => log::fold(&log::read(&at, task.instance).await?),
    };
    Ok(TaskView {
        id: TaskId(task.id.0),
        case: CaseId(task.instance.0),
        process: ProcessId(task.process.0),
        process_name: task.process_name.clone(),
        form: form(&case.diagram, &task.step),
        started_by: case.summary.started_by_name.unwrap_or_else(baton),
        opened_at: task.opened_at.0,
        due: task.due.map(|due| due.0),
        hold: hold(&task, at.user(), &names),
        draft: saved
            .unwrap_or_default()
            .into_iter()
            .map(|(key, value)| (key, value.to_text()))
            .collect(),
        values: super::shown::shown_values(&case.diagram, &state),
        step: task.step,
        title: task.title,
        instructions: task.instructions,
        diagram: case.diagram,
        state,
    })
}

#[server(endpoint = "claim_task")]
pub async fn claim_task(task: TaskId) -> Result<(), ApiError> {
    let at = door::enter::<ClaimTask>()?;
    let task = open(&at, task).await?;
    assign(&at, &task, Some(at.user())).await
}

/// Gives a task one has claimed back to everybody who may answer it.
#[server(endpoint = "release_task")]
pub async fn release_task(task: TaskId) -> Result<(), ApiError> {
    let at = door::enter::<ReleaseTask>()?;
    let task = open(&at, task).await?;
    if task.assignee != Some(at.user()) {
        return Err(ApiError::conflict(
            "You have not taken this task, so there is nothing to give back.",
        ));
    }
    assign(&at, &task, None).await
}

/// Answers a user task and goes to the inbox. `answers` are the fields as typed, by key
/// (a plain HTML form names them `answers[key]`).
#[server(endpoint = "answer_task")]
pub async fn answer_task(
    task: TaskId,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let at = door::enter::<AnswerTask>()?;
    let task = open(&at, task).await?;
    let diagram = at
        .store
        .instance(at.workspace(), task.instance)
        .await?
        .diagram;
    let answers = form(&diagram, &task.step)
        .read(&answers)
        .map_err(refused::answers)?;
    let wish = Wish::CompleteUserTask {
        step_instance: task.step_instance,
        answers,
    };
    if let Err(error) = at
        .engine
        .submit(at.workspace(), task.instance, wished(&at, wish), None)
        .await
    {
        // Who was quicker is worth more than that somebody was.
        open(&at, TaskId(task.id.0)).await?;
        return Err(error.into());
    }
    leptos_axum::redirect("/inbox");
    Ok(())
}

/// Keeps half-filled answers for later, for the caller only.
#[server(endpoint = "save_task_draft")]
pub async fn save_task_draft(
    task: TaskId,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let at = door::enter::<SaveTaskDraft>()?;
    let task = open(&at, task).await?;
    let diagram = at
        .store
        .instance(at.workspace(), task.instance)
        .await?
        .diagram;
    let form = form(&diagram, &task.step);
    let asked = form.fields.iter().filter_map(|field| {
        let typed = answers.get(&field.key)?;
        let kept = typed.len() <= LONGEST_KEPT && !typed.contains('\0');
        kept.then(|| (field.key.clone(), Value::from(typed.as_str())))
    });
    let kept: BTreeMap<_, _> = asked.collect();
    at.store
        .save_answers(at.workspace(), at.user(), task.id, &kept)
        .await?;
    Ok(())
}

/// The longest half-filled answer that is kept, in bytes: a whole one in the widest script.
#[cfg(feature = "ssr")]
const LONGEST_KEPT: usize = 4 * process::diagram::form::MAX_ANSWER;

/// A task the caller may answer. One that is closed says who was quicker; one that is not theirs is not there.
#[cfg(feature = "ssr")]
async fn open(at: &Inside, task: TaskId) -> Result<UserTask, ApiError> {
    let nothing = || ApiError::not_found("This task");
    let id = UserTaskId(task.0);
    let task = at
        .store
        .user_task(at.workspace(), id)
        .await
        .map_err(|error| match error {
            store::Error::NotFound => nothing(),
            error => error.into(),
        })?;
    if task.status == TaskStatus::Open && at.store.may_answer(at.workspace(), at.user(), id).await?
    {
        return Ok(task);
    }
    if !was_theirs(at, &task).await? {
        return Err(nothing());
    }
    let zone = at.store.workspace(at.workspace()).await?.zone;
    let when = task
        .closed_at
        .map(|closed| door::text::moment(closed, &zone))
        .unwrap_or_default();
    let who = task
        .answered_by_name
        .unwrap_or_else(|| "Somebody".to_owned());
    Err(ApiError::conflict(match task.status {
        TaskStatus::Answered if task.answered_by == Some(at.user()) => {
            format!("You answered this task already, {when}. Nothing more was recorded.")
        }
        TaskStatus::Answered => {
            format!("{who} answered this task {when}. Your answers were not recorded.")
        }
        TaskStatus::Withdrawn => {
            "This task is not needed any more: its case has ended or gone on. Nothing was recorded."
                .to_owned()
        }
        TaskStatus::Open => {
            let holder = task
                .assignee_name
                .unwrap_or_else(|| "Somebody else".to_owned());
            format!("{holder} has taken this task. Your answers were not recorded.")
        }
    }))
}

/// Whether the caller could have answered a task before it was closed or taken, and so may hear what became of it.
#[cfg(feature = "ssr")]
async fn was_theirs(at: &Inside, task: &UserTask) -> Result<bool, ApiError> {
    let me = at.user();
    if task.assignee == Some(me) || task.answered_by == Some(me) {
        return Ok(true);
    }
    Ok(match &task.candidate {
        Candidate::Person { user } => *user == me,
        Candidate::Role { role } => at.me.user.role >= *role,
        Candidate::Team { team } => {
            let teams = at.store.teams(at.workspace()).await?;
            teams
                .iter()
                .any(|one| one.key == *team && one.members.contains(&me))
        }
    })
}

#[cfg(feature = "ssr")]
async fn assign(at: &Inside, task: &UserTask, to: Option<UserId>) -> Result<(), ApiError> {
    let wish = Wish::AssignUserTask {
        step_instance: task.step_instance,
        to,
    };
    at.engine
        .submit(at.workspace(), task.instance, wished(at, wish), None)
        .await?;
    Ok(())
}

#[cfg(feature = "ssr")]
fn wished(at: &Inside, wish: Wish) -> Command {
    Command {
        at: at.now,
        by: Actor::User { user: at.user() },
        wish,
    }
}

#[cfg(feature = "ssr")]
fn form(diagram: &Diagram, step: &StepId) -> Form {
    diagram
        .step(step)
        .and_then(|step| step.form())
        .cloned()
        .unwrap_or_default()
}

#[cfg(feature = "ssr")]
fn hold(task: &UserTask, me: UserId, names: &Names) -> Hold {
    match (task.assignee, &task.candidate) {
        (Some(assignee), candidate) if assignee == me => Hold::Mine {
            can_release: !matches!(candidate, Candidate::Person { .. }),
        },
        (Some(assignee), _) => Hold::Other {
            name: names.person(assignee).to_owned(),
        },
        (None, Candidate::Person { user }) if *user == me => Hold::Mine { can_release: false },
        (None, candidate) => Hold::Open {
            candidates: super::history::candidate_title(candidate, names),
        },
    }
}

/// Who starts a case when nobody does.
#[cfg(feature = "ssr")]
fn baton() -> String {
    "Baton".to_owned()
}
