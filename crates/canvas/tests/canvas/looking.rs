use crate::test_canvas::TestCanvas;
use canvas::gesture::{Button, Input, Modifiers};
use canvas::{Rect, Spot, Verb, Viewport};

#[test]
fn zooming_keeps_what_is_under_the_cursor() {
    let viewport = Viewport {
        x: 37.0,
        y: -12.0,
        ..Viewport::default()
    };
    let cursor = Spot::new(400.0, 300.0);
    let before = viewport.to_canvas(cursor);
    for factor in [1.7, 0.4, 0.9] {
        let zoomed = viewport.zoomed(factor, cursor);
        assert_eq!(zoomed.to_canvas(cursor), before);
    }
}

#[test]
fn zoom_stays_within_its_limits() {
    let viewport = Viewport::default();
    assert_eq!(viewport.zoomed(1000.0, Spot::default()).zoom, 2.0);
    assert_eq!(viewport.zoomed(0.0001, Spot::default()).zoom, 0.1);
}

#[test]
fn fit_shows_everything_and_never_larger_than_life() {
    let mut user = TestCanvas::row();
    user.perform(Verb::Fit);
    let viewport = *user.canvas.viewport();
    assert_eq!(viewport.zoom, 1.0);
    for step in &user.diagram().steps {
        let rect = Rect::of(step);
        assert!(viewport.is_inside(viewport.to_screen(rect.corner())));
    }
}

#[test]
fn one_cannot_get_lost_on_empty_paper() {
    let mut user = TestCanvas::row();
    user.canvas
        .wheel(Spot::default(), 900_000.0, -700_000.0, false);
    let seen = user.canvas.viewport().seen();
    let bounds = user.canvas.drawing().bounds().expect("has steps");
    assert!(seen.intersects(&bounds));
}

#[test]
fn the_wheel_pans_and_with_ctrl_zooms() {
    let mut user = TestCanvas::row();
    let before = *user.canvas.viewport();
    user.canvas.wheel(Spot::default(), 10.0, 20.0, false);
    assert_eq!(user.canvas.viewport().x, before.x - 10.0);
    assert_eq!(user.canvas.viewport().zoom, 1.0);
    user.canvas
        .wheel(Spot::new(500.0, 400.0), 0.0, -100.0, true);
    assert!(user.canvas.viewport().zoom > 1.0);
}

#[test]
fn the_middle_button_and_space_pan() {
    for (button, space) in [(Button::Middle, false), (Button::Main, true)] {
        let mut user = TestCanvas::row();
        let before = *user.canvas.viewport();
        let modifiers = Modifiers {
            space,
            ..Modifiers::default()
        };
        let step = user.canvas.viewport().to_screen(user.step("End").center());
        user.input(Input::Down {
            at: step,
            button,
            modifiers,
        });
        user.input(Input::Move {
            at: Spot::new(step.x + 50.0, step.y - 30.0),
            modifiers,
        });
        user.input(Input::Up {
            at: Spot::new(step.x + 50.0, step.y - 30.0),
            modifiers,
        });
        assert_eq!(user.canvas.viewport().x, before.x + 50.0);
        assert_eq!(user.canvas.viewport().y, before.y - 30.0);
    }
}

#[test]
fn a_finger_on_empty_canvas_pans() {
    let mut user = TestCanvas::row();
    let before = *user.canvas.viewport();
    let modifiers = Modifiers::default();
    let button = Button::Touch;
    user.input(Input::Down {
        at: Spot::new(300.0, 700.0),
        button,
        modifiers,
    });
    user.input(Input::Move {
        at: Spot::new(340.0, 690.0),
        modifiers,
    });
    assert_eq!(user.canvas.viewport().x, before.x + 40.0);
}

#[test]
fn a_step_shown_from_elsewhere_comes_into_sight() {
    let mut user = TestCanvas::row();
    user.canvas.resize(400.0, 300.0);
    let end = user.id("End");
    user.canvas.show_step(&end);
    let rect = user.canvas.drawing().rect(&end).expect("is drawn");
    let viewport = user.canvas.viewport();
    assert!(viewport.is_inside(viewport.to_screen(rect.corner())));
    assert_eq!(user.chosen(), ["End"]);
}

#[test]
fn a_step_held_at_the_edge_pulls_the_canvas_along() {
    let mut user = TestCanvas::row();
    let start = user.middle("Start");
    let before = user.place("Start");
    user.down(start);
    user.move_to((start.0 - 20, start.1));
    let edge = Spot::new(2.0, 300.0);
    let modifiers = Modifiers::default();
    user.input(Input::Move {
        at: edge,
        modifiers,
    });
    for _ in 0..10 {
        assert!(user.canvas.drift(edge, modifiers).is_some());
    }
    user.input(Input::Up {
        at: edge,
        modifiers,
    });
    assert!(user.canvas.viewport().x > 100.0);
    assert!(
        user.place("Start").0 < before.0 - 150,
        "it went farther than what was seen"
    );
    assert!(
        user.canvas.drift(edge, modifiers).is_none(),
        "a free hand pulls nothing"
    );
}

#[test]
fn the_first_look_shows_the_beginning_of_what_is_too_large_to_read() {
    let mut user = TestCanvas::row();
    user.canvas.resize(390.0, 600.0);
    user.canvas.first_look();
    let viewport = user.canvas.viewport();
    assert!(viewport.zoom >= 0.45);
    let start = user
        .canvas
        .drawing()
        .rect(&user.id("Start"))
        .expect("is drawn");
    assert!(viewport.is_inside(viewport.to_screen(start.corner())));
}

#[test]
fn the_first_look_at_a_case_shows_the_step_that_matters() {
    let user = TestCanvas::row();
    let end = user.id("End");
    let mut live = canvas::Canvas::read_only(user.diagram().clone(), Some(end.clone()));
    live.resize(390.0, 600.0);
    live.first_look();
    let seen = live.viewport().seen();
    let end = live.drawing().rect(&end).expect("is drawn");
    assert!(seen.contains(end.corner()) && seen.contains(end.center()));
}

#[test]
fn the_first_look_follows_the_size_until_somebody_looks_elsewhere() {
    let drawn = TestCanvas::row().diagram().clone();
    let mut canvas = canvas::Canvas::read_only(drawn, None);
    canvas.resize(1200.0, 800.0);
    canvas.first_look();
    canvas.resize(700.0, 400.0);
    let all = canvas.drawing().bounds().expect("something is drawn");
    let seen = canvas.viewport().seen();
    assert!(seen.contains(all.corner()), "all of it is still seen");

    canvas.wheel(Spot::new(10.0, 10.0), 60.0, 0.0, false);
    let chosen = *canvas.viewport();
    canvas.resize(1200.0, 800.0);
    let after = canvas.viewport();
    assert_eq!((after.x, after.zoom), (chosen.x, chosen.zoom));
}

#[test]
fn a_chosen_step_stays_in_sight_when_a_panel_takes_the_room() {
    let mut user = TestCanvas::row();
    user.canvas.resize(1200.0, 800.0);
    let end = user.id("End");
    user.canvas.show_step(&end);
    user.canvas.resize(600.0, 300.0);
    let rect = user.canvas.drawing().rect(&end).expect("is drawn");
    let viewport = user.canvas.viewport();
    assert!(viewport.is_inside(viewport.to_screen(rect.corner())));
}

#[test]
fn what_is_between_two_fingers_stays_between_them() {
    let mut user = TestCanvas::row();
    let (from, to) = (Spot::new(300.0, 300.0), Spot::new(340.0, 280.0));
    let held = user.canvas.viewport().to_canvas(from);
    user.canvas.pinch(from, to, 0.8);
    assert_eq!(user.canvas.viewport().zoom, 0.8);
    assert_eq!(user.canvas.viewport().to_canvas(to), held);
}
