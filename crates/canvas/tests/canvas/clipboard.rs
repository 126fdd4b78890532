use crate::test_canvas::TestCanvas;
use canvas::Spot;

#[test]
fn copied_steps_are_plain_text_and_paste_into_another_process() {
    let mut user = TestCanvas::row();
    user.click("Ask a person");
    user.perform(canvas::Verb::SelectDownstream);
    let text = user.canvas.copy().expect("something is chosen");
    let mut other = TestCanvas::empty();
    let changes = other.canvas.paste(&text, None);
    other.took(changes);
    assert_eq!(
        other.ways(),
        ["Ask a person → Send an e-mail", "Send an e-mail → End"]
    );
    assert_eq!(other.chosen().len(), 3);
    other.undo();
    assert!(other.diagram().steps.is_empty());
}

#[test]
fn pasting_twice_does_not_cover_the_first_copy() {
    let mut user = TestCanvas::row();
    user.click("End");
    let text = user.canvas.copy().expect("something is chosen");
    for _ in 0..2 {
        let changes = user.canvas.paste(&text, None);
        user.took(changes);
    }
    let mut places: Vec<_> = user
        .diagram()
        .steps
        .iter()
        .map(|step| (step.position.x, step.position.y))
        .collect();
    places.dedup();
    assert_eq!(places.len(), 6);
}

#[test]
fn a_paste_goes_where_the_pointer_is() {
    let mut user = TestCanvas::row();
    user.click("End");
    let text = user.canvas.copy().expect("something is chosen");
    let spot = Spot::new(600.0, 640.0);
    let at = user.canvas.viewport().to_canvas(spot);
    let changes = user.canvas.paste(&text, Some(spot));
    user.took(changes);
    let copy = user.diagram().steps.last().expect("was pasted");
    assert!((copy.position.x - at.x).abs() <= 8 && (copy.position.y - at.y).abs() <= 8);
}

#[test]
fn cut_heals_like_delete() {
    let mut user = TestCanvas::row();
    user.click("Send an e-mail");
    let (text, changes) = user.canvas.cut().expect("something is chosen");
    user.took(changes);
    assert!(text.contains("Send an e-mail"));
    assert_eq!(user.ways(), ["Ask a person → End", "Start → Ask a person"]);
}

#[test]
fn foreign_text_is_refused_in_words() {
    for text in [
        "",
        "hello",
        "{}",
        "[1,2]",
        r#"{"baton":"steps/9","steps":[]}"#,
        "\u{0}",
    ] {
        let mut user = TestCanvas::row();
        let before = user.diagram().clone();
        let changes = user.canvas.paste(text, None);
        user.took(changes);
        assert!(
            user.last_said()
                .starts_with("What you copied are not steps"),
            "{text:?}"
        );
        assert_eq!(*user.diagram(), before);
    }
}

#[test]
fn more_than_fits_is_refused() {
    let steps: Vec<String> = (0..5_001)
        .map(|n| format!(r#"{{"id":"s{n}","type":"end","position":{{"x":{n},"y":0}}}}"#))
        .collect();
    let text = format!(
        r#"{{"baton":"steps/1","steps":[{}],"flows":[]}}"#,
        steps.join(",")
    );
    let mut user = TestCanvas::empty();
    let changes = user.canvas.paste(&text, None);
    user.took(changes);
    assert_eq!(user.last_said(), "That is more than fits into one process.");
    assert!(user.diagram().steps.is_empty());
}
