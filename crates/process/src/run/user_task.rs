//! A person answers a user task, claims it, gives it back, or is given it.
//! Who may do so at all is for the caller to say; here it is only seen to that nobody overtakes anybody.

use super::command::Actor;
use super::event::{Candidate, Fact};
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Doing;
use crate::id::{StepInstanceId, UserId};
use feel::Value;
use std::collections::BTreeMap;

pub(super) fn complete(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    answers: &BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    let open = open_user_task(scratch, id)?;
    let holder = match (open.assignee, open.candidate) {
        (Some(assignee), _) => Some(assignee),
        (None, Candidate::Person { user }) => Some(*user),
        (None, Candidate::Team { .. } | Candidate::Role { .. }) => None,
    };
    if holder.is_some_and(|user| scratch.by != (Actor::User { user })) {
        return Err(Rejection::HeldBySomeoneElse { step_instance: id });
    }
    let definition = scratch.definition;
    let step = open.step;
    let values = match definition.diagram().steps[step].form() {
        Some(form) => form.accept(answers)?,
        None => BTreeMap::new(),
    };
    scratch.emit(Fact::UserTaskAnswered {
        step_instance: id,
        by: scratch.by,
    });
    scratch.write(id, values);
    scratch.complete(id, step);
    Ok(())
}

/// Claiming what another person holds is refused; anything else is a decision of whoever may make it.
pub(super) fn assign(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    to: Option<UserId>,
) -> Result<(), Rejection> {
    let open = open_user_task(scratch, id)?;
    if open.assignee == to {
        return Ok(());
    }
    let claims = to.is_some_and(|user| scratch.by == Actor::User { user });
    if claims && open.assignee.is_some() {
        return Err(Rejection::HeldBySomeoneElse { step_instance: id });
    }
    scratch.emit(Fact::UserTaskAssigned {
        step_instance: id,
        by: scratch.by,
        to,
    });
    Ok(())
}

struct Open<'a> {
    step: usize,
    candidate: &'a Candidate,
    assignee: Option<UserId>,
}

fn open_user_task<'a>(scratch: &'a Scratch<'_>, id: StepInstanceId) -> Result<Open<'a>, Rejection> {
    let gone = Rejection::NoSuchUserTask { step_instance: id };
    let visit = scratch.visit(id).ok_or_else(|| gone.clone())?;
    let Doing::AwaitingPerson {
        candidate,
        assignee,
        ..
    } = &visit.doing
    else {
        return Err(gone);
    };
    Ok(Open {
        step: scratch.index_of(&visit.step)?,
        candidate,
        assignee: *assignee,
    })
}
