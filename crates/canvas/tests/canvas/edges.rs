//! Events on the edge of a step.

use crate::test_canvas::TestCanvas;
use process::step::{StepKind, Trigger};

fn with_deadline() -> TestCanvas {
    let mut user = TestCanvas::row();
    user.add_after("Ask a person", "edgeTimer");
    user
}

fn stands_on(user: &TestCanvas, event: &str, host: &str) {
    let (event, host) = (user.step(event), user.step(host));
    assert_eq!(event.host(), Some(&host.id));
    let middle = event.center();
    assert!(
        (host.left()..=host.right()).contains(&middle.x),
        "{middle:?}"
    );
    assert!(
        middle.y == host.bottom() || middle.y == host.top(),
        "{middle:?}"
    );
}

#[test]
fn an_event_from_the_menu_of_a_step_stands_on_its_edge() {
    let user = with_deadline();
    stands_on(&user, "When time runs out", "Ask a person");
    assert_eq!(user.chosen(), ["When time runs out"]);
    assert_eq!(user.ways().len(), 3, "no flow leads to it");
}

#[test]
fn an_event_is_dropped_on_the_edge_of_a_card() {
    let mut user = TestCanvas::row();
    let host = user.step("Send an e-mail").clone();
    user.drag_from_palette("edgeError", (host.left() + 60, host.bottom() + 6));
    stands_on(&user, "When an error occurs", "Send an e-mail");
    user.undo();
    assert_eq!(user.diagram().steps.len(), 4);
}

#[test]
fn dropped_on_nothing_it_says_where_it_goes() {
    let mut user = TestCanvas::row();
    user.drag_from_palette("edgeError", (100, 700));
    assert_eq!(user.diagram().steps.len(), 4);
    assert!(
        user.last_said().contains("on the edge of a step"),
        "{}",
        user.last_said()
    );
}

#[test]
fn with_the_keyboard_it_goes_on_the_chosen_step() {
    let mut user = TestCanvas::row();
    user.click("Ask a person");
    let changes = user.canvas.add(TestCanvas::fresh("edgeMessage"));
    user.took(changes);
    stands_on(&user, "When a message comes", "Ask a person");
}

#[test]
fn several_events_stand_side_by_side() {
    let mut user = with_deadline();
    user.add_after("Ask a person", "edgeError");
    user.add_after("Ask a person", "edgeMessage");
    let places: Vec<i32> = [
        "When time runs out",
        "When an error occurs",
        "When a message comes",
    ]
    .map(|name| user.step(name).left())
    .to_vec();
    assert!(
        places.windows(2).all(|pair| pair[1] + 40 < pair[0]),
        "{places:?}"
    );
}

#[test]
fn it_moves_and_goes_with_its_step() {
    let mut user = with_deadline();
    let before = user.place("When time runs out");
    user.drag("Ask a person", (0, 80));
    let after = user.place("When time runs out");
    assert_eq!((after.0 - before.0, after.1 - before.1), (0, 80));
    user.click("Ask a person");
    user.press("Delete");
    assert_eq!(user.diagram().steps.len(), 3);
    assert_eq!(
        user.ways(),
        ["Send an e-mail → End", "Start → Send an e-mail"]
    );
    user.undo();
    stands_on(&user, "When time runs out", "Ask a person");
}

#[test]
fn it_slides_along_the_edge_and_off_to_another_step() {
    let mut user = with_deadline();
    let before = user.place("When time runs out");
    user.drag("When time runs out", (-70, 9));
    stands_on(&user, "When time runs out", "Ask a person");
    assert_eq!(user.place("When time runs out").0, before.0 - 70);
    let (from, to) = (
        user.middle("When time runs out"),
        user.step("Send an e-mail").clone(),
    );
    user.drag_from_to(from, (to.left() + 50, to.bottom()));
    stands_on(&user, "When time runs out", "Send an e-mail");
    user.undo();
    stands_on(&user, "When time runs out", "Ask a person");
}

#[test]
fn let_go_on_nothing_it_stays_with_its_step() {
    let mut user = with_deadline();
    user.drag("When time runs out", (0, 300));
    stands_on(&user, "When time runs out", "Ask a person");
}

#[test]
fn its_flow_leaves_downwards_and_keeps_clear_of_the_step() {
    let mut user = with_deadline();
    user.add_after("When time runs out", "email");
    let event = user.step("When time runs out").clone();
    let flow = user
        .diagram()
        .outgoing(&event.id)
        .next()
        .expect("is drawn")
        .id
        .clone();
    let points = user.points(&flow);
    assert_eq!(points[0], (event.center().x, event.bottom()));
    let host = user.step("Ask a person");
    assert!(points.iter().all(|(_, y)| *y > host.bottom()), "{points:?}");
}

#[test]
fn a_flow_from_it_to_a_step_of_the_main_way_runs_below() {
    let mut user = with_deadline();
    let event = user.step("When time runs out").clone();
    user.drag_from_to((event.center().x, event.bottom()), user.middle("End"));
    let flow = user.flow("When time runs out", "End").id.clone();
    let points = user.points(&flow);
    let host = user.step("Ask a person");
    assert_eq!(points[0], (event.center().x, event.bottom()));
    for pair in points.windows(2) {
        let level = |y: i32| host.top() <= y && y <= host.bottom();
        let inside = level(pair[0].1)
            && pair[0].1 == pair[1].1
            && pair[0].0.min(pair[1].0) < host.right()
            && pair[0].0.max(pair[1].0) > host.left();
        assert!(!inside, "{points:?}");
    }
}

#[test]
fn nothing_leads_into_it_and_one_way_out() {
    let mut user = with_deadline();
    user.connect("Start", "When time runs out");
    assert_eq!(user.ways().len(), 3);
}

#[test]
fn a_copy_of_the_step_has_its_own_events() {
    let mut user = with_deadline();
    user.click("Ask a person");
    user.press_ctrl("d");
    let hosts: Vec<_> = user
        .diagram()
        .steps
        .iter()
        .filter_map(|step| step.host().cloned())
        .collect();
    assert_eq!(hosts.len(), 2);
    assert_ne!(hosts[0], hosts[1]);
}

#[test]
fn what_undoes_a_step_is_done_for_nothing_else() {
    let mut user = TestCanvas::row();
    user.add_after("Send an e-mail", "edgeUndo");
    user.add_after("To undo this", "askPerson");
    let handler = user.diagram().steps.last().expect("is drawn");
    assert!(handler.for_compensation);
    let compensation = |step: &&process::diagram::Step| matches!(&step.kind, StepKind::Event(event) if matches!(event.triggers[0], Trigger::Compensation { .. }));
    assert_eq!(user.diagram().steps.iter().filter(compensation).count(), 1);
}

#[test]
fn events_are_read_after_their_step() {
    let user = with_deadline();
    let order: Vec<String> = canvas::reading_order(user.diagram())
        .iter()
        .filter_map(|id| user.diagram().step(id))
        .map(canvas::words::name)
        .collect();
    assert_eq!(
        order,
        [
            "Start",
            "Ask a person",
            "When time runs out",
            "Send an e-mail",
            "End"
        ]
    );
}
