use crate::test_canvas::TestCanvas;
use canvas::palette::search;
use canvas::words::{describe, summary};
use process::Catalog;
use process::step::{AskPerson, Assignment, StepKind};

#[test]
fn a_card_says_who_is_asked_and_by_when() {
    let mut user = TestCanvas::row();
    let mut step = user.step("Ask a person").clone();
    step.kind = StepKind::AskPerson(AskPerson {
        assignment: Assignment::Team { team: "hr".into() },
        due_in: "duration(\"P2D\")".into(),
        ..AskPerson::default()
    });
    let mut catalog = Catalog::default();
    catalog.teams.push(process::catalog::TeamEntry {
        key: "hr".into(),
        name: "Human resources".into(),
    });
    assert_eq!(
        summary(user.diagram(), &step, &catalog),
        "Human resources · due in 2 days"
    );
    user.drag_from_palette("wait", (300, 600));
    assert_eq!(
        summary(user.diagram(), user.step("Wait"), &catalog),
        "For 1 day"
    );
}

#[test]
fn a_screen_reader_hears_what_it_is_where_it_stands_and_where_it_leads() {
    let user = TestCanvas::row();
    let said = describe(
        user.diagram(),
        user.step("Ask a person"),
        2,
        4,
        &Catalog::default(),
    );
    assert_eq!(
        said,
        "Ask a person. Nobody is chosen yet. Step 2 of 4. Leads to Send an e-mail."
    );
}

#[test]
fn steps_are_found_by_the_words_people_use() {
    let first = |typed: &str| search(typed, |_| true).first().map(|offer| offer.id);
    assert_eq!(first("approve"), Some("askPerson"));
    assert_eq!(first("if"), Some("decide"));
    assert_eq!(first("mail"), Some("email"));
    assert_eq!(first("  WAIT "), Some("wait"));
    assert_eq!(first("api call"), Some("http"));
    assert_eq!(first("teleport"), None);
}

#[test]
fn inserted_values_read_as_words() {
    let mut user = TestCanvas::row();
    let step = user.id("Send an e-mail");
    let mut kind = user.step("Send an e-mail").kind.clone();
    if let StepKind::Service(service) = &mut kind {
        let to = process::step::Setting::Text("{{ requester.email }} and {{ boss".into());
        service.settings.insert("to".into(), to);
    }
    user.canvas
        .edit(process::diagram::edit::Edit::SetKind { step, kind });
    let line = summary(
        user.diagram(),
        user.step("Send an e-mail"),
        &Catalog::default(),
    );
    assert_eq!(line, "To requester email and {{ boss");
}
