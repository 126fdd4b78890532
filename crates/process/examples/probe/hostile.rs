//! Input that means harm, and what becomes of it in words: the same natively and in wasm, where the stack is small and
//! a panic ends everything.

use feel::{EvalContext, Timestamp, Zone};
use process::bpmn;
use process::decision::{Decisions, dmn};
use std::collections::BTreeMap;

/// A line for each: its name, and the sentence it is answered with.
pub fn outcomes() -> String {
    let rules = rules().map(|(name, text)| format!("{name}: {}\n", worked_out(&text)));
    let files = files().map(|(name, file)| format!("{name}: {}\n", read(&file)));
    rules.into_iter().chain(files).collect()
}

fn rules() -> [(&'static str, String); 9] {
    let doubled: Vec<_> = (1..100)
        .map(|at| format!("a{at}: a{0} + a{0}", at - 1))
        .collect();
    [
        (
            "a loop over ten million",
            "for x in 1..10000000 return x".to_owned(),
        ),
        (
            "a recursion without end",
            "{f: function(x) f(x + 1), r: f(1)}.r".to_owned(),
        ),
        (
            "a text that doubles",
            format!("{{a0: \"0123456789abcdef\", {}}}", doubled.join(", ")),
        ),
        (
            "a pattern that explodes",
            format!("matches(\"{}!\", \"^(a+)+$\")", "a".repeat(60)),
        ),
        ("a megabyte of sum", format!("1{}", " + 1".repeat(262_144))),
        (
            "ten thousand brackets",
            format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000)),
        ),
        (
            "ten thousand lists",
            format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000)),
        ),
        ("ten thousand signs", format!("{}1", "-".repeat(10_000))),
        ("half a letter", "\"\\uD800\"".to_owned()),
    ]
}

fn files() -> [(&'static str, Vec<u8>); 8] {
    let model = |inside: &str| {
        format!(
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"m\" name=\"m\" namespace=\"n\">{inside}</definitions>"
        )
        .into_bytes()
    };
    let process = |inside: &str| {
        format!(
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"n\"><process id=\"p\">{inside}</process></definitions>"
        )
        .into_bytes()
    };
    let needs = |name: &str, other: &str| {
        format!(
            "<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\"/><informationRequirement><requiredDecision href=\"#{other}\"/></informationRequirement><literalExpression><text>{other}</text></literalExpression></decision>"
        )
    };
    let document = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
    [
        ("a document type", document.as_bytes().to_vec()),
        (
            "decisions in a circle",
            model(&(needs("a", "b") + &needs("b", "a"))),
        ),
        (
            "a million rows",
            model(&format!(
                "<decision name=\"d\"><decisionTable>{}</decisionTable></decision>",
                "<rule/>".repeat(1_000_000)
            )),
        ),
        (
            "letters that are none",
            b"<definitions name=\"\xff\xfe\xfa\"/>".to_vec(),
        ),
        (
            "a hundred thousand levels",
            "<a>".repeat(100_000).into_bytes(),
        ),
        ("a million steps", process(&"<task/>".repeat(1_000_000))),
        (
            "a step inside itself",
            process("<subProcess id=\"a\"><subProcess id=\"a\"/></subProcess>"),
        ),
        (
            "a flow to nowhere",
            process("<task id=\"a\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/>"),
        ),
    ]
}

fn context() -> EvalContext {
    EvalContext {
        fuel: 200_000,
        depth: 100,
        ..EvalContext::new(Timestamp(0), Zone::Utc)
    }
}

fn worked_out(text: &str) -> String {
    let parsed = match feel::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => return error.to_string(),
    };
    match feel::evaluate(&parsed, &BTreeMap::new(), &context()) {
        Ok(value) => format!("gives {}", value.to_source()),
        Err(error) => error.to_string(),
    }
}

fn read(file: &[u8]) -> String {
    if bpmn::is_bpmn(file) {
        return match bpmn::read(file) {
            Err(error) => error.to_string(),
            Ok(imported) => {
                let report: Vec<_> = imported
                    .report
                    .into_iter()
                    .map(|remark| remark.message)
                    .collect();
                format!(
                    "{} steps. {}",
                    imported.diagram.steps.len(),
                    report.join(" ")
                )
            }
        };
    }
    match dmn::read(file) {
        Err(error) => error.to_string(),
        Ok(model) => {
            let (_, problems) = Decisions::compile(&[model]);
            let problems: Vec<_> = problems
                .into_iter()
                .map(|problem| problem.message)
                .collect();
            problems.join(" ")
        }
    }
}
