//! Random drawings with everything in them, and random changes to drawings.

mod kinds;

use kinds::kind;
use process::diagram::*;
use process::id::{LaneId, PoolId};
use process::step::*;
use process::{FlowId, StepId};

/// A row of random numbers.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }

    pub fn chance(&mut self) -> bool {
        self.below(2) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn text(&mut self) -> String {
        self.pick(&[
            "",
            "Check it",
            "a > 5",
            "<&\"'>",
            "PT5M",
            "ä 中\u{1F600}",
            " around ",
            "=x",
            "${a == b}",
            "line\nline",
        ])
        .into()
    }

    fn word(&mut self) -> String {
        self.pick(&["order", "paid", "x y", "a&b", "kø"]).into()
    }

    fn place(&mut self) -> Point {
        Point::new(self.below(2000) as i32 - 500, self.below(1000) as i32)
    }

    fn size(&mut self) -> Size {
        Size {
            width: 20 + self.below(300) as i32,
            height: 20 + self.below(200) as i32,
        }
    }
}

pub fn diagram(seed: u64) -> Diagram {
    let dice = &mut Dice::new(seed);
    let mut diagram = Diagram::default();
    for at in 0..dice.below(3) {
        let undrawn = dice.below(5) == 0;
        let id = format!("pool{at}");
        diagram.pools.push(Pool {
            name: dice.text(),
            only_shown: !undrawn && dice.chance(),
            process: if undrawn {
                Some(id.clone())
            } else {
                dice.chance().then(|| format!("process {at}"))
            },
            position: if undrawn {
                Point::default()
            } else {
                dice.place()
            },
            size: if undrawn || dice.chance() {
                None
            } else {
                Some(dice.size())
            },
            id: PoolId::new(id),
        });
        if let Some(pool) = diagram.pools.last_mut().filter(|pool| pool.size.is_none()) {
            pool.position = Point::default();
        }
    }
    for at in 0..dice.below(4) {
        let inside = (at > 0 && dice.chance()).then(|| diagram.lanes[at - 1].clone());
        let pool = match &inside {
            Some(lane) => lane.pool.clone(),
            None => some_pool(dice, &diagram),
        };
        let drawn = dice.chance();
        diagram.lanes.push(Lane {
            id: LaneId::new(format!("{}lane", at)),
            name: dice.text(),
            pool,
            inside: inside.map(|lane| lane.id),
            assignment: dice.pick(&[Assignment::Nobody, Assignment::Requester]),
            position: if drawn {
                dice.place()
            } else {
                Point::default()
            },
            size: drawn.then(|| dice.size()),
        });
    }
    for at in 0..dice.below(14) {
        let step = step(dice, &diagram, at);
        diagram.steps.push(step);
    }
    for at in 0..dice.below(20) {
        let flow = flow(dice, &diagram, at);
        diagram.flows.extend(flow);
    }
    for at in 0..dice.below(3) {
        if let (Some(pool), Some(step)) = (diagram.pools.first(), diagram.steps.last()) {
            diagram.message_flows.push(MessageFlow {
                id: format!("m{at}"),
                from: Party::Pool(pool.id.clone()),
                to: Party::Step(step.id.clone()),
                label: dice.text(),
                bends: if dice.chance() && pool.size.is_some() {
                    vec![dice.place()]
                } else {
                    Vec::new()
                },
            });
        }
    }
    for at in 0..dice.below(3) {
        diagram.data.push(data(dice, at));
    }
    diagram
}

fn some_pool(dice: &mut Dice, diagram: &Diagram) -> Option<PoolId> {
    if diagram.pools.is_empty() || dice.chance() {
        return None;
    }
    let ids: Vec<PoolId> = diagram.pools.iter().map(|pool| pool.id.clone()).collect();
    Some(dice.pick(&ids))
}

fn data(dice: &mut Dice, at: usize) -> DataObject {
    DataObject {
        key: format!("{} {at}", dice.word()),
        label: dice.text(),
        kind: dice.chance().then_some(FieldKind::Number),
        many: dice.chance(),
        initial: dice.text(),
        position: dice.chance().then(|| dice.place()),
    }
}

pub fn step(dice: &mut Dice, diagram: &Diagram, at: usize) -> Step {
    let id = dice.pick(&["step", "1 step", "pool0", "a:b", "é"]);
    let mut step = Step::new(format!("{id}{at}").as_str(), kind(dice, diagram));
    step.name = dice.text();
    step.note = dice.text();
    step.position = dice.place();
    if dice.chance() {
        step.extent = Some(dice.size());
    }
    let holders: Vec<&Step> = diagram
        .steps
        .iter()
        .filter(|it| matches!(it.kind, StepKind::SubProcess(_)))
        .collect();
    if !holders.is_empty() && dice.chance() {
        let holder = dice.pick(&holders);
        step.inside = Some(holder.id.clone());
        step.pool = holder.pool.clone();
    } else {
        step.pool = some_pool(dice, diagram);
    }
    if !diagram.lanes.is_empty() && dice.chance() {
        let lane = dice.below(diagram.lanes.len());
        step.lane = Some(diagram.lanes[lane].id.clone());
    }
    if dice.below(4) == 0 {
        let mut each = if dice.chance() {
            Each::times("3")
        } else {
            Each::of_list("orders", "order")
        };
        each.sequential = dice.chance();
        each.until = dice.text();
        step.repetition = Some(Repetition::Each(Box::new(each)));
    } else if dice.below(4) == 0 {
        step.repetition = Some(Repetition::While {
            condition: dice.text(),
            before: dice.chance(),
            most: Some(3),
        });
    }
    if dice.below(3) == 0 {
        step.inputs.push(Mapping {
            key: dice.word(),
            from: dice.text(),
        });
        step.outputs.push(Mapping {
            key: dice.word(),
            from: dice.text(),
        });
    }
    step.for_compensation = dice.below(5) == 0;
    step.tokens.takes = 1 + dice.below(2) as i64;
    if dice.below(6) == 0 {
        step.only.one_of.push(dice.word());
    }
    step
}

fn flow(dice: &mut Dice, diagram: &Diagram, at: usize) -> Option<Flow> {
    if diagram.steps.is_empty() {
        return None;
    }
    let ids: Vec<StepId> = diagram.steps.iter().map(|step| step.id.clone()).collect();
    let from = dice.pick(&ids);
    let to = if dice.below(12) == 0 {
        "nowhere".into()
    } else {
        dice.pick(&ids)
    };
    let bent = dice.chance() && to.as_str() != "nowhere";
    Some(Flow {
        id: FlowId::new(format!("{}{at}", dice.pick(&["flow", "step", "9"]))),
        from,
        to,
        label: dice.text(),
        condition: dice
            .chance()
            .then(|| dice.text())
            .filter(|text| !text.is_empty()),
        otherwise: dice.below(4) == 0,
        bends: if bent {
            vec![dice.place(), dice.place()]
        } else {
            Vec::new()
        },
    })
}

/// Does a few things that a user could do.
pub fn change(diagram: &mut Diagram, seed: u64) {
    let dice = &mut Dice::new(seed);
    for round in 0..1 + dice.below(4) {
        let count = diagram.steps.len();
        match dice.below(8) {
            0 if count > 0 => {
                let step = diagram.steps[dice.below(count)].id.clone();
                let inside = diagram
                    .steps
                    .iter()
                    .any(|it| it.inside.as_ref() == Some(&step));
                if !inside {
                    let edit = edit::Edit::RemoveStep { step };
                    edit.apply(diagram).expect("it is there");
                }
            }
            1 if count > 0 => {
                let at = dice.below(count);
                diagram.steps[at].position = dice.place();
            }
            2 if count > 0 => {
                let at = dice.below(count);
                diagram.steps[at].name = dice.text();
            }
            3 => {
                let step = step(dice, diagram, 100 + round);
                diagram.steps.push(step);
            }
            4 => {
                let flow = flow(dice, diagram, 100 + round);
                diagram.flows.extend(flow);
            }
            5 if count > 0 => {
                let at = dice.below(count);
                let holds = diagram
                    .steps
                    .iter()
                    .any(|it| it.inside.as_ref() == Some(&diagram.steps[at].id));
                if !holds {
                    diagram.steps[at].kind = kind(dice, &Diagram::default());
                }
            }
            6 if !diagram.flows.is_empty() => {
                let at = dice.below(diagram.flows.len());
                let flow = diagram.flows.remove(at);
                diagram.flows.push(flow);
            }
            _ if !diagram.lanes.is_empty() => diagram.lanes[0].name = dice.text(),
            _ => {}
        }
    }
}
