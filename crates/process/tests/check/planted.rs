//! What is planted is found in each drawing, and nothing in those that cannot go wrong.

use crate::grow::{sound, told};
use crate::plant::defective;
use process::Catalog;
use process::check::{Checker, Verdict};

#[test]
fn what_is_planted_is_found_and_nothing_else_is() {
    let mut checker = Checker::default();
    let mut found = [0; 8];
    for seed in 0..250 {
        let (drawn, _) = sound(seed, 10);
        let report = checker.check(&drawn, &Catalog::default(), 20_000);
        assert_eq!(
            report.verdict,
            Verdict::Sound,
            "{seed}: {:#?}",
            report.findings
        );
        let (drawn, kinds) = defective(seed);
        let report = checker.check(&drawn, &Catalog::default(), 20_000);
        assert_eq!(
            report.verdict,
            Verdict::Findings,
            "{seed}, {kinds:?}{}",
            told(&drawn)
        );
        let of_kind = report
            .findings
            .iter()
            .filter(|found| kinds.contains(&found.kind));
        assert!(
            of_kind.count() > 0,
            "{seed}: {kinds:?}, {:?}",
            report
                .findings
                .iter()
                .map(|found| &found.sentence)
                .collect::<Vec<_>>()
        );
        found[kinds.len()] += 1;
    }
    assert!(found.iter().filter(|count| **count > 10).count() >= 2);
}
