//! Outside work: what goes out, what comes back, what fails.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::{expect, run, script};
use process::Effect;
use process::diagram::FieldKind;

const SETTINGS: [(&str, &str); 5] = [
    (
        "address",
        "https://example.org/{{ who }}/orders?n={{ amount }}",
    ),
    (
        "body",
        "{\"who\": \"{{ who }}\", \"amount\": {{ amount }}, \"note\": {{ note }}, \"fast\": {{ fast }}}",
    ),
    ("headers", "{{ fast }}"),
    ("text", "Fast: {{ fast }}. Note: {{ note }}."),
    ("timeout", "30"),
];

fn calling(action: &str, takes: &[(&str, &str, FieldKind)]) -> process::Definition {
    let fields = [
        field("who", text()),
        field("amount", FieldKind::Number),
        optional("note", text()),
        field("fast", FieldKind::YesNo),
    ];
    definition(
        [
            start(fields),
            service("call", action, &SETTINGS, takes),
            end("end"),
        ],
        &["start > call > end"],
    )
}

const START: &str = r#"start {"who": "a/b \"c\"?", "amount": 12.50, "fast": true}"#;

#[test]
fn settings_are_filled_when_the_step_is_reached_and_values_are_taken_from_the_answer() {
    let takes = [
        ("ticket", "body.id", text()),
        ("total", "body.total", FieldKind::Number),
        ("due", "body.due", FieldKind::Date),
        ("done", "status = 201", FieldKind::YesNo),
    ];
    expect(
        &script(
            calling("call", &takes),
            &format!(
                "{START}\nanswer call {{\"status\": 201, \"body\": {{\"id\": 77, \"total\": \"12.50\", \"due\": \"2026-04-01T08:00:00Z\"}}}}"
            ),
        ),
        r#"
        > start {"who": "a/b \"c\"?", "amount": 12.50, "fast": true}
        started by user 1 in UTC
        enter start
        set amount = 12.5, fast = true, note = null, who = "a/b \"c\"?"
        leave start
        take start-call
        enter call by start-call
        job test.call {address: "https://example.org/a%2Fb%20%22c%22%3F/orders?n=12.5", body: "{\"who\": \"a/b \\\"c\\\"?\", \"amount\": 12.5, \"note\": null, \"fast\": true}", headers: [{"name": "X-Test", "value": "true"}], text: "Fast: yes. Note: .", timeout: 30}
        > answer call {"status": 201, "body": {"id": 77, "total": "12.50", "due": "2026-04-01T08:00:00Z"}}
        job answered {"body":{"due":"2026-04-01T08:00:00Z","id":77,"total":"12.50"},"status":201}
        set done = true, due = date("2026-04-01"), ticket = "77", total = 12.5
        leave call
        take call-end
        enter end by call-end
        leave end
        completed
        "#,
    );
}

#[test]
fn what_may_pass_is_tried_again_with_growing_pauses_until_a_person_is_asked() {
    expect(
        &script(
            calling("call", &[]),
            &format!(
                r#"
                {START}
                fail call transient "no answer"
                fail call transient "no answer"
                fail call transient "no answer"
                retry call by 2
                answer call {{}}
                "#
            ),
        ),
        r#"
        > start {"who": "a/b \"c\"?", "amount": 12.50, "fast": true}
        started by user 1 in UTC
        enter start
        set amount = 12.5, fast = true, note = null, who = "a/b \"c\"?"
        leave start
        take start-call
        enter call by start-call
        job test.call {address: "https://example.org/a%2Fb%20%22c%22%3F/orders?n=12.5", body: "{\"who\": \"a/b \\\"c\\\"?\", \"amount\": 12.5, \"note\": null, \"fast\": true}", headers: [{"name": "X-Test", "value": "true"}], text: "Fast: yes. Note: .", timeout: 30}
        > fail call transient "no answer"
        job failed (transient, attempt 1): no answer; again at 2026-03-02T09:00:10Z
        > fail call transient "no answer"
        job failed (transient, attempt 2): no answer; again at 2026-03-02T09:00:20Z
        > fail call transient "no answer"
        job failed (transient, attempt 3): no answer; given up
        stuck at call (Job): no answer
        > retry call by 2
        tried again by user 2
        job test.call {address: "https://example.org/a%2Fb%20%22c%22%3F/orders?n=12.5", body: "{\"who\": \"a/b \\\"c\\\"?\", \"amount\": 12.5, \"note\": null, \"fast\": true}", headers: [{"name": "X-Test", "value": "true"}], text: "Fast: yes. Note: .", timeout: 30}
        > answer call {}
        job answered {}
        leave call
        take call-end
        enter end by call-end
        leave end
        completed
        "#,
    );
}

#[test]
fn what_will_not_pass_is_not_tried_again() {
    for failure in ["permanent", "business"] {
        let happened = script(
            calling("call", &[]),
            &format!("{START}\nfail call {failure} \"unknown customer\""),
        );
        assert!(
            happened.contains(
                "attempt 1): unknown customer; given up\nstuck at call (Job): unknown customer\n"
            ),
            "{happened}"
        );
    }
}

#[test]
fn an_unknown_outcome_is_tried_again_only_where_that_is_safe() {
    for (action, next) in [
        ("call", "again at"),
        ("read", "again at"),
        ("send", "given up"),
    ] {
        let happened = script(
            calling(action, &[]),
            &format!("{START}\nfail call unknown \"connection lost\""),
        );
        assert!(
            happened.contains(&format!("connection lost; {next}")),
            "{action}: {happened}"
        );
    }
}

#[test]
fn an_answer_that_cannot_be_read_is_kept_and_the_work_is_not_done_twice() {
    let takes = [("total", "body.total", FieldKind::Number)];
    let mut case = Case::new(calling("send", &takes));
    expect(
        &run(
            &mut case,
            &format!(
                "{START}\nanswer call {{\"body\": {{\"total\": \"many\", \"sum\": 5}}}}\nretry call"
            ),
        ),
        r#"
        > start {"who": "a/b \"c\"?", "amount": 12.50, "fast": true}
        started by user 1 in UTC
        enter start
        set amount = 12.5, fast = true, note = null, who = "a/b \"c\"?"
        leave start
        take start-call
        enter call by start-call
        job test.send {address: "https://example.org/a%2Fb%20%22c%22%3F/orders?n=12.5", body: "{\"who\": \"a/b \\\"c\\\"?\", \"amount\": 12.5, \"note\": null, \"fast\": true}", headers: [{"name": "X-Test", "value": "true"}], text: "Fast: yes. Note: .", timeout: 30}
        > answer call {"body": {"total": "many", "sum": 5}}
        job answered {"body":{"sum":5,"total":"many"}}
        stuck at call (Expression): “body.total” of the answer is a text, but “The total” must be a number, such as 12 or 12.5.
        > retry call
        tried again by user 1
        stuck at call (Expression): “body.total” of the answer is a text, but “The total” must be a number, such as 12 or 12.5.
        "#,
    );
    // A new version reads it elsewhere; the answer is still there.
    case.definition = calling("send", &[("total", "body.sum", FieldKind::Number)]);
    expect(
        &run(&mut case, "retry call"),
        "
        > retry call
        tried again by user 1
        set total = 5
        leave call
        take call-end
        enter end by call-end
        leave end
        completed
        ",
    );
}

#[test]
fn an_answer_without_content_is_told_in_words() {
    let takes = [("total", "body.total", FieldKind::Number)];
    let happened = script(
        calling("send", &takes),
        &format!("{START}\nanswer call {{\"status\": 204, \"body\": null}}"),
    );
    assert!(
        happened.contains(
            "stuck at call (Expression): The answer of the other system had no content, so “The total” could not be \
             taken from it."
        ),
        "{happened}"
    );
}

#[test]
fn where_asking_again_is_harmless_it_is_asked_again() {
    let takes = [("total", "body.total", FieldKind::Number)];
    let happened = script(
        calling("read", &takes),
        &format!(
            "{START}\nanswer call {{\"body\": \"maintenance\"}}\nretry call\nanswer call {{\"body\": {{\"total\": 3}}}}"
        ),
    );
    assert!(happened.ends_with("set total = 3\nleave call\ntake call-end\nenter end by call-end\nleave end\ncompleted\n"), "{happened}");
    assert_eq!(happened.matches("job test.read").count(), 2);
}

#[test]
fn nothing_in_an_answer_is_nothing_in_the_data() {
    let takes = [("total", "body.total", FieldKind::Number)];
    let happened = script(
        calling("call", &takes),
        &format!("{START}\nanswer call {{\"body\": {{\"total\": null}}}}"),
    );
    assert!(happened.contains("set total = null"), "{happened}");
}

#[test]
fn a_job_is_answered_once() {
    let mut case = Case::new(calling("call", &[]));
    run(&mut case, START);
    let process::run::Doing::AwaitingJob { job, .. } = case.visit("call").1 else {
        panic!("it runs a job");
    };
    run(&mut case, "fail call permanent \"no\"");
    let late = process::run::Wish::CompleteJob {
        job,
        output: process::Value::Null,
    };
    assert_eq!(
        case.submit(process::run::Actor::Engine, late),
        Err(process::Rejection::NoSuchJob { job })
    );
}

#[test]
fn a_setting_that_cannot_be_worked_out_stops_the_case_before_anything_leaves() {
    let definition = as_deployed(
        [
            start([]),
            service("call", "call", &[("text", "{{ missing }}")], &[]),
            end("end"),
        ],
        &["start > call > end"],
    );
    let mut case = Case::new(definition);
    let happened = run(&mut case, "start {}");
    assert!(
        happened.contains("stuck at call (Expression): “missing” could not be worked out"),
        "{happened}"
    );
    assert!(case.effects.is_empty());
}

#[test]
fn an_action_that_is_gone_stops_the_case_where_it_is_needed() {
    let definition = as_deployed(
        [start([]), service("call", "fly", &[], &[]), end("end")],
        &["start > call > end"],
    );
    expect(
        &script(definition, "start {}"),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-call
        enter call by start-call
        stuck at call (Job): The action “fly” of “test” is not available here any more.
        "#,
    );
}

#[test]
fn a_job_has_its_effects() {
    let mut case = Case::new(calling("call", &[]));
    run(&mut case, START);
    let (id, _) = case.visit("call");
    run(
        &mut case,
        "fail call transient \"no answer\"\nfail call permanent \"no\"\nretry call\nanswer call {}",
    );
    let kinds: Vec<_> = case
        .effects
        .iter()
        .map(|effect| match effect {
            Effect::OpenJob { due, .. } => format!("open, due {}", due.0 - case.now.0),
            Effect::RetryJob { due, .. } => format!("again in {}", due.0 - case.now.0),
            Effect::CloseJob { .. } => "close".into(),
            Effect::Release { step_instance } if *step_instance == id => "release".into(),
            other => panic!("nothing else: {other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "open, due 0",
            "again in 10000",
            "close",
            "open, due 0",
            "close",
            "release"
        ]
    );
}

#[test]
fn nul_characters_and_endless_messages_from_outside_are_tamed() {
    let takes = [("note2", "body", text())];
    let mut case = Case::new(calling("call", &takes));
    let long = "x".repeat(10_000);
    let happened = run(
        &mut case,
        &format!(
            "{START}\nfail call transient \"a\u{0}b {long}\"\nanswer call {{\"body\": \"a\\u0000b\"}}"
        ),
    );
    let kept = happened
        .split("): ")
        .nth(1)
        .and_then(|rest| rest.split("; ").next());
    assert_eq!(kept.map(|kept| kept.chars().count()), Some(2_001));
    assert!(
        happened.contains("set note2 = \"a\u{fffd}b\""),
        "{happened}"
    );
    assert!(!happened.contains("attempt 1): a\u{0}b"));
}

#[test]
fn an_answer_that_is_nothing_is_kept_as_one() {
    let takes = [("total", "body.total", FieldKind::Number)];
    let happened = script(
        calling("send", &takes),
        &format!("{START}\nanswer call null\nretry call"),
    );
    assert_eq!(happened.matches("job test.send").count(), 1, "{happened}");
    assert_eq!(
        happened.matches("stuck at call (Expression)").count(),
        2,
        "{happened}"
    );
}
