//! Drawings that cannot go wrong, with something broken planted in them.

use crate::draw::*;
use crate::grow::{Block, Dice, Shape, sound};
use process::check::Kind;
use process::diagram::{Diagram, Flow, Step};
use process::id::StepId;
use process::step::{Stands, StepKind};

fn set_kind(drawn: &mut Diagram, id: &StepId, kind: StepKind) {
    let mut steps = drawn.steps.iter_mut();
    let step = steps.find(|step| step.id == *id).expect("it is there");
    step.kind = kind;
}

fn lead(drawn: &mut Diagram, from: &StepId, to: &StepId) {
    let id = format!("planted{}", drawn.flows.len());
    let flow = Flow::new(id.as_str().into(), from.clone(), to.clone());
    drawn.flows.push(flow);
}

fn plant(drawn: &mut Diagram, step: Step, beside: &StepId) -> StepId {
    let inside = drawn.step(beside).and_then(|step| step.inside.clone());
    let id = StepId::new(format!("planted{}", drawn.steps.len()));
    drawn.steps.push(Step {
        id: id.clone(),
        inside,
        ..step
    });
    id
}

/// Breaks one block; none when this kind of break does not fit it. The kinds of finding it may bring.
fn broken(drawn: &mut Diagram, block: &Block, how: usize) -> Option<&'static [Kind]> {
    use Kind::*;
    match (how, block.shape) {
        (0, Shape::Exclusive) => {
            set_kind(drawn, &block.close, StepKind::Parallel);
            Some(&[NeverFires, Stuck])
        }
        (1, Shape::Inclusive) => {
            set_kind(drawn, &block.close, StepKind::Parallel);
            Some(&[Stuck, NeverFires])
        }
        (2, Shape::Parallel | Shape::Inclusive) => {
            set_kind(drawn, &block.close, StepKind::Decide);
            Some(&[DoneTwice, MoreAndMore])
        }
        (3, Shape::Parallel) => {
            // A decision in one branch leads past the join.
            let mut flows = drawn.flows.iter();
            let into = flows
                .position(|flow| flow.to == block.close)
                .expect("a join has ways in");
            let from = drawn.flows[into].from.clone();
            let which = plant(drawn, xor("x"), &block.open);
            let away = plant(drawn, end("x"), &block.open);
            drawn.flows[into].from = which.clone();
            lead(drawn, &from, &which);
            lead(drawn, &which, &away);
            Some(&[Stuck, NeverFires])
        }
        (4, Shape::Loop) => {
            // Its way out is gone. Among scopes, what nothing leads to begins with the case.
            let open = block.open.clone();
            drawn
                .flows
                .retain(|flow| flow.from != block.close || flow.to == open);
            Some(&[EndlessLoop, DeadStep, DoneTwice, MoreAndMore])
        }
        (5, Shape::Parallel | Shape::Exclusive) => {
            // The join waits for what comes after itself.
            let join = match block.shape {
                Shape::Parallel => block.close.clone(),
                _ => return None,
            };
            let after = drawn.outgoing(&join).next().map(|flow| flow.to.clone())?;
            lead(drawn, &after, &join);
            Some(&[NeverFires, Stuck])
        }
        (6, _) => {
            let first = plant(drawn, ask("x"), &block.open);
            let second = plant(drawn, ask("x"), &block.open);
            lead(drawn, &first, &second);
            lead(drawn, &second, &first);
            Some(&[DeadStep])
        }
        (7, Shape::Exclusive) => {
            let stop = plant(
                drawn,
                event("x", Stands::End, error("planted")),
                &block.open,
            );
            lead(drawn, &block.open, &stop);
            Some(&[Uncaught])
        }
        _ => None,
    }
}

/// A drawing with something broken in it, and what it may be called.
pub fn defective(seed: u64) -> (Diagram, &'static [Kind]) {
    let mut dice = Dice(seed ^ 0x5DEE_CE66);
    for try_of in 0.. {
        let (mut drawn, blocks) = sound(seed.wrapping_mul(1_000).wrapping_add(try_of), 10);
        if blocks.is_empty() {
            continue;
        }
        let block = &blocks[dice.below(blocks.len())];
        if let Some(kinds) = broken(&mut drawn, block, dice.below(8)) {
            return (drawn, kinds);
        }
    }
    unreachable!("some block can be broken")
}
