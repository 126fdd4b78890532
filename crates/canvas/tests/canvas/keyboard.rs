use crate::test_canvas::TestCanvas;
use canvas::{Direction, Request, Verb};

#[test]
fn the_arrow_keys_follow_the_flow() {
    let mut user = TestCanvas::row();
    user.click("Start");
    user.press("ArrowRight");
    assert_eq!(user.chosen(), ["Ask a person"]);
    user.press("ArrowRight");
    user.press("ArrowLeft");
    assert_eq!(user.chosen(), ["Ask a person"]);
    user.press("End");
    assert_eq!(user.chosen(), ["End"]);
    user.press("Home");
    assert_eq!(user.chosen(), ["Start"]);
}

#[test]
fn up_and_down_go_from_branch_to_branch() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("decide", (100, 200));
    for offer in ["wait", "email", "http"] {
        user.add_after("Decide", offer);
    }
    user.click("Wait");
    user.press("ArrowDown");
    assert_eq!(user.chosen(), ["Send an e-mail"]);
    user.press("ArrowDown");
    assert_eq!(user.chosen(), ["Update a system"]);
    user.press("ArrowUp");
    assert_eq!(user.chosen(), ["Send an e-mail"]);
}

#[test]
fn delete_heals_and_leaves_the_keyboard_at_the_step_before() {
    let mut user = TestCanvas::row();
    user.click("Send an e-mail");
    let changes = user.press("Delete");
    assert_eq!(user.ways(), ["Ask a person → End", "Start → Ask a person"]);
    assert!(
        changes
            .requests
            .contains(&Request::Focus(user.id("Ask a person")))
    );
    user.undo();
    assert_eq!(user.ways().len(), 3);
}

#[test]
fn delete_takes_a_chosen_flow() {
    let mut user = TestCanvas::row();
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let middle = user.canvas.drawing().route(&flow).expect("runs").middle();
    user.click_at((middle.x, middle.y));
    user.press("Delete");
    assert_eq!(
        user.ways(),
        ["Send an e-mail → End", "Start → Ask a person"]
    );
    assert_eq!(user.diagram().steps.len(), 4);
}

#[test]
fn nudges_in_a_row_are_one_undo() {
    let mut user = TestCanvas::row();
    let before = user.place("End");
    user.click("End");
    for _ in 0..3 {
        user.perform(Verb::Nudge(Direction::Right, false));
    }
    user.perform(Verb::Nudge(Direction::Down, true));
    assert_eq!(user.place("End"), (before.0 + 24, before.1 + 40));
    user.undo();
    assert_eq!(user.place("End"), before);
}

#[test]
fn everything_can_be_undone_step_by_step_and_redone() {
    let mut user = TestCanvas::row();
    user.click("Ask a person");
    user.press_ctrl("d");
    user.press("Delete");
    let end = user.diagram().clone();
    let mut undone = 0;
    while user.canvas.can_undo() {
        user.undo();
        undone += 1;
    }
    assert_eq!(undone, 6, "start, three appended, duplicate, delete");
    assert!(user.diagram().steps.is_empty());
    while user.canvas.can_redo() {
        user.redo();
    }
    assert_eq!(*user.diagram(), end);
}

#[test]
fn undo_never_leaves_something_chosen_that_is_gone() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("wait", (300, 300));
    user.undo();
    assert!(user.chosen().is_empty());
    assert_eq!(user.canvas.selection().focus, None);
    user.press("ArrowRight");
    user.press("Delete");
    user.press("Enter");
}

#[test]
fn enter_opens_the_settings_and_f2_renames() {
    let mut user = TestCanvas::row();
    user.click("End");
    assert_eq!(user.press("Enter").requests, [Request::OpenPanel]);
    assert_eq!(user.press("F2").requests, [Request::Rename(user.id("End"))]);
}

#[test]
fn select_downstream_takes_all_that_follows() {
    let mut user = TestCanvas::row();
    user.click("Ask a person");
    user.perform(Verb::SelectDownstream);
    assert_eq!(user.chosen(), ["Ask a person", "End", "Send an e-mail"]);
}

#[test]
fn keys_with_other_meanings_are_left_to_the_browser() {
    assert_eq!(Verb::of_key("r", false, true, false), None);
    assert_eq!(Verb::of_key("Tab", false, false, false), None);
    assert_eq!(Verb::of_key("ArrowLeft", false, true, false), None);
    assert_eq!(Verb::of_key("Z", true, true, false), Some(Verb::Redo));
}
