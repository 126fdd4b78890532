//! Repairs for what was found. Each is made on a copy and checked there before it is offered: what it mends is gone, and
//! nothing new has come.

use super::words::step as name;
use super::{Checker, Finding, Kind, Verdict};
use crate::catalog::Catalog;
use crate::diagram::edit::Edit;
use crate::diagram::edit::intent::{Fresh, connect, insert_on_flow, remove};
use crate::diagram::{Diagram, Flow, Step};
use crate::graph::Graph;
use crate::id::{FlowId, StepId};
use crate::step::{StepKind, Wait};
use std::collections::BTreeSet;

/// Moves one trial may make.
const BUDGET: usize = 4_000;
/// Nobody reads more.
const MOST_REPAIRS: usize = 4;

/// One change that mends what was found, and one undo.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What it does, as an offer.
    pub sentence: String,
    pub edit: Edit,
}

/// What mends this, the smallest change first. Nothing where nothing is known to.
pub fn repairs(diagram: &Diagram, finding: &Finding) -> Vec<Repair> {
    let mut checker = Checker::default();
    let before = seen(&mut checker, diagram);
    let wrong = key(finding);
    let Some(before) = before.filter(|before| wrong.as_ref().is_some_and(|w| before.contains(w)))
    else {
        return Vec::new();
    };
    let mends = |repair: &Repair| {
        let mut copy = diagram.clone();
        if repair.edit.clone().apply(&mut copy).is_err() {
            return false;
        }
        let after = seen(&mut checker, &copy);
        after.is_some_and(|after| {
            let gone = wrong.as_ref().is_none_or(|wrong| !after.contains(wrong));
            gone && after.is_subset(&before)
        })
    };
    let offers = Offers::of(diagram, finding).into_iter().filter(mends);
    offers.take(MOST_REPAIRS).collect()
}

type Key = (Kind, StepId);

/// A join that gets stuck and one that never goes on are the same matter, more or less bad.
fn key(finding: &Finding) -> Option<Key> {
    let kind = match finding.kind {
        Kind::NeverFires => Kind::Stuck,
        Kind::MoreAndMore => Kind::DoneTwice,
        kind => kind,
    };
    Some((kind, finding.steps.first()?.clone()))
}

/// What is wrong with a drawing; none where that is not decided.
fn seen(checker: &mut Checker, diagram: &Diagram) -> Option<BTreeSet<Key>> {
    let report = checker.check(diagram, &Catalog::default(), BUDGET);
    let decided = report.verdict != Verdict::Undecided;
    decided.then(|| report.findings.iter().filter_map(key).collect())
}

struct Offers<'a> {
    diagram: &'a Diagram,
    graph: Graph,
    found: Vec<Repair>,
    /// For the ids of what is added.
    given: usize,
}

impl<'a> Offers<'a> {
    fn of(diagram: &'a Diagram, finding: &Finding) -> Vec<Repair> {
        let mut offers = Self {
            diagram,
            graph: Graph::of(diagram),
            found: Vec::new(),
            given: 0,
        };
        let Some(step) = finding.steps.first().and_then(|id| diagram.step(id)) else {
            return Vec::new();
        };
        match finding.kind {
            Kind::Stuck | Kind::NeverFires => offers.free_a_join(step),
            Kind::DoneTwice | Kind::MoreAndMore => offers.bring_together(step),
            Kind::DeadStep => offers.take_away(step),
            Kind::EndlessLoop => offers.lead_out(step),
            Kind::BusyLoop => offers.let_wait(step),
            Kind::LeftOver => offers.lead_to_end(step),
            Kind::Uncaught => offers.offer(
                format!(
                    "Let the way end at {} without an error.",
                    named(diagram, step)
                ),
                set_kind(step, StepKind::End),
            ),
        }
        offers.found
    }

    fn offer(&mut self, sentence: String, edit: Edit) {
        self.found.push(Repair { sentence, edit });
    }

    fn fresh(&mut self) -> String {
        fresh_id(self.diagram, &mut self.given)
    }

    fn incoming(&self, step: &Step) -> Vec<&'a Flow> {
        let flows = self.diagram.flows.iter();
        flows.filter(|flow| flow.to == step.id).collect()
    }

    fn free_a_join(&mut self, join: &Step) {
        let at = named(self.diagram, join);
        self.offer(
            format!("Let {at} wait only for what still comes."),
            set_kind(join, StepKind::Inclusive),
        );
        self.offer(
            format!("Let {at} go on with whatever comes."),
            set_kind(join, StepKind::Decide),
        );
        for flow in self.incoming(join) {
            let from = name(self.diagram, &flow.from);
            let edit = Edit::RemoveFlow {
                flow: flow.id.clone(),
            };
            self.offer(format!("Take away the way from {from} to {at}."), edit);
        }
    }

    /// Where all ways come in, or at the gateway before that merges them, they are waited for.
    fn bring_together(&mut self, step: &Step) {
        let mut at = step;
        while let [only] = self.incoming(at).as_slice()
            && let Some(before) = self.diagram.step(&only.from)
            && matches!(before.kind, StepKind::Decide)
            && self.incoming(before).len() > 1
        {
            at = before;
        }
        let name = named(self.diagram, at);
        let merges = matches!(at.kind, StepKind::Decide) && at.id != step.id;
        for (kind, all) in [
            (StepKind::Parallel, "all of them"),
            (StepKind::Inclusive, "all that still come"),
        ] {
            if merges {
                self.offer(format!("Let {name} wait for {all}."), set_kind(at, kind));
            } else if let Some(edit) = self.join_before(at, kind) {
                self.offer(format!("Before {name}, wait for {all}."), edit);
            }
        }
    }

    fn join_before(&mut self, step: &Step, kind: StepKind) -> Option<Edit> {
        let incoming = self.incoming(step);
        let (first, others) = incoming.split_first()?;
        if others.is_empty() {
            return None;
        }
        let fresh = Fresh {
            kind,
            name: String::new(),
        };
        let diagram = self.diagram;
        let mut ids = || self.fresh();
        let (edit, join) = insert_on_flow(diagram, &first.id, fresh, None, &mut ids).ok()?;
        let mut edits = vec![edit];
        for flow in others {
            edits.extend(Edit::lead(
                flow.id.clone(),
                flow.from.clone(),
                join.clone(),
                Vec::new(),
            ));
        }
        Some(Edit::batch(edits))
    }

    fn take_away(&mut self, step: &Step) {
        let edit = remove(
            self.diagram,
            &BTreeSet::from([step.id.clone()]),
            &BTreeSet::new(),
        );
        self.offer(format!("Delete {}.", named(self.diagram, step)), edit);
    }

    /// The ends in the same sub-process, the nearest in the drawing first.
    fn end_beside(&self, step: &Step) -> Option<&'a Step> {
        let ends = self.diagram.steps.iter();
        let ends = ends.filter(|end| {
            matches!(end.kind, StepKind::End) && end.inside == step.inside && end.id != step.id
        });
        ends.min_by_key(|end| end.position.x.abs_diff(step.position.x))
    }

    /// Of the ways that go round, the last one gets a decision with a way to the end.
    fn lead_out(&mut self, step: &Step) {
        let Some(end) = self.end_beside(step) else {
            return;
        };
        let Some(at) = self.graph.step(&step.id) else {
            return;
        };
        let behind = self.graph.reachable_from([at]);
        let before = self.graph.reaching([at]);
        let round = |step: usize| behind[step] && before[step];
        let back = (0..self.diagram.flows.len()).filter(|flow| {
            self.graph.ends[*flow].is_some_and(|(from, to)| round(from) && round(to))
        });
        let back: Vec<&Flow> = back.map(|flow| &self.diagram.flows[flow]).collect();
        let Some(flow) = back.last() else {
            return;
        };
        let fresh = Fresh {
            kind: StepKind::Decide,
            name: String::new(),
        };
        let diagram = self.diagram;
        let mut ids = || self.fresh();
        let inserted = insert_on_flow(diagram, &flow.id, fresh, None, &mut ids);
        let Ok((edit, decision)) = inserted else {
            return;
        };
        let (out, _) = connect(&decision, &end.id, &mut ids);
        let from = name(self.diagram, &flow.from);
        let sentence = format!(
            "After {from}, decide whether to go round again or on to {}.",
            named(self.diagram, end)
        );
        self.offer(sentence, Edit::batch(vec![edit, out]));
    }

    fn let_wait(&mut self, step: &Step) {
        let flows: Vec<&Flow> = self.diagram.outgoing(&step.id).collect();
        for flow in flows {
            let fresh = Fresh {
                kind: StepKind::Wait(Wait::default()),
                name: String::new(),
            };
            let diagram = self.diagram;
            let mut ids = || self.fresh();
            let inserted = insert_on_flow(diagram, &flow.id, fresh, None, &mut ids);
            if let Ok((edit, _)) = inserted {
                let at = named(self.diagram, step);
                self.offer(format!("Wait a day after {at}."), edit);
            }
        }
    }

    fn lead_to_end(&mut self, step: &Step) {
        if let Some(end) = self.end_beside(step) {
            let mut ids = || self.fresh();
            let (edit, _) = connect(&step.id, &end.id, &mut ids);
            let (from, to) = (named(self.diagram, step), named(self.diagram, end));
            self.offer(format!("Lead {from} to {to}."), edit);
        }
    }
}

/// An id that is not in the drawing yet, nor among those given before.
pub(crate) fn fresh_id(diagram: &Diagram, given: &mut usize) -> String {
    loop {
        *given += 1;
        let id = format!("repair-{given}");
        let (step, flow) = (StepId::new(&id), FlowId::new(&id));
        if diagram.step(&step).is_none() && diagram.flow(&flow).is_none() {
            return id;
        }
    }
}

fn named(diagram: &Diagram, step: &Step) -> String {
    name(diagram, &step.id)
}

fn set_kind(step: &Step, kind: StepKind) -> Edit {
    Edit::SetKind {
        step: step.id.clone(),
        kind,
    }
}
