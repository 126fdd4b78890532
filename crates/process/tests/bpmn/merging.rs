//! A change in the diagram changes the file there, and nowhere else.

use crate::drawing::FILE;
use crate::same::{bare, read, tree};
use process::bpmn;
use process::diagram::Point;
use process::diagram::edit::Edit;
use process::step::StepKind;

#[test]
fn a_moved_step_takes_its_name_along_and_leaves_the_rest_as_it_was() {
    let mut diagram = read(FILE);
    let edit = Edit::Move {
        step: "s".into(),
        to: Point::new(210, 170),
    };
    edit.apply(&mut diagram).unwrap();
    let written = bpmn::write(&diagram);
    assert!(written.contains(r#"<dc:Bounds x="210" y="170" width="36" height="36"/>"#));
    assert!(written.contains(r#"<dc:Bounds x="200" y="210" width="50" height="14"/>"#));
    let moved = r#"<bpmndi:BPMNEdge id="y1" bpmnElement="f1""#;
    assert!(written.contains(moved));
    assert!(written.contains("<acme:extra>kept</acme:extra>"));
    assert!(written.contains(r#"acme:colour="blue""#));
}

#[test]
fn a_change_taken_back_leaves_the_file_as_it_was() {
    let mut diagram = read(FILE);
    let rename = |name: &str| Edit::Rename {
        step: "t".into(),
        name: name.into(),
    };
    rename("Other").apply(&mut diagram).unwrap();
    let mut again = read(&bpmn::write(&diagram));
    assert_eq!(again.step(&"t".into()).unwrap().name, "Other");
    rename("Fold").apply(&mut again).unwrap();
    assert_eq!(tree(&bpmn::write(&again)), tree(FILE));
}

#[test]
fn a_deleted_step_takes_everything_that_names_it_along() {
    let mut diagram = read(FILE);
    let edit = Edit::RemoveStep { step: "t".into() };
    edit.apply(&mut diagram).unwrap();
    let written = bpmn::write(&diagram);
    for gone in [r#"id="t""#, r#"bpmnElement="t""#, r#"id="as""#] {
        assert!(!written.contains(gone), "{gone} is still in\n{written}");
    }
    assert_eq!(bare(read(&written)), bare(diagram));
}

#[test]
fn a_new_step_is_written_with_the_prefix_of_the_file() {
    let mut diagram = read(FILE);
    let mut step = diagram.step(&"t".into()).unwrap().clone();
    step.id = "new".into();
    let edit = Edit::AddStep { step, at: None };
    edit.apply(&mut diagram).unwrap();
    let written = bpmn::write(&diagram);
    assert!(
        written.contains(r#"<bpmn:task id="new" name="Fold"/>"#),
        "{written}"
    );
    assert!(written.contains(r#"bpmnElement="new""#));
    assert_eq!(bare(read(&written)), bare(diagram));
}

#[test]
fn another_kind_of_step_keeps_what_others_said_about_it() {
    let mut diagram = read(FILE);
    let kind = StepKind::SubProcess(Default::default());
    Edit::SetKind {
        step: "sub".into(),
        kind,
    }
    .apply(&mut diagram)
    .unwrap();
    let written = bpmn::write(&diagram);
    assert!(
        written.contains(r#"<bpmn:subProcess id="sub" name="Pack" acme:weight="3">"#),
        "{written}"
    );
}

#[test]
fn an_order_of_ways_that_a_user_chose_is_kept() {
    let mut diagram = read(FILE);
    Edit::OrderFlow {
        flow: "f3".into(),
        at: 0,
    }
    .apply(&mut diagram)
    .unwrap();
    assert_eq!(bare(read(&bpmn::write(&diagram))), bare(diagram));
}
