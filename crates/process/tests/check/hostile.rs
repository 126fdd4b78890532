//! Half-drawn, torn and senseless drawings: always an answer, and never a panic.

use crate::draw::*;
use crate::grow::{Dice, scopes_thrown_together, sound, thrown_together};
use process::Catalog;
use process::check::{Checker, Verdict, repairs};
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
