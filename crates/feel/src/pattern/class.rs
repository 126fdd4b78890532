//! Classes: which characters may stand in one place.

use super::PatternError;
use super::category;
use super::parse::Reader;

/// A set of characters: some parts, perhaps turned round, without those of another class.
#[derive(Debug, Clone)]
pub(super) struct Class {
    parts: Vec<Part>,
    negated: bool,
    without: Option<Box<Class>>,
}

#[derive(Debug, Clone)]
enum Part {
    Range(char, char),
    Kind(char),
    Property(String, bool),
}

/// What follows a backslash.
pub(super) enum Escape {
    Just(char),
    /// `\d`, `\W` …
    Kind(char),
    /// `\p{L}`, or `\P{L}` for all others.
    Property(String, bool),
}

impl Class {
    pub fn just(character: char) -> Class {
        Class::parts(vec![Part::Range(character, character)])
    }

    /// Any character; ends of lines only if wanted.
    pub fn dot(all: bool) -> Class {
        let ends = if all {
            Vec::new()
        } else {
            vec![Part::Range('\n', '\n'), Part::Range('\r', '\r')]
        };
        Class {
            negated: true,
            ..Class::parts(ends)
        }
    }

    pub fn of(escape: Escape) -> Class {
        Class::parts(vec![escape.into()])
    }

    fn parts(parts: Vec<Part>) -> Class {
        Class {
            parts,
            negated: false,
            without: None,
        }
    }

    pub fn contains(&self, character: char, ignore_case: bool) -> bool {
        let has = |character| self.parts.iter().any(|part| part.contains(character));
        let found =
            has(character) || (ignore_case && variants(character).into_iter().flatten().any(has));
        found != self.negated
            && !self
                .without
                .as_ref()
                .is_some_and(|without| without.contains(character, ignore_case))
    }
}

/// The other forms of a letter: small, large, and the small form of the large one.
fn variants(character: char) -> [Option<char>; 4] {
    let small = single(character.to_lowercase());
    let large = single(character.to_uppercase());
    [
        small,
        large,
        small.and_then(|small| single(small.to_uppercase())),
        large.and_then(|large| single(large.to_lowercase())),
    ]
}

fn single(mut characters: impl Iterator<Item = char>) -> Option<char> {
    let first = characters.next();
    first.filter(|_| characters.next().is_none())
}

/// Whether two characters are the same letter.
pub(super) fn same(a: char, b: char, ignore_case: bool) -> bool {
    a == b || (ignore_case && variants(a).contains(&Some(b)))
}

impl From<Escape> for Part {
    fn from(escape: Escape) -> Part {
        match escape {
            Escape::Just(character) => Part::Range(character, character),
            Escape::Kind(letter) => Part::Kind(letter),
            Escape::Property(name, negated) => Part::Property(name, negated),
        }
    }
}

impl Part {
    fn contains(&self, character: char) -> bool {
        match self {
            Part::Range(from, to) => (*from..=*to).contains(&character),
            Part::Property(name, negated) => category::is_in(name, character) != *negated,
            Part::Kind(letter) => {
                let found = match letter.to_ascii_lowercase() {
                    'd' => category::is_in("Nd", character),
                    's' => matches!(character, ' ' | '\t' | '\n' | '\r'),
                    'w' => !["P", "Z", "C"]
                        .iter()
                        .any(|kind| category::is_in(kind, character)),
                    'i' => character.is_alphabetic() || matches!(character, '_' | ':'),
                    _ => {
                        character.is_alphanumeric()
                            || matches!(character, '_' | ':' | '-' | '.' | '\u{B7}')
                    }
                };
                found != letter.is_ascii_uppercase()
            }
        }
    }
}

impl Reader {
    /// A class, after its opening bracket.
    pub(super) fn class(&mut self) -> Result<Class, PatternError> {
        let negated = self.take('^');
        let mut parts = Vec::new();
        let mut without = None;
        loop {
            let Some(next) = self.peek() else {
                return Err(PatternError::new(
                    "A square bracket in the pattern is never closed.",
                ));
            };
            if next == ']' && !parts.is_empty() {
                self.next();
                break;
            }
            if next == '-' && self.peek_at(1) == Some('[') && !parts.is_empty() {
                self.next();
                self.next();
                without = Some(Box::new(self.nested(Self::class)?));
                if !self.take(']') {
                    return Err(PatternError::new(
                        "What a class takes away must stand at its end: [a-z-[aeiou]].",
                    ));
                }
                break;
            }
            parts.push(self.class_part(parts.is_empty())?);
        }
        Ok(Class {
            parts,
            negated,
            without,
        })
    }

    fn class_part(&mut self, is_first: bool) -> Result<Part, PatternError> {
        let from = match self.class_end()? {
            Escape::Just(from) => from,
            kind => return Ok(kind.into()),
        };
        // A minus sign stands for itself at either end.
        let is_range =
            self.peek() == Some('-') && !matches!(self.peek_at(1), Some(']' | '[') | None);
        if !is_range {
            return Ok(Part::Range(from, from));
        }
        if from == '-' && !is_first {
            return Err(PatternError::new(
                "A minus sign in a class must stand at its start or end, or behind a backslash.",
            ));
        }
        self.next();
        match self.class_end()? {
            Escape::Just(to) if from <= to => Ok(Part::Range(from, to)),
            _ => Err(PatternError::new(
                "A range in a class of the pattern goes from a lower to a higher character.",
            )),
        }
    }

    fn class_end(&mut self) -> Result<Escape, PatternError> {
        match self.next() {
            Some('\\') => self.class_escape(),
            Some(character @ ('[' | ']')) => Err(PatternError::new(format!(
                "In a class of the pattern, \"{character}\" needs a backslash in front of it."
            ))),
            Some(character) => Ok(Escape::Just(character)),
            None => Err(PatternError::new(
                "A square bracket in the pattern is never closed.",
            )),
        }
    }
}
