//! The words in the suite's scripts, bound to what they ask of an engine; its conditions, from Java's spelling to FEEL.

use process::Diagram;
use process::diagram::{DataObject, Step};
use process::step::{
    Happening, Mapping, Repetition, Script, Stands, StepKind, Trigger, Unit, Wait,
};
use std::collections::BTreeMap;

/// By step: the word in its script.
pub type Words = BTreeMap<String, String>;

/// Gives every word its meaning. What each step said is remembered, for the trace.
pub fn bind(diagram: &mut Diagram) -> Words {
    let mut words = Words::new();
    let data = data_key(diagram);
    for step in &mut diagram.steps {
        if let StepKind::Script(script) = &step.kind {
            let word = script.script.trim().to_owned();
            words.insert(step.id.to_string(), word.clone());
            step.kind = meaning(&word, &data);
            step.inputs = Vec::new();
            step.outputs = Vec::new();
        }
        conditions(step);
    }
    for flow in &mut diagram.flows {
        if let Some(condition) = &mut flow.condition {
            *condition = feel(condition);
        }
    }
    diagram.data.push(variable("test", "null"));
    diagram.data.push(variable("integerVariable", "0"));
    words
}

fn variable(key: &str, initial: &str) -> DataObject {
    DataObject {
        key: key.to_owned(),
        label: String::new(),
        kind: None,
        many: false,
        initial: initial.to_owned(),
        position: None,
    }
}

/// The one data object or property of a model that has any.
fn data_key(diagram: &Diagram) -> String {
    let inside = diagram.steps.iter().filter_map(|step| match &step.kind {
        StepKind::SubProcess(sub) => sub.data.first(),
        _ => None,
    });
    let mut all = diagram.data.first().into_iter().chain(inside);
    all.next()
        .map_or_else(|| "data".to_owned(), |object| object.key.clone())
}

fn meaning(word: &str, data: &str) -> StepKind {
    let script = |result: &str, script: &str| {
        StepKind::Script(Script {
            script: script.to_owned(),
            result: result.to_owned(),
            language: String::new(),
        })
    };
    match word {
        "INCREMENT_INTEGER_VARIABLE" | "INCREMENT_INTEGER_VARIABLE_AND_LOG" => {
            script("integerVariable", "integerVariable + 1")
        }
        "SET_STRING_DATA" => script(data, "\"String\""),
        "LOG_DATA" => script("loggedData", data),
        "THROW_ERROR" => {
            let code = "ERR_CODE".to_owned();
            StepKind::Event(Happening::new(Stands::Throw, vec![Trigger::Error { code }]))
        }
        "WAIT_TEN_SECONDS" | "CREATE_TIMESTAMP_LOG_1" | "CREATE_TIMESTAMP_LOG_2" => {
            StepKind::Wait(Wait::For {
                amount: "10".to_owned(),
                unit: Unit::Seconds,
                calendar: None,
            })
        }
        _ => script("", "null"),
    }
}

fn conditions(step: &mut Step) {
    match &mut step.repetition {
        Some(Repetition::While { condition, .. }) => *condition = feel(condition),
        Some(Repetition::Each(each)) => {
            each.until = feel(&each.until);
            if let process::step::Over::Times { times } = &mut each.over {
                *times = times.replace("${", "").replace('}', "");
            }
        }
        None => {}
    }
    match &mut step.kind {
        StepKind::Event(happening) => {
            for trigger in &mut happening.triggers {
                if let Trigger::Condition { expression } = trigger {
                    *expression = feel(expression);
                }
            }
        }
        StepKind::Complex(complex) => complex.activation = feel(&complex.activation),
        StepKind::SubProcess(sub) => {
            if let process::step::Sort::AdHoc { until, .. } = &mut sub.sort {
                *until = feel(until);
            }
        }
        _ => {}
    }
    let _: &[Mapping] = &step.inputs;
}

/// `!test.contains("a")` in FEEL; `test` has no value where a run sets none.
fn feel(java: &str) -> String {
    let mut text = java
        .trim()
        .trim_end_matches('>')
        .trim()
        .replace("&&", " and ")
        .replace("||", " or ");
    for letter in ["a", "b", "c"] {
        let call = format!("test.contains(\"{letter}\")");
        let holds = format!("(test != null and contains(test, \"{letter}\"))");
        text = text.replace(&format!("!{call}"), &format!("not({holds})"));
        text = text.replace(&call, &holds);
    }
    text.replace("${", "").replace('}', "")
}
