//! People are asked, claim, answer, hand over.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::{expect, run, script};
use process::Effect;
use process::diagram::FieldKind;
use process::run::{Actor, Wish};
use process::step::{Assignment, Role};

fn team() -> Assignment {
    Assignment::Team {
        team: "managers".into(),
    }
}

fn approval(assignment: Assignment) -> process::Definition {
    let fields = [
        field("approved", FieldKind::YesNo),
        optional("comment", text()),
    ];
    let approve = with_ask(ask_of("approve", assignment, fields), |ask| {
        ask.instructions = "Approve {{ amount }} for {{ requester.name }}?".into();
        ask.due_in = "duration(\"P2D\")".into();
    });
    definition(
        [
            start([field("amount", FieldKind::Number)]),
            approve,
            end("end"),
        ],
        &["start > approve > end"],
    )
}

#[test]
fn a_team_is_asked_and_the_answer_becomes_data() {
    expect(
        &script(
            approval(team()),
            r#"
            start {"amount": 120}
            complete approve {"approved": true} by 2
            "#,
        ),
        r#"
        > start {"amount": 120}
        started by user 1 in UTC
        enter start
        set amount = 120
        leave start
        take start-approve
        enter approve by start-approve
        ask team managers at approve “Approve 120 for Ada Lovelace?” until 2026-03-04T09:00:00Z
        > complete approve {"approved": true} by 2
        answered by user 2
        set approved = true, comment = null
        leave approve
        take approve-end
        enter end by approve-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_claimed_task_is_answered_by_who_holds_it() {
    expect(
        &script(
            approval(team()),
            r#"
            start {"amount": 120}
            claim approve by 2
            claim approve by 2
            claim approve by 3
            complete approve {"approved": true} by 3
            release approve by 2
            claim approve by 3
            assign approve to 4 by 1
            complete approve {"approved": false, "comment": "no"} by 4
            "#,
        ),
        r#"
        > start {"amount": 120}
        started by user 1 in UTC
        enter start
        set amount = 120
        leave start
        take start-approve
        enter approve by start-approve
        ask team managers at approve “Approve 120 for Ada Lovelace?” until 2026-03-04T09:00:00Z
        > claim approve by 2
        given to user 2 by user 2
        > claim approve by 2
        nothing
        > claim approve by 3
        refused: heldBySomeoneElse
        > complete approve {"approved": true} by 3
        refused: heldBySomeoneElse
        > release approve by 2
        given back by user 2
        > claim approve by 3
        given to user 3 by user 3
        > assign approve to 4 by 1
        given to user 4 by user 1
        > complete approve {"approved": false, "comment": "no"} by 4
        answered by user 4
        set approved = false, comment = "no"
        leave approve
        take approve-end
        enter end by approve-end
        leave end
        completed
        "#,
    );
}

#[test]
fn the_requester_is_asked_in_person() {
    expect(
        &script(
            approval(Assignment::Requester),
            r#"
            start {"amount": 1} by 5
            complete approve {"approved": true} by 4
            complete approve {"approved": true} by 5
            "#,
        ),
        r#"
        > start {"amount": 1} by 5
        started by user 5 in UTC
        enter start
        set amount = 1
        leave start
        take start-approve
        enter approve by start-approve
        ask user 5 at approve “Approve 1 for Ada Lovelace?” until 2026-03-04T09:00:00Z
        > complete approve {"approved": true} by 4
        refused: heldBySomeoneElse
        > complete approve {"approved": true} by 5
        answered by user 5
        set approved = true, comment = null
        leave approve
        take approve-end
        enter end by approve-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_case_nobody_started_in_person_cannot_ask_its_requester() {
    let mut case = Case::new(definition(
        [
            start([]),
            ask_of("ask", Assignment::Requester, []),
            end("end"),
        ],
        &["start > ask > end"],
    ));
    let wish = Wish::Start {
        answers: Default::default(),
        zone: "UTC".into(),
        requester: None,
    };
    let events = case.submit(Actor::Engine, wish).expect("it starts");
    let last = crate::support::told::told(events.last().expect("something happened"));
    assert_eq!(
        last,
        "stuck at ask (Expression): The requester is asked here, but nobody in person started this case."
    );
}

#[test]
fn a_role_and_a_person_can_be_asked() {
    for (assignment, whom) in [
        (
            Assignment::Role {
                role: Role::Builder,
            },
            "ask any builder at approve",
        ),
        (person(3), "ask user 3 at approve"),
    ] {
        let happened = script(approval(assignment), r#"start {"amount": 1}"#);
        assert!(happened.contains(whom), "{happened}");
    }
}

#[test]
fn wrong_answers_are_refused_and_the_task_stays_open() {
    expect(
        &script(
            approval(person(1)),
            r#"
            start {"amount": 1}
            complete approve {}
            complete approve {"approved": "perhaps"}
            complete approve {"approved": true, "salary": 1}
            complete approve {"approved": true}
            "#,
        ),
        r#"
        > start {"amount": 1}
        started by user 1 in UTC
        enter start
        set amount = 1
        leave start
        take start-approve
        enter approve by start-approve
        ask user 1 at approve “Approve 1 for Ada Lovelace?” until 2026-03-04T09:00:00Z
        > complete approve {}
        refused: approved: Answer “approved” with yes or no.
        > complete approve {"approved": "perhaps"}
        refused: approved: “approved” must be yes or no.
        > complete approve {"approved": true, "salary": 1}
        refused: salary: This form does not ask for it. Load the page again.
        > complete approve {"approved": true}
        answered by user 1
        set approved = true, comment = null
        leave approve
        take approve-end
        enter end by approve-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_task_that_is_over_is_not_there_any_more() {
    let mut case = Case::new(definition(
        [start([]), ask("one"), ask("two"), end("end")],
        &["start > one > two > end"],
    ));
    run(&mut case, "start {}");
    let first = case.visit("one").0;
    run(&mut case, "complete one");
    let again = Wish::CompleteUserTask {
        step_instance: first,
        answers: Default::default(),
    };
    let refused = case.submit(crate::support::case::by(1), again);
    assert_eq!(
        refused,
        Err(process::Rejection::NoSuchUserTask {
            step_instance: first
        })
    );
}

#[test]
fn a_text_that_cannot_be_worked_out_stops_the_case_before_anybody_is_asked() {
    let approve = with_ask(ask("approve"), |ask| {
        ask.instructions = "{{ 1 / amount }}".into()
    });
    let definition = definition(
        [
            start([field("amount", FieldKind::Number)]),
            approve,
            end("end"),
        ],
        &["start > approve > end"],
    );
    expect(
        &script(definition, r#"start {"amount": 0}"#),
        r#"
        > start {"amount": 0}
        started by user 1 in UTC
        enter start
        set amount = 0
        leave start
        take start-approve
        enter approve by start-approve
        stuck at approve (Expression): “1 / amount” could not be worked out: This divides by zero.
        "#,
    );
}

#[test]
fn opening_and_leaving_a_task_has_its_effects() {
    let mut case = Case::new(approval(team()));
    run(&mut case, r#"start {"amount": 120}"#);
    let (id, _) = case.visit("approve");
    assert!(matches!(
        &case.effects[..],
        [Effect::OpenUserTask { step_instance, title, instructions, .. }]
            if *step_instance == id && title == "The approve" && instructions == "Approve 120 for Ada Lovelace?"
    ));
    run(&mut case, r#"complete approve {"approved": true}"#);
    assert_eq!(case.effects[1..], [Effect::Release { step_instance: id }]);
}
