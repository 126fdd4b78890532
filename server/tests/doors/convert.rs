//! `baton convert IN OUT`: a process between our JSON, BPMN and DMN.

use crate::support::{
    BATON, Folder,
    process::{only_asking, requester},
};
use std::{fs, path::Path, process::Command};

/// Whether it worked, what it prints, and what it complains of.
fn baton(words: &[&Path], command: &str, more: &[&str]) -> (bool, String, String) {
    let output = Command::new(BATON)
        .arg(command)
        .args(words)
        .args(more)
        .output()
        .expect("the binary starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_diagram_becomes_bpmn_and_the_same_diagram_again() {
    let folder = Folder::new();
    let [json, bpmn, again] = ["a.json", "a.bpmn", "b.json"].map(|name| folder.path().join(name));
    let diagram = only_asking(requester());
    let text = serde_json::to_string(&diagram).expect("it is JSON");
    fs::write(&json, text).expect("it can be written");
    assert!(baton(&[&json, &bpmn], "convert", &[]).0);
    assert!(baton(&[&bpmn, &again], "convert", &[]).0);
    let text = fs::read_to_string(&again).expect("it was written");
    let mut back: process::Diagram = serde_json::from_str(&text).expect("it is a diagram");
    back.kept = Default::default();
    assert_eq!(back, diagram);
    let (fine, printed, _) = baton(&[&bpmn], "check", &[]);
    assert!(fine, "{printed}");
}

#[test]
fn what_of_a_foreign_file_cannot_run_is_said_and_fails_the_check() {
    let folder = Folder::new();
    let (bpmn, json) = (folder.path().join("a.bpmn"), folder.path().join("a.json"));
    let file = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/>
        <scriptTask id="t" name="Greet" scriptFormat="groovy"><script>hello()</script></scriptTask>
        <sequenceFlow id="f" sourceRef="s" targetRef="t"/></process></definitions>"#;
    fs::write(&bpmn, file).expect("it can be written");
    let (fine, printed, _) = baton(&[&bpmn, &json], "convert", &[]);
    assert!(
        fine && printed.contains("“Greet”: This script is written in groovy"),
        "{printed}"
    );
    let (fine, printed, _) = baton(&[&bpmn], "check", &["--json"]);
    let outcome: serde_json::Value = serde_json::from_str(&printed).expect("it is JSON");
    assert!(!fine && outcome["publishable"] == false);
    assert_eq!(outcome["report"][0]["element"], "t");
    assert!(
        outcome["problems"]
            .as_array()
            .is_some_and(|all| !all.is_empty())
    );
}

#[test]
fn a_file_that_cannot_be_written_as_asked_is_said_in_words() {
    let folder = Folder::new();
    let json = folder.path().join("a.json");
    let text = serde_json::to_string(&only_asking(requester())).expect("it is JSON");
    fs::write(&json, text).expect("it can be written");
    for (name, words) in [("a.txt", "must end in"), ("a.dmn", "has no tables")] {
        let (fine, _, complaint) = baton(&[&json, &folder.path().join(name)], "convert", &[]);
        assert!(!fine && complaint.contains(words), "{complaint}");
    }
}
