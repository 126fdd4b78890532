//! A table as boxes: for each rule and column the pieces that pass.

use super::cell::{Asked, Reader};
use super::column::Column;
use super::set::Set;
use crate::decision::table::Table;
use feel::Scope;
use std::collections::BTreeMap;

/// Pairs of rules that are compared at the most.
pub(super) const PAIRS: usize = 2_000_000;

pub(super) struct Grid<'t> {
    pub table: &'t Table,
    pub columns: Vec<Column>,
    /// For each rule its pieces, column by column. What is not plain counts as everything.
    pub boxes: Vec<Vec<Set>>,
    /// The rules of which every condition is plain.
    pub plain: Set,
    /// Conditions that are not: rule and column.
    pub unclear: Vec<(usize, usize)>,
    /// Columns that look at the same data in different ways, so that not every combination can occur.
    pub entangled: bool,
}

impl<'t> Grid<'t> {
    pub fn of(table: &'t Table, scope: &Scope) -> Self {
        let mut reader = Reader::default();
        let rules = table.rules.len();
        let mut grid = Self {
            table,
            columns: Vec::new(),
            boxes: vec![Vec::new(); rules],
            plain: Set::empty(rules),
            unclear: Vec::new(),
            entangled: entangled(table),
        };
        (0..rules).for_each(|rule| grid.plain.insert(rule));
        for (index, input) in table.inputs.iter().enumerate() {
            let cells: Vec<Asked> = table
                .rules
                .iter()
                .map(|rule| reader.read(rule.when.get(index).map_or("", String::as_str)))
                .collect();
            let column = Column::of(input.title(), &table.input_type(index, scope), &cells);
            for (rule, cell) in cells.iter().enumerate() {
                let pieces = column.pieces(cell).unwrap_or_else(|| {
                    grid.plain.remove(rule);
                    grid.unclear.push((rule, index));
                    column.all.clone()
                });
                grid.boxes[rule].push(pieces);
            }
            grid.columns.push(column);
        }
        grid
    }

    /// Each two of the plain rules that are kept, in the order of the table; no more than can be compared in time.
    pub fn pairs(&self, keep: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, usize)> {
        let plain: Vec<usize> = self.plain.iter().filter(|rule| keep(*rule)).collect();
        let count = plain.len();
        let places = (0..count).flat_map(move |at| (at + 1..count).map(move |other| (at, other)));
        let pairs = places.map(move |(at, other)| (plain[at], plain[other]));
        pairs.take(PAIRS)
    }

    /// Whether every case of one rule is a case of another.
    pub fn covers(&self, rule: usize, other: usize) -> bool {
        let pairs = self.boxes[rule].iter().zip(&self.boxes[other]);
        pairs.into_iter().all(|(a, b)| a.holds_all(b))
    }

    pub fn overlap(&self, rule: usize, other: usize) -> bool {
        let pairs = self.boxes[rule].iter().zip(&self.boxes[other]);
        pairs.into_iter().all(|(a, b)| a.meets(b))
    }

    /// Whether a rule has a condition that nothing meets.
    pub fn is_impossible(&self, rule: usize) -> bool {
        self.boxes[rule].iter().any(Set::is_empty)
    }

    /// Whether two rules give the same, word for word.
    pub fn same_results(&self, rule: usize, other: usize) -> bool {
        let (a, b) = (&self.table.rules[rule], &self.table.rules[other]);
        (0..self.table.outputs.len()).all(|output| a.then(output) == b.then(output))
    }
}

fn entangled(table: &Table) -> bool {
    let is_path = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | ' '))
    };
    // For each variable, the expressions that look at it.
    let mut looked_at: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for input in &table.inputs {
        let text = input.expression.trim();
        let Ok(expression) = feel::parse(text) else {
            continue;
        };
        for (name, _) in expression.names() {
            looked_at.entry(name).or_default().push(text);
        }
    }
    looked_at.values().any(|texts| {
        texts.iter().enumerate().any(|(at, text)| {
            texts[at + 1..].iter().any(|other| {
                let within = |a: &str, b: &str| {
                    a.strip_prefix(b)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                // Different fields of one thing are independent.
                !is_path(text) || !is_path(other) || within(text, other) || within(other, text)
            })
        })
    })
}
