//! What becomes of a table: cells filled, rules put in, taken out and moved.

use super::kinds::Kinds;
use super::shape::{Shape, Spot};
use super::words::{condition_in_words, condition_of_words, result_in_words, result_of_words};
use process::decision::table::{MAX_RULES, Rule, Table};
use std::ops::Range;

/// Gives every rule as many cells as there are columns.
pub(super) fn square(table: &mut Table) {
    let shape = Shape::of(table);
    for rule in &mut table.rules {
        rule.when.resize(shape.inputs, String::new());
        rule.then.resize(shape.outputs, String::new());
    }
}

/// What a place shows.
pub(super) fn words_at(table: &Table, kinds: &Kinds, spot: Spot) -> String {
    let rule = |rule: usize| table.rules.get(rule);
    match spot {
        Spot::Input(input) => table
            .inputs
            .get(input)
            .map(|input| input.title().to_owned())
            .unwrap_or_default(),
        Spot::Output(output) => table
            .outputs
            .get(output)
            .map(|output| output.title().to_owned())
            .unwrap_or_default(),
        Spot::When { rule: at, input } => rule(at)
            .map(|rule| condition_in_words(rule.when(input), kinds.input(input)))
            .unwrap_or_default(),
        Spot::Then { rule: at, output } => rule(at)
            .map(|rule| result_in_words(rule.then(output), kinds.output(output)))
            .unwrap_or_default(),
        Spot::Note { rule: at } => rule(at).map(|rule| rule.note.clone()).unwrap_or_default(),
        Spot::Otherwise { output } => table
            .outputs
            .get(output)
            .map(|found| result_in_words(&found.otherwise, kinds.output(output)))
            .unwrap_or_default(),
        Spot::NoteHeading => "Note".to_owned(),
        Spot::Nothing => String::new(),
    }
}

/// Whether something can be written there. Headings have settings of their own.
pub(super) fn takes_words(spot: Spot) -> bool {
    matches!(
        spot,
        Spot::When { .. } | Spot::Then { .. } | Spot::Note { .. } | Spot::Otherwise { .. }
    )
}

/// Writes words into a place. The table must be square.
pub(super) fn write(table: &mut Table, kinds: &Kinds, spot: Spot, words: &str) {
    let (cell, text) = match spot {
        Spot::When { rule, input } => (
            table
                .rules
                .get_mut(rule)
                .and_then(|rule| rule.when.get_mut(input)),
            condition_of_words(words, kinds.input(input)),
        ),
        Spot::Then { rule, output } => (
            table
                .rules
                .get_mut(rule)
                .and_then(|rule| rule.then.get_mut(output)),
            result_of_words(words, kinds.output(output)),
        ),
        Spot::Note { rule } => (
            table.rules.get_mut(rule).map(|rule| &mut rule.note),
            words.trim().to_owned(),
        ),
        Spot::Otherwise { output } => (
            table
                .outputs
                .get_mut(output)
                .map(|output| &mut output.otherwise),
            result_of_words(words, kinds.output(output)),
        ),
        Spot::Input(_) | Spot::Output(_) | Spot::NoteHeading | Spot::Nothing => return,
    };
    if let Some(cell) = cell {
        *cell = text;
    }
}

/// A rule without anything in it, put before the one at `at`. False when there is no room.
pub(super) fn add_rule(table: &mut Table, at: usize) -> bool {
    if table.rules.len() >= MAX_RULES {
        return false;
    }
    let rule = Rule {
        when: vec![String::new(); table.inputs.len()],
        then: vec![String::new(); table.outputs.len()],
        note: String::new(),
    };
    let at = at.min(table.rules.len());
    table.rules.insert(at, rule);
    true
}

/// The same rules once more, below them. False when there is no room.
pub(super) fn duplicate(table: &mut Table, rules: Range<usize>) -> bool {
    if table.rules.len() + rules.len() > MAX_RULES || rules.end > table.rules.len() {
        return false;
    }
    let copies = table.rules[rules.clone()].to_vec();
    table.rules.splice(rules.end..rules.end, copies);
    true
}

/// Puts rules elsewhere: the first of them becomes rule `to`.
pub(super) fn shift(table: &mut Table, rules: Range<usize>, to: usize) {
    if rules.end > table.rules.len() {
        return;
    }
    let moved: Vec<Rule> = table.rules.drain(rules).collect();
    let to = to.min(table.rules.len());
    table.rules.splice(to..to, moved);
}
