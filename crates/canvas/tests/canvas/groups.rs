//! Sub-processes that open and close.

use crate::test_canvas::{SHIFT, TestCanvas};
use canvas::{Selection, Verb};
use process::diagram::shape::Size;
use process::diagram::{Lane, Point};
use process::id::LaneId;
use process::step::StepKind;

/// `Start → [Ask → Tell] → End`, grouped.
fn grouped() -> TestCanvas {
    let mut user = TestCanvas::row();
    choose(&mut user, &["Ask a person", "Send an e-mail"]);
    user.press("g");
    user
}

fn choose(user: &mut TestCanvas, names: &[&str]) {
    let ids = names.iter().map(|name| user.id(name)).collect();
    let changes = user.canvas.select(Selection::of_steps(ids, None));
    user.took(changes);
}

fn is_inside(user: &TestCanvas, step: &str, group: &str) -> bool {
    user.step(step).inside == Some(user.id(group))
}

fn is_around(user: &TestCanvas, group: &str, step: &str) -> bool {
    let (group, step) = (user.step(group), user.step(step));
    group.left() < step.left()
        && group.top() < step.top()
        && group.right() > step.right()
        && group.bottom() > step.bottom()
}

#[test]
fn chosen_steps_become_a_group_with_one_way_in_and_one_out() {
    let user = grouped();
    assert_eq!(
        user.ways(),
        [
            "Ask a person → Send an e-mail",
            "Group of steps → End",
            "Start → Group of steps"
        ]
    );
    assert!(is_inside(&user, "Ask a person", "Group of steps"));
    assert!(is_around(&user, "Group of steps", "Send an e-mail"));
    assert_eq!(user.chosen(), ["Group of steps"]);
}

#[test]
fn one_undo_takes_a_group_back_and_taking_it_apart_too() {
    let plain = TestCanvas::row();
    let mut user = grouped();
    user.undo();
    assert_eq!(user.ways(), plain.ways());
    user.redo();
    choose(&mut user, &["Group of steps"]);
    user.perform(Verb::Ungroup);
    assert_eq!(user.ways(), plain.ways());
    assert!(
        user.diagram()
            .steps
            .iter()
            .all(|step| step.inside.is_none())
    );
}

#[test]
fn its_steps_move_with_it() {
    let mut user = grouped();
    let before = user.place("Ask a person");
    let group = user.step("Group of steps").clone();
    user.drag_from_to(
        (group.left() + 60, group.top() + 12),
        (group.left() + 60, group.top() + 92),
    );
    let after = user.place("Ask a person");
    assert_eq!((after.0 - before.0, after.1 - before.1), (0, 80));
    assert!(is_around(&user, "Group of steps", "Ask a person"));
}

#[test]
fn it_grows_with_what_is_moved_in_it() {
    let mut user = grouped();
    let before = user.step("Group of steps").size();
    user.drag("Ask a person", (0, 40));
    assert!(is_around(&user, "Group of steps", "Ask a person"));
    assert!(user.step("Group of steps").size().height >= before.height);
    user.undo();
    assert_eq!(user.step("Group of steps").size(), before);
}

#[test]
fn a_step_added_in_it_is_in_it_and_what_follows_makes_room() {
    let mut user = grouped();
    user.add_after("Send an e-mail", "wait");
    assert!(is_inside(&user, "Wait", "Group of steps"));
    assert!(is_around(&user, "Group of steps", "Wait"));
    assert!(user.step("End").left() > user.step("Group of steps").right());
}

#[test]
fn a_step_dragged_in_is_in_it_and_dragged_out_is_not() {
    let mut user = grouped();
    let group = user.step("Group of steps").clone();
    user.drag_from_palette("wait", (300, 560));
    assert_eq!(user.step("Wait").inside, None);
    let target = (group.center().x, group.bottom() - 20);
    user.drag_from_to(user.middle("Wait"), target);
    assert!(is_inside(&user, "Wait", "Group of steps"));
    assert!(is_around(&user, "Group of steps", "Wait"));
    user.drag_from_to(user.middle("Wait"), (300, 600));
    assert_eq!(user.step("Wait").inside, None);
    user.undo();
    assert!(is_inside(&user, "Wait", "Group of steps"));
}

#[test]
fn a_step_from_the_palette_goes_in_the_group_under_it() {
    let mut user = grouped();
    let group = user.step("Group of steps").clone();
    user.drag_from_palette("wait", (group.center().x, group.top() + 30));
    assert!(is_inside(&user, "Wait", "Group of steps"));
}

#[test]
fn no_flow_crosses_its_edge() {
    let mut user = grouped();
    let before = user.ways();
    user.connect("Start", "Ask a person");
    user.connect("Send an e-mail", "End");
    assert_eq!(user.ways(), before);
    assert!(
        user.last_said().contains("cross the edge of a group"),
        "{}",
        user.last_said()
    );
    user.drag_from_to(user.middle("Ask a person"), (300, 600));
    assert!(is_inside(&user, "Ask a person", "Group of steps"));
    assert!(
        user.last_said().contains("cross the edge of a group"),
        "{}",
        user.last_said()
    );
}

#[test]
fn closed_it_is_a_card_that_hides_its_steps() {
    let mut user = grouped();
    let ask = user.id("Ask a person");
    user.press("o");
    let group = user.step("Group of steps").clone();
    assert_eq!((group.size().width, group.size().height), (240, 72));
    assert!(user.canvas.drawing().rect(&ask).is_none());
    assert_eq!(canvas::reading_order(user.diagram()).len(), 3);
    let inner = user.flow("Ask a person", "Send an e-mail").id.clone();
    assert!(user.canvas.drawing().route(&inner).is_none());
    user.press("o");
    assert!(user.canvas.drawing().rect(&ask).is_some());
    assert!(user.canvas.drawing().route(&inner).is_some());
    assert!(is_around(&user, "Group of steps", "Ask a person"));
}

#[test]
fn a_lasso_in_it_chooses_what_is_in_it() {
    let mut user = grouped();
    user.modifiers = SHIFT;
    let (ask, tell) = (
        user.step("Ask a person").clone(),
        user.step("Send an e-mail").clone(),
    );
    user.canvas.select(Selection::default());
    user.lasso(
        (ask.left() - 60, ask.top() - 200),
        (tell.right() + 4, tell.bottom() + 4),
    );
    assert_eq!(user.chosen(), ["Ask a person", "Send an e-mail"]);
}

#[test]
fn deleting_it_deletes_what_is_in_it_and_heals_around() {
    let mut user = grouped();
    user.press("Delete");
    assert_eq!(user.ways(), ["Start → End"]);
    assert_eq!(user.diagram().steps.len(), 2);
}

#[test]
fn a_copy_of_it_holds_copies_of_its_steps() {
    let mut user = grouped();
    user.press_ctrl("d");
    let groups: Vec<_> = user
        .diagram()
        .steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::SubProcess(_)))
        .map(|step| step.id.clone())
        .collect();
    assert_eq!(groups.len(), 2);
    for group in groups {
        let inside = user
            .diagram()
            .steps
            .iter()
            .filter(|step| step.inside.as_ref() == Some(&group));
        assert_eq!(inside.count(), 2);
    }
}

#[test]
fn tidying_up_keeps_its_steps_in_it() {
    let mut user = grouped();
    user.drag("End", (200, 300));
    user.canvas.select(Selection::default());
    user.press("l");
    assert!(is_around(&user, "Group of steps", "Ask a person"));
    assert!(is_around(&user, "Group of steps", "Send an e-mail"));
}

#[test]
fn what_leads_out_in_several_places_is_no_group() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("start", (100, 300));
    user.add_after("Start", "decide");
    user.add_after("Decide", "askPerson");
    user.add_after("Decide", "email");
    choose(&mut user, &["Decide"]);
    user.press("g");
    assert!(
        user.last_said().contains("one way out"),
        "{}",
        user.last_said()
    );
    choose(&mut user, &["Start", "Decide"]);
    user.press("g");
    assert!(
        user.last_said().contains("start stays outside"),
        "{}",
        user.last_said()
    );
}

#[test]
fn its_steps_are_read_after_it() {
    let user = grouped();
    let order: Vec<String> = canvas::reading_order(user.diagram())
        .iter()
        .filter_map(|id| user.diagram().step(id))
        .map(canvas::words::name)
        .collect();
    assert_eq!(
        order,
        [
            "Start",
            "Group of steps",
            "Ask a person",
            "Send an e-mail",
            "End"
        ]
    );
}

#[test]
fn a_step_put_down_in_a_lane_takes_it() {
    let mut diagram = TestCanvas::row().diagram().clone();
    let lane = |id: &str, top: i32| Lane {
        id: LaneId::new(id),
        name: id.to_owned(),
        pool: None,
        inside: None,
        assignment: Default::default(),
        position: Point::new(0, top),
        size: Some(Size {
            width: 1200,
            height: 200,
        }),
    };
    diagram.lanes = vec![lane("Sales", 200), lane("Finance", 400)];
    let mut user = TestCanvas::of(diagram);
    user.drag("Ask a person", (0, 200));
    assert_eq!(user.step("Ask a person").lane, Some(LaneId::new("Finance")));
    user.drag("Send an e-mail", (0, 40));
    assert_eq!(user.step("Send an e-mail").lane, Some(LaneId::new("Sales")));
    user.undo();
    user.undo();
    assert_eq!(user.step("Ask a person").lane, None);
}
