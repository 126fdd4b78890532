//! What somebody does to an imported model: a name, a place, a step less, a step more.

use process::bpmn;
use process::diagram::edit::{Edit, intent};
use process::diagram::{Diagram, Point};
use process::step::StepKind;

pub fn of(bytes: &[u8]) -> Option<Diagram> {
    let mut diagram = bpmn::read(bytes).ok()?.diagram;
    let ids: Vec<_> = diagram.steps.iter().map(|step| step.id.clone()).collect();
    let (first, last) = (ids.first()?.clone(), ids.last()?.clone());
    diagram.steps[0].name = "A new name".to_owned();
    let moved = intent::move_steps(&diagram, &[first].into(), Point::new(15, 10));
    let removed = intent::remove(&diagram, &[last].into(), &Default::default());
    for edit in [moved, removed] {
        apply(edit, &mut diagram);
    }
    let (mut number, kept) = (0, diagram.steps.last()?.id.clone());
    let mut ids = || {
        number += 1;
        format!("added-{number}")
    };
    let fresh = intent::Fresh {
        kind: StepKind::Task(Default::default()),
        name: "Added".to_owned(),
    };
    if let Ok((edit, _)) = intent::append_after(&diagram, &kept, fresh, &mut ids) {
        apply(edit, &mut diagram);
    }
    Some(diagram)
}

fn apply(edit: Edit, diagram: &mut Diagram) {
    let before = diagram.clone();
    if let Err(refused) = edit.apply(diagram) {
        eprintln!("{refused}");
    }
    // As the canvas does after every change.
    if let Some(settled) = intent::settle(&before, diagram)
        && let Err(refused) = settled.apply(diagram)
    {
        eprintln!("{refused}");
    }
}
