//! The documentation of the built-in functions and the functions themselves are one.
#![allow(clippy::unwrap_used)]

use feel::functions::{signatures, signatures_of};

/// The functions that a line of a table is about.
fn first_cell(line: &str) -> &str {
    let line = line.trim_start_matches("//! | ");
    line.split(" | ").next().unwrap_or(line)
}

#[test]
fn every_function_is_described_and_every_description_has_its_function() {
    let text = include_str!("../src/functions.rs");
    let described: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("//! | `"))
        .map(first_cell)
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(|code| code.split('(').next().unwrap())
        .collect();
    for signature in signatures() {
        assert!(described.contains(&signature.name), "{}", signature.name);
    }
    for name in described {
        assert!(!signatures_of(name).is_empty(), "{name}");
    }
}

#[test]
fn every_described_parameter_has_the_name_of_the_standard() {
    let text = include_str!("../src/functions.rs");
    for line in text.lines().filter(|line| line.starts_with("//! | `")) {
        let cell = first_cell(line);
        for code in cell.split('`').skip(1).step_by(2) {
            let Some((name, parameters)) = code.split_once('(') else {
                continue;
            };
            let parameters = parameters.trim_end_matches(')').replace(", …", "");
            let wanted: Vec<_> = parameters
                .split(", ")
                .filter(|name| !name.is_empty())
                .collect();
            let found = signatures_of(name).iter().any(|signature| {
                let own = signature.parameters.iter();
                let own = own.map(|(name, _, optional)| {
                    let mark = if *optional { "?" } else { "" };
                    format!("{name}{mark}")
                });
                own.collect::<Vec<_>>() == wanted
            });
            assert!(found, "{code}");
        }
    }
}
