//! What the rules say about conditions is refuted by running cases, if it can be: a way that is never taken is taken by
//! none, where a case finds no way this was said, and a case that was named finds none.

use crate::draw::{and, ask, end, or, xor};
use crate::grow::Dice;
use process::diagram::{Diagram, Field, FieldKind, Flow, Form, Step};
use process::play::{Beginning, By, Move, Pins, Play, Reply};
use process::problem::Place;
use process::run::{Fact, IncidentReason, Requester};
use process::step::{Start, StepKind};
use process::{Catalog, Definition, Problem, Timestamp, Value, compile};
use std::collections::BTreeMap;
use std::sync::Arc;

const OPTIONS: [&str; 3] = ["red", "green", "blue"];

fn fields(dice: &mut Dice) -> Vec<Field> {
    let options = OPTIONS.map(str::to_owned).into();
    let kinds = [
        ("n", FieldKind::Number),
        ("c", FieldKind::Choice { options }),
        ("b", FieldKind::YesNo),
        ("d", FieldKind::Date),
        ("t", FieldKind::Text { multiline: false }),
    ];
    let field = |(key, kind): (&str, FieldKind)| Field {
        key: key.into(),
        label: format!("The {key}"),
        kind,
        required: dice.below(3) > 0,
        help: String::new(),
    };
    kinds.map(field).into()
}

fn value(field: &Field, dice: &mut Dice) -> Value {
    if !field.required && dice.below(4) == 0 {
        return Value::Null;
    }
    match &field.kind {
        FieldKind::Number => Value::from(i64::try_from(dice.below(14)).expect("few") - 2),
        FieldKind::Choice { options } => Value::from(options[dice.below(3)].as_str()),
        FieldKind::YesNo => Value::from(dice.below(2) == 0),
        FieldKind::Date => Value::Date(day(dice.below(8)).parse().expect("a day")),
        _ => Value::from(["a", "b", "c"][dice.below(3)]),
    }
}

fn day(number: usize) -> String {
    format!("2026-12-0{}", number + 1)
}

fn atom(dice: &mut Dice) -> String {
    let (low, sign) = (
        dice.below(10),
        ["<", "<=", ">", ">=", "=", "!="][dice.below(6)],
    );
    match dice.below(9) {
        0 | 1 => format!("n {sign} {low}"),
        2 => format!("n in [{low}..{}]", low + dice.below(4)),
        3 => format!("c = \"{}\"", OPTIONS[dice.below(3)]),
        4 => format!("c in [\"red\", \"{}\"]", OPTIONS[dice.below(3)]),
        5 => ["b", "b = false", "b != null", "(b or else true)"][dice.below(4)].to_owned(),
        6 => format!("d {sign} date(\"{}\")", day(dice.below(8))),
        7 => format!("t != \"{}\"", ["a", "b"][dice.below(2)]),
        _ => format!("(n or else {}) {sign} {low}", dice.below(10)),
    }
}

fn condition(dice: &mut Dice) -> String {
    let one = atom(dice);
    match dice.below(6) {
        0 => format!("{one} and {}", atom(dice)),
        1 => format!("{one} or {}", atom(dice)),
        2 => format!("not({one})"),
        _ => one,
    }
}

/// A tree of gateways, each of whose ways leads to another one, through somebody who answers again, or to an end.
fn drawn(seed: u64) -> Diagram {
    let mut dice = Dice(seed);
    let form = |dice: &mut Dice| Form {
        fields: fields(dice),
    };
    let start = StepKind::Start(Start {
        form: form(&mut dice),
    });
    let mut diagram = Diagram {
        steps: vec![Step::new("start", start)],
        ..Diagram::default()
    };
    let mut open = vec!["start".to_owned()];
    let most = 1 + dice.below(5);
    let mut gateways = 0;
    while let Some(from) = open.pop() {
        let number = diagram.steps.len();
        let lead = |diagram: &mut Diagram, step: Step| {
            let id = format!("to-{}", step.id);
            let flow = Flow::new(id.as_str().into(), from.as_str().into(), step.id.clone());
            // A way out of a gateway got its condition before it led anywhere.
            let flow = match diagram
                .flows
                .iter()
                .position(|flow| flow.to.as_str() == from)
            {
                Some(at) if from.starts_with("way") => Flow {
                    to: step.id.clone(),
                    ..diagram.flows.remove(at)
                },
                _ => flow,
            };
            diagram.flows.push(flow);
            diagram.steps.push(step);
        };
        if gateways == most {
            lead(&mut diagram, end(&format!("end{number}")));
            continue;
        }
        match dice.below(8) {
            0 => {
                let id = format!("ask{number}");
                let mut again = ask(&id);
                if let StepKind::AskPerson(ask) = &mut again.kind {
                    ask.form = form(&mut dice);
                    ask.form.fields.truncate(1 + dice.below(2));
                }
                lead(&mut diagram, again);
                open.push(id);
            }
            1 => {
                let id = format!("and{number}");
                lead(&mut diagram, and(&id));
                gateways += 1;
                for branch in 0..2 {
                    let way = format!("way{number}-{branch}");
                    let flow =
                        Flow::new(way.as_str().into(), id.as_str().into(), way.as_str().into());
                    diagram.flows.push(flow);
                    open.push(way);
                }
            }
            kind => {
                let id = format!("which{number}");
                let gateway = if kind == 2 { or(&id) } else { xor(&id) };
                lead(&mut diagram, gateway);
                gateways += 1;
                let ways = 2 + dice.below(2);
                for way in 0..ways {
                    let name = format!("way{number}-{way}");
                    let mut flow = Flow::new(
                        name.as_str().into(),
                        id.as_str().into(),
                        name.as_str().into(),
                    );
                    flow.otherwise = way + 1 == ways && dice.below(2) == 0;
                    flow.condition = (!flow.otherwise).then(|| condition(&mut dice));
                    diagram.flows.push(flow);
                    open.push(name);
                }
            }
        }
    }
    diagram
}

fn answers(fields: &[Field], dice: &mut Dice) -> BTreeMap<String, Value> {
    let answer = |field: &Field| (field.key.clone(), value(field, dice));
    fields.iter().map(answer).collect()
}

fn begin(definition: &Arc<Definition>, answers: BTreeMap<String, Value>) -> Play {
    let beginning = Beginning {
        at: Timestamp(0),
        zone: "UTC".into(),
        by: By::Form {
            answers,
            requester: Requester {
                name: "Ada".into(),
                email: "ada@example.com".into(),
            },
        },
    };
    Play::begin(definition.clone(), beginning, Pins::new()).expect("a case begins")
}

/// The flows a case took, and the steps where it found no way.
fn run(definition: &Arc<Definition>, dice: &mut Dice) -> (Vec<String>, Vec<String>) {
    let first = definition.start_form().map(|form| form.fields.clone());
    let mut play = begin(definition, answers(&first.unwrap_or_default(), dice));
    while let Some(asked) = play
        .asked()
        .into_iter()
        .find(|asked| asked.wants_answer(play.now()))
    {
        let form = definition.form(&asked.step).expect("somebody is asked");
        let answers = answers(&form.fields, dice);
        let answered = Move::Reply {
            step: asked.step,
            which: 0,
            by: None,
            reply: Reply::Answers { answers },
        };
        play.make(answered).expect("it is asked");
    }
    told(&play)
}

fn told(play: &Play) -> (Vec<String>, Vec<String>) {
    let (mut taken, mut lost) = (Vec::new(), Vec::new());
    for event in play.log() {
        match &event.fact {
            Fact::FlowTaken { flow, .. } => taken.push(flow.to_string()),
            Fact::IncidentRaised {
                step,
                reason: IncidentReason::NoWay,
                ..
            } => lost.push(step.to_string()),
            _ => {}
        }
    }
    (taken, lost)
}

fn at(problem: &Problem) -> String {
    match &problem.place {
        Place::Flow { flow } => flow.to_string(),
        Place::Step { step, .. } => step.to_string(),
        Place::Diagram => String::new(),
    }
}

fn said(problems: &[Problem], rule: &str) -> Vec<String> {
    let of_rule = problems.iter().filter(|problem| problem.rule == rule);
    of_rule.map(at).collect()
}

#[test]
fn no_case_does_what_the_rules_say_cannot_be() {
    let (mut never, mut lost_cases) = (0, 0);
    for seed in 0..400 {
        let drawn = drawn(seed);
        let (_, problems) = compile(&drawn, &Catalog::default());
        let idle = said(&problems, "never-taken");
        let incomplete = said(&problems, "missing-way");
        never += idle.len();
        let definition = Arc::new(Definition::of_deployed(&drawn, &Catalog::default()));
        let mut dice = Dice(seed ^ 0xC0FFEE);
        for _ in 0..60 {
            let (taken, lost) = run(&definition, &mut dice);
            for flow in &taken {
                assert!(
                    !idle.contains(flow),
                    "{seed}: {flow} is taken\n{problems:#?}\n{drawn:#?}"
                );
            }
            for step in &lost {
                let only_one = drawn.step(&step.as_str().into()).map(|it| &it.kind);
                if only_one == Some(&StepKind::Decide) {
                    assert!(
                        incomplete.contains(step),
                        "{seed}: lost at {step}\n{problems:#?}"
                    );
                    lost_cases += 1;
                }
            }
        }
    }
    assert!(never > 30 && lost_cases > 300, "{never}, {lost_cases}");
}

/// The value a sentence names for a field: `“The n” is 5`.
fn named(message: &str, key: &str) -> Option<Value> {
    let (_, rest) = message.split_once(&format!("“The {key}” is "))?;
    let ends = [" and “The ", ", “The ", ". Choose"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min()?;
    let text = &rest[..end];
    Some(match text {
        "empty" => Value::Null,
        "yes" => Value::from(true),
        "no" => Value::from(false),
        "anything else" => Value::from("zzz"),
        _ if text.starts_with('“') => Value::from(text.trim_matches(['“', '”'])),
        _ => match (text.parse(), text.parse()) {
            (Ok(number), _) => Value::Number(number),
            (_, Ok(date)) => Value::Date(date),
            _ => panic!("{text} is no value"),
        },
    })
}

#[test]
fn the_case_that_is_named_finds_no_way() {
    let mut tried = 0;
    for seed in 0..600 {
        let mut dice = Dice(seed);
        let mut drawn = drawn(seed);
        // Only the first gateway, with all its ways.
        let Some(gateway) = drawn
            .flows
            .iter()
            .find(|flow| flow.from.as_str() == "start")
        else {
            continue;
        };
        let gateway = gateway.to.clone();
        drawn
            .flows
            .retain(|flow| flow.from.as_str() == "start" || flow.from == gateway);
        let (_, problems) = compile(&drawn, &Catalog::default());
        let mut missing = problems.iter().filter(|it| it.rule == "missing-way");
        let Some(problem) = missing.find(|it| it.message.contains(" when “The ")) else {
            continue;
        };
        let definition = Arc::new(Definition::of_deployed(&drawn, &Catalog::default()));
        let form = definition.start_form().expect("it has a form").clone();
        let mut given = answers(&form.fields, &mut dice);
        for field in &form.fields {
            if let Some(value) = named(&problem.message, &field.key) {
                given.insert(field.key.clone(), value);
            }
        }
        let (_, lost) = told(&begin(&definition, given.clone()));
        assert!(
            lost.contains(&gateway.to_string()),
            "{seed}: {} {given:?}",
            problem.message
        );
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
}
