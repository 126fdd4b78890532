//! How long parsing and evaluating take: the literal expressions of the DMN TCK, and a gateway's condition.
//!
//! The folder of the suites comes from `BATON_CORPORA`, by default `../shared/corpora` beside the workspace.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use feel::{EvalContext, Timestamp, Value, Zone, evaluate, evaluate_kindly, parse};

const ROUNDS: u32 = 20;

fn main() {
    let context = EvalContext::new(Timestamp(1_795_339_800_000), Zone::Utc);
    condition(&context);
    let folder = std::env::var_os("BATON_CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        PathBuf::from,
    );
    let mut sources = Vec::new();
    collect(&folder.join("dmn-tck"), &mut sources);
    if sources.is_empty() {
        println!("The DMN TCK was not found in {}.", folder.display());
        return;
    }
    let parsed: Vec<_> = sources.iter().filter_map(|text| parse(text).ok()).collect();
    println!(
        "{} expressions of the TCK, {} of which stand for themselves",
        sources.len(),
        parsed.len()
    );
    let sources: Vec<_> = parsed
        .iter()
        .map(|parsed| parsed.source().to_owned())
        .collect();
    report("parse", &sources, |source| drop(black_box(parse(source))));
    let none = BTreeMap::new();
    report("evaluate", &parsed, |parsed| {
        drop(black_box(evaluate_kindly(parsed, &none, &context)));
    });
}

/// A condition as a gateway has it, with a path and a sum.
fn condition(context: &EvalContext) {
    let prepared = parse("request.amount > 1000 and sum(request.items) <= 500").unwrap();
    let items = Value::from(vec![Value::from(120), Value::from(80), Value::from(200)]);
    let request = BTreeMap::from([
        ("amount".to_owned(), Value::from(1200)),
        ("items".to_owned(), items),
    ]);
    let variables = BTreeMap::from([("request".to_owned(), Value::from(request))]);
    assert_eq!(
        evaluate(&prepared, &variables, context),
        Ok(Value::from(true))
    );
    let rounds = 1000;
    let batch = || {
        let start = Instant::now();
        for _ in 0..rounds {
            let _ = black_box(evaluate(black_box(&prepared), &variables, context));
        }
        start.elapsed() / rounds
    };
    let best = (0..200).map(|_| batch()).min().unwrap_or_default();
    println!("prepared condition: {best:?}");
}

/// The best of some rounds for each, so that what else the machine does counts little.
fn report<T>(what: &str, all: &[T], run: impl Fn(&T)) {
    let mut times: Vec<Duration> = all
        .iter()
        .map(|each| {
            let rounds = (0..ROUNDS).map(|_| {
                let start = Instant::now();
                run(each);
                start.elapsed()
            });
            rounds.min().unwrap_or_default()
        })
        .collect();
    times.sort();
    let average = times.iter().sum::<Duration>() / times.len() as u32;
    let late = times[times.len() * 99 / 100];
    println!("{what}: {average:?} on average, p99 {late:?}");
}

fn collect(folder: &Path, sources: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "dmn") {
            expressions(&fs::read_to_string(&path).unwrap_or_default(), sources);
        }
    }
}

/// The texts of the literal expressions, read just well enough for these files.
fn expressions(model: &str, sources: &mut Vec<String>) {
    for part in model.split("literalExpression").skip(1).step_by(2) {
        let text = part
            .split_once("text>")
            .and_then(|(_, rest)| rest.split_once("</"));
        if let Some((text, _)) = text {
            let text = text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            sources.push(text.trim().to_owned());
        }
    }
}
