//! Whose eyes a case is for: whoever started it, took part in it or may operate it.

use process::{UserId, run::Candidate, step::Role};
use store::{
    Error, Store,
    instance::InstanceSummary,
    session::SignedIn,
    user_task::{TaskStatus, UserTask},
};

/// Whether somebody may see a case with its data.
pub async fn may_see(store: &Store, who: &SignedIn, case: &InstanceSummary) -> Result<bool, Error> {
    if who.user.role >= Role::Builder || case.started_by == Some(who.user.id) {
        return Ok(true);
    }
    let tasks = store.user_tasks_of(who.workspace, case.id).await?;
    if tasks.iter().any(|task| took_part(task, who.user.id)) {
        return Ok(true);
    }
    for task in tasks.iter().filter(|task| task.status == TaskStatus::Open) {
        if store
            .may_answer(who.workspace, who.user.id, task.id)
            .await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a person answered a task, has it, or is the one it is for.
fn took_part(task: &UserTask, user: UserId) -> bool {
    task.answered_by == Some(user)
        || task.assignee == Some(user)
        || task.candidate == Candidate::Person { user }
}
