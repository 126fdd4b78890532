use crate::test_canvas::TestCanvas;
use canvas::Request;

fn two_apart() -> TestCanvas {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("askPerson", (200, 200));
    user.drag_from_palette("wait", (700, 200));
    user
}

#[test]
fn dragging_from_a_port_to_a_step_connects_them() {
    let mut user = two_apart();
    user.connect("Ask a person", "Wait");
    assert_eq!(user.ways(), ["Ask a person → Wait"]);
    user.undo();
    assert!(user.ways().is_empty());
    user.redo();
    assert_eq!(user.ways(), ["Ask a person → Wait"]);
}

#[test]
fn clicking_a_port_and_then_a_step_connects_them() {
    let mut user = two_apart();
    user.click_at(user.port("Ask a person"));
    assert!(user.last_said().starts_with("Click the step"));
    user.click("Wait");
    assert_eq!(user.ways(), ["Ask a person → Wait"]);
}

#[test]
fn c_and_the_arrow_keys_and_enter_connect() {
    let mut user = two_apart();
    user.click("Ask a person");
    user.press("c");
    user.press("ArrowRight");
    user.press("Enter");
    assert_eq!(user.ways(), ["Ask a person → Wait"]);
}

#[test]
fn a_step_attracts_a_flow_from_24_pixels_away() {
    let mut user = two_apart();
    let left = user.step("Wait").left();
    user.drag_from_to(user.port("Ask a person"), (left - 23, 200));
    assert_eq!(user.ways(), ["Ask a person → Wait"]);
    user.undo();
    user.drag_from_to(user.port("Ask a person"), (left - 30, 200));
    assert!(user.ways().is_empty());
}

#[test]
fn letting_go_on_nothing_asks_which_step_goes_there() {
    let mut user = two_apart();
    user.drag_from_to(user.port("Ask a person"), (500, 500));
    let Some(Request::Menu {
        after: Some(after),
        here: true,
        at,
        ..
    }) = user.menu.clone()
    else {
        panic!("the menu is open");
    };
    let changes = user
        .canvas
        .add_after_at(&after, TestCanvas::fresh("email"), at);
    user.took(changes);
    assert_eq!(user.ways(), ["Ask a person → Send an e-mail"]);
    assert_eq!(user.place("Send an e-mail"), (504, 464));
    user.undo();
    assert_eq!(
        user.diagram().steps.len(),
        2,
        "step and flow are one intent"
    );
}

#[test]
fn refusals_say_why() {
    let mut user = TestCanvas::row();
    user.drag_from_palette("wait", (600, 600));
    user.connect("Wait", "Start");
    assert_eq!(user.last_said(), "Nothing leads into the start.");
    user.connect("Ask a person", "Wait");
    assert!(
        user.last_said()
            .starts_with("This step leads somewhere already.")
    );
    user.connect("Wait", "End");
    let before = user.diagram().clone();
    user.connect("Wait", "End");
    assert!(
        user.last_said()
            .starts_with("This step leads somewhere already.")
    );
    assert_eq!(*user.diagram(), before);
}

#[test]
fn an_end_step_has_no_way_out() {
    let mut user = TestCanvas::row();
    user.click("End");
    user.press("c");
    assert_eq!(user.last_said(), "An end step has no way out.");
}

#[test]
fn a_gateway_has_many_ways_out_but_one_to_each_step() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("decide", (100, 200));
    user.drag_from_palette("wait", (500, 200));
    user.drag_from_palette("email", (500, 400));
    user.connect("Decide", "Wait");
    user.connect("Decide", "Send an e-mail");
    user.connect("Decide", "Wait");
    assert_eq!(user.ways(), ["Decide → Send an e-mail", "Decide → Wait"]);
    assert_eq!(user.last_said(), "These two steps are connected already.");
}

#[test]
fn a_flow_drawn_back_to_where_it_began_is_a_change_of_mind() {
    let mut user = two_apart();
    let port = user.port("Ask a person");
    user.drag_from_to(port, (port.0 - 60, port.1));
    assert!(user.ways().is_empty());
    assert!(user.said.is_empty());
}

#[test]
fn the_refusal_shows_while_the_flow_is_over_the_step() {
    let mut user = TestCanvas::row();
    user.drag_from_palette("wait", (600, 600));
    user.down(user.port("Wait"));
    user.move_to((700, 650));
    user.move_to(user.middle("Start"));
    let wire = user.canvas.aids().wire.expect("is being drawn");
    assert_eq!(
        wire.refused.as_deref(),
        Some("Nothing leads into the start.")
    );
    user.press("Escape");
    assert!(user.canvas.aids().wire.is_none());
}

#[test]
fn the_end_of_a_chosen_flow_can_be_led_elsewhere() {
    let mut user = TestCanvas::row();
    user.drag_from_palette("wait", (640, 600));
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let route = user.canvas.drawing().route(&flow).expect("runs").clone();
    let middle = route.middle();
    user.click_at((middle.x, middle.y));
    assert_eq!(user.canvas.selection().single_flow(), Some(&flow));
    user.drag_from_to((route.end().x, route.end().y), user.middle("Wait"));
    assert!(user.ways().contains(&"Ask a person → Wait".to_owned()));
    assert_eq!(
        user.flow("Ask a person", "Wait").id,
        flow,
        "it is the same flow"
    );
    user.undo();
    assert!(
        user.ways()
            .contains(&"Ask a person → Send an e-mail".to_owned())
    );
}
