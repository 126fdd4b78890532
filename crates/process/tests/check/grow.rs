//! Random drawings: built from blocks, which cannot go wrong; the same with something broken; and thrown together.

use crate::draw::*;
use process::diagram::{Diagram, Flow, Step};
use process::id::StepId;
use process::step::*;

/// A stream of small numbers.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

pub struct Pen {
    pub dice: Dice,
    pub drawn: Diagram,
    around: Option<StepId>,
    /// How many blocks are still to be drawn.
    left: usize,
}

/// What a block was, for whoever wants to break it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Parallel,
    Exclusive,
    Inclusive,
    Loop,
    Group,
}

/// A block with the gateways that open and close it.
#[derive(Clone, Debug)]
pub struct Block {
    pub shape: Shape,
    pub open: StepId,
    pub close: StepId,
}

impl Pen {
    pub fn new(seed: u64, blocks: usize) -> Self {
        Self {
            dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xB5AD_4ECE_DA1C_E2A9),
            drawn: Diagram::default(),
            around: None,
            left: blocks,
        }
    }

    pub fn add(&mut self, step: Step) -> StepId {
        let id = StepId::new(format!("s{}", self.drawn.steps.len()));
        self.drawn.steps.push(Step {
            id: id.clone(),
            name: String::new(),
            inside: self.around.clone(),
            ..step
        });
        id
    }

    pub fn flow(&mut self, from: &StepId, to: &StepId) {
        let id = format!("f{}", self.drawn.flows.len());
        let flow = Flow::new(id.as_str().into(), from.clone(), to.clone());
        self.drawn.flows.push(flow);
    }

    /// Blocks behind a step; the step they end with.
    fn row(&mut self, from: StepId, depth: usize, blocks: &mut Vec<Block>) -> StepId {
        let mut last = from;
        for _ in 0..1 + self.dice.below(3) {
            last = self.block(last, depth, blocks);
        }
        last
    }

    fn block(&mut self, last: StepId, depth: usize, blocks: &mut Vec<Block>) -> StepId {
        let sort = match depth == 0 || self.left == 0 {
            true => 0,
            false => self.dice.below(9),
        };
        self.left = self.left.saturating_sub(1);
        match sort {
            1 => self.split(last, depth, Shape::Parallel, blocks),
            2 => self.split(last, depth, Shape::Exclusive, blocks),
            3 => self.split(last, depth, Shape::Inclusive, blocks),
            4 => self.repeat(last, depth, blocks),
            5 => self.group(last, depth, blocks),
            6 => self.watched(last),
            _ => {
                let work = self.work();
                self.flow(&last, &work);
                work
            }
        }
    }

    fn work(&mut self) -> StepId {
        let kind = match self.dice.below(4) {
            0 => StepKind::Wait(Wait::default()),
            1 => StepKind::Service(Service::default()),
            _ => StepKind::AskPerson(AskPerson::default()),
        };
        self.add(step("x", kind))
    }

    fn split(
        &mut self,
        last: StepId,
        depth: usize,
        shape: Shape,
        blocks: &mut Vec<Block>,
    ) -> StepId {
        let gateway = || match shape {
            Shape::Parallel => and("x"),
            Shape::Inclusive => or("x"),
            _ => xor("x"),
        };
        let open = self.add(gateway());
        self.flow(&last, &open);
        let mut ends = Vec::new();
        for _ in 0..2 + self.dice.below(2) {
            let first = self.work();
            self.flow(&open, &first);
            ends.push(self.row(first, depth - 1, blocks));
        }
        let close = self.add(gateway());
        for end in &ends {
            self.flow(end, &close);
        }
        let after = self.work();
        self.flow(&close, &after);
        blocks.push(Block { shape, open, close });
        after
    }

    fn repeat(&mut self, last: StepId, depth: usize, blocks: &mut Vec<Block>) -> StepId {
        let open = self.add(xor("x"));
        self.flow(&last, &open);
        let first = self.work();
        self.flow(&open, &first);
        let body = self.row(first, depth - 1, blocks);
        let close = self.add(xor("x"));
        self.flow(&body, &close);
        self.flow(&close, &open);
        let after = self.work();
        self.flow(&close, &after);
        blocks.push(Block {
            shape: Shape::Loop,
            open,
            close,
        });
        after
    }

    fn group(&mut self, last: StepId, depth: usize, blocks: &mut Vec<Block>) -> StepId {
        let id = self.add(group("x", Sort::Embedded));
        self.flow(&last, &id);
        let outside = self.around.replace(id.clone());
        let first = self.work();
        let close = self.row(first.clone(), depth - 1, blocks);
        self.around = outside;
        blocks.push(Block {
            shape: Shape::Group,
            open: id.clone(),
            close,
        });
        id
    }

    /// A step with an event at its edge whose way comes back behind it.
    fn watched(&mut self, last: StepId) -> StepId {
        let host = self.work();
        self.flow(&last, &host);
        let event = self.add(edge("x", host.as_str(), true, after_two_days()));
        let instead = self.work();
        self.flow(&event, &instead);
        let merge = self.add(xor("x"));
        self.flow(&host, &merge);
        self.flow(&instead, &merge);
        let after = self.work();
        self.flow(&merge, &after);
        after
    }
}

/// A drawing that cannot go wrong, and its blocks.
pub fn sound(seed: u64, blocks: usize) -> (Diagram, Vec<Block>) {
    let mut pen = Pen::new(seed, blocks);
    let first = pen.add(start());
    let mut found = Vec::new();
    let mut last = first;
    loop {
        last = pen.row(last, 4, &mut found);
        if pen.left == 0 {
            break;
        }
    }
    let end = pen.add(end("x"));
    pen.flow(&last, &end);
    (pen.drawn, found)
}

/// Steps of every kind, flows between any two.
pub fn thrown_together(seed: u64) -> Diagram {
    let mut pen = Pen::new(seed, 0);
    let mut ids = vec![pen.add(start())];
    for _ in 0..3 + pen.dice.below(7) {
        let kind = match pen.dice.below(9) {
            0 | 1 => and("x"),
            2 | 3 => xor("x"),
            4 => or("x"),
            5 => end("x"),
            _ => ask("x"),
        };
        ids.push(pen.add(kind));
    }
    ids.push(pen.add(end("x")));
    for pair in 0..ids.len() - 1 {
        pen.flow(&ids[pair].clone(), &ids[pair + 1].clone());
    }
    for _ in 0..pen.dice.below(7) {
        let from = pen.dice.below(ids.len() - 1);
        let to = 1 + pen.dice.below(ids.len() - 1);
        pen.flow(&ids[from].clone(), &ids[to].clone());
    }
    pen.drawn
}

/// Steps in groups and out of them, events at edges, errors, ends of everything; flows between any two that stand beside
/// each other.
pub fn scopes_thrown_together(seed: u64) -> Diagram {
    let mut pen = Pen::new(seed, 0);
    let first = pen.add(start());
    let top = level(&mut pen, 2);
    pen.flow(&first, &top[0]);
    pen.drawn
}

fn level(pen: &mut Pen, depth: usize) -> Vec<StepId> {
    let mut ids = Vec::new();
    for _ in 0..2 + pen.dice.below(4) {
        let code = ["", "a"][pen.dice.below(2)];
        let kind = match pen.dice.below(14) {
            0 | 1 => and("x"),
            2 => xor("x"),
            3 => or("x"),
            4 => end("x"),
            5 => event("x", Stands::End, error(code)),
            6 => event("x", Stands::End, Trigger::Terminate),
            7 => event(
                "x",
                Stands::Throw,
                Trigger::Escalation { code: code.into() },
            ),
            8 => event("x", Stands::Catch, message("m")),
            9 | 10 if depth > 0 => {
                let id = pen.add(group("x", Sort::Embedded));
                let outside = pen.around.replace(id.clone());
                level(pen, depth - 1);
                pen.around = outside;
                ids.push(id);
                continue;
            }
            _ => ask("x"),
        };
        ids.push(pen.add(kind));
    }
    for host in ids.clone() {
        let kind = &pen
            .drawn
            .steps
            .iter()
            .find(|step| step.id == host)
            .expect("it is there")
            .kind;
        let works = matches!(kind, StepKind::AskPerson(_) | StepKind::SubProcess(_));
        if works && pen.dice.below(3) == 0 {
            let trigger = match pen.dice.below(3) {
                0 => error(["", "a"][pen.dice.below(2)]),
                1 => Trigger::Escalation {
                    code: String::new(),
                },
                _ => after_two_days(),
            };
            let interrupting = pen.dice.below(2) == 0;
            let event = pen.add(edge("x", host.as_str(), interrupting, trigger));
            let to = ids[pen.dice.below(ids.len())].clone();
            pen.flow(&event, &to);
        }
    }
    for pair in 0..ids.len() - 1 {
        pen.flow(&ids[pair].clone(), &ids[pair + 1].clone());
    }
    for _ in 0..pen.dice.below(4) {
        let from = pen.dice.below(ids.len());
        let to = pen.dice.below(ids.len());
        pen.flow(&ids[from].clone(), &ids[to].clone());
    }
    ids
}

/// A drawing in few words, for whoever reads a failure.
pub fn told(diagram: &Diagram) -> String {
    let steps = diagram.steps.iter();
    let steps = steps.map(|step| {
        let inside = step.inside.as_ref().map_or("", |around| around.as_str());
        let mut kind = format!("{:?}", step.kind);
        kind.truncate(90);
        format!("\n{} in {inside:?}: {kind}", step.id)
    });
    let flows = diagram.flows.iter();
    let flows = flows.map(|flow| format!("\n{} {} -> {}", flow.id, flow.from, flow.to));
    steps.chain(flows).collect()
}
