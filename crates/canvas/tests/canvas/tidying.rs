use crate::test_canvas::TestCanvas;
use canvas::{Rect, Verb};

/// A decision with three branches, thrown anywhere.
fn mess() -> TestCanvas {
    let mut user = TestCanvas::empty();
    for (offer, at) in [
        ("start", (700, 500)),
        ("askPerson", (300, 90)),
        ("decide", (900, 300)),
        ("wait", (200, 600)),
        ("email", (800, 700)),
        ("http", (420, 330)),
        ("parallel", (60, 60)),
        ("end", (80, 300)),
    ] {
        user.drag_from_palette(offer, at);
    }
    for (from, to) in [
        ("Start", "Ask a person"),
        ("Ask a person", "Decide"),
        ("Decide", "Wait"),
        ("Decide", "Send an e-mail"),
        ("Decide", "Update a system"),
        ("Wait", "Do at the same time"),
        ("Send an e-mail", "Do at the same time"),
        ("Do at the same time", "End"),
        ("Update a system", "Ask a person"),
    ] {
        let (from, to) = (user.id(from), user.id(to));
        let (edit, _) =
            process::diagram::edit::intent::connect(&from, &to, &mut || format!("{from}-{to}"));
        user.canvas.edit(edit);
    }
    user
}

#[test]
fn tidied_steps_stand_in_columns_and_rows_and_cover_nothing() {
    let mut user = mess();
    let start = user.middle("Start");
    user.click_at((1000, 40));
    user.perform(Verb::TidyUp);
    assert_eq!(
        user.middle("Start"),
        start,
        "what one begins to read with stays"
    );
    let level = |name: &str| user.middle(name).1;
    for name in [
        "Ask a person",
        "Decide",
        "Wait",
        "Do at the same time",
        "End",
    ] {
        assert_eq!(level(name), start.1, "{name} is on the main line");
    }
    assert_eq!(level("Send an e-mail"), start.1 + 112);
    assert_eq!(level("Update a system"), start.1 + 224);
    let row = [
        "Start",
        "Ask a person",
        "Decide",
        "Wait",
        "Do at the same time",
        "End",
    ];
    assert!(
        row.windows(2)
            .all(|pair| user.step(pair[0]).right() < user.step(pair[1]).left())
    );
    for a in &user.diagram().steps {
        let others = user.diagram().steps.iter().filter(|b| b.id != a.id);
        assert!(
            others
                .into_iter()
                .all(|b| !Rect::of(a).inflated(8).intersects(&Rect::of(b)))
        );
    }
}

#[test]
fn one_undo_takes_the_tidying_back_and_tidying_twice_changes_nothing() {
    let mut user = mess();
    let before = user.diagram().clone();
    user.click_at((1000, 40));
    user.perform(Verb::TidyUp);
    let tidy = user.diagram().clone();
    assert_ne!(tidy, before);
    assert!(!user.perform(Verb::TidyUp).diagram);
    user.undo();
    assert_eq!(*user.diagram(), before);
}

#[test]
fn only_the_chosen_steps_are_tidied_when_there_are_some() {
    let mut user = mess();
    let end = user.place("End");
    let chosen = ["Decide", "Wait", "Send an e-mail"].map(|name| user.id(name));
    user.canvas
        .select(canvas::Selection::of_steps(chosen.into(), None));
    user.perform(Verb::TidyUp);
    assert_eq!(user.place("End"), end);
    assert_eq!(user.middle("Wait").0, user.middle("Send an e-mail").0);
}

#[test]
fn circles_and_separate_pieces_can_be_tidied_too() {
    let mut user = TestCanvas::empty();
    for at in [(100, 100), (600, 200), (300, 500)] {
        user.drag_from_palette("wait", at);
    }
    let ids: Vec<_> = user
        .diagram()
        .steps
        .iter()
        .map(|step| step.id.clone())
        .collect();
    for (from, to) in [(0, 1), (1, 0), (2, 2)] {
        let mut id = || format!("{from}{to}");
        user.canvas
            .edit(process::diagram::edit::intent::connect(&ids[from], &ids[to], &mut id).0);
    }
    user.perform(Verb::TidyUp);
    let mut places: Vec<_> = user
        .diagram()
        .steps
        .iter()
        .map(|step| (step.position.x, step.position.y))
        .collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 3);
}
