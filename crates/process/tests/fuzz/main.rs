//! Whatever diagram is read and whatever is wished of its cases, reading, compiling, deciding and folding end, without a
//! panic, and the log says what the state is.
//!
//! Runs for a second each; for longer with `BATON_FUZZ_SECONDS`. A seed that failed is tried again with
//! `BATON_FUZZ_SEED`.
#![cfg(not(target_arch = "wasm32"))]

mod dice;
mod mangle;
mod seeds;
mod walk;

use dice::Dice;
use process::Diagram;
use std::time::{Duration, Instant};

/// New cases until the time is up. The seed of one that fails is in the message.
fn for_a_while(work: impl Fn(&mut Dice) + std::panic::RefUnwindSafe) {
    let seconds = std::env::var("BATON_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let begun = Instant::now();
    let first = u64::from(std::process::id()) << 32;
    let mut seed = std::env::var("BATON_FUZZ_SEED")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(first);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let outcome = std::panic::catch_unwind(|| work(&mut Dice::new(seed)));
        assert!(outcome.is_ok(), "failed with the seed {seed}");
        seed = seed.wrapping_add(1);
    }
}

#[test]
fn any_diagram_that_can_be_read_can_be_compiled_and_run() {
    let seeds = seeds::diagrams();
    for_a_while(|dice| {
        let mut json = dice.pick(&seeds).clone();
        for _ in 0..dice.below(6) {
            mangle::change(&mut json, dice);
        }
        if let Ok(diagram) = serde_json::from_value::<Diagram>(json) {
            walk::walk(&diagram, dice, 25);
        }
    });
}

#[test]
fn any_commands_leave_the_books_in_order() {
    let seeds = seeds::diagrams();
    for_a_while(|dice| {
        let json = dice.pick(&seeds).clone();
        if let Ok(diagram) = serde_json::from_value::<Diagram>(json) {
            walk::walk(&diagram, dice, 60);
        }
    });
}

#[test]
fn any_bytes_are_a_diagram_or_a_sentence() {
    let texts: Vec<String> = seeds::diagrams().iter().map(ToString::to_string).collect();
    for_a_while(|dice| {
        let mut bytes = dice.pick(&texts).clone().into_bytes();
        for _ in 0..dice.below(8) {
            mangle::bytes(&mut bytes, dice);
        }
        match serde_json::from_slice::<Diagram>(&bytes) {
            Ok(diagram) => {
                let again = serde_json::to_value(&diagram).expect("it can be written");
                let again: Diagram = serde_json::from_value(again).expect("it can be read again");
                assert_eq!(again, diagram);
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    });
}
