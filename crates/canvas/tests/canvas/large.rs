//! A thousand steps, and hostile ones.

use crate::test_canvas::TestCanvas;
use process::diagram::{Diagram, Flow, Point, Step};
use process::step::{StepKind, Unit, Wait};

fn many(count: usize) -> Diagram {
    let id = |n: usize| format!("s{n:04}");
    let steps = (0..count).map(|n| Step {
        name: format!("Step {n}"),
        position: Point::new((n % 25) as i32 * 320, (n / 25) as i32 * 160),
        ..Step::new(
            id(n).as_str(),
            StepKind::Wait(Wait::For {
                amount: "1".into(),
                unit: Unit::Hours,
                calendar: None,
            }),
        )
    });
    let flows = (1..count).map(|n| Flow {
        id: format!("f{n:04}").as_str().into(),
        from: id(n - 1).as_str().into(),
        to: id(n).as_str().into(),
        label: String::new(),
        condition: None,
        otherwise: false,
        bends: Vec::new(),
    });
    Diagram {
        steps: steps.collect(),
        flows: flows.collect(),
        ..Diagram::default()
    }
}

#[test]
fn moving_one_of_a_thousand_steps_draws_only_a_few_again() {
    let mut user = TestCanvas::of(many(1000));
    let from = user.middle("Step 30");
    user.down(from);
    user.move_to((from.0 + 20, from.1 + 10));
    let changes = user.move_to((from.0 + 50, from.1 + 30));
    assert_eq!(changes.steps.len(), 1);
    assert_eq!(changes.flows.len(), 2);
    user.up((from.0 + 50, from.1 + 30));
}

#[test]
fn only_what_is_seen_is_worth_drawing() {
    let user = TestCanvas::of(many(1000));
    let (steps, _) = user.canvas.drawing().visible(&user.canvas.worth_drawing());
    assert!(steps.len() < 150, "{}", steps.len());
    assert!(steps.contains(&user.id("Step 0")));
}

#[test]
fn a_hundred_of_a_thousand_move_and_come_back_as_one() {
    let mut user = TestCanvas::of(many(1000));
    let before = user.diagram().clone();
    user.lasso((-20, -20), (24 * 320 + 300, 3 * 160 + 20));
    assert_eq!(user.chosen().len(), 100);
    user.drag("Step 30", (80, 40));
    assert_ne!(*user.diagram(), before);
    user.undo();
    assert_eq!(*user.diagram(), before);
}

#[test]
fn steps_at_the_end_of_the_world_do_no_harm() {
    let mut diagram = many(4);
    for (step, at) in diagram
        .steps
        .iter_mut()
        .zip([i32::MAX, i32::MIN, 0, 100_000_000])
    {
        step.position = Point::new(at, at);
    }
    let mut user = TestCanvas::of(diagram);
    for key in ["1", "ArrowRight", "ArrowRight", "ArrowDown", "a", "0"] {
        user.press(key);
    }
    user.press_ctrl("a");
    user.perform(canvas::Verb::Nudge(canvas::Direction::Right, true));
    user.press_ctrl("d");
    user.press("Delete");
    user.undo();
    user.click_at((0, 0));
}

#[test]
fn flows_that_lead_nowhere_do_no_harm() {
    let mut diagram = many(3);
    diagram.flows[0].to = "gone".into();
    diagram.flows[1].from = "s0002".into();
    diagram.flows[1].to = "s0002".into();
    let mut user = TestCanvas::of(diagram.clone());
    assert!(user.canvas.drawing().route(&diagram.flows[0].id).is_none());
    user.press_ctrl("a");
    user.press("Delete");
    assert!(user.diagram().steps.is_empty());
    user.undo();
    assert_eq!(*user.diagram(), diagram);
}

#[test]
fn hostile_names_are_only_names() {
    let mut user = TestCanvas::of(many(2));
    for name in [
        "<script>alert(1)</script>",
        "\u{202e}evil",
        "🎻🎻🎻",
        "a\u{0}b",
        &"x".repeat(100_000),
    ] {
        let step = user.diagram().steps[0].id.clone();
        user.canvas.edit(process::diagram::edit::Edit::Rename {
            step,
            name: name.to_owned(),
        });
        user.press_ctrl("a");
        let text = user.canvas.copy().expect("something is chosen");
        let changes = user.canvas.paste(&text, None);
        user.took(changes);
        let pasted = user.diagram().steps.last().map(|step| step.name.as_str());
        assert_eq!(pasted, Some("Step 1"), "the others keep their names");
        assert_eq!(
            user.diagram().steps[2].name,
            name,
            "the copy has the name to the letter"
        );
        user.undo();
    }
}
