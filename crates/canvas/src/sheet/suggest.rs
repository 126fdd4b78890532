//! What somebody who types into a cell could mean: the choices of its column, or what stands in it already.

use super::change::words_at;
use super::kinds::Kinds;
use super::shape::{Place, Shape, Spot};
use process::decision::table::Table;
use process::diagram::FieldKind;

/// So many are offered at most.
const MOST: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub word: String,
    /// The whole cell once it is taken.
    pub text: String,
}

pub fn suggestions(table: &Table, kinds: &Kinds, place: Place, typed: &str) -> Vec<Suggestion> {
    let shape = Shape::of(table);
    let spot = shape.spot(place);
    let kind = match spot {
        Spot::When { input, .. } => kinds.input(input),
        Spot::Then { output, .. } | Spot::Otherwise { output } => kinds.output(output),
        _ => return Vec::new(),
    };
    let several = matches!(spot, Spot::When { .. });
    // In a condition only the last of several words is being typed.
    let (before, word) = match typed.rsplit_once(',').filter(|_| several) {
        Some((before, word)) => (format!("{}, ", before.trim_end()), word.trim()),
        None => (String::new(), typed.trim()),
    };
    let candidates: Vec<String> = match kind {
        Some(FieldKind::Choice { options }) => options.clone(),
        Some(FieldKind::YesNo) => vec!["yes".to_owned(), "no".to_owned()],
        Some(FieldKind::Text { .. }) if !word.is_empty() => used(table, kinds, place, shape),
        _ => return Vec::new(),
    };
    let wanted = word.to_lowercase();
    let fits = |candidate: &&String| {
        let candidate = candidate.to_lowercase();
        candidate != wanted && candidate.contains(&wanted)
    };
    let mut found: Vec<&String> = candidates.iter().filter(fits).collect();
    found.sort_by_key(|candidate| !candidate.to_lowercase().starts_with(&wanted));
    found
        .into_iter()
        .take(MOST)
        .map(|word| Suggestion {
            word: word.clone(),
            text: format!("{before}{word}"),
        })
        .collect()
}

/// The different words of the column's other cells.
fn used(table: &Table, kinds: &Kinds, place: Place, shape: Shape) -> Vec<String> {
    let mut used: Vec<String> = Vec::new();
    for row in (1..=shape.rules).filter(|row| *row != place.row) {
        let words = words_at(table, kinds, shape.spot(Place::new(row, place.column)));
        if !words.is_empty() && words != "-" && !used.contains(&words) {
            used.push(words);
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::suggestions;
    use crate::sheet::{Kinds, Place};
    use process::decision::table::{Input, Rule, Table};
    use process::diagram::FieldKind;

    fn table(kind: FieldKind, cells: &[&str]) -> Table {
        Table {
            inputs: vec![Input {
                kind: Some(kind),
                ..Input::default()
            }],
            rules: cells
                .iter()
                .map(|cell| Rule {
                    when: vec![(*cell).to_owned()],
                    ..Rule::default()
                })
                .collect(),
            ..Table::default()
        }
    }

    fn offered(table: &Table, typed: &str) -> Vec<String> {
        let kinds = Kinds::of(table, |_| None);
        let found = suggestions(table, &kinds, Place::new(1, 0), typed);
        found.into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn choices_are_offered_at_once_and_narrowed_by_typing() {
        let options = ["Gold", "Silver", "Old gold"].map(str::to_owned).into();
        let table = table(FieldKind::Choice { options }, &[""]);
        assert_eq!(offered(&table, ""), ["Gold", "Silver", "Old gold"]);
        assert_eq!(offered(&table, "gol"), ["Gold", "Old gold"]);
        assert_eq!(offered(&table, "Gold, s"), ["Gold, Silver"]);
        assert_eq!(offered(&table, "silver"), [""; 0]);
    }

    #[test]
    fn texts_are_completed_from_the_same_column() {
        let text = FieldKind::Text { multiline: false };
        let table = table(text, &["", "\"Munich\"", "\"Madrid\"", "\"Munich\"", "-"]);
        assert_eq!(offered(&table, "m"), ["Munich", "Madrid"]);
        assert_eq!(offered(&table, ""), [""; 0]);
    }
}
