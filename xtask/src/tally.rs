//! Adds up what the test runners say at their end.

use crate::{Outcome, tool};
use std::{
    io::{BufRead, BufReader},
    ops::AddAssign,
    process::{Command, Stdio},
};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs a test runner, showing what it prints, and adds its results to the tally. A runner that
/// fails without naming a failed test, such as one that does not compile, counts as one failure.
pub fn run(command: &mut Command, tally: &mut Tally) -> Outcome {
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| tool::not_started(command, &error))?;
    let mut found = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            found += read(&line);
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() && found.failed == 0 {
        found.failed = 1;
    }
    *tally += found;
    Ok(())
}

/// `test result: ok. 5 passed; 1 failed; …` from cargo, or `  5 passed (3.2s)` from Playwright.
fn read(line: &str) -> Tally {
    let line = line.trim();
    let line = match line.strip_prefix("test result: ") {
        Some(rest) => rest.split_once(". ").map_or(rest, |(_, counts)| counts),
        None if line.starts_with(|first: char| first.is_ascii_digit()) => line,
        None => return Tally::default(),
    };
    let mut tally = Tally::default();
    for part in line.split(';') {
        let mut words = part.split_whitespace();
        let Some(Ok(count)) = words.next().map(str::parse::<usize>) else {
            continue;
        };
        match words.next() {
            Some("passed" | "flaky") => tally.passed += count,
            Some("failed" | "interrupted") => tally.failed += count,
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::{Tally, read};

    #[test]
    fn cargo_names_both_numbers_on_one_line() {
        let line = "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            read(line),
            Tally {
                passed: 5,
                failed: 2
            }
        );
    }

    #[test]
    fn playwright_names_each_number_on_its_own_line() {
        assert_eq!(
            read("  3 passed (5.2s)"),
            Tally {
                passed: 3,
                failed: 0
            }
        );
        assert_eq!(
            read("  1 failed"),
            Tally {
                passed: 0,
                failed: 1
            }
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(read("running 3 tests"), Tally::default());
        assert_eq!(read("test it_failed ... ok"), Tally::default());
        assert_eq!(read("12 warnings emitted"), Tally::default());
    }
}
