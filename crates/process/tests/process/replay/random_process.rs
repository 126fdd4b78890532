//! Random drawings: built from blocks, or thrown together.

use super::choices::Choices;
use crate::support::build::*;
use process::diagram::{Diagram, FieldKind, Flow, Step};
use process::step::Unit;

/// Draws with a pen that always knows where it is.
struct Pen<'a> {
    choices: &'a mut Choices,
    drawn: Diagram,
}

pub fn of_blocks(choices: &mut Choices) -> Diagram {
    let mut pen = Pen {
        choices,
        drawn: Diagram::default(),
    };
    pen.drawn.steps.push(start([field("x", FieldKind::YesNo)]));
    let last = pen.block("start".into(), 3);
    let end = pen.add(end);
    pen.flow(&last, &end, None, false);
    pen.drawn
}

impl Pen<'_> {
    fn add(&mut self, step: impl FnOnce(&str) -> Step) -> String {
        let id = format!("s{}", self.drawn.steps.len());
        self.drawn.steps.push(step(&id));
        id
    }

    fn flow(&mut self, from: &str, to: &str, condition: Option<&str>, otherwise: bool) {
        let id = format!("f{}", self.drawn.flows.len());
        self.drawn.flows.push(Flow {
            id: id.as_str().into(),
            from: from.into(),
            to: to.into(),
            label: String::new(),
            condition: condition.map(str::to_owned),
            otherwise,
            bends: Vec::new(),
        });
    }

    /// A block behind a step; returns the step it ends with.
    fn block(&mut self, from: String, depth: usize) -> String {
        let mut last = from;
        for _ in 0..=self.choices.below(3) {
            last = match self.choices.below(if depth == 0 { 3 } else { 6 }) {
                0..3 => {
                    let step = self.work();
                    self.flow(&last, &step, None, false);
                    step
                }
                3 => self.split(last, depth, decide),
                4 => self.split(last, depth, parallel),
                _ => self.repeat(last, depth),
            };
        }
        last
    }

    fn work(&mut self) -> String {
        match self.choices.below(4) {
            0 | 1 => self.add(question),
            2 => self.add(|id| wait_for(id, "1", Unit::Hours)),
            _ => self.add(job),
        }
    }

    fn split(&mut self, last: String, depth: usize, gateway: fn(&str) -> Step) -> String {
        let fork = self.add(gateway);
        self.flow(&last, &fork, None, false);
        let decides = gateway("x").kind == decide("x").kind;
        let first_flow = self.drawn.flows.len();
        let ends: Vec<String> = (0..2 + self.choices.below(2))
            .map(|_| {
                let begin = self.add(if decides { decide } else { question });
                self.flow(&fork, &begin, None, false);
                self.block(begin, depth - 1)
            })
            .collect();
        let mut ways = self.drawn.flows[first_flow..]
            .iter_mut()
            .filter(|flow| flow.from.as_str() == fork);
        if decides && let Some(first) = ways.next() {
            first.condition = Some("x = true".into());
            ways.by_ref()
                .skip(1)
                .for_each(|way| way.condition = Some("x = false".into()));
        }
        if decides {
            let ways = self.drawn.flows[first_flow..].iter_mut();
            let mut open =
                ways.filter(|flow| flow.from.as_str() == fork && flow.condition.is_none());
            if let Some(rest) = open.next() {
                rest.otherwise = true;
            }
        }
        let join = self.add(gateway);
        ends.iter()
            .for_each(|end| self.flow(end, &join, None, false));
        join
    }

    fn repeat(&mut self, last: String, depth: usize) -> String {
        let merge = self.add(decide);
        self.flow(&last, &merge, None, false);
        let ask = self.add(question);
        self.flow(&merge, &ask, None, false);
        let body = self.block(ask, depth - 1);
        let again = self.add(decide);
        self.flow(&body, &again, None, false);
        self.flow(&again, &merge, Some("x = true"), false);
        let next = self.add(question);
        self.flow(&again, &next, None, true);
        next
    }
}

fn question(id: &str) -> Step {
    ask_of(id, person(1), [field("x", FieldKind::YesNo)])
}

fn job(id: &str) -> Step {
    service(
        id,
        "call",
        &[("text", "{{ x }}")],
        &[("y", "status", FieldKind::Number)],
    )
}

/// Steps of every kind, flows between any two.
pub fn of_anything(choices: &mut Choices) -> Diagram {
    let mut pen = Pen {
        choices,
        drawn: Diagram::default(),
    };
    pen.drawn.steps.push(start([field("x", FieldKind::YesNo)]));
    let mut ids = vec!["start".to_owned()];
    for _ in 0..3 + pen.choices.below(6) {
        let id = match pen.choices.below(6) {
            0 | 1 => pen.add(parallel),
            2 => pen.add(decide),
            _ => pen.work(),
        };
        ids.push(id);
    }
    ids.push(pen.add(end));
    // A thread through all of them, so that there is something to run.
    for pair in 0..ids.len() - 1 {
        pen.flow(&ids[pair], &ids[pair + 1], None, false);
    }
    for _ in 0..pen.choices.below(6) {
        let from = pen.choices.below(ids.len() - 1);
        let to = 1 + pen.choices.below(ids.len() - 1);
        pen.flow(&ids[from], &ids[to], None, false);
    }
    condition_ways(&mut pen.drawn);
    pen.drawn
}

/// Each decision with several ways gets a condition on all but the last.
fn condition_ways(drawn: &mut Diagram) {
    let decides: Vec<_> = drawn
        .steps
        .iter()
        .filter(|step| step.kind == decide("x").kind)
        .map(|step| step.id.clone())
        .collect();
    for id in decides {
        let mut ways: Vec<_> = drawn
            .flows
            .iter_mut()
            .filter(|flow| flow.from == id)
            .collect();
        if ways.len() > 1
            && let Some(last) = ways.pop()
        {
            last.otherwise = true;
            ways.into_iter()
                .for_each(|way| way.condition = Some("x = true".into()));
        }
    }
}
