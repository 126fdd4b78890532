//! Which values a case may have when it comes to a step, given the ways it took before: for each variable the pieces that
//! are possible. Never too few.

use super::super::Checked;
use super::guard::Guard;
use super::variables::Variables;
use crate::decision::analysis::{NOTHING, Set};
use crate::step::StepKind;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// Steps looked at before it is given up.
const EFFORT: usize = 50_000;

/// What is possible at a step. Most steps change nothing about it and share it with the one before; the others share what
/// they do not change.
type Possible = Rc<Vec<Rc<Set>>>;

/// By step; none where no case gets to.
pub(super) fn arrivals(
    checked: &Checked<'_>,
    variables: &Variables,
    guards: &[Guard<'_>],
) -> Vec<Option<Possible>> {
    let anything = Rc::new(variables.anything());
    let given_up = || vec![Some(anything.clone()); checked.diagram.steps.len()];
    if !is_plain(checked) {
        return given_up();
    }
    let contested = contested(checked, variables);
    let mut sets: BTreeMap<usize, Vec<(usize, Rc<Set>)>> = BTreeMap::new();
    for (number, variable) in variables.all.iter().enumerate() {
        if !contested[number] {
            for (step, set) in &variable.set_by {
                let set = Rc::new(set.clone());
                sets.entry(*step).or_default().push((number, set));
            }
        }
    }
    let arrival = Arrival {
        checked,
        contested,
        sets,
        guards: guards.iter().map(|guard| (guard.step, guard)).collect(),
    };
    arrival.run(&anything).unwrap_or_else(given_up)
}

struct Arrival<'a> {
    checked: &'a Checked<'a>,
    /// By step: the variables it sets, and what to.
    sets: BTreeMap<usize, Vec<(usize, Rc<Set>)>>,
    /// By variable: whether it may change while a case is somewhere else.
    contested: Vec<bool>,
    guards: BTreeMap<usize, &'a Guard<'a>>,
}

impl Arrival<'_> {
    fn run(&self, anything: &[Rc<Set>]) -> Option<Vec<Option<Possible>>> {
        let steps = &self.checked.diagram.steps;
        let mut arriving: Vec<Option<Possible>> = vec![None; steps.len()];
        let mut open = VecDeque::new();
        for (at, _) in steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.kind.begins())
        {
            let mut unset = anything.to_vec();
            for (number, set) in unset.iter_mut().enumerate() {
                if !self.contested[number] {
                    let set = Rc::make_mut(set);
                    *set = set.without(set);
                    set.insert(NOTHING);
                }
            }
            arriving[at] = Some(Rc::new(unset));
            open.push_back(at);
        }
        let mut left = EFFORT;
        while let Some(at) = open.pop_front() {
            left = left.checked_sub(1)?;
            let Some(mut leaving) = arriving[at].clone() else {
                continue;
            };
            for (number, set) in self.sets.get(&at).into_iter().flatten() {
                Rc::make_mut(&mut leaving)[*number].clone_from(set);
            }
            for flow in &self.checked.graph.outgoing[at] {
                if let Some(to) = self.checked.graph.target(*flow)
                    && let Some(taking) = self.taking(at, *flow, &leaving)
                    && join(&mut arriving[to], taking)
                {
                    open.push_back(to);
                }
            }
        }
        Some(arriving)
    }

    /// What is still possible once a flow is taken; none where it never is.
    fn taking(&self, at: usize, flow: usize, leaving: &Possible) -> Option<Possible> {
        let Some(guard) = self.guards.get(&at) else {
            return Some(Rc::clone(leaving));
        };
        let way = guard.ways.iter().position(|way| way.flow == flow)?;
        let mut narrowed = leaving.to_vec();
        let kept = guard
            .looks
            .iter()
            .filter(|number| !self.contested[**number]);
        for number in kept {
            narrowed[*number] = Rc::new(leaving[*number].without(&leaving[*number]));
        }
        let mut taken = false;
        for cell in guard
            .within(leaving)
            .filter(|cell| guard.may_take(cell, way))
        {
            taken = true;
            for (number, piece) in guard.looks.iter().zip(&cell.pieces) {
                Rc::make_mut(&mut narrowed[*number]).insert(*piece);
            }
        }
        taken.then(|| Rc::new(narrowed))
    }
}

/// Whether anything came that was not there.
fn join(known: &mut Option<Possible>, more: Possible) -> bool {
    let Some(known) = known else {
        *known = Some(more);
        return true;
    };
    let holds = |known: &Rc<Set>, more: &Rc<Set>| Rc::ptr_eq(known, more) || known.holds_all(more);
    let holds_all = || {
        let mut both = known.iter().zip(&*more);
        both.all(|(known, more)| holds(known, more))
    };
    if Rc::ptr_eq(known, &more) || holds_all() {
        return false;
    }
    for (known, more) in Rc::make_mut(known).iter_mut().zip(&*more) {
        if !holds(known, more) {
            *known = Rc::new(known.or(more));
        }
    }
    true
}

/// Whether cases go along the flows and by nothing else: no events at edges, no groups, no rounds.
fn is_plain(checked: &Checked<'_>) -> bool {
    let diagram = checked.diagram;
    diagram.pools.is_empty()
        && diagram.steps.iter().all(|step| {
            let goes_on = matches!(
                step.kind,
                StepKind::Start(_)
                    | StepKind::AskPerson(_)
                    | StepKind::Decide
                    | StepKind::DecideByTable(_)
                    | StepKind::Parallel
                    | StepKind::Inclusive
                    | StepKind::Wait(_)
                    | StepKind::Service(_)
                    | StepKind::Task(_)
                    | StepKind::Script(_)
                    | StepKind::Send(_)
                    | StepKind::End
            );
            goes_on
                && step.inside.is_none()
                && step.repetition.is_none()
                && !step.for_compensation
                && step.tokens.is_usual()
                && step.only.is_usual()
        })
}

/// What is set behind a step that lets a case go several ways at once may change while it is somewhere else.
fn contested(checked: &Checked<'_>, variables: &Variables) -> Vec<bool> {
    let steps = checked.diagram.steps.iter().enumerate();
    let splits = steps.filter(|(at, step)| {
        !matches!(step.kind, StepKind::Decide) && checked.graph.outgoing[*at].len() > 1
    });
    let behind = checked.graph.reachable_from(splits.map(|(at, _)| at));
    let all = variables.all.iter();
    all.map(|variable| variable.set_by.keys().any(|step| behind[*step]))
        .collect()
}
