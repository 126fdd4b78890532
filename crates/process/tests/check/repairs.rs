//! What is offered mends what was found, in one edit and one undo.

use crate::draw::*;
use crate::plant::defective;
use process::Catalog;
use process::check::{Checker, Report, Verdict, repairs};
use process::diagram::Diagram;

fn check(diagram: &Diagram) -> Report {
    Checker::default().check(diagram, &Catalog::default(), 20_000)
}

/// The sentences of what is offered for the first thing that is found; each is seen to help.
fn offered(diagram: &Diagram) -> Vec<String> {
    let report = check(diagram);
    let found = report.findings.first().expect("something is wrong");
    let offers = repairs(diagram, found);
    for offer in &offers {
        let mut mended = diagram.clone();
        let undo = offer
            .edit
            .clone()
            .apply(&mut mended)
            .expect("an offer fits");
        let after = check(&mended);
        assert!(
            after.findings.len() < report.findings.len(),
            "{}",
            offer.sentence
        );
        undo.apply(&mut mended)
            .expect("what was done can be undone");
        assert_eq!(mended, *diagram, "{}", offer.sentence);
    }
    offers.into_iter().map(|offer| offer.sentence).collect()
}

#[test]
fn a_join_that_waits_for_ever_may_wait_for_less() {
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
    assert_eq!(
        offered(&drawn)[..2],
        [
            "Let “join” wait only for what still comes.",
            "Let “join” go on with whatever comes."
        ]
    );
}

#[test]
fn what_is_done_twice_gets_a_join_before_it() {
    let drawn = draw(
        vec![
            start(),
            and("split"),
            ask("a"),
            ask("b"),
            ask("pay"),
            end("end"),
        ],
        &["start -> split -> a -> pay -> end", "split -> b -> pay"],
    );
    assert_eq!(
        offered(&drawn),
        [
            "Before “pay”, wait for all of them.",
            "Before “pay”, wait for all that still come."
        ]
    );
}

#[test]
fn a_loop_without_a_way_out_gets_one() {
    let drawn = draw(
        vec![start(), ask("a"), ask("b"), xor("which"), end("end")],
        &["start -> which -> end", "which -> a -> b -> a"],
    );
    let offers = offered(&drawn);
    assert_eq!(
        offers,
        ["After “b”, decide whether to go round again or on to “end”."]
    );
}

#[test]
fn an_error_nobody_catches_may_be_a_plain_end() {
    let stop = event("stop", process::step::Stands::End, error("late"));
    let drawn = draw(vec![start(), ask("a"), stop], &["start -> a -> stop"]);
    assert_eq!(
        offered(&drawn),
        ["Let the way end at “stop” without an error."]
    );
}

#[test]
fn what_is_offered_for_a_planted_defect_helps() {
    let with_offers = (0..40)
        .map(|seed| defective(seed).0)
        .filter(|drawn| {
            assert_eq!(check(drawn).verdict, Verdict::Findings);
            !offered(drawn).is_empty()
        })
        .count();
    assert!(with_offers >= 25, "{with_offers} of 40");
}
