//! A step done several times: round after round, or once for each of something. Rounds are begun a page at a time, so
//! that ten thousand of them never stand in the state at once.

use super::event::{Fact, IncidentReason};
use super::scratch::{Begun, Scratch};
use super::state::{Doing, Rounds};
use super::{leaving, storable, throwing, undo};
use crate::definition::{EachPlan, Formula, OverPlan, RepeatPlan, TellWhen};
use crate::id::StepInstanceId;
use crate::step::Rest;
use feel::Value;
use std::collections::BTreeMap;

/// Rounds at work at the same time; the others follow as these end.
pub const PAGE: u64 = 500;
/// The most rounds of one visit.
pub const MOST_ROUNDS: u64 = 100_000;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, plan: &RepeatPlan) -> Begun {
    if matches!(
        scratch.visit(id).map(|visit| &visit.doing),
        Some(Doing::Repeating(_))
    ) {
        scratch.due.push_back(id);
        return Begun::Waits;
    }
    let planned = match plan {
        RepeatPlan::While { most, .. } if most.is_some_and(|most| most < 0) => {
            Err("A step cannot be done fewer than no times.".to_owned())
        }
        RepeatPlan::While { .. } => Ok((None, Vec::new())),
        RepeatPlan::Each(each) => planned(scratch, id, each),
    };
    let (total, items) = match planned {
        Err(message) => return Begun::Stuck(IncidentReason::Expression, message),
        Ok(planned) => planned,
    };
    scratch.plan_visits(id, total.unwrap_or(0));
    scratch.emit(Fact::RoundsPlanned {
        step_instance: id,
        total,
        items,
    });
    scratch.due.push_back(id);
    Begun::Waits
}

fn planned(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    each: &EachPlan,
) -> Result<(Option<u64>, Vec<Value>), String> {
    let too_many =
        || format!("A step is done up to {MOST_ROUNDS} times. Split the work into parts.");
    if scratch.simulates() {
        let rounds = scratch.driver.and_then(|driver| driver.rounds);
        return Ok((rounds.or(Some(1)), Vec::new()));
    }
    match &each.over {
        OverPlan::Times(times) => {
            let total = whole(scratch, id, times)?;
            if total > MOST_ROUNDS {
                return Err(too_many());
            }
            Ok((Some(total), Vec::new()))
        }
        OverPlan::List(list, _) => match scratch.evaluate(id, list)? {
            Value::List(items) => {
                let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
                if total > MOST_ROUNDS {
                    return Err(too_many());
                }
                Ok((Some(total), items.iter().map(storable::value).collect()))
            }
            other => Err(format!(
                "“{}” gave {}, but must give a list.",
                list.source,
                other.kind_in_words()
            )),
        },
    }
}

fn whole(scratch: &Scratch<'_>, id: StepInstanceId, times: &Formula) -> Result<u64, String> {
    let value = scratch.evaluate(id, times)?;
    let whole = match &value {
        Value::Number(number) => number
            .to_i64()
            .and_then(|number| u64::try_from(number).ok()),
        _ => None,
    };
    whole.ok_or_else(|| {
        format!(
            "“{}” gave {}, but must give a whole number, 0 or more.",
            times.source,
            value.to_text()
        )
    })
}

/// Begins what can begin, or ends it all. Called whenever something about it has changed.
pub(super) fn go_on(scratch: &mut Scratch<'_>, id: StepInstanceId) {
    let definition = scratch.definition;
    let Some(step) = scratch.step_of(id) else {
        return;
    };
    let plan = definition
        .around(step)
        .and_then(|around| around.repeat.as_ref());
    let outcome = match plan {
        Some(RepeatPlan::Each(each)) => next_of_each(scratch, id, step, each),
        Some(RepeatPlan::While {
            condition,
            before,
            most,
        }) => next_while(scratch, id, step, condition.as_ref(), *before, *most),
        None => Ok(()),
    };
    if let Err(message) = outcome {
        scratch.raise(id, step, IncidentReason::Expression, message);
    }
}

fn rounds<'a>(scratch: &'a Scratch<'_>, id: StepInstanceId) -> Option<&'a Rounds> {
    match &scratch.visit(id)?.doing {
        Doing::Repeating(rounds) => Some(rounds),
        _ => None,
    }
}

fn next_while(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    condition: Option<&Formula>,
    before: bool,
    most: Option<i64>,
) -> Result<(), String> {
    let Some(rounds) = rounds(scratch, id) else {
        return Ok(());
    };
    if rounds.live() > 0 {
        return Ok(());
    }
    let (begun, done) = (rounds.begun, rounds.done);
    let full = most.is_some_and(|most| u64::try_from(most).is_ok_and(|most| done >= most));
    let asks = before || done > 0;
    let mut goes_on = !full;
    if let Some(condition) = condition.filter(|_| asks && goes_on && !scratch.simulates()) {
        let mut data = scratch.data_of(id).into_owned();
        data.insert("loopCounter".to_owned(), count(done));
        goes_on = scratch.is_true(condition, &data)?;
    }
    if scratch.simulates() {
        goes_on = done == 0;
    }
    if goes_on {
        begin_round(scratch, id, step, begun + 1, None);
    } else {
        finish(scratch, id, step);
    }
    Ok(())
}

fn next_of_each(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    each: &EachPlan,
) -> Result<(), String> {
    let Some(state) = rounds(scratch, id) else {
        return Ok(());
    };
    let total = state.total.unwrap_or(0);
    let waits_for_more = each.open && !state.closed;
    if !state.went_on && is_enough(scratch, id, each)? {
        match each.rest {
            Rest::Stop => {
                for round in scratch.visits_in(id) {
                    scratch.terminate(round);
                }
                return finish_now(scratch, id, step);
            }
            Rest::LeaveRunning => {
                collect(scratch, id, step)?;
                scratch.emit(Fact::WentOn { step_instance: id });
                let flows = &scratch.definition.graph.outgoing[step];
                leaving::take(scratch, scratch.scope_of(id), step, flows);
            }
            Rest::Wait => {}
        }
    }
    let page = if each.sequential { 1 } else { PAGE };
    while let Some(state) = rounds(scratch, id) {
        let (begun, live) = (state.begun, state.live());
        if begun >= total || live >= page {
            break;
        }
        let at = usize::try_from(begun).unwrap_or(usize::MAX);
        let item = state.items.get(at).cloned();
        begin_round(scratch, id, step, begun + 1, item);
        // Rounds that end at once bring this visit back by themselves.
        if each.sequential {
            break;
        }
    }
    let Some(state) = rounds(scratch, id) else {
        return Ok(());
    };
    if state.begun >= total && state.live() == 0 && !waits_for_more {
        return finish_now(scratch, id, step);
    }
    Ok(())
}

fn is_enough(scratch: &Scratch<'_>, id: StepInstanceId, each: &EachPlan) -> Result<bool, String> {
    let Some(rounds) = rounds(scratch, id) else {
        return Ok(false);
    };
    if let Some(enough) = &each.enough
        && rounds.done >= whole(scratch, id, enough)?
    {
        return Ok(true);
    }
    match &each.until {
        Some(until) if rounds.done > 0 => scratch.is_true(until, &counted(scratch, id, rounds)),
        _ => Ok(false),
    }
}

/// The variables of a repeated step with how far it is.
fn counted(scratch: &Scratch<'_>, id: StepInstanceId, rounds: &Rounds) -> BTreeMap<String, Value> {
    let mut data = scratch.data_of(id).into_owned();
    let counts = [
        ("numberOfInstances", rounds.total.unwrap_or(rounds.begun)),
        ("numberOfActiveInstances", rounds.live()),
        ("numberOfCompletedInstances", rounds.done),
        ("numberOfTerminatedInstances", rounds.stopped),
    ];
    data.extend(counts.map(|(name, number)| (name.to_owned(), count(number))));
    data
}

fn count(number: u64) -> Value {
    Value::from(i64::try_from(number).unwrap_or(i64::MAX))
}

fn begin_round(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    round: u64,
    item: Option<Value>,
) {
    let body = scratch.enter_as(id, step, &[], Some(round), None);
    let mut values = BTreeMap::from([("loopCounter".to_owned(), count(round))]);
    let definition = scratch.definition;
    let plan = definition
        .around(step)
        .and_then(|around| around.repeat.as_ref());
    if let (Some(RepeatPlan::Each(each)), Some(item)) = (plan, item)
        && let OverPlan::List(_, key) = &each.over
        && !key.is_empty()
    {
        values.insert(key.clone(), item);
    }
    let group = matches!(definition.plans[step], crate::definition::Plan::Group(..));
    let opened = scratch.open_scope(body, group);
    if let Err(message) = opened {
        return scratch.raise(body, step, IncidentReason::Expression, message);
    }
    scratch.write_in(body, values);
    if scratch.is_spent() {
        scratch.stop_circling(body, step);
    } else {
        scratch.begin(body, step);
    }
}

/// The work of a round is over.
pub(super) fn round_done(scratch: &mut Scratch<'_>, body: StepInstanceId, step: usize) {
    let Some(visit) = scratch.visit(body) else {
        return;
    };
    let (id, round) = (visit.scope, visit.round.unwrap_or(0));
    let definition = scratch.definition;
    let plan = definition
        .around(step)
        .and_then(|around| around.repeat.as_ref());
    let mut result = None;
    if let Some(RepeatPlan::Each(each)) = plan
        && let Some((_, from)) = &each.collect
        && !scratch.simulates()
    {
        match scratch.evaluate(body, from) {
            Ok(value) => result = Some(storable::value(&value)),
            Err(message) => {
                return scratch.raise(body, step, IncidentReason::Expression, message);
            }
        }
    }
    undo::note(scratch, body, step);
    scratch.emit(Fact::StepCompleted {
        step_instance: body,
        step: scratch.step_id(step),
    });
    scratch.emit(Fact::RoundDone {
        step_instance: id,
        round,
        result,
    });
    if let Some(RepeatPlan::Each(each)) = plan {
        tell(scratch, id, step, each);
    }
    scratch.due.push_back(id);
}

fn tell(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize, each: &EachPlan) {
    for told in &each.tells {
        let Some(rounds) = rounds(scratch, id) else {
            return;
        };
        let tells = match &told.when {
            TellWhen::EachTime => true,
            TellWhen::First => rounds.done == 1,
            TellWhen::Condition(condition) => scratch
                .is_true(condition, &counted(scratch, id, rounds))
                .unwrap_or(false),
        };
        if tells {
            let progress = !matches!(told.when, TellWhen::Condition(_));
            throwing::tell(scratch, id, step, &told.what, progress);
        }
    }
}

fn collect(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Result<(), String> {
    let definition = scratch.definition;
    let plan = definition
        .around(step)
        .and_then(|around| around.repeat.as_ref());
    if let Some(RepeatPlan::Each(each)) = plan
        && let Some((key, _)) = &each.collect
        && let Some(rounds) = rounds(scratch, id)
    {
        let list = Value::list(rounds.results.values().cloned().collect());
        let scope = scratch.scope_of(id);
        scratch.write_around(id, scope, BTreeMap::from([(key.clone(), list)]));
    }
    Ok(())
}

fn finish_now(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Result<(), String> {
    let went_on = rounds(scratch, id).is_some_and(|rounds| rounds.went_on);
    if !went_on {
        collect(scratch, id, step)?;
        finish(scratch, id, step);
        return Ok(());
    }
    let scope = scratch.scope_of(id);
    undo::note(scratch, id, step);
    scratch.emit(Fact::StepCompleted {
        step_instance: id,
        step: scratch.step_id(step),
    });
    scratch.touch(scope);
    Ok(())
}

fn finish(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) {
    scratch.complete(id, step);
}
