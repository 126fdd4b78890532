use crate::test_canvas::{FREELY, SHIFT, TestCanvas};
use process::diagram::Point;

#[test]
fn a_dragged_step_stays_on_the_grid() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("wait", (400, 300));
    let before = user.place("Wait");
    user.drag("Wait", (101, 53));
    assert_eq!(user.place("Wait"), (before.0 + 104, before.1 + 56));
}

#[test]
fn ctrl_moves_freely() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("wait", (400, 300));
    let before = user.place("Wait");
    let from = user.middle("Wait");
    user.down(from);
    user.modifiers = FREELY;
    user.move_to((from.0 + 101, from.1 + 53));
    user.up((from.0 + 101, from.1 + 53));
    assert_eq!(user.place("Wait"), (before.0 + 101, before.1 + 53));
}

#[test]
fn a_step_snaps_to_the_line_of_its_neighbour_and_shows_a_guide() {
    let mut user = TestCanvas::row();
    let level = user.step("Ask a person").center().y;
    user.drag("Send an e-mail", (0, 120));
    assert_eq!(user.step("Send an e-mail").center().y, level + 120);
    let from = user.middle("Send an e-mail");
    user.down(from);
    user.move_to((from.0, from.1 - 60));
    user.move_to((from.0, from.1 - 115));
    let guides = user.canvas.aids().guides;
    assert!(
        guides
            .iter()
            .any(|guide| guide.from.y == level && guide.to.y == level)
    );
    user.up((from.0, from.1 - 115));
    assert_eq!(user.step("Send an e-mail").center().y, level);
}

#[test]
fn flows_follow_while_a_step_is_dragged_and_go_back_on_escape() {
    let mut user = TestCanvas::row();
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let before = user.points(&flow);
    let from = user.middle("Send an e-mail");
    user.down(from);
    let changes = user.move_to((from.0, from.1 + 200));
    assert!(changes.flows.contains(&flow));
    assert!(!changes.diagram, "nothing is changed before it is let go");
    assert_ne!(user.points(&flow), before);
    user.press("Escape");
    assert_eq!(user.points(&flow), before);
    assert_eq!(user.middle("Send an e-mail"), from);
}

#[test]
fn all_chosen_steps_move_together_and_one_undo_takes_them_back() {
    let mut user = TestCanvas::row();
    let before = user.diagram().clone();
    user.click("Ask a person");
    user.modifiers = SHIFT;
    user.click("Send an e-mail");
    user.modifiers = Default::default();
    assert_eq!(user.chosen(), ["Ask a person", "Send an e-mail"]);
    user.drag("Ask a person", (0, 160));
    let moved = user.step("Ask a person").position.y
        - before
            .step(&user.id("Ask a person"))
            .expect("is")
            .position
            .y;
    assert!(moved > 150);
    user.undo();
    assert_eq!(*user.diagram(), before);
}

#[test]
fn a_click_on_one_of_several_chosen_steps_chooses_it_alone() {
    let mut user = TestCanvas::row();
    user.press_ctrl("a");
    assert_eq!(user.chosen().len(), 4);
    user.click("End");
    assert_eq!(user.chosen(), ["End"]);
}

#[test]
fn the_lasso_chooses_what_it_touches_and_shift_adds() {
    let mut user = TestCanvas::row();
    let ask = user.step("Ask a person").clone();
    let corner = (ask.left() - 20, ask.top() - 20);
    user.lasso(corner, (ask.left() + 10, ask.top() + 10));
    assert_eq!(user.chosen(), ["Ask a person"]);
    let end = user.step("End").clone();
    user.modifiers = SHIFT;
    user.lasso(
        (end.right() + 60, end.bottom() + 40),
        (end.right() - 5, end.top() + 5),
    );
    assert_eq!(user.chosen(), ["Ask a person", "End"]);
    user.modifiers = Default::default();
    user.click_at((300, 700));
    assert!(user.chosen().is_empty());
}

#[test]
fn a_dragged_piece_of_a_flow_stays_bent_when_its_steps_move() {
    let mut user = TestCanvas::row();
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    user.drag("Send an e-mail", (200, 160));
    let bent = user.points(&flow);
    assert_eq!(bent.len(), 4);
    let upright = ((bent[1].0 + bent[2].0) / 2, (bent[1].1 + bent[2].1) / 2);
    user.drag_from_to(upright, (upright.0 - 80, upright.1));
    let column = user.points(&flow)[1].0;
    assert!((column - (upright.0 - 80)).abs() <= 8);
    user.drag("Send an e-mail", (40, 80));
    assert_eq!(
        user.points(&flow)[1].0,
        column,
        "the user's piece stays where it was put"
    );
    assert_eq!(
        user.points(&flow).last().map(|p| p.1),
        Some(user.middle("Send an e-mail").1)
    );
}

#[test]
fn a_straightened_bend_disappears() {
    let mut user = TestCanvas::row();
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let straight = user.points(&flow);
    let middle = user.canvas.drawing().route(&flow).expect("runs").middle();
    user.drag_from_to((middle.x, middle.y), (middle.x, middle.y + 60));
    assert!(!user.diagram().flow(&flow).expect("is").bends.is_empty());
    let lowest = user
        .points(&flow)
        .iter()
        .map(|point| point.1)
        .max()
        .expect("has points");
    user.drag_from_to((middle.x, lowest), (middle.x, middle.y + 3));
    assert!(user.diagram().flow(&flow).expect("is").bends.is_empty());
    assert_eq!(user.points(&flow), straight);
}

#[test]
fn a_press_that_hardly_moves_is_a_click() {
    let mut user = TestCanvas::row();
    let before = user.diagram().clone();
    let at = user.middle("End");
    user.down(at);
    user.move_to((at.0 + 2, at.1 + 1));
    user.up((at.0 + 2, at.1 + 1));
    assert_eq!(*user.diagram(), before);
    assert_eq!(user.chosen(), ["End"]);
}

#[test]
fn nobody_drags_a_live_case() {
    let user = TestCanvas::row();
    let mut live = canvas::Canvas::read_only(user.diagram().clone(), None);
    let spot = live
        .viewport()
        .to_screen(Point::new(user.middle("End").0, user.middle("End").1));
    let modifiers = Default::default();
    live.handle(canvas::Input::Down {
        at: spot,
        button: canvas::Button::Main,
        modifiers,
    });
    let far = canvas::Spot::new(spot.x + 80.0, spot.y + 80.0);
    live.handle(canvas::Input::Move { at: far, modifiers });
    live.handle(canvas::Input::Up { at: far, modifiers });
    live.perform(canvas::Verb::Delete);
    assert_eq!(live.diagram(), user.diagram());
}
