//! Random drawings with everything in them, and random changes to drawings.

use process::diagram::*;
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

use process::id::{LaneId, PoolId};

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

fn message(dice: &mut Dice) -> Message {
    Message {
        name: dice.text(),
        key: dice.text(),
        keep_for: dice.text(),
        content: Vec::new(),
    }
}

fn relative(dice: &mut Dice) -> Relative {
    Relative {
        amount: dice.text(),
        unit: dice.pick(&[Unit::Hours, Unit::Weeks, Unit::WorkingDays]),
        side: dice.pick(&[Side::Before, Side::After]),
        date: dice.text(),
    }
}

fn trigger(dice: &mut Dice) -> Trigger {
    match dice.below(10) {
        0 => Trigger::Message(message(dice)),
        1 => {
            let text = dice.text();
            let when = match dice.below(4) {
                0 => When::Date { date: text },
                1 => When::After { duration: text },
                2 => When::Relative(relative(dice)),
                _ => When::Every { cycle: text },
            };
            Trigger::Timer(Timer {
                when,
                calendar: dice.chance().then(|| dice.word()),
            })
        }
        2 => Trigger::Error { code: dice.text() },
        3 => Trigger::Signal { name: dice.text() },
        4 => Trigger::Condition {
            expression: dice.text(),
        },
        5 => Trigger::Escalation { code: dice.text() },
        6 => Trigger::Compensation {
            of: dice.chance().then(|| StepId::new("step1")),
        },
        7 => Trigger::Cancel,
        8 => Trigger::Link { name: dice.text() },
        _ => Trigger::Terminate,
    }
}

fn kind(dice: &mut Dice, diagram: &Diagram) -> StepKind {
    match dice.below(20) {
        0 => StepKind::Start(Start::default()),
        1 => StepKind::End,
        2 => StepKind::AskPerson(AskPerson {
            instructions: dice.text(),
            form: Form {
                fields: vec![Field {
                    key: dice.word(),
                    label: dice.text(),
                    kind: FieldKind::Choice {
                        options: vec![dice.text()],
                    },
                    required: dice.chance(),
                    help: dice.text(),
                }],
            },
            assignment: dice.pick(&[
                Assignment::Nobody,
                Assignment::Requester,
                Assignment::Team {
                    team: "sales".into(),
                },
                Assignment::Team {
                    team: "a, b".into(),
                },
            ]),
            due_in: dice.text(),
            due_calendar: dice.chance().then(|| dice.word()),
        }),
        3 => StepKind::Decide,
        4 => StepKind::DecideByTable(DecideByTable::default()),
        5 => StepKind::Parallel,
        6 => StepKind::Wait(Wait::For {
            amount: dice.pick(&["2", "days left"]).into(),
            unit: dice.pick(&[Unit::Days, Unit::Weeks, Unit::Minutes, Unit::WorkingDays]),
            calendar: dice.pick(&[None, Some("office")]).map(str::to_owned),
        }),
        7 => StepKind::Wait(Wait::Until {
            moment: dice.text(),
        }),
        19 => StepKind::Wait(Wait::Relative {
            to: relative(dice),
            calendar: dice.chance().then(|| dice.word()),
        }),
        8 => StepKind::Service(Service {
            connector: dice.word(),
            action: dice.word(),
            ..Service::default()
        }),
        9 => StepKind::Task(Task {
            manual: dice.chance(),
        }),
        10 => StepKind::Script(Script {
            script: dice.text(),
            result: dice.word(),
            language: dice.pick(&["", "groovy"]).into(),
        }),
        11 => StepKind::Send(message(dice)),
        12 => StepKind::Receive(Receive {
            message: message(dice),
            begins: dice.chance(),
        }),
        13 => StepKind::Inclusive,
        14 => StepKind::Complex(Complex {
            need: dice.chance().then_some(2),
            activation: dice.text(),
            ..Complex::default()
        }),
        15 => StepKind::FirstEvent(FirstEvent {
            begins: dice.chance(),
            all: dice.chance(),
        }),
        16 => {
            let interrupting = dice.chance();
            let of = diagram
                .steps
                .last()
                .map_or("none".into(), |step| step.id.clone());
            let at = match dice.below(5) {
                0 => Stands::Start { interrupting },
                1 => Stands::Catch,
                2 => Stands::Throw,
                3 => Stands::End,
                _ => Stands::Boundary { of, interrupting },
            };
            let triggers: Vec<Trigger> = (0..dice.below(3)).map(|_| trigger(dice)).collect();
            let mut happening = Happening::new(at, triggers);
            happening.all = dice.chance();
            StepKind::Event(happening)
        }
        17 => {
            let sort = match dice.below(4) {
                0 => Sort::Embedded,
                1 => Sort::Event,
                2 => Sort::Transaction,
                _ => Sort::AdHoc {
                    until: dice.text(),
                    sequential: dice.chance(),
                    stop_rest: dice.chance(),
                },
            };
            let data = (0..dice.below(2)).map(|at| data(dice, at)).collect();
            StepKind::SubProcess(SubProcess {
                sort,
                closed: dice.chance(),
                data,
            })
        }
        _ => StepKind::Call(Call {
            process: dice.word(),
            binding: dice.pick(&[
                Binding::Latest,
                Binding::Deployment,
                Binding::Version { version: 3 },
            ]),
            share_all: dice.chance(),
        }),
    }
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
