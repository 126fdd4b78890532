//! How long the checker takes, and what it says: `cargo run --release -p process --example check_speed`.

#[path = "../../tests/check/draw.rs"]
#[allow(dead_code, reason = "the tests of the checker use the rest")]
mod draw;
#[path = "../../tests/check/grow.rs"]
#[allow(dead_code, reason = "the tests of the checker use the rest")]
mod grow;
#[path = "../../tests/check/plant.rs"]
mod plant;
#[path = "../../tests/check/shapes.rs"]
mod shapes;

use process::Catalog;
use process::check::{Checker, Search, Verdict};
use process::diagram::{Diagram, Flow};
use process::step::StepKind;
use shapes::{branches, line, tangled};
use std::time::{Duration, Instant};

/// Moves one check may try.
const BUDGET: usize = 20_000;
const DRAWINGS: u64 = 1_000;

fn main() {
    println!(
        "{:<44} {:>8} {:>9} {:>9} {:>9}",
        "", "drawings", "median", "p99", "worst"
    );
    many("sound", Verdict::Sound, |seed| grow::sound(seed, 10).0);
    many("with something broken", Verdict::Findings, |seed| {
        plant::defective(seed).0
    });
    println!();
    one(
        "17 steps at the same time",
        &branches(17, draw::and, draw::and),
    );
    one(
        "50 branches, an inclusive join",
        &branches(50, draw::and, draw::or),
    );
    one(
        "50 ways that may apply, an inclusive join",
        &branches(50, draw::or, draw::or),
    );
    one(
        "50 ways that may apply, a join of all",
        &branches(50, draw::or, draw::and),
    );
    one("50 branches into each other, inclusive joins", &tangled(50));
    let large = large(300);
    one(&format!("{} steps", large.steps.len()), &large);
    after_an_edit(&large);
    let mut broken = large.clone();
    break_one(&mut broken);
    one(
        &format!("{} steps, one join broken", broken.steps.len()),
        &broken,
    );
    let huge = self::large(4_900);
    one(&format!("{} steps", huge.steps.len()), &huge);
    one("a line of 10,000 steps", &line(10_000));
    one(
        "no start",
        &draw::draw(vec![draw::ask("a"), draw::end("end")], &["a -> end"]),
    );
    let search = full(&branches(17, draw::and, draw::and));
    println!("\n17 steps at the same time, searched without taking anything out: {search}");
}

fn check(drawn: &Diagram) -> (Verdict, Duration) {
    again(&mut Checker::default(), drawn)
}

/// What a check comes to that goes on in the background: ten times as many moves.
fn gone_on_with(drawn: &Diagram) -> Verdict {
    let checked = Checker::default().check(drawn, &Catalog::default(), 10 * BUDGET);
    checked.verdict
}

fn again(checker: &mut Checker, drawn: &Diagram) -> (Verdict, Duration) {
    let before = Instant::now();
    let report = checker.check(drawn, &Catalog::default(), BUDGET);
    (report.verdict, before.elapsed())
}

fn many(what: &str, expected: Verdict, draw: impl Fn(u64) -> Diagram) {
    let mut times = Vec::new();
    let mut others = Vec::new();
    for seed in 0..DRAWINGS {
        let (verdict, took) = check(&draw(seed));
        times.push(took);
        if verdict != expected {
            others.push((seed, verdict, gone_on_with(&draw(seed))));
        }
    }
    times.sort();
    let at = |part: usize| ms(times[(times.len() - 1) * part / 100]);
    let (median, p99, worst) = (at(50), at(99), at(100));
    println!("{what:<44} {DRAWINGS:>8} {median:>9} {p99:>9} {worst:>9}");
    println!(
        "    as expected: {}, others, and what they come to with more moves: {others:?}",
        times.len() - others.len()
    );
}

fn one(what: &str, drawn: &Diagram) {
    let (verdict, took) = check(drawn);
    println!("{what:<44} {verdict:>8?} {:>9}", ms(took));
}

/// One step is added on one flow; the rest is as it was.
fn after_an_edit(drawn: &Diagram) {
    let mut checker = Checker::default();
    again(&mut checker, drawn);
    let mut times: Vec<Duration> = (0..50)
        .map(|number| {
            let mut edited = drawn.clone();
            let at = number * edited.flows.len() / 50;
            let fresh = format!("fresh{number}");
            edited.steps.push(draw::ask(&fresh));
            let step = edited.steps.last_mut().expect("it has just been added");
            step.inside = drawn
                .step(&drawn.flows[at].from)
                .and_then(|from| from.inside.clone());
            let to = std::mem::replace(&mut edited.flows[at].to, fresh.as_str().into());
            let flow = Flow::new(fresh.as_str().into(), fresh.as_str().into(), to);
            edited.flows.push(flow);
            again(&mut checker, &edited).1
        })
        .collect();
    times.sort();
    println!(
        "{:<44} {:>8} {:>9} (worst of 50: {})",
        "  after one edit",
        "",
        ms(times[25]),
        ms(times[49])
    );
}

fn full(drawn: &Diagram) -> String {
    let before = Instant::now();
    let mut search = Search::new(drawn);
    search.step(BUDGET);
    let verdict = search.report(drawn).verdict;
    format!(
        "{verdict:?}, {} markings, {}",
        search.markings(),
        ms(before.elapsed())
    )
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// A sound drawing of about so many steps.
fn large(steps: usize) -> Diagram {
    let near = |seed: u64| grow::sound(seed, steps / 3).0;
    (0..40)
        .map(near)
        .min_by_key(|drawn| drawn.steps.len().abs_diff(steps))
        .expect("some were drawn")
}

/// The first join of all in it takes what comes.
fn break_one(drawn: &mut Diagram) {
    let flows = drawn.flows.clone();
    let mut steps = drawn.steps.iter_mut();
    let join = steps.find(|step| {
        step.kind == StepKind::Decide
            && flows.iter().filter(|flow| flow.to == step.id).count() > 1
            && flows.iter().filter(|flow| flow.from == step.id).count() == 1
            && step.inside.is_none()
    });
    if let Some(join) = join {
        join.kind = StepKind::Parallel;
    }
}
