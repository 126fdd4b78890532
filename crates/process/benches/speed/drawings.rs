//! Drawings of any size to measure with.

use process::diagram::{Diagram, Field, FieldKind, Flow, Form, Step};
use process::step::{
    AskPerson, Assignment, Happening, Stands, Start, StepKind, SubProcess, Timer, Trigger, Unit,
    Wait, When,
};

/// User tasks with a field each, decisions, parallel branches and waits, one after the other.
pub fn drawing(steps: usize) -> Diagram {
    let mut drawn = Diagram::default();
    for number in 0..steps {
        let field = Field {
            key: format!("field{number}"),
            label: format!("Field {number}"),
            kind: FieldKind::Number,
            required: true,
            help: String::new(),
        };
        let form = Form {
            fields: vec![field],
        };
        let before = number.saturating_sub(5) / 5 * 5;
        let kind = match number {
            0 => StepKind::Start(Start { form }),
            last if last == steps - 1 => StepKind::End,
            _ => match number % 5 {
                0 => StepKind::AskPerson(AskPerson {
                    instructions: format!(
                        "Please look at {{{{ field{before} }}}} and say what you think of it."
                    ),
                    form,
                    assignment: Assignment::Requester,
                    due_in: "duration(\"P2D\")".into(),
                    due_calendar: None,
                }),
                1 => StepKind::Decide,
                2 | 3 => StepKind::Parallel,
                _ => StepKind::Wait(Wait::For {
                    amount: format!("field{} + 1", number - 4),
                    unit: Unit::Days,
                    calendar: None,
                }),
            },
        };
        drawn.steps.push(Step {
            name: format!("Step {number}"),
            ..Step::new(format!("s{number}").as_str(), kind)
        });
    }
    for number in 0..steps - 1 {
        let decides = matches!(drawn.steps[number].kind, StepKind::Decide);
        let condition = decides.then(|| format!("field{} > 5 and field0 <= 1000", number - 1));
        drawn.flows.push(flow(number, number + 1, condition, false));
        if decides && number + 3 < steps {
            drawn.flows.push(flow(number, number + 3, None, true));
        }
    }
    drawn
}

pub fn tangle(steps: usize) -> Diagram {
    let mut drawn = drawing(steps);
    drawn.flows = (0..steps * steps)
        .map(|pair| flow(pair / steps, pair % steps, None, false))
        .collect();
    drawn
}

pub fn flow(from: usize, to: usize, condition: Option<String>, otherwise: bool) -> Flow {
    Flow {
        id: format!("f{from}-{to}").as_str().into(),
        from: format!("s{from}").as_str().into(),
        to: format!("s{to}").as_str().into(),
        label: String::new(),
        condition,
        otherwise,
        bends: Vec::new(),
    }
}

/// Groups of ten steps each, one after the other; each with a timer at its edge.
pub fn grouped(steps: usize) -> Diagram {
    let mut drawn = drawing(steps);
    let mut flows = Vec::new();
    for number in 1..steps - 1 {
        let group = format!("g{}", number / 10);
        drawn.steps[number].inside = Some(group.as_str().into());
    }
    for group in 0..=(steps - 2) / 10 {
        let id = format!("g{group}");
        let kind = StepKind::SubProcess(SubProcess::default());
        drawn.steps.push(Step::new(id.as_str(), kind));
        let edge = Stands::Boundary {
            of: id.as_str().into(),
            interrupting: true,
        };
        let timer = Trigger::Timer(Timer {
            when: When::After {
                duration: "P1D".into(),
            },
            calendar: None,
        });
        let late = format!("late{group}");
        let kind = StepKind::Event(Happening::new(edge, [timer]));
        drawn.steps.push(Step::new(late.as_str(), kind));
        let before = match group {
            0 => "s0".to_owned(),
            _ => format!("g{}", group - 1),
        };
        let last = format!("s{}", steps - 1);
        flows.push(between(&before, &id));
        flows.push(between(&late, &last));
        if group == (steps - 2) / 10 {
            flows.push(between(&id, &last));
        }
    }
    let inside = |id: &process::StepId| {
        let step = drawn.steps.iter().find(|step| step.id == *id);
        step.and_then(|step| step.inside.clone())
    };
    let kept = drawn.flows.iter().filter(|flow| {
        let (from, to) = (inside(&flow.from), inside(&flow.to));
        from.is_some() && from == to
    });
    flows.extend(kept.cloned());
    drawn.flows = flows;
    drawn
}

fn between(from: &str, to: &str) -> Flow {
    Flow {
        id: format!("{from}-{to}").as_str().into(),
        from: from.into(),
        to: to.into(),
        label: String::new(),
        condition: None,
        otherwise: false,
        bends: Vec::new(),
    }
}
