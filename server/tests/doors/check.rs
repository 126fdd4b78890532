//! `baton check FILE`: the problems of a diagram on the command line.

use crate::support::{
    BATON, Folder,
    process::{only_asking, requester},
};
use std::{fs, path::Path, process::Command};

/// Whether it says that the file is fine, what it prints, and what it complains of.
fn check(file: &Path) -> (bool, String, String) {
    let output = Command::new(BATON)
        .arg("check")
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

#[test]
fn a_diagram_that_can_be_published_passes() {
    let folder = Folder::new();
    let file = folder.path().join("order.json");
    let diagram = serde_json::to_string(&only_asking(requester())).expect("it is JSON");
    fs::write(&file, diagram).expect("it can be written");
    let (fine, printed, _) = check(&file);
    assert!(fine);
    assert!(printed.contains("can be published"), "{printed}");
}

#[test]
fn a_broken_diagram_fails_with_each_problem_on_its_line() {
    let folder = Folder::new();
    let file = folder.path().join("broken.json");
    let mut diagram = only_asking(requester());
    diagram.flows.clear();
    let text = serde_json::to_string(&diagram).expect("it is JSON");
    fs::write(&file, text).expect("it can be written");
    let (fine, printed, complaint) = check(&file);
    assert!(!fine);
    assert!(printed.lines().count() > 1, "{printed}");
    assert!(
        printed
            .lines()
            .all(|line| line.starts_with("error: ") || line.starts_with("warning: ")),
        "{printed}"
    );
    assert!(complaint.contains("cannot be published"), "{complaint}");
}

#[test]
fn a_file_that_is_missing_or_no_diagram_is_said_in_words() {
    let folder = Folder::new();
    let (fine, _, complaint) = check(&folder.path().join("nothing.json"));
    assert!(!fine && complaint.contains("cannot read"), "{complaint}");
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Dear Sirs").expect("it can be written");
    let (fine, _, complaint) = check(&file);
    assert!(
        !fine && complaint.contains("is not a diagram"),
        "{complaint}"
    );
}
