//! Input that means harm: it ends quickly, in words, and never in a panic.

use crate::support::{ask, compiled, decision, model};
use process::decision::{Decisions, Mode, dmn};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::time::{Duration, Instant};

#[test]
fn a_million_rows_are_refused() {
    let rows = "<rule/>".repeat(1_000_000);
    let file = model(&format!(
        r#"<decision name="d"><decisionTable>{rows}</decisionTable></decision>"#
    ));
    let error = dmn::read(file.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("too many parts"), "{error}");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let file = " ".repeat(process::xml::MAX_BYTES + 1);
    let error = dmn::read(file.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("too large"), "{error}");
}

#[test]
fn deep_nesting_is_refused() {
    let file = "<a>".repeat(100_000);
    let error = dmn::read(file.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("levels deep"), "{error}");
}

#[test]
fn many_attributes_are_refused() {
    let attributes: String = (0..100_000).map(|at| format!(" a{at}='1'")).collect();
    let error = dmn::read(format!("<a{attributes}/>").as_bytes())
        .unwrap_err()
        .to_string();
    assert!(error.contains("attributes"), "{error}");
}

#[test]
fn types_that_contain_themselves_or_double_are_no_trap() {
    let mut items = r#"<itemDefinition name="t"><typeRef>t</typeRef></itemDefinition>"#.to_owned();
    for level in 0..60 {
        let next = level + 1;
        items.push_str(&format!(
            r#"<itemDefinition name="t{level}"><itemComponent name="a"><typeRef>t{next}</typeRef></itemComponent><itemComponent name="b"><typeRef>t{next}</typeRef></itemComponent></itemDefinition>"#
        ));
    }
    for level in 0..5_000 {
        let next = level + 1;
        items.push_str(&format!(
            r#"<itemDefinition name="c{level}"><typeRef>c{next}</typeRef></itemDefinition>"#
        ));
    }
    let file = model(&format!("{items}{}", decision("d", &[], "1")));
    let parsed = dmn::read(file.as_bytes()).unwrap();
    let (decisions, problems) = Decisions::compile(&[parsed]);
    assert!(
        problems
            .iter()
            .any(|it| it.message.contains("contains itself"))
    );
    assert_eq!(
        ask(&decisions, "d", &[], Mode::Strict).unwrap().value,
        1.into()
    );
}

#[test]
fn a_loop_over_ten_million_runs_out_of_fuel() {
    let decisions = compiled(&model(
        r#"<decision name="d"><for iteratorVariable="i"><in><literalExpression><text>for i in 1..10000000 return i</text></literalExpression></in>
        <return><literalExpression><text>i</text></literalExpression></return></for></decision>"#,
    ));
    let before = Instant::now();
    let error = ask(&decisions, "d", &[], Mode::Kind).unwrap_err();
    assert!(error.reason.contains("too long"), "{}", error.reason);
    assert!(before.elapsed() < Duration::from_secs(20));
}

/// Pieces of DMN, put together at random.
const PIECES: &[&str] = &[
    "<decision name=\"d\">",
    "</decision>",
    "<decisionTable hitPolicy=\"FIRST\">",
    "</decisionTable>",
    "<rule>",
    "</rule>",
    "<inputEntry><text>&lt; 5</text></inputEntry>",
    "<outputEntry><text>\"a\" + </text></outputEntry>",
    "<output/>",
    "<input><inputExpression><text>d</text></inputExpression></input>",
    "<informationRequirement><requiredDecision href=\"#d\"/></informationRequirement>",
    "<context><contextEntry>",
    "</contextEntry></context>",
    "<variable name=\"d\" typeRef=\"t\"/>",
    "<itemDefinition name=\"t\"><typeRef>t</typeRef></itemDefinition>",
    "<literalExpression><text>d(d)</text></literalExpression>",
    "<functionDefinition kind=\"Java\">",
    "</functionDefinition>",
    "<for iteratorVariable=\"i\"><in>",
    "</in></for>",
    "<!-- -->",
    "<![CDATA[x]]>",
    "&amp;",
    "&#x1F600;",
    " xmlns=\"\"",
    "<semantic:x/>",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| model(&pieces.concat()))
}

/// Whatever is read is written so that it reads the same, and can be compiled and asked.
fn survives(bytes: &[u8]) {
    let Ok(model) = dmn::read(bytes) else {
        return;
    };
    let written = dmn::write(&model);
    assert_eq!(dmn::read(written.as_bytes()).as_ref(), Ok(&model));
    let (decisions, _) = Decisions::compile(&[model]);
    if decisions.find(0, "d").is_some() {
        for mode in [Mode::Strict, Mode::Kind] {
            let _ = ask(&decisions, "d", &[], mode);
        }
    }
}

/// How long to look: short, or as long as `BATON_FUZZ_SECONDS` says.
fn until() -> Instant {
    let seconds = std::env::var("BATON_FUZZ_SECONDS").ok();
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(2);
    Instant::now() + Duration::from_secs(seconds)
}

#[test]
fn no_bytes_make_the_reader_panic() {
    let until = until();
    while Instant::now() < until {
        let config = Config {
            failure_persistence: None,
            ..Config::with_cases(64)
        };
        let mut runner = TestRunner::new(config);
        let bytes = prop::collection::vec(any::<u8>(), 0..200);
        let both = (text(), bytes, any::<prop::sample::Index>());
        let outcome = runner.run(&both, |(text, bytes, at)| {
            survives(&bytes);
            survives(text.as_bytes());
            // The same with something wrong in it.
            let mut broken = text.into_bytes();
            let at = at.index(broken.len());
            broken.splice(at..at, bytes.iter().copied().take(3));
            survives(&broken);
            broken.truncate(at);
            survives(&broken);
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{error}");
        }
    }
}
