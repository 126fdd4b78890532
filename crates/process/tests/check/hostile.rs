//! Half-drawn, torn and senseless drawings: always an answer, and never a panic.

use crate::draw::*;
use crate::grow::{Dice, scopes_thrown_together, sound, thrown_together};
use crate::shapes::{branches, line, tangled};
use process::Catalog;
use process::check::{Checker, Report, Verdict, repairs};
use process::diagram::Diagram;
use process::step::*;

/// Tears at a drawing until hardly anything fits.
fn torn(seed: u64) -> Diagram {
    let mut dice = Dice(seed ^ 0xABCD);
    let mut drawn = match dice.below(3) {
        0 => sound(seed, 6).0,
        1 => thrown_together(seed),
        _ => scopes_thrown_together(seed),
    };
    for _ in 0..1 + dice.below(6) {
        let (steps, flows) = (drawn.steps.len(), drawn.flows.len());
        if steps == 0 || flows == 0 {
            break;
        }
        let (at, other, flow) = (dice.below(steps), dice.below(steps), dice.below(flows));
        match dice.below(12) {
            0 => drawn.steps[at].id = drawn.steps[other].id.clone(),
            1 => drawn.flows[flow].to = "nowhere".into(),
            2 => drawn.steps[at].inside = Some(drawn.steps[other].id.clone()),
            3 => drop(drawn.steps.remove(at)),
            4 => drop(drawn.flows.remove(flow)),
            5 => drawn.flows[flow].from = drawn.steps[at].id.clone(),
            6 => drawn.steps[at].kind = StepKind::Complex(Complex::default()),
            7 => drawn.steps[at].tokens.takes = -3,
            8 => {
                drawn.steps[at].repetition = Some(Repetition::Each(Box::new(Each::times("none"))));
            }
            9 => {
                let host = drawn.steps[other].id.to_string();
                let cancel = edge("x", &host, true, Trigger::Compensation { of: None });
                drawn.steps[at].kind = cancel.kind;
            }
            10 => drawn.steps[at].only.while_open = Some(drawn.steps[other].id.clone()),
            _ => drawn.steps[at].kind = StepKind::FirstEvent(FirstEvent::default()),
        }
    }
    drawn
}

#[test]
fn whatever_is_drawn_there_is_an_answer() {
    let mut verdicts = [0; 3];
    for seed in 0..300 {
        let drawn = torn(seed);
        let report = Checker::default().check(&drawn, &Catalog::default(), 500);
        verdicts[report.verdict as usize] += 1;
        if let (Verdict::Findings, Some(found)) = (report.verdict, report.findings.first())
            && seed % 10 == 0
        {
            repairs(&drawn, found);
        }
    }
    assert!(verdicts[Verdict::Findings as usize] > 100, "{verdicts:?}");
}

/// Moves of one portion, and how many portions a page would wait for before it says that it is not decided.
const PORTION: usize = 100;
const PORTIONS: usize = 20;

/// Checks in portions; never longer than so many.
fn in_portions(checker: &mut Checker, drawn: &Diagram) -> Report {
    let mut checking = checker.begin(drawn);
    for _ in 0..PORTIONS {
        if checking.step(checker, PORTION) {
            break;
        }
        assert_ne!(
            checking.report().verdict,
            Verdict::Sound,
            "what is not over is not sound"
        );
    }
    checking.report()
}

#[test]
fn what_is_too_much_is_answered_in_so_many_moves_and_in_words() {
    let no_start = draw(vec![ask("a"), end("end")], &["a -> end"]);
    let mut undecided = 0;
    for drawn in [
        Diagram::default(),
        no_start,
        line(10_000),
        branches(17, and, and),
        branches(50, and, or),
        branches(50, or, or),
        branches(50, or, and),
        tangled(50),
    ] {
        let report = in_portions(&mut Checker::default(), &drawn);
        let told: Vec<String> = report
            .among(Vec::new())
            .into_iter()
            .map(|problem| problem.rule)
            .collect();
        match report.verdict {
            Verdict::Sound => assert!(told.is_empty(), "{told:?}"),
            Verdict::Findings => assert_eq!(told.len(), report.findings.len()),
            Verdict::Undecided => {
                assert_eq!(told, ["not-decided"]);
                undecided += 1;
            }
        }
    }
    assert!(undecided >= 3, "{undecided}");
}

#[test]
fn an_edit_while_a_check_runs_does_not_mislead_the_next_one() {
    for seed in 0..60 {
        let mut checker = Checker::default();
        let drawn = thrown_together(seed);
        let mut half = checker.begin(&drawn);
        half.step(&mut checker, 7);
        // The drawing is edited: one flow less.
        let mut edited = drawn.clone();
        let at = usize::try_from(seed).expect("small") % edited.flows.len();
        edited.flows.remove(at);
        let report = in_portions(&mut checker, &edited);
        let fresh = in_portions(&mut Checker::default(), &edited);
        assert_eq!(report.verdict, fresh.verdict, "{seed}");
        assert_eq!(report.findings, fresh.findings, "{seed}");
        // Nor does whoever goes on with the old drawing.
        half.step(&mut checker, 1_000);
        let again = in_portions(&mut checker, &edited);
        assert_eq!(again.verdict, fresh.verdict, "{seed}");
    }
}
