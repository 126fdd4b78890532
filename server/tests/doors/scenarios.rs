//! `baton test FILE…`: the scenarios of processes on the command line, and as a guard before publishing.

use crate::support::{
    BATON, Folder,
    process::{only_asking, requester},
};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Command};

/// A process that asks its requester, with a scenario that ends well and, if asked for, one that does not.
fn process(fails: bool, gate: bool) -> Value {
    let diagram = only_asking(requester());
    let asked = diagram.steps[1].id.to_string();
    let mut diagram = serde_json::to_value(diagram).expect("it is JSON");
    let beginning = json!({
        "at": 1_795_420_800_000_i64,
        "zone": "Europe/Zurich",
        "begins": "form",
        "answers": { "item": "Chairs" },
        "requester": { "name": "Ada", "email": "ada@example.com" },
    });
    let scenario = |name: &str, expects: Value| json!({ "id": name, "name": name, "beginning": beginning, "expects": [expects] });
    let mut scenarios = vec![scenario(
        "Somebody is asked",
        json!({ "expect": "waitsAt", "step": asked }),
    )];
    if fails {
        scenarios.push(scenario("It is over at once", json!({ "expect": "ends" })));
    }
    diagram["tests"] = json!({ "gate": gate, "scenarios": scenarios });
    diagram
}

fn baton(arguments: &[&str], file: &Path) -> (bool, String, String) {
    let output = Command::new(BATON)
        .args(arguments)
        .arg(file)
        .output()
        .expect("the binary starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn saved(folder: &Folder, process: &Value) -> std::path::PathBuf {
    let file = folder.path().join("asking.json");
    fs::write(&file, process.to_string()).expect("it can be written");
    file
}

#[test]
fn scenarios_that_pass_are_a_line_each() {
    let folder = Folder::new();
    let (fine, printed, complaint) = baton(&["test"], &saved(&folder, &process(false, false)));
    assert!(fine, "{printed}{complaint}");
    assert!(
        printed.starts_with("ok: ") && printed.ends_with("Somebody is asked\n"),
        "{printed}"
    );
}

#[test]
fn one_that_fails_says_why_and_fails_the_command_and_is_in_the_report_for_build_servers() {
    let folder = Folder::new();
    let file = saved(&folder, &process(true, false));
    let report = folder.path().join("report.xml");
    let report_name = report.to_string_lossy();
    let (fine, printed, complaint) = baton(&["test", "--junit", &report_name], &file);
    assert!(!fine);
    assert!(
        printed.contains("It is over at once: The case is not over"),
        "{printed}"
    );
    assert!(complaint.contains("1 of 2 scenarios failed"), "{complaint}");
    let report = fs::read_to_string(&report).expect("a report");
    assert!(report.contains("tests=\"2\" failures=\"1\""), "{report}");
}

#[test]
fn the_log_is_the_same_every_time() {
    let folder = Folder::new();
    let file = saved(&folder, &process(false, false));
    let once = baton(&["test", "--events"], &file).1;
    assert!(once.contains("\"fact\":\"instanceStarted\""), "{once}");
    assert_eq!(once, baton(&["test", "--events"], &file).1);
}

#[test]
fn a_failing_scenario_keeps_a_guarded_process_from_being_published() {
    let folder = Folder::new();
    let (fine, printed, _) = baton(&["check"], &saved(&folder, &process(true, false)));
    assert!(fine, "{printed}");
    let (fine, printed, _) = baton(&["check"], &saved(&folder, &process(true, true)));
    assert!(!fine);
    assert!(printed.contains("[scenario-fails]"), "{printed}");
}
