use crate::test_canvas::TestCanvas;
use canvas::Rect;
use canvas::routing::Route;
use process::diagram::edit::intent;
use process::diagram::{Diagram, Point};

fn is_level_or_upright(points: &[(i32, i32)]) -> bool {
    points
        .windows(2)
        .all(|pair| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1)
}

fn passes_through(points: &[(i32, i32)], rect: &Rect) -> bool {
    points.windows(2).any(|pair| {
        let line = Rect::spanned(
            Point::new(pair[0].0, pair[0].1),
            Point::new(pair[1].0, pair[1].1),
        );
        line.intersects(&rect.inflated(-2))
    })
}

#[test]
fn level_neighbours_are_joined_by_a_straight_line() {
    let user = TestCanvas::row();
    let flow = user.flow("Start", "Ask a person");
    assert_eq!(user.points(&flow.id).len(), 2);
}

#[test]
fn a_flow_goes_out_at_the_right_and_in_at_the_left() {
    let mut user = TestCanvas::row();
    user.drag("Send an e-mail", (60, 240));
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let points = user.points(&flow);
    assert_eq!(points[0], user.port("Ask a person"));
    let tell = user.step("Send an e-mail");
    assert_eq!(points[points.len() - 1], (tell.left(), tell.center().y));
    assert!(is_level_or_upright(&points));
}

#[test]
fn a_flow_goes_around_a_step_in_its_way() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("askPerson", (200, 300));
    user.drag_from_palette("email", (1000, 300));
    user.connect("Ask a person", "Send an e-mail");
    user.drag_from_palette("wait", (600, 420));
    user.drag("Wait", (0, -100));
    let flow = user.flow("Ask a person", "Send an e-mail").id.clone();
    let wait = Rect::of(user.step("Wait"));
    let points = user.points(&flow);
    assert!(
        !passes_through(&points, &wait),
        "{points:?} through {wait:?}"
    );
    assert!(is_level_or_upright(&points));
}

#[test]
fn a_loop_back_goes_below() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("askPerson", (200, 300));
    user.add_after("Ask a person", "decide");
    user.add_after("Decide", "email");
    user.connect("Decide", "Ask a person");
    let flow = user.flow("Decide", "Ask a person").id.clone();
    let points = user.points(&flow);
    let lowest = points
        .iter()
        .map(|point| point.1)
        .max()
        .expect("has points");
    assert!(lowest > user.step("Ask a person").bottom(), "{points:?}");
    for name in ["Ask a person", "Decide", "Send an e-mail"] {
        assert!(
            !passes_through(&points, &Rect::of(user.step(name))),
            "{name}: {points:?}"
        );
    }
}

#[test]
fn branches_leave_a_gateway_at_the_corner_nearest_to_them() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("decide", (100, 300));
    user.drag_from_palette("wait", (500, 300));
    user.drag_from_palette("email", (500, 500));
    user.drag_from_palette("http", (500, 100));
    let gateway = user.step("Decide").clone();
    let middle = gateway.center();
    for (name, corner) in [
        ("Wait", (gateway.right(), middle.y)),
        ("Send an e-mail", (middle.x, gateway.bottom())),
        ("Update a system", (middle.x, gateway.top())),
    ] {
        user.connect("Decide", name);
        let flow = user.flow("Decide", name).id.clone();
        assert_eq!(user.points(&flow)[0], corner, "{name}");
    }
}

/// Whatever is where, and whatever it is: every route is level and upright, from port to port, and never through
/// the steps it joins.
#[test]
fn every_flow_runs_cleanly_between_any_two_places() {
    for from in ["askPerson", "decide", "start"] {
        for to in ["wait", "parallel", "end"] {
            for x in (-600_i32..=600).step_by(60) {
                for y in (-300_i32..=300).step_by(30) {
                    runs_cleanly(from, to, (x, y));
                }
            }
        }
    }
}

fn runs_cleanly(from: &str, to: &str, away: (i32, i32)) {
    let (mut first, first_id) =
        intent::add_step(TestCanvas::fresh(from), Point::new(0, 0), &mut || {
            "a".to_owned()
        });
    let (mut second, second_id) = intent::add_step(
        TestCanvas::fresh(to),
        Point::new(away.0, away.1),
        &mut || "b".to_owned(),
    );
    let mut diagram = Diagram::default();
    for edit in [&mut first, &mut second] {
        edit.clone().apply(&mut diagram).expect("fits");
    }
    let (a, b) = (Rect::of(&diagram.steps[0]), Rect::of(&diagram.steps[1]));
    if a.inflated(28).intersects(&b) {
        return;
    }
    let (flow, id) = intent::connect(&first_id, &second_id, &mut || "f".to_owned());
    flow.apply(&mut diagram).expect("fits");
    let user = TestCanvas::of(diagram);
    let points = user.points(&id);
    assert!(
        is_level_or_upright(&points),
        "{from} → {to} at {away:?}: {points:?}"
    );
    for rect in [a, b] {
        assert!(
            !passes_through(&points, &rect),
            "{from} → {to} at {away:?}: {points:?} through {rect:?}"
        );
    }
}

#[test]
fn path_data_has_round_bends() {
    let route = Route::new(vec![
        Point::new(0, 0),
        Point::new(40, 0),
        Point::new(40, 60),
        Point::new(80, 60),
    ]);
    assert_eq!(route.path(), "M0 0L30 0Q40 0 40 10L40 50Q40 60 50 60L80 60");
}

#[test]
fn words_stand_on_the_longest_level_piece() {
    let route = Route::new(vec![
        Point::new(0, 0),
        Point::new(40, 0),
        Point::new(40, 60),
        Point::new(240, 60),
    ]);
    let label = route.label();
    assert_eq!((label.center.x, label.center.y), (140, 60));
    assert_eq!(label.max_width, 164);
}

#[test]
fn two_loops_back_are_two_lines() {
    let mut user = TestCanvas::empty();
    user.drag_from_palette("askPerson", (200, 300));
    for (after, offer) in [
        ("Ask a person", "wait"),
        ("Wait", "decide"),
        ("Decide", "parallel"),
    ] {
        user.add_after(after, offer);
    }
    user.connect("Decide", "Wait");
    user.connect("Do at the same time", "Ask a person");
    let lowest = |from: &str, to: &str| {
        let points = user.points(&user.flow(from, to).id);
        points.iter().map(|point| point.1).max()
    };
    assert_ne!(
        lowest("Decide", "Wait"),
        lowest("Do at the same time", "Ask a person")
    );
}
