//! Which data there is where.

use crate::support::build::*;
use process::data_at;
use process::diagram::FieldKind;

fn at(step: &str) -> String {
    let review = ask_of("review", person(1), [field("approved", FieldKind::YesNo)]);
    let left = ask_of("left", person(1), [field("a", text())]);
    let right = ask_of("right", person(1), [field("b", text())]);
    let lookup = service(
        "lookup",
        "read",
        &[],
        &[("price", "body.price", FieldKind::Number)],
    );
    let drawn = diagram(
        [
            start([field("amount", FieldKind::Number)]),
            decide("which"),
            review,
            decide("merge"),
            parallel("split"),
            left,
            right,
            parallel("join"),
            lookup,
            end("end"),
            ask("loose"),
        ],
        &[
            "start > which > [amount > 5] review > merge > split > left > join > lookup > end",
            "which > [else] merge",
            "split > right > join",
        ],
    );
    let found = data_at(&drawn, &catalog(), &step.into());
    let told = found
        .iter()
        .map(|datum| format!("{}{}", datum.key, if datum.certain { "" } else { "?" }));
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_step_knows_what_the_steps_before_it_set() {
    assert_eq!(at("start"), "");
    assert_eq!(at("which"), "amount requester.name requester.email");
    assert_eq!(at("review"), "amount requester.name requester.email");
}

#[test]
fn what_only_one_way_sets_is_not_certain_behind_a_merge() {
    assert_eq!(
        at("merge"),
        "amount approved? requester.name requester.email"
    );
}

#[test]
fn behind_a_join_everything_its_ways_set_is_certain() {
    assert_eq!(
        at("left"),
        "amount approved? requester.name requester.email"
    );
    assert_eq!(
        at("join"),
        "amount approved? a b requester.name requester.email"
    );
    assert_eq!(
        at("end"),
        "amount approved? a b price requester.name requester.email"
    );
}

#[test]
fn where_nothing_leads_yet_everything_is_offered_and_nothing_certain() {
    assert_eq!(
        at("loose"),
        "amount? approved? a? b? price? requester.name? requester.email?"
    );
}
