//! A step of any kind, with an event of any kind.

use super::{Dice, data};
use process::StepId;
use process::diagram::*;
use process::step::*;

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

pub fn kind(dice: &mut Dice, diagram: &Diagram) -> StepKind {
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
