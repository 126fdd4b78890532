//! Commands on separate scopes commute: whoever answers first in one group of steps, and whoever in another, the case stands
//! the same afterwards. Numbers and moments differ, and are left out.

use super::random::{Dice, grown};
use process::diagram::Diagram;
use process::run::{Actor, Command, Doing, Driver, Status, Wish, drive};
use process::step::{StepKind, Trigger};
use process::{Catalog, Definition, State, StepInstanceId, Timestamp, apply};
use proptest::prelude::*;

struct Case {
    definition: Definition,
    driver: Driver,
    state: State,
}

impl Case {
    fn of(drawn: &Diagram) -> Self {
        let tasks = drawn
            .steps
            .iter()
            .filter(|step| matches!(step.kind, StepKind::Task(_)));
        let mut case = Self {
            definition: Definition::of_deployed(drawn, &Catalog::default()),
            driver: Driver {
                holds: tasks.map(|step| step.id.clone()).collect(),
                ..Driver::default()
            },
            state: State::default(),
        };
        let begun = case.after(
            &case.state,
            Wish::Start {
                answers: Default::default(),
                zone: "UTC".into(),
                requester: None,
            },
        );
        case.state = begun.expect("it begins");
        case
    }

    /// The state after a wish; none where it is refused.
    fn after(&self, state: &State, wish: Wish) -> Option<State> {
        let command = Command {
            at: Timestamp(1_772_442_000_000),
            by: Actor::Engine,
            wish,
        };
        let mut moved = state.clone();
        let events = drive(&self.definition, &mut state.clone(), &command, &self.driver).ok()?;
        for event in events {
            apply(&mut moved, &event);
        }
        Some(moved)
    }

    fn done(&self, state: &State, task: StepInstanceId) -> Option<State> {
        self.after(
            state,
            Wish::Release {
                step_instance: task,
            },
        )
    }

    fn held(&self) -> Vec<StepInstanceId> {
        let active = self.state.active.iter();
        let held = active.filter(|(_, visit)| visit.doing == Doing::Held);
        held.map(|(id, _)| *id).collect()
    }
}

/// The visits around a visit, itself first.
fn around(state: &State, visit: StepInstanceId) -> Vec<StepInstanceId> {
    let mut chain = vec![visit];
    while let Some(visit) = chain.last().and_then(|last| state.active.get(last)) {
        chain.push(visit.scope);
    }
    chain
}

/// Whether two tasks stand in different groups, neither of them within the other.
fn apart(state: &State, one: StepInstanceId, other: StepInstanceId) -> bool {
    let (first, second) = (around(state, one), around(state, other));
    first[1] != second[1] && !first[1..].contains(&second[1]) && !second[1..].contains(&first[1])
}

/// Where a case stands, without numbers and moments: what is at work in each scope, and what lies before its steps.
fn stands(state: &State) -> String {
    let root = (&state.tokens, &state.variables, &state.gates);
    format!(
        "{:?} {root:?} {}",
        state.status,
        within(state, StepInstanceId::ROOT)
    )
}

fn within(state: &State, scope: StepInstanceId) -> String {
    let inside = state
        .active
        .iter()
        .filter(|(_, visit)| visit.scope == scope);
    let mut told: Vec<String> = inside
        .map(|(id, visit)| {
            let doing = format!("{:?}", visit.doing);
            let doing = doing.split(|sign: char| !sign.is_alphanumeric()).next();
            let own = state.scopes.get(id);
            let own = own.map(|own| (&own.tokens, &own.variables, &own.gates, own.queue.len()));
            let mut waits: Vec<_> = state
                .waits
                .values()
                .filter(|wait| wait.owner == *id)
                .map(|wait| wait.step.as_str())
                .collect();
            waits.sort_unstable();
            let step = &visit.step;
            format!(
                "{step} {doing:?} {own:?} {waits:?} ({})",
                within(state, *id)
            )
        })
        .collect();
    told.sort_unstable();
    told.join("; ")
}

/// What is undone first depends on what was done last, as it should.
fn undoes(drawn: &Diagram) -> bool {
    drawn.steps.iter().any(|step| match &step.kind {
        StepKind::Event(event) => event
            .triggers
            .iter()
            .any(|trigger| matches!(trigger, Trigger::Compensation { .. } | Trigger::Cancel)),
        _ => false,
    })
}

/// How many pairs of answers were given in both orders.
fn both_orders(seed: u64) -> usize {
    let drawn = grown(seed);
    if undoes(&drawn) {
        return 0;
    }
    let mut case = Case::of(&drawn);
    let mut dice = Dice(seed ^ 91);
    let mut compared = 0;
    for _ in 0..40 {
        let held = case.held();
        for (at, one) in held.iter().enumerate() {
            for other in held[at + 1..]
                .iter()
                .filter(|other| apart(&case.state, *one, **other))
            {
                let orders = [[*one, *other], [*other, *one]].map(|[first, second]| {
                    let between = case.done(&case.state, first)?;
                    case.done(&between, second)
                });
                // One of them may stop the other: then the order is the answer.
                if let [Some(one_first), Some(other_first)] = &orders {
                    assert_eq!(stands(one_first), stands(other_first), "seed {seed}");
                    compared += 1;
                }
            }
        }
        let Some(next) = held.get(dice.below(held.len() as u64) as usize) else {
            break;
        };
        case.state = case.done(&case.state, *next).expect("it is open");
        if case.state.status != Status::Active {
            break;
        }
    }
    compared
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn answers_in_separate_groups_come_to_the_same_in_either_order(seed: u64) {
        both_orders(seed);
    }
}

#[test]
fn many_pairs_of_answers_are_looked_at() {
    let compared: usize = (0..8_000).map(both_orders).sum();
    assert!(compared > 300, "{compared} pairs");
}
