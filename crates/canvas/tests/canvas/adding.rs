use crate::test_canvas::{SHIFT, TestCanvas};
use canvas::Request;
use canvas::gesture::Input;
use canvas::routing::Side;

#[test]
fn a_step_dragged_from_the_palette_lands_where_it_is_let_go() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("askPerson", (403, 298));
    assert_eq!(
        user.place("Ask a person"),
        (280, 264),
        "centred on the pointer, then on the grid"
    );
    assert_eq!(user.chosen(), ["Ask a person"]);
}

#[test]
fn a_step_let_go_beside_the_canvas_is_not_added() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("askPerson", (-40, 298));
    assert!(user.diagram().steps.is_empty());
    assert!(!user.canvas.can_undo());
}

#[test]
fn escape_puts_a_picked_step_back() {
    let mut user = TestCanvas::empty();
    user.click_in_palette("wait");
    user.move_to((300, 300));
    assert!(user.canvas.aids().ghost.is_some());
    user.press("Escape");
    assert!(user.canvas.aids().ghost.is_none());
    user.click_at((300, 300));
    assert!(user.diagram().steps.is_empty());
}

#[test]
fn the_ghost_has_the_real_size() {
    let mut user = TestCanvas::empty();
    user.click_in_palette("decide");
    user.move_to((300, 300));
    let ghost = user.canvas.aids().ghost.expect("follows the pointer");
    assert_eq!((ghost.rect.width(), ghost.rect.height()), (56, 56));
}

#[test]
fn a_click_in_the_palette_and_one_on_the_canvas_add_a_step() {
    let mut user = TestCanvas::empty();
    user.click_in_palette("start");
    user.click_at((200, 200));
    assert_eq!(user.diagram().steps.len(), 1);
    user.click_at((600, 400));
    assert_eq!(user.diagram().steps.len(), 1, "one click places one step");
}

#[test]
fn shift_keeps_placing() {
    let mut user = TestCanvas::empty();
    user.click_in_palette("end");
    user.modifiers = SHIFT;
    user.click_at((200, 200));
    user.click_at((200, 400));
    assert_eq!(user.diagram().steps.len(), 2);
}

#[test]
fn a_step_dropped_on_a_flow_goes_in_between_and_what_follows_makes_room() {
    let mut user = TestCanvas::row();
    let end_before = user.place("End");
    let (ask, tell) = (user.step("Ask a person"), user.step("Send an e-mail"));
    let middle = ((ask.right() + tell.left()) / 2, ask.center().y + 6);
    user.drag_from_palette("wait", middle);
    assert!(user.ways().contains(&"Ask a person → Wait".to_owned()));
    assert!(user.ways().contains(&"Wait → Send an e-mail".to_owned()));
    let (wait, tell) = (user.step("Wait"), user.step("Send an e-mail"));
    assert_eq!(tell.left() - wait.right(), 80);
    assert!(user.place("End").0 > end_before.0, "the end moved along");
    user.undo();
    assert_eq!(user.place("End"), end_before);
    assert_eq!(
        user.diagram().steps.len(),
        4,
        "one undo takes back all of it"
    );
}

#[test]
fn the_flow_a_step_would_be_put_on_glows() {
    let mut user = TestCanvas::row();
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let middle = user.canvas.drawing().route(&flow).expect("runs").middle();
    user.click_in_palette("wait");
    user.move_to((middle.x, middle.y + 9));
    assert_eq!(user.canvas.aids().glowing, Some(flow));
    user.move_to((middle.x, middle.y + 90));
    assert_eq!(user.canvas.aids().glowing, None);
}

#[test]
fn an_end_is_never_put_on_a_flow() {
    let mut user = TestCanvas::row();
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let middle = user.canvas.drawing().route(&flow).expect("runs").middle();
    user.drag_from_palette("end", (middle.x, middle.y));
    assert_eq!(user.diagram().flows.len(), 3);
}

#[test]
fn a_lone_step_dragged_onto_a_flow_goes_in_between() {
    let mut user = TestCanvas::row();
    user.drag_from_palette("wait", (500, 600));
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let middle = user.canvas.drawing().route(&flow).expect("runs").middle();
    let from = user.middle("Wait");
    user.drag("Wait", (middle.x - from.0, middle.y - from.1));
    assert!(user.ways().contains(&"Ask a person → Wait".to_owned()));
    user.undo();
    assert_eq!(user.middle("Wait"), from);
}

#[test]
fn the_plus_opens_the_menu_and_a_key_does_too() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("start", (200, 200));
    let plus = user
        .canvas
        .scene()
        .plus(&user.id("Start"))
        .expect("leads nowhere yet");
    user.click_at((plus.x, plus.y));
    assert!(matches!(
        user.menu,
        Some(Request::Menu {
            after: Some(_),
            here: false,
            ..
        })
    ));
    user.menu = None;
    user.press("a");
    assert!(matches!(
        user.menu,
        Some(Request::Menu { after: Some(_), .. })
    ));
}

#[test]
fn steps_added_one_after_another_stand_in_a_row_with_gaps_of_80() {
    let user = TestCanvas::row();
    let row: Vec<(i32, i32)> = ["Start", "Ask a person", "Send an e-mail", "End"]
        .iter()
        .map(|name| (user.step(name).left(), user.step(name).center().y))
        .collect();
    let y = row[0].1;
    assert_eq!(
        row,
        [
            (row[0].0, y),
            (row[0].0 + 200, y),
            (row[0].0 + 520, y),
            (row[0].0 + 840, y)
        ]
    );
}

#[test]
fn adding_without_a_pointer_goes_after_the_chosen_step() {
    let mut user = TestCanvas::empty();
    let changes = user.canvas.add(TestCanvas::fresh("start"));
    user.took(changes);
    let changes = user.canvas.add(TestCanvas::fresh("askPerson"));
    user.took(changes);
    assert_eq!(user.ways(), ["Start → Ask a person"]);
}

#[test]
fn losing_the_pointer_adds_nothing() {
    let mut user = TestCanvas::empty();
    user.click_in_palette("wait");
    user.move_to((300, 300));
    user.input(Input::Cancel);
    assert!(user.diagram().steps.is_empty());
}

#[test]
fn a_step_dropped_on_a_short_flow_does_not_cover_the_step_before() {
    let mut user = TestCanvas::row();
    let (ask, tell) = (
        user.step("Ask a person").clone(),
        user.step("Send an e-mail").clone(),
    );
    user.drag_from_palette(
        "wait",
        ((ask.right() + tell.left()) / 2 - 20, ask.center().y + 8),
    );
    let wait = user.step("Wait");
    assert_eq!(wait.left() - ask.right(), 80);
    assert_eq!(wait.center().y, ask.center().y);
}

#[test]
fn a_chosen_gateway_offers_one_more_way() {
    let mut user = TestCanvas::row();
    user.add_after("Ask a person", "decide");
    user.click_at((300, 700));
    let gateway = user.id("Decide");
    assert!(user.canvas.scene().plus(&gateway).is_none());
    user.click("Decide");
    let plus = user.canvas.scene().plus(&gateway).expect("is chosen");
    user.click_at((plus.x, plus.y));
    assert!(
        matches!(&user.menu, Some(Request::Menu { after: Some(after), .. }) if *after == gateway)
    );
}

#[test]
fn the_plus_of_a_chosen_gateway_keeps_clear_of_its_name() {
    let mut user = TestCanvas::row();
    user.add_after("Ask a person", "decide");
    user.click("Decide");
    let gateway = user.id("Decide");
    let rect = user.canvas.drawing().rect(&gateway).expect("is drawn");
    let plus = user.canvas.scene().plus(&gateway).expect("is chosen");
    assert!(plus.y > rect.bottom, "the name stands above");
    assert!(!user.canvas.drawing().touches(&gateway, Side::Top));
}
