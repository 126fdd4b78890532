//! A user task opens: who may answer, what is asked, until when.

use crate::definition::Asking;
use crate::id::StepInstanceId;
use crate::run::command::Actor;
use crate::run::event::{Candidate, Fact, IncidentReason};
use crate::run::reckoning;
use crate::run::scratch::{Begun, Scratch};
use crate::run::storable;
use crate::step::Assignment;
use crate::template::Reader;
use feel::{Timestamp, Value};

pub(super) fn begin(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    asking: &Asking,
) -> Begun {
    let opened = candidate(scratch, step).and_then(|candidate| {
        let moment = scratch.moment();
        let variables = &*scratch.data_of(id);
        let instructions = asking
            .instructions
            .render(variables, &moment, Reader::Person)?;
        Ok(Fact::UserTaskOpened {
            step_instance: id,
            step: scratch.step_id(step),
            candidate,
            instructions: storable::text(&instructions),
            due: due(scratch, id, asking)?,
        })
    });
    match opened {
        Ok(fact) => {
            scratch.emit(fact);
            Begun::Waits
        }
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
    }
}

fn candidate(scratch: &Scratch<'_>, step: usize) -> Result<Candidate, String> {
    let diagram = scratch.definition.diagram();
    Ok(match diagram.asked(&diagram.steps[step]) {
        Assignment::Nobody => return Err("Nobody is chosen to be asked here.".into()),
        Assignment::Person { user } => Candidate::Person { user: *user },
        Assignment::Team { team } => Candidate::Team { team: team.clone() },
        Assignment::Role { role } => Candidate::Role { role: *role },
        Assignment::Requester => match scratch.state.started_by {
            Some(Actor::User { user }) => Candidate::Person { user },
            Some(Actor::Engine) | None => {
                return Err(
                    "The requester is asked here, but nobody in person started this case.".into(),
                );
            }
        },
    })
}

fn due(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    asking: &Asking,
) -> Result<Option<Timestamp>, String> {
    let Some(formula) = &asking.due_in else {
        return Ok(None);
    };
    let moment = scratch.moment();
    let working = scratch.definition.working(asking.due_calendar.as_deref())?;
    let due = match formula.evaluate(&scratch.data_of(id), &moment)? {
        Value::Duration(duration) => reckoning::duration_later(duration, moment.at, working),
        Value::YearsMonths(months) => reckoning::months_later(months, &moment, working),
        other => {
            return Err(format!(
                "The due date “{}” gave {}, but must give a duration.",
                formula.source,
                other.kind_in_words()
            ));
        }
    };
    let due = due.ok_or_else(|| format!("The due date “{}” is too far away.", formula.source))?;
    Ok(Some(due))
}
