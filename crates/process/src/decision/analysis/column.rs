//! A column cut into pieces: all values of a piece are alike to every rule.

use super::cell::{Asked, Atom, Plain};
use super::point::{Line, Point, place};
use super::set::Set;
use feel::{Type, Value};
use std::ops::Bound;

/// The pieces of a column. The first is "no value", the second "any value that nobody speaks of", which some columns
/// cannot have.
pub(crate) struct Column {
    pub title: String,
    kind: Kind,
    /// All pieces that a value can fall into.
    pub all: Set,
    /// Those in which a case that no rule covers is worth a word.
    pub usual: Set,
}

enum Kind {
    /// After the first two, points and what lies between them take turns: below the first point, the first point,
    /// between the first and the second …
    Line(Line, Vec<Point>),
    Values(Vec<Value>),
}

/// No value.
pub(crate) const NOTHING: usize = 0;
const OTHER: usize = 1;
const FIRST: usize = 2;

impl Column {
    /// The column of an input with this type and these cells.
    pub(super) fn of(title: &str, of: &Type, cells: &[Asked]) -> Self {
        let values = mentioned(cells);
        let lines = values.iter().filter_map(|value| place(value));
        let (kind, open) = match of {
            Type::Boolean => (Kind::Values(vec![true.into(), false.into()]), false),
            Type::Choice(options) => {
                let options = options.iter().map(|option| Value::from(option.as_str()));
                (Kind::Values(options.collect()), false)
            }
            Type::String => (Kind::Values(texts(&values)), true),
            other => {
                let known = line_of(other);
                let first = lines.clone().next().map(|(line, _)| line);
                let fits = lines.clone().count() == values.len();
                match known.or(first.filter(|_| fits && *other == Type::Any)) {
                    Some(line) => {
                        let points = lines.filter(|(of, _)| *of == line);
                        let mut points: Vec<_> = points.map(|(_, point)| point).collect();
                        points.sort();
                        points.dedup();
                        (Kind::Line(line, points), known.is_none())
                    }
                    None => (Kind::Values(distinct(&values)), true),
                }
            }
        };
        let mut column = Self {
            title: title.to_owned(),
            kind,
            all: Set::default(),
            usual: Set::default(),
        };
        let size = column.size();
        let mut all = Set::empty(size);
        for piece in FIRST..size {
            if column.sample(piece).is_some() {
                all.insert(piece);
            }
        }
        column.usual = all.clone();
        if open {
            all.insert(OTHER);
            if *of == Type::String {
                column.usual.insert(OTHER);
            }
        }
        if column.usual.is_empty() {
            column.usual = all.clone();
        }
        all.insert(NOTHING);
        column.all = all;
        column
    }

    fn size(&self) -> usize {
        FIRST
            + match &self.kind {
                Kind::Line(_, points) => points.len() * 2 + 1,
                Kind::Values(values) => values.len(),
            }
    }

    /// The pieces a cell lets pass; nothing when it is not plain here.
    pub(super) fn pieces(&self, asked: &Asked) -> Option<Set> {
        match asked {
            Asked::Anything => Some(self.all.clone()),
            Asked::Unclear => None,
            Asked::Plain(Plain { negated, atoms }) => {
                let mut found = Set::empty(self.size());
                for atom in atoms {
                    found = found.or(&self.atom(atom)?);
                }
                if !*negated {
                    return Some(found.and(&self.all));
                }
                let mut rest = self.all.without(&found);
                // No value is not smaller than another, but not larger either.
                if atoms.iter().any(|atom| matches!(atom, Atom::Between(..))) {
                    rest.remove(NOTHING);
                }
                Some(rest)
            }
        }
    }

    fn atom(&self, atom: &Atom) -> Option<Set> {
        let mut set = Set::empty(self.size());
        match (atom, &self.kind) {
            (Atom::Null, _) => set.insert(NOTHING),
            (Atom::Equal(value), _) => {
                // What the column can never be adds nothing.
                if let Some(piece) = self.piece(value)? {
                    set.insert(piece);
                }
            }
            (Atom::NotEqual(value), _) => {
                set = self.all.clone();
                if let Some(piece) = self.piece(value)? {
                    set.remove(piece);
                }
            }
            (Atom::Between(low, high), Kind::Line(line, points)) => {
                let index = |value: &Value| {
                    let (of, point) = place(value)?;
                    let found = points.binary_search(&point).ok()?;
                    (of == *line).then_some(FIRST + found * 2 + 1)
                };
                let first = match low {
                    Bound::Unbounded => FIRST,
                    Bound::Included(value) => index(value)?,
                    Bound::Excluded(value) => index(value)? + 1,
                };
                let end = match high {
                    Bound::Unbounded => self.size(),
                    Bound::Included(value) => index(value)? + 1,
                    Bound::Excluded(value) => index(value)?,
                };
                (first..end).for_each(|piece| set.insert(piece));
            }
            (Atom::Between(..), Kind::Values(_)) => return None,
        }
        Some(set)
    }

    /// The piece a value is; `Some(None)` where the column can never be it; nothing where that is not known.
    fn piece(&self, value: &Value) -> Option<Option<usize>> {
        match &self.kind {
            Kind::Line(line, points) => {
                let (of, point) = place(value)?;
                let found = points.binary_search(&point).ok()?;
                (of == *line).then_some(Some(FIRST + found * 2 + 1))
            }
            Kind::Values(values) => {
                let found = values.iter().position(|known| known == value);
                let same_kind = values
                    .first()
                    .is_none_or(|known| known.kind_in_words() == value.kind_in_words());
                match found {
                    Some(found) => Some(Some(FIRST + found)),
                    None => same_kind.then_some(None),
                }
            }
        }
    }

    /// A value that stands for all of a piece.
    pub fn value(&self, piece: usize) -> Value {
        match (piece, self.sample(piece)) {
            (_, Some(value)) => value,
            (NOTHING, None) => Value::Null,
            // Longer than all others, so it is none of them.
            (_, None) => match &self.kind {
                Kind::Values(values) => {
                    let texts = values.iter().filter_map(|value| match value {
                        Value::String(text) => Some(&**text),
                        _ => None,
                    });
                    Value::from(texts.collect::<String>() + "…")
                }
                Kind::Line(..) => Value::Null,
            },
        }
    }

    /// The pieces of these values, as far as the column can have them.
    pub fn pieces_of(&self, values: impl IntoIterator<Item = Value>) -> Option<Set> {
        let atoms = values.into_iter().map(Atom::Equal).collect();
        self.pieces(&Asked::Plain(Plain {
            negated: false,
            atoms,
        }))
    }

    /// A column that is cut at these values.
    pub fn cut(title: &str, of: &Type, at: Vec<Value>) -> Self {
        let atoms = at.into_iter().map(Atom::Equal).collect();
        let negated = false;
        Self::of(title, of, &[Asked::Plain(Plain { negated, atoms })])
    }

    /// A value of a piece; nothing where there is none.
    fn sample(&self, piece: usize) -> Option<Value> {
        let piece = piece.checked_sub(FIRST)?;
        match &self.kind {
            Kind::Values(values) => values.get(piece).cloned(),
            Kind::Line(line, points) => {
                let at = piece / 2;
                let point = match piece % 2 {
                    1 => points.get(at).copied(),
                    _ => {
                        let low = at.checked_sub(1).and_then(|low| points.get(low));
                        line.between(low.copied(), points.get(at).copied())
                    }
                };
                line.value(point?)
            }
        }
    }

    /// A piece that speaks for several: one with a value, if there is one.
    pub fn speaker(&self, pieces: &Set) -> Option<usize> {
        let mut found = pieces.iter().filter(|piece| *piece >= FIRST);
        found.next().or_else(|| pieces.iter().last())
    }

    /// “Amount is 500”.
    pub fn in_words(&self, piece: usize) -> String {
        let title = &self.title;
        match (piece, self.sample(piece)) {
            (NOTHING, _) => format!("{title} is empty"),
            (_, Some(Value::Boolean(true))) => format!("{title} is yes"),
            (_, Some(Value::Boolean(false))) => format!("{title} is no"),
            (_, Some(Value::String(text))) => format!("{title} is “{text}”"),
            (_, Some(value)) => format!("{title} is {}", value.to_text()),
            (_, None) => format!("{title} is anything else"),
        }
    }

    /// The pieces as the text of a cell; nothing where FEEL has no short way to say it.
    pub fn to_cell(&self, pieces: &Set) -> Option<String> {
        if pieces.holds_all(&self.all) {
            return Some("-".to_owned());
        }
        if pieces.contains(NOTHING) || pieces.contains(OTHER) || pieces.is_empty() {
            return None;
        }
        match &self.kind {
            Kind::Values(_) => {
                let values = pieces.iter().filter_map(|piece| self.sample(piece));
                let values: Vec<_> = values.map(|value| value.to_source()).collect();
                Some(values.join(", "))
            }
            Kind::Line(line, points) => {
                let mut runs: Vec<(usize, usize)> = Vec::new();
                for piece in pieces.iter().map(|piece| piece - FIRST) {
                    match runs.last_mut() {
                        // Between neighbours that lie close together there is nothing.
                        Some((_, end))
                            if (*end + 1..piece).all(|gap| self.sample(gap + FIRST).is_none()) =>
                        {
                            *end = piece;
                        }
                        _ => runs.push((piece, piece)),
                    }
                }
                let source = |at: usize| Some(line.value(*points.get(at)?)?.to_source());
                let runs = runs.into_iter().map(|(first, last)| {
                    let low = match first % 2 {
                        1 => Some(("[", ">=", source(first / 2)?)),
                        _ if first == 0 => None,
                        _ => Some(("(", ">", source(first / 2 - 1)?)),
                    };
                    let high = match last % 2 {
                        1 => Some(("]", "<=", source(last / 2)?)),
                        _ if last == points.len() * 2 => None,
                        _ => Some((")", "<", source(last / 2)?)),
                    };
                    Some(match (low, high) {
                        (Some(low), Some(high)) if low.2 == high.2 => low.2,
                        (Some(low), Some(high)) => {
                            format!("{}{}..{}{}", low.0, low.2, high.2, high.0)
                        }
                        (Some(low), None) => format!("{} {}", low.1, low.2),
                        (None, Some(high)) => format!("{} {}", high.1, high.2),
                        (None, None) => return None,
                    })
                });
                let runs: Option<Vec<_>> = runs.collect();
                Some(runs?.join(", "))
            }
        }
    }
}

fn line_of(of: &Type) -> Option<Line> {
    Some(match of {
        Type::Number => Line::Numbers,
        Type::Date => Line::Days,
        Type::Time => Line::Times,
        Type::DateTime => Line::Moments,
        Type::Duration => Line::Durations,
        Type::YearsMonths => Line::Months,
        _ => return None,
    })
}

/// All values that plain cells name.
fn mentioned(cells: &[Asked]) -> Vec<&Value> {
    let mut values = Vec::new();
    for cell in cells {
        let Asked::Plain(plain) = cell else { continue };
        for atom in &plain.atoms {
            match atom {
                Atom::Null => {}
                Atom::Equal(value) | Atom::NotEqual(value) => values.push(value),
                Atom::Between(low, high) => {
                    for bound in [low, high] {
                        if let Bound::Included(value) | Bound::Excluded(value) = bound {
                            values.push(value);
                        }
                    }
                }
            }
        }
    }
    values
}

fn texts(values: &[&Value]) -> Vec<Value> {
    let mut texts = distinct(values);
    texts.retain(|value| matches!(value, Value::String(_)));
    texts
}

fn distinct(values: &[&Value]) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    let fresh = values.iter().filter(|value| seen.insert((**value).clone()));
    fresh.map(|value| (*value).clone()).collect()
}
