//! What is found in small drawings, and the words it is said in.

use crate::draw::*;
use process::Catalog;
use process::check::{Checker, Finding, Kind, Report, Search, Verdict};
use process::diagram::{Diagram, Step};
use process::problem::{Place, Problem, Severity};
use process::run::{Doing, Status};
use process::step::*;

fn check_once(diagram: &Diagram) -> Report {
    Checker::default().check(diagram, &Catalog::default(), 100_000)
}

fn check(diagram: &Diagram) -> Report {
    let report = check_once(diagram);
    let mut search = Search::new(diagram);
    search.step(100_000);
    assert_eq!(
        report.verdict,
        search.report(diagram).verdict,
        "what is taken out cannot go wrong"
    );
    report
}

fn kinds(diagram: &Diagram) -> Vec<Kind> {
    check(diagram)
        .findings
        .iter()
        .map(|found| found.kind)
        .collect()
}

fn only(diagram: &Diagram) -> Finding {
    let mut report = check(diagram);
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    report.findings.remove(0)
}

fn is_sound(diagram: &Diagram) {
    let report = check(diagram);
    assert_eq!(report.verdict, Verdict::Sound, "{:#?}", report.findings);
}

#[test]
fn a_line_of_steps_is_sound() {
    is_sound(&draw(
        vec![start(), ask("a"), end("end")],
        &["start -> a -> end"],
    ));
}

#[test]
fn a_drawing_without_a_start_is_not_called_sound() {
    let report = check(&draw(vec![ask("a"), end("end")], &["a -> end"]));
    assert_ne!(report.verdict, Verdict::Sound);
    let report = check(&Diagram::default());
    assert_eq!(report.verdict, Verdict::Undecided);
}

/// The manager decides in one of two branches; when the answer is no, nothing comes to the join.
fn deadlock() -> Diagram {
    draw(
        vec![
            start(),
            and("split"),
            named("agrees", "Manager agrees?", StepKind::Decide),
            named(
                "ship",
                "Ship order",
                StepKind::AskPerson(AskPerson::default()),
            ),
            ask("bill"),
            named("both", "Both done", StepKind::Parallel),
            end("end"),
            end("refused"),
        ],
        &[
            "start -> split -> agrees -> [yes] ship -> both -> end",
            "split -> bill -> both",
            "agrees -> [no] refused",
        ],
    )
}

#[test]
fn a_deadlock_is_told_in_the_names_of_the_drawing() {
    let found = only(&deadlock());
    assert_eq!(found.kind, Kind::Stuck);
    assert_eq!(
        found.sentence,
        "If “Manager agrees?” says “no”, this waits for ever at “Both done”, because “Ship order” never starts."
    );
    let steps: Vec<&str> = found.steps.iter().map(|step| step.as_str()).collect();
    assert_eq!(steps, ["both", "agrees", "ship"]);
}

#[test]
fn the_film_of_a_deadlock_ends_where_it_says() {
    let found = only(&deadlock());
    let film = found.film.expect("a deadlock has a film");
    let state = film.replay(&deadlock()).expect("it can be run again");
    assert_eq!(state.status, Status::Active);
    let stuck = state
        .active
        .values()
        .find(|visit| matches!(visit.doing, Doing::Stuck { .. }));
    assert_eq!(stuck.map(|visit| visit.step.as_str()), Some("both"));
    let happened: Vec<&str> = film
        .frames
        .iter()
        .map(|frame| frame.happened.as_str())
        .collect();
    assert_eq!(
        happened,
        [
            "A case begins",
            "“bill” is done",
            "“Manager agrees?” leads to “refused” (“no”)"
        ]
    );
}

#[test]
fn a_join_behind_a_decision_never_goes_on() {
    let drawn = draw(
        vec![
            start(),
            xor("which"),
            ask("a"),
            ask("b"),
            and("join"),
            end("end"),
        ],
        &["start -> which -> a -> join -> end", "which -> b -> join"],
    );
    let found = check(&drawn).findings;
    assert!(
        found.iter().all(|found| found.kind == Kind::NeverFires),
        "{found:#?}"
    );
    assert!(found[0].sentence.starts_with("“join” never goes on"));
}

#[test]
fn ways_taken_together_that_nothing_brings_together_are_done_twice() {
    let drawn = draw(
        vec![
            start(),
            and("split"),
            ask("a"),
            ask("b"),
            ask("pay"),
            ask("file"),
            end("end"),
        ],
        &[
            "start -> split -> a -> pay -> file -> end",
            "split -> b -> pay",
        ],
    );
    let found = only(&drawn);
    assert_eq!(found.kind, Kind::DoneTwice);
    assert_eq!(
        found.sentence,
        "“pay” is done once for each way that comes in from “a” and “b”, because nothing waits for all of them."
    );
}

#[test]
fn a_loop_without_a_way_out_never_ends() {
    let drawn = draw(
        vec![start(), ask("a"), ask("b"), xor("which"), end("end")],
        &[
            "start -> which -> [go on] end",
            "which -> [again] a -> b -> a",
        ],
    );
    assert_eq!(kinds(&drawn), [Kind::EndlessLoop]);
    is_sound(&draw(
        vec![start(), ask("a"), xor("again"), end("end")],
        &["start -> a -> again -> end", "again -> a"],
    ));
}

#[test]
fn steps_nothing_leads_to_are_dead() {
    let drawn = draw(
        vec![start(), ask("a"), ask("b"), ask("c"), end("end")],
        &["start -> a -> end", "b -> c -> b"],
    );
    assert_eq!(kinds(&drawn), [Kind::DeadStep]);
}

#[test]
fn a_loop_that_splits_fills_up() {
    let drawn = draw(
        vec![start(), ask("a"), and("split"), end("end")],
        &["start -> a -> split -> a", "split -> end"],
    );
    assert!(!check(&drawn).findings.is_empty());
}

#[test]
fn an_error_is_caught_or_it_is_told() {
    let inner = |catches: bool| {
        let mut steps = vec![
            start(),
            group("group", Sort::Embedded),
            inside("group", ask("work")),
            inside("group", event("stop", Stands::End, error("late"))),
            end("end"),
        ];
        let mut lines = vec!["start -> group -> end", "work -> stop"];
        if catches {
            steps.push(edge("caught", "group", true, error("late")));
            lines.push("caught -> end");
        }
        draw(steps, &lines)
    };
    assert!(kinds(&inner(false)).contains(&Kind::Uncaught));
    // The group never ends by itself, so its own way on is dead; but an end is shared.
    is_sound(&inner(true));
}

#[test]
fn an_event_at_the_edge_leads_past_a_join() {
    let drawn = |interrupting: bool| {
        draw(
            vec![
                start(),
                and("split"),
                ask("a"),
                ask("b"),
                edge("late", "a", interrupting, after_two_days()),
                and("join"),
                end("end"),
                end("gave up"),
            ],
            &[
                "start -> split -> a -> join -> end",
                "split -> b -> join",
                "late -> gave up",
            ],
        )
    };
    is_sound(&drawn(false));
    let found = only(&drawn(true));
    assert_eq!(found.kind, Kind::Stuck);
    assert_eq!(
        found.sentence,
        "If “late” happens, this waits for ever at “join”, because nothing more comes from “a”."
    );
}

#[test]
fn inclusive_ways_are_brought_together_by_an_inclusive_join_and_not_by_a_join_of_all() {
    let drawn = |join: Step| {
        let last = join.id.to_string();
        draw(
            vec![
                start(),
                or("some"),
                ask("a"),
                ask("b"),
                ask("c"),
                join,
                end("end"),
            ],
            &[
                &format!("start -> some -> a -> {last} -> end"),
                &format!("some -> b -> {last}"),
                &format!("some -> c -> {last}"),
            ],
        )
    };
    is_sound(&drawn(or("join")));
    assert!(kinds(&drawn(and("join"))).contains(&Kind::Stuck));
    assert_eq!(kinds(&drawn(xor("merge"))), []);
}

#[test]
fn steps_inside_are_looked_at_too() {
    let drawn = draw(
        vec![
            start(),
            group("group", Sort::Embedded),
            inside("group", xor("which")),
            inside("group", ask("a")),
            inside("group", ask("b")),
            inside("group", and("join")),
            end("end"),
        ],
        &[
            "start -> group -> end",
            "which -> a -> join",
            "which -> b -> join",
        ],
    );
    assert!(kinds(&drawn).contains(&Kind::NeverFires));
}

#[test]
fn whatever_comes_first_decides_the_way() {
    let first = step("first", StepKind::FirstEvent(FirstEvent::default()));
    is_sound(&draw(
        vec![
            start(),
            first,
            event("paid", Stands::Catch, message("paid")),
            event("late", Stands::Catch, after_two_days()),
            ask("a"),
            end("end"),
        ],
        &["start -> first -> paid -> a -> end", "first -> late -> end"],
    ));
}

#[test]
fn seventeen_steps_at_the_same_time_are_no_matter() {
    let mut steps = vec![start(), and("split"), and("join"), end("end")];
    let mut lines = vec!["start -> split".to_owned(), "join -> end".to_owned()];
    for number in 0..17 {
        steps.push(ask(&format!("a{number}")));
        lines.push(format!("split -> a{number} -> join"));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let drawn = draw(steps, &lines);
    let mut search = Search::new(&drawn);
    assert!(search.step(1_000));
    assert_eq!(search.report(&drawn).verdict, Verdict::Sound);
    assert!(search.markings() < 50, "{} markings", search.markings());
}

#[test]
fn a_search_that_is_cut_short_decides_nothing_and_can_be_gone_on_with() {
    let drawn = draw(
        vec![start(), ask("a"), ask("b"), ask("c"), end("end")],
        &["start -> a -> b -> c -> end"],
    );
    let mut search = Search::new(&drawn);
    assert!(!search.step(1));
    assert_eq!(search.report(&drawn).verdict, Verdict::Undecided);
    assert!(search.step(100));
    assert_eq!(search.report(&drawn).verdict, Verdict::Sound);
}

#[test]
fn the_samples_are_sound() {
    for sample in process::sample::templates() {
        is_sound(&sample.diagram);
    }
}

#[test]
fn ten_thousand_steps_are_refused_and_nothing_is_called_sound() {
    let steps = (0..10_000)
        .map(|number| ask(&format!("a{number}")))
        .collect();
    let report = check_once(&draw(steps, &[]));
    assert_eq!(report.verdict, Verdict::Undecided);
}

#[test]
fn fifty_branches_into_each_other_are_not_decided_in_a_few_moves_and_nothing_is_called_sound() {
    let mut steps = vec![start(), and("split"), or("join"), end("end")];
    let mut lines = vec!["start -> split".to_owned(), "join -> end".to_owned()];
    for number in 0..50 {
        let place = |what: &str| format!("{what}{number}");
        steps.extend([or(&place("in")), ask(&place("a")), or(&place("out"))]);
        lines.push(format!(
            "split -> in{number} -> a{number} -> out{number} -> join"
        ));
        if number < 49 {
            lines.push(format!("out{number} -> in{}", number + 1));
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let drawn = draw(steps, &lines);
    let mut checker = Checker::default();
    let mut checking = checker.begin(&drawn);
    assert!(!checking.step(&mut checker, 200));
    assert_eq!(checking.report().verdict, Verdict::Undecided);
}

#[test]
fn proven_signs_give_way_in_the_list_of_problems() {
    let drawn = deadlock();
    let sign = Problem {
        severity: Severity::Warning,
        place: Place::Diagram,
        rule: "stuck-join".into(),
        message: "A sign.".into(),
    };
    let listed = check_once(&drawn).among(vec![sign]);
    let rules: Vec<&str> = listed.iter().map(|problem| problem.rule.as_str()).collect();
    assert_eq!(rules, ["stuck"]);
}

/// A group that is done for each of several things and tells its edge when something is odd, which does not stop it.
fn rounds_that_tell(rounds: bool) -> Diagram {
    let escalation = || Trigger::Escalation { code: "odd".into() };
    let mut each = group("each", Sort::Embedded);
    if rounds {
        each.repetition = Some(Repetition::Each(Box::new(Each::of_list("items", "item"))));
    }
    draw(
        vec![
            start(),
            each,
            end("end"),
            inside("each", named("in", "in", StepKind::Start(Start::default()))),
            inside("each", event("odd", Stands::Throw, escalation())),
            inside("each", ask("work")),
            inside("each", end("out")),
            edge("told", "each", false, escalation()),
            ask("look"),
            end("looked"),
        ],
        &[
            "start -> each -> end",
            "in -> odd -> work -> out",
            "told -> look -> looked",
        ],
    )
}

#[test]
fn what_only_several_rounds_bring_about_is_found() {
    let report = check(&rounds_that_tell(false));
    assert_eq!(report.findings, []);
    let drawn = rounds_that_tell(true);
    let report = check_once(&drawn);
    let kinds: Vec<_> = report.findings.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [Kind::DoneTwice]);
    let found = &report.findings[0];
    assert_eq!(found.steps[0].as_str(), "look");
    assert!(
        found
            .sentence
            .ends_with("It comes about when “each” is done for several."),
        "{}",
        found.sentence
    );
    let film = found.film.as_ref().expect("it can be watched");
    assert_eq!(film.rounds, 2);
    let state = film.replay(&drawn).expect("the kernel takes it");
    let twice = state
        .active
        .values()
        .filter(|visit| visit.step.as_str() == "look");
    assert_eq!(twice.count(), 2);
}
