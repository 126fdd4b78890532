//! A drawing with a step of every kind, an event of every kind at every place it may stand, and all that steps can be
//! told besides.

use process::StepId;
use process::diagram::layout::{apply, arrange};
use process::diagram::{
    DataObject, Diagram, Flow, Lane, MessageFlow, Party, Point, Pool, Size, Step,
};
use process::id::{LaneId, PoolId};
use process::step::*;

pub fn diagram() -> Diagram {
    let mut drawn = Drawn::default();
    drawn.pools();
    let start = drawn.add(StepKind::Start(Start::default()));
    let mut before = start;
    for kind in kinds() {
        let step = drawn.add(kind);
        drawn.lead(&before, &step);
        before = step;
    }
    let group = drawn.add(StepKind::SubProcess(SubProcess::default()));
    drawn.lead(&before, &group);
    let inner = drawn.add_inside(StepKind::Start(Start::default()), &group);
    let undone = drawn.add_inside(StepKind::Task(Task::default()), &group);
    drawn.lead(&inner, &undone);
    drawn.events(&undone, &group);
    for sort in [Sort::Event, Sort::Transaction, ad_hoc()] {
        let step = drawn.add(StepKind::SubProcess(SubProcess {
            sort,
            closed: true,
            data: vec![data("inside")],
        }));
        drawn.add_inside(StepKind::Task(Task::default()), &step);
    }
    let end = drawn.add(StepKind::End);
    drawn.lead(&group, &end);
    drawn.diagram.data.push(data("order"));
    let arranged = arrange(&drawn.diagram, Point::new(40, 40));
    apply(&mut drawn.diagram, &arranged);
    drawn.diagram
}

fn kinds() -> Vec<StepKind> {
    let message = || Message {
        name: "paid".into(),
        key: "order.id".into(),
        keep_for: "duration(\"PT1H\")".into(),
        content: Vec::new(),
    };
    vec![
        StepKind::AskPerson(AskPerson::default()),
        StepKind::Decide,
        StepKind::DecideByTable(DecideByTable::default()),
        StepKind::Parallel,
        StepKind::Wait(Wait::For {
            amount: "2".into(),
            unit: Unit::Days,
            calendar: None,
        }),
        StepKind::Wait(Wait::Until {
            moment: "now()".into(),
        }),
        StepKind::Service(Service::default()),
        StepKind::Task(Task { manual: true }),
        StepKind::Task(Task { manual: false }),
        StepKind::Script(Script {
            script: "1 + 1".into(),
            result: "sum".into(),
            language: String::new(),
        }),
        StepKind::Send(message()),
        StepKind::Receive(Receive {
            message: message(),
            begins: false,
        }),
        StepKind::Inclusive,
        StepKind::Complex(Complex {
            need: Some(2),
            ..Complex::default()
        }),
        StepKind::FirstEvent(FirstEvent::default()),
        StepKind::Call(Call {
            process: "other".into(),
            binding: Binding::Latest,
            share_all: true,
        }),
    ]
}

fn triggers(of: &StepId) -> Vec<Trigger> {
    let timer = |when| {
        Trigger::Timer(Timer {
            when,
            calendar: None,
        })
    };
    vec![
        Trigger::Message(Message {
            name: "paid".into(),
            ..Message::default()
        }),
        timer(When::After {
            duration: "duration(\"P1D\")".into(),
        }),
        timer(When::Date {
            date: "now()".into(),
        }),
        timer(When::Every {
            cycle: "R3/PT1H".into(),
        }),
        Trigger::Error {
            code: "broken".into(),
        },
        Trigger::Signal {
            name: "storm".into(),
        },
        Trigger::Condition {
            expression: "order > 5".into(),
        },
        Trigger::Escalation {
            code: "late".into(),
        },
        Trigger::Compensation {
            of: Some(of.clone()),
        },
        Trigger::Cancel,
        Trigger::Link { name: "on".into() },
        Trigger::Terminate,
    ]
}

fn ad_hoc() -> Sort {
    Sort::AdHoc {
        until: "done".into(),
        sequential: true,
        stop_rest: false,
    }
}

fn data(key: &str) -> DataObject {
    DataObject {
        key: key.into(),
        label: String::new(),
        kind: None,
        many: false,
        initial: String::new(),
        position: Some(Point::new(40, -80)),
    }
}

#[derive(Default)]
struct Drawn {
    diagram: Diagram,
}

impl Drawn {
    fn pools(&mut self) {
        let size = Some(Size {
            width: 600,
            height: 200,
        });
        let pool = |id: &str, process: Option<&str>| Pool {
            id: PoolId::new(id),
            name: format!("The {id}"),
            process: process.map(str::to_owned),
            only_shown: false,
            position: Point::default(),
            size,
        };
        self.diagram.pools = vec![pool("shop", Some("selling")), pool("customer", None)];
        self.diagram.lanes.push(Lane {
            id: LaneId::new("sales"),
            name: "Sales".into(),
            pool: Some(PoolId::new("shop")),
            inside: None,
            assignment: Assignment::Nobody,
            position: Point::default(),
            size,
        });
        self.diagram.message_flows.push(MessageFlow {
            id: "word".into(),
            from: Party::Pool(PoolId::new("customer")),
            to: Party::Step("step0".into()),
            label: "Order".into(),
            bends: Vec::new(),
        });
    }

    fn add(&mut self, kind: StepKind) -> StepId {
        let id = StepId::new(format!("step{}", self.diagram.steps.len()));
        let mut step = Step::new(id.clone(), kind);
        step.name = step.kind.in_words().to_owned();
        step.pool = Some(PoolId::new("shop"));
        step.lane = Some(LaneId::new("sales"));
        if process::diagram::family::is_work(&step.kind) {
            step.repetition = Some(match self.diagram.steps.len() % 3 {
                0 => Repetition::Each(Box::new(Each::of_list("orders", "order"))),
                1 => Repetition::Each(Box::new(Each::times("3"))),
                _ => Repetition::While {
                    condition: "order > 5".into(),
                    before: true,
                    most: Some(3),
                },
            });
            step.inputs.push(Mapping {
                key: "a".into(),
                from: "order + 1".into(),
            });
            step.outputs.push(Mapping {
                key: "b".into(),
                from: "a".into(),
            });
        }
        self.diagram.steps.push(step);
        id
    }

    fn add_inside(&mut self, kind: StepKind, group: &StepId) -> StepId {
        let id = self.add(kind);
        for step in self.diagram.steps.iter_mut().filter(|step| step.id == id) {
            step.inside = Some(group.clone());
            step.lane = None;
        }
        id
    }

    fn lead(&mut self, from: &StepId, to: &StepId) {
        let id = format!("flow{}", self.diagram.flows.len());
        let flow = Flow::new(id.as_str().into(), from.clone(), to.clone());
        self.diagram.flows.push(flow);
    }

    /// Every trigger wherever it may stand.
    fn events(&mut self, undone: &StepId, group: &StepId) {
        for trigger in triggers(undone) {
            let stands = [
                Stands::Catch,
                Stands::Throw,
                Stands::End,
                Stands::Boundary {
                    of: group.clone(),
                    interrupting: false,
                },
            ];
            for at in stands {
                let event = Happening::new(at, [trigger.clone()]);
                self.add(StepKind::Event(event));
            }
        }
    }
}
