//! Whatever the bytes are, reading ends with a diagram or with a sentence.

use crate::drawing::FILE;
use crate::same::{bare, read, tree};
use process::bpmn::{self, Standing};
use proptest::prelude::*;

const HEAD: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">"#;

fn process(inner: &str) -> String {
    format!("{HEAD}<process id='p'>{inner}</process></definitions>")
}

#[test]
fn what_is_no_bpmn_is_refused_in_words() {
    let deep = format!("{HEAD}{}{}", "<a>".repeat(300), "</a>".repeat(300));
    let many = process(&"<task/>".repeat(600_000));
    let steps = process(&"<task/>".repeat(6_000));
    for (file, words) in [
        ("", "no XML"),
        ("<html/>", "not a BPMN file"),
        (
            "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'/>",
            "not a BPMN file",
        ),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><definitions/>", "entities"),
        ("<definitions>&b;</definitions>", "entities"),
        ("<definitions><process>", "ends too early"),
        (deep.as_str(), "levels deep"),
        (many.as_str(), "too many parts"),
        (steps.as_str(), "too large"),
    ] {
        let refused = bpmn::read(file.as_bytes()).unwrap_err().to_string();
        assert!(
            refused.contains(words),
            "{}: {refused}",
            &file[..file.len().min(80)]
        );
    }
    let refused = bpmn::read(b"<definitions>\xff</definitions>")
        .unwrap_err()
        .to_string();
    assert!(refused.contains("UTF-8"), "{refused}");
}

#[test]
fn ids_that_are_missing_or_used_twice_are_mended_and_said() {
    let file = process(
        "<task id='a' name='One'/><task id='a' name='Two'/><task name='Three'/><sequenceFlow id='f' sourceRef='a' targetRef='a'/>",
    );
    let imported = bpmn::read(file.as_bytes()).unwrap();
    let names: Vec<&str> = imported
        .diagram
        .steps
        .iter()
        .map(|step| step.name.as_str())
        .collect();
    assert_eq!(names, ["One", "Two", "Three"]);
    let ids: std::collections::BTreeSet<_> =
        imported.diagram.steps.iter().map(|step| &step.id).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(
        imported
            .report
            .iter()
            .filter(|it| it.standing == Standing::Mended)
            .count(),
        2
    );
    assert_eq!(tree(&bpmn::write(&imported.diagram)), tree(&file));
    let mut changed = imported.diagram;
    changed.steps[2].name = "Drei".into();
    assert_eq!(bare(read(&bpmn::write(&changed))), bare(changed));
}

#[test]
fn arrows_to_nowhere_are_said_and_kept() {
    let file = process("<task id='a'/><sequenceFlow id='f' sourceRef='a' targetRef='gone'/>");
    let imported = bpmn::read(file.as_bytes()).unwrap();
    let said = imported
        .report
        .iter()
        .any(|it| it.element == "f" && it.message.contains("gone"));
    assert!(said, "{:?}", imported.report);
    assert_eq!(imported.diagram.flows.len(), 1);
}

#[test]
fn other_prefixes_no_namespace_and_other_versions_are_read() {
    for (from, to) in [
        ("bpmn:", "semantic:"),
        (
            "xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"",
            "xmlns:bpmn=\"http://schema.omg.org/spec/BPMN/2.0/MODEL\"",
        ),
        (
            " xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"",
            "",
        ),
    ] {
        let file = FILE.replace(from, to);
        let file = if to == "semantic:" {
            file.replace("xmlns:bpmn=", "xmlns:semantic=")
        } else {
            file
        };
        assert_eq!(bare(read(&file)), bare(read(FILE)), "{to}");
        let mut diagram = read(&file);
        diagram.steps[0].name = "Other".into();
        assert_eq!(bare(read(&bpmn::write(&diagram))), bare(diagram));
    }
}

#[test]
fn utf_16_and_latin_1_are_read() {
    let text = FILE.replace("UTF-8", "UTF-16").replace("Fold", "Größe");
    let little: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let latin: Vec<u8> = text
        .replace("UTF-16", "ISO-8859-1")
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    for bytes in [little, big, latin] {
        let diagram = bpmn::read(&bytes).unwrap().diagram;
        assert_eq!(diagram.step(&"t".into()).unwrap().name, "Größe");
    }
}

#[test]
fn numbers_of_a_drawing_may_be_anything() {
    for number in [
        "NaN",
        "1e999",
        "-1e30",
        "",
        "12,5",
        "abc",
        "99999999999999999999",
    ] {
        let file = FILE.replace("\"200\"", &format!("\"{number}\""));
        let diagram = read(&file);
        assert_eq!(
            bare(read(&bpmn::write(&bare(diagram.clone())))),
            bare(diagram),
            "{number}"
        );
    }
}

fn ends_well(bytes: &[u8]) {
    if let Ok(imported) = bpmn::read(bytes) {
        let written = bpmn::write(&imported.diagram);
        let again = bpmn::read(written.as_bytes()).unwrap();
        assert_eq!(again.diagram, imported.diagram);
        let mut changed = imported.diagram;
        if let Some(step) = changed.steps.first_mut() {
            step.name.push_str(" changed");
            bpmn::read(bpmn::write(&changed).as_bytes()).unwrap();
        }
        changed.kept = Default::default();
        bpmn::read(bpmn::write(&changed).as_bytes()).unwrap();
    }
}

/// Parts of files that mean something, thrown together.
const PIECES: &[&str] = &[
    "<bpmn:task id=\"t\">",
    "</bpmn:task>",
    "<bpmn:subProcess id=\"sub\">",
    "</bpmn:subProcess>",
    " id=\"s\"",
    " sourceRef=\"t\"",
    "<bpmn:incoming>f1</bpmn:incoming>",
    "<bpmn:boundaryEvent attachedToRef=\"b\" id=\"b\"/>",
    "<bpmn:laneSet>",
    "<bpmn:lane id=\"sales\"/>",
    "<bpmn:process id=\"p\"/>",
    "processRef=\"s\"",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&#x10FFFF;",
    "\u{0}",
    "xmlns=\"urn:x\"",
    "<bpmn:extensionElements><baton:settings xmlns:baton=\"https://baton.dev/bpmn/1.0\">{\"kind\":1,\"id\":\"s\"}</baton:settings></bpmn:extensionElements>",
    "<bpmn:multiInstanceLoopCharacteristics/>",
    "<bpmn:participant id=\"p\" processRef=\"p\"/>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: fuzz_cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_ends_well(damage in proptest::collection::vec((any::<prop::sample::Index>(), 0..40_usize, any::<prop::sample::Index>(), 0..4_u8), 1..8)) {
        let mut text = FILE.to_owned();
        for (at, length, piece, what) in damage {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) { at -= 1; }
            let mut end = (at + length).min(text.len());
            while !text.is_char_boundary(end) { end -= 1; }
            let end = end.max(at);
            let cut = text[at..end].to_owned();
            match what {
                0 => text.replace_range(at..end, ""),
                1 => text.insert_str(at, PIECES[piece.index(PIECES.len())]),
                2 => text.replace_range(at..end, PIECES[piece.index(PIECES.len())]),
                _ => text.insert_str(at, &cut),
            }
        }
        ends_well(text.as_bytes());
    }

    #[test]
    fn a_file_whose_values_were_exchanged_ends_well(swaps in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        let mut parts: Vec<String> = FILE.split('"').map(str::to_owned).collect();
        let values = parts.len() / 2;
        for (a, b) in swaps {
            parts.swap(a.index(values) * 2 + 1, b.index(values) * 2 + 1);
        }
        ends_well(parts.join("\"").as_bytes());
    }

    #[test]
    fn random_bytes_end_well(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        ends_well(&bytes);
    }
}

/// More when somebody asks for it: `FUZZ_CASES=100000 cargo test -p process --test bpmn hostile`.
fn fuzz_cases() -> u32 {
    std::env::var("FUZZ_CASES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(300)
}
