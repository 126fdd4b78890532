//! One run: the model is checked, its processes are begun, time passes, and what the scripts wrote is collected.

use crate::words::{self, Words};
use process::problem::{Place, Severity};
use process::run::{Doing, Fact, IncidentReason, World};
use process::{Catalog, Diagram, Problem, Timestamp, Value, bpmn, compile};
use std::collections::BTreeMap;

/// What a run came to.
#[derive(Default)]
pub struct Found {
    /// Sorted.
    pub trace: Vec<String>,
    /// Refused, or stuck: why.
    pub why: Vec<String>,
}

pub fn run(process: &str, bytes: &[u8], inputs: &serde_json::Value) -> Found {
    let imported = match bpmn::read(bytes) {
        Ok(imported) => imported,
        Err(error) => return refused(vec![error.to_string()]),
    };
    let mut diagram = imported.diagram;
    let words = words::bind(&mut diagram);
    let wrong = wrong_with(&diagram);
    if !wrong.is_empty() {
        return refused(wrong);
    }
    let mut world = World::at(Timestamp(1_772_442_000_000));
    world.add(process, &diagram, &Catalog::default());
    for first in inputs["startFirst"].as_array().into_iter().flatten() {
        let _ = world.start(first.as_str().unwrap_or_default(), BTreeMap::new());
    }
    let main = world.start(process, variables(&inputs["variables"]));
    let Ok(main) = main else {
        return refused(vec!["It does not begin.".to_owned()]);
    };
    let wait = inputs["waitMsBeforeJudging"].as_i64().unwrap_or(0);
    // Being busy takes its time, too, in whatever the origin waited for at once.
    world.advance(wait.max(busy(&words)));
    collect(&world, main, &words)
}

fn busy(words: &Words) -> i64 {
    let busy = words
        .values()
        .filter(|word| word.starts_with("CREATE_TIMESTAMP"));
    busy.count() as i64 * 10_000
}

fn refused(why: Vec<String>) -> Found {
    Found {
        trace: vec!["ERROR_deployment".to_owned()],
        why,
    }
}

/// What keeps a model from running at all: not what only our engine around the kernel cannot carry yet, nor that a form
/// of ours is missing.
fn wrong_with(diagram: &Diagram) -> Vec<String> {
    let ours = [
        "missing-way",
        "cannot-run",
        "no-host",
        "no-connector",
        "several-starts",
        "names",
    ];
    let (_, problems) = compile(diagram, &Catalog::default());
    let errors = problems.into_iter().filter(|problem| {
        problem.severity == Severity::Error && !ours.contains(&problem.rule.as_str())
    });
    errors
        .filter(|problem| !is_about_work(problem))
        .map(|problem| format!("{}: {}", problem.rule, problem.message))
        .collect()
}

fn is_about_work(problem: &Problem) -> bool {
    matches!(
        problem.rule.as_str(),
        "no-assignee" | "empty-form" | "unknown-connector"
    ) && matches!(problem.place, Place::Step { .. })
}

fn variables(given: &serde_json::Value) -> BTreeMap<String, Value> {
    let given = given.as_object().into_iter().flatten();
    given
        .filter_map(|(key, value)| {
            let value = match value {
                serde_json::Value::String(text) => Value::from(text.as_str()),
                serde_json::Value::Number(number) => Value::from(number.as_i64()?),
                _ => return None,
            };
            Some((key.clone(), value))
        })
        .collect()
}

fn collect(world: &World, main: usize, words: &Words) -> Found {
    let mut found = Found::default();
    let (mut marked, mut spans): (bool, BTreeMap<&str, (i64, i64)>) = (false, BTreeMap::new());
    for case in &world.cases {
        let mut begun = BTreeMap::new();
        for event in &case.log {
            match &event.fact {
                Fact::StepEntered { step_instance, .. } => {
                    begun.insert(*step_instance, event.at.0);
                }
                Fact::StepCompleted {
                    step_instance,
                    step,
                } => {
                    let Some(word) = words.get(step.as_str()) else {
                        continue;
                    };
                    // A repeated step says its word in each round, not once more for all of them.
                    if is_outer(&case.log, *step_instance) {
                        continue;
                    }
                    match word.as_str() {
                        "INCREMENT_INTEGER_VARIABLE_AND_LOG" => {
                            found.trace.push("INCREMENT_correct".into())
                        }
                        "CREATE_MARKER_FILE" => marked = true,
                        word if word.starts_with("SCRIPT_task") => {
                            found.trace.push(word.to_owned())
                        }
                        word if word.starts_with("CREATE_TIMESTAMP") => {
                            spans.insert(word, (begun[step_instance], event.at.0));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
    if marked {
        found.trace.push("MARKER_exists".into());
    }
    let spans: Vec<_> = spans.into_values().collect();
    if let [(a, b), (c, d)] = spans[..]
        && a < d
        && c < b
    {
        found.trace.push("EXECUTION_parallel".into());
    }
    let state = &world.cases[main].state;
    let logged = state.variables.get("loggedData");
    if logged == Some(&Value::from("String")) {
        found.trace.push("DATA_correct".into());
    }
    judge_incidents(world, main, &mut found);
    found.trace.sort();
    found
}

/// What the incidents of a run mean in the suite's words. A join that waits in vain is no error there.
fn judge_incidents(world: &World, main: usize, found: &mut Found) {
    let mut tokens = Vec::new();
    for visit in world.cases[main].state.active.values() {
        if let Doing::Stuck { reason, .. } = &visit.doing {
            found.why.push(format!("{reason:?} at {}", visit.step));
            match reason {
                IncidentReason::Uncaught => tokens.push("ERROR_thrownErrorEvent"),
                IncidentReason::Join => {}
                _ => tokens.push("ERROR_runtime"),
            }
        }
    }
    tokens.dedup();
    found.trace.extend(tokens.into_iter().map(str::to_owned));
}

fn is_outer(log: &[process::Event], visit: process::StepInstanceId) -> bool {
    log.iter().any(|event| {
        matches!(&event.fact, Fact::RoundsPlanned { step_instance, .. } if *step_instance == visit)
    })
}

/// As multisets; `ERROR` stands for being refused or failing.
pub fn agrees(expected: &[String], found: &Found) -> bool {
    if expected == ["ERROR"] {
        return found.trace.iter().any(|token| token.starts_with("ERROR_"));
    }
    *expected == found.trace
}
