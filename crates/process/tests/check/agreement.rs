//! The kernel agrees with the checker: what is called sound never sticks, however it is run, and every film ends where it
//! says. The hand that runs it here knows nothing of the checker. 100,000 random steps in all.

use crate::grow::{Dice, scopes_thrown_together, sound, thrown_together, told};
use process::check::{Checker, Finding, Kind, Report, Search, Verdict};
use process::diagram::Diagram;
use process::run::{Actor, Command, Doing, Driver, Fact, Status, Wish};
use process::step::{Stands, StepKind, Trigger};
use process::{Catalog, Definition, State, Timestamp, apply};
use std::collections::BTreeMap;

/// Moves tried at most: a drawing thrown together may have very many.
const BUDGET: usize = 1_000;

fn check(diagram: &Diagram) -> Report {
    let report = Checker::default().check(diagram, &Catalog::default(), BUDGET);
    let mut search = Search::new(diagram);
    search.step(BUDGET);
    let verdict = search.report(diagram).verdict;
    let differ = (report.verdict == Verdict::Sound) != (verdict == Verdict::Sound);
    assert!(
        !differ || verdict == Verdict::Undecided,
        "{:?} and {verdict:?} for {}\n{:#?}",
        report.verdict,
        told(diagram),
        search.report(diagram).findings
    );
    report
}

/// Random steps of a drawing that is called sound, case after case. How many were made.
fn walk(diagram: &Diagram, seed: u64, most: usize) -> usize {
    let definition = Definition::of_deployed(diagram, &Catalog::default());
    let (mut dice, mut made) = (Dice(seed), 0);
    while made < most {
        made += one_case(diagram, &definition, &mut dice, most - made);
    }
    made
}

fn one_case(diagram: &Diagram, definition: &Definition, dice: &mut Dice, most: usize) -> usize {
    let works = |kind: &StepKind| matches!(kind, StepKind::AskPerson(_) | StepKind::Service(_));
    let working = diagram.steps.iter().filter(|step| works(&step.kind));
    let mut driver = Driver {
        holds: working.map(|step| step.id.clone()).collect(),
        simulates: true,
        ..Driver::default()
    };
    let mut state = State::default();
    let mut happened = std::collections::BTreeSet::new();
    let mut wish = Wish::Start {
        answers: BTreeMap::new(),
        zone: "UTC".into(),
        requester: None,
    };
    for made in 1..=most {
        choose_ways(diagram, &mut driver, dice);
        let command = Command {
            at: Timestamp(0),
            by: Actor::Engine,
            wish,
        };
        let events = process::run::drive(definition, &mut state.clone(), &command, &driver)
            .expect("only what can be wished is wished");
        for event in &events {
            assert!(
                !matches!(event.fact, Fact::IncidentRaised { .. }),
                "{event:?} in {}",
                told(diagram)
            );
            apply(&mut state, event);
        }
        if state.status != Status::Active {
            return made;
        }
        let mut wishes: Vec<Wish> = Vec::new();
        for (id, visit) in &state.active {
            if visit.doing == Doing::Held {
                wishes.push(Wish::Release { step_instance: *id });
            }
        }
        for (id, wait) in &state.waits {
            if from_outside(diagram, wait.step.as_str()) && !happened.contains(id) {
                wishes.push(Wish::Happen { wait: *id });
            }
        }
        assert!(
            !wishes.is_empty(),
            "nothing can happen in {}",
            told(diagram)
        );
        wish = wishes.swap_remove(dice.below(wishes.len()));
        if let Wish::Happen { wait } = &wish {
            happened.insert(*wait);
        }
    }
    most
}

fn from_outside(diagram: &Diagram, step: &str) -> bool {
    let step = diagram.step(&step.into()).expect("what waits is a step");
    match &step.kind {
        StepKind::Event(happening) => {
            assert!(happening.at != Stands::Throw);
            !happening
                .triggers
                .iter()
                .all(|trigger| matches!(trigger, Trigger::Escalation { .. }))
        }
        _ => true,
    }
}

fn choose_ways(diagram: &Diagram, driver: &mut Driver, dice: &mut Dice) {
    driver.ways.clear();
    for step in &diagram.steps {
        let mut ways: Vec<_> = diagram
            .outgoing(&step.id)
            .map(|flow| flow.id.clone())
            .collect();
        if ways.is_empty() {
            continue;
        }
        let one = ways[dice.below(ways.len())].clone();
        match step.kind {
            StepKind::Decide => ways = vec![one],
            StepKind::Inclusive => {
                ways.retain(|way| *way == one || dice.below(2) == 0);
            }
            _ => continue,
        }
        driver.ways.insert(step.id.clone(), ways);
    }
}

/// Runs the film again and sees that it is as the finding says.
fn shows_it(diagram: &Diagram, found: &Finding) {
    let Some(film) = &found.film else {
        let short = found.sentence.starts_with("In some cases ");
        assert!(found.kind == Kind::DeadStep || short, "{found:#?}");
        return;
    };
    let state = film
        .replay(diagram)
        .expect("every command of a film is taken");
    let at = &found.steps[0];
    let here: Vec<_> = state
        .active
        .values()
        .filter(|visit| visit.step == *at)
        .collect();
    match found.kind {
        Kind::Stuck | Kind::NeverFires | Kind::Uncaught => assert!(
            here.iter()
                .any(|visit| matches!(visit.doing, Doing::Stuck { .. })),
            "{found:#?} in {}",
            told(diagram)
        ),
        Kind::DoneTwice => assert_eq!(here.len(), 2, "{found:#?}"),
        Kind::EndlessLoop => assert!(!here.is_empty(), "{found:#?}"),
        Kind::BusyLoop | Kind::LeftOver => assert!(!film.frames.is_empty()),
        Kind::MoreAndMore => {
            assert_eq!(
                state.status,
                Status::Active,
                "{found:#?} in {}",
                told(diagram)
            );
        }
        Kind::DeadStep => panic!("a dead step has no film"),
    }
}

/// Checks and runs drawings until so many random steps are made in those called sound. How many of each verdict.
fn agrees(draw: impl Fn(u64) -> Diagram, steps: usize, each: usize) -> [usize; 3] {
    let (mut made, mut verdicts) = (0, [0; 3]);
    for seed in 0.. {
        if made >= steps {
            break;
        }
        let drawn = draw(seed);
        let report = check(&drawn);
        verdicts[report.verdict as usize] += 1;
        report
            .findings
            .iter()
            .for_each(|found| shows_it(&drawn, found));
        if report.verdict == Verdict::Sound {
            made += walk(&drawn, seed, each);
        }
    }
    verdicts
}

#[test]
fn blocks_are_sound_and_never_stick() {
    let [_, findings, undecided] = agrees(|seed| sound(seed, 12).0, 45_000, 300);
    assert_eq!((findings, undecided), (0, 0));
}

#[test]
fn what_is_thrown_together_and_called_sound_never_sticks() {
    let [sound, findings, _] = agrees(thrown_together, 45_000, 450);
    assert!(
        sound >= 20 && findings >= 20,
        "{sound} sound, {findings} not"
    );
}

#[test]
fn scopes_thrown_together_and_called_sound_never_stick() {
    let [sound, findings, _] = agrees(scopes_thrown_together, 10_000, 160);
    assert!(
        sound >= 20 && findings >= 20,
        "{sound} sound, {findings} not"
    );
}
