//! Lanes as they are drawn: around what is there, one below the other, and every step in the one where it stands.

use process::diagram::edit::{Edit, intent};
use process::diagram::{Diagram, Point};
use process::step::{StepKind, Task};
use process::{LaneId, StepId};

fn ids(of: &str) -> impl FnMut() -> String {
    let of = of.to_owned();
    move || of.clone()
}

fn task(diagram: &mut Diagram, id: &str, at: Point) {
    let fresh = intent::Fresh {
        kind: StepKind::Task(Task::default()),
        name: id.to_owned(),
    };
    let (add, _) = intent::add_step(fresh, at, &mut ids(id));
    add.apply(diagram).expect("fits");
}

/// An edit with what it leaves to do, as the canvas applies it.
fn settled(diagram: &mut Diagram, edit: Edit) -> Edit {
    let before = diagram.clone();
    let back = edit.apply(diagram).expect("fits");
    let more = intent::settle(&before, diagram).unwrap_or(Edit::nothing());
    let more = more.apply(diagram).expect("fits");
    Edit::batch(vec![more, back])
}

fn add_lane(diagram: &mut Diagram, id: &str) -> Edit {
    let (edit, _) = intent::add_lane(diagram, None, &mut ids(id));
    settled(diagram, edit)
}

fn move_to(diagram: &mut Diagram, step: &str, to: Point) -> Edit {
    let edit = Edit::Move {
        step: step.into(),
        to,
    };
    settled(diagram, edit)
}

fn lane_of(diagram: &Diagram, step: &str) -> Option<String> {
    let step = diagram.step(&StepId::new(step)).expect("it is there");
    step.lane.as_ref().map(ToString::to_string)
}

fn band(diagram: &Diagram, lane: &str) -> (i32, i32) {
    let lane = diagram.lane(&LaneId::new(lane)).expect("it is there");
    let size = lane.size.expect("it is drawn");
    (lane.position.y, lane.position.y + size.height)
}

/// Two tasks in a row, in the first of two lanes.
fn two_lanes() -> Diagram {
    let mut diagram = Diagram::default();
    task(&mut diagram, "a", Point::new(0, 0));
    task(&mut diagram, "b", Point::new(320, 0));
    add_lane(&mut diagram, "one");
    add_lane(&mut diagram, "two");
    diagram
}

#[test]
fn the_first_lane_goes_around_what_is_there_and_the_next_below_it() {
    let diagram = two_lanes();
    assert_eq!(lane_of(&diagram, "a").as_deref(), Some("one"));
    assert_eq!(lane_of(&diagram, "b").as_deref(), Some("one"));
    assert_eq!(band(&diagram, "one").1, band(&diagram, "two").0);
}

#[test]
fn a_step_dropped_in_another_lane_is_in_it_and_outside_of_all_in_none() {
    let mut diagram = two_lanes();
    let below = band(&diagram, "two").0 + 40;
    move_to(&mut diagram, "b", Point::new(320, below));
    assert_eq!(lane_of(&diagram, "b").as_deref(), Some("two"));
    move_to(&mut diagram, "b", Point::new(320, 2_000));
    assert_eq!(lane_of(&diagram, "b"), None);
}

#[test]
fn lanes_reach_as_far_as_the_steps_that_are_moved_along_them() {
    let mut diagram = two_lanes();
    let before = diagram.clone();
    let back = move_to(&mut diagram, "b", Point::new(3_000, 0));
    assert_eq!(lane_of(&diagram, "b").as_deref(), Some("one"));
    for lane in &diagram.lanes {
        let size = lane.size.expect("it is drawn");
        assert!(lane.position.x + size.width >= 3_240, "{}", lane.name);
    }
    back.apply(&mut diagram).expect("the way back fits");
    assert_eq!(diagram, before);
}

#[test]
fn a_higher_lane_pushes_what_is_below_it_and_none_gets_lower_than_its_steps() {
    let mut diagram = two_lanes();
    let below = band(&diagram, "two").0 + 40;
    move_to(&mut diagram, "b", Point::new(320, below));
    let edit = intent::size_lane(&diagram, &"one".into(), 300);
    settled(&mut diagram, edit);
    assert_eq!(band(&diagram, "one").1, band(&diagram, "two").0);
    assert_eq!(lane_of(&diagram, "b").as_deref(), Some("two"));
    let edit = intent::size_lane(&diagram, &"one".into(), 1);
    settled(&mut diagram, edit);
    let a = diagram.step(&"a".into()).expect("it is there");
    assert!(band(&diagram, "one").1 > a.bottom());
}

#[test]
fn lanes_change_places_with_what_stands_in_them() {
    let mut diagram = two_lanes();
    let below = band(&diagram, "two").0 + 40;
    move_to(&mut diagram, "b", Point::new(320, below));
    let before = diagram.clone();
    let edit = intent::move_lane(&diagram, &"two".into(), true);
    let back = settled(&mut diagram, edit);
    assert!(band(&diagram, "two").0 < band(&diagram, "one").0);
    assert_eq!(lane_of(&diagram, "a").as_deref(), Some("one"));
    assert_eq!(lane_of(&diagram, "b").as_deref(), Some("two"));
    back.apply(&mut diagram).expect("the way back fits");
    assert_eq!(diagram, before);
}

#[test]
fn the_lane_beside_takes_the_room_of_a_removed_one_and_its_steps() {
    let mut diagram = two_lanes();
    let (top, _) = band(&diagram, "one");
    let (_, end) = band(&diagram, "two");
    let edit = intent::remove_lane(&diagram, &"one".into());
    settled(&mut diagram, edit);
    assert_eq!(band(&diagram, "two"), (top, end));
    assert_eq!(lane_of(&diagram, "a").as_deref(), Some("two"));
    let edit = intent::remove_lane(&diagram, &"two".into());
    settled(&mut diagram, edit);
    assert_eq!(lane_of(&diagram, "a"), None);
    assert!(diagram.lanes.is_empty());
}
