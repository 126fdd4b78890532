//! What could stand at the caret, in a text that is still being written.
//!
//! The text before the caret is read with its mistakes ([`crate::parse_all`]); where the reading ends, the tree has
//! a gap, and the gap says what is missing, which names are in scope and which types are wanted.

mod candidates;
mod caret;
mod drafts;
mod place;
mod properties;
mod signature;
mod wanted;
mod words;

use crate::catalogue::ParameterDoc;
use crate::parser::{Gap, Names, draft, draft_tests};
use crate::{Scope, Span, Type};
use candidates::Offers;
use caret::Caret;
use place::{Finder, Place, PlaceKind, Target};
use wanted::Wanted;

pub use signature::{SignatureHelp, signature_at};

/// What could stand at a caret, the likeliest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// What every candidate replaces, in bytes of the source: the word that was begun, or nothing at the caret.
    pub replace: Span,
    pub candidates: Vec<Candidate>,
}

/// Something that could stand at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to show: a name, a keyword, a choice without its quotes.
    pub label: String,
    pub kind: CandidateKind,
    /// The type of the value; of a function, what it gives. [`Type::Any`] when it is not known or has no meaning.
    pub of: Type,
    /// What it is, in one sentence.
    pub description: String,
    /// What to call the function with, in its first form. Empty for everything else.
    pub parameters: Vec<ParameterDoc>,
    /// What to put instead of [`Completions::replace`].
    pub insert: String,
    /// Where the caret goes, in bytes from the beginning of what was put there.
    pub caret: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateKind {
    /// A choice, or yes and no.
    Value,
    Variable,
    /// A field, or a part of a date, a time, a duration or a range.
    Property,
    /// The name of an input of the function that is being called.
    Parameter,
    /// A word or sign of the language.
    Keyword,
    /// The name of a type, after `instance of`.
    Type,
    Function,
}

/// What could stand at the caret (in bytes) of an expression that may be wrong or unfinished.
///
/// `expected` is the type the whole expression should have. What surely fits stands first, then what matches the
/// begun word best, then values before variables before keywords before functions. A caret beyond the end counts as
/// one at the end, a caret inside a character as one before it. Inside a text there are only choices, inside a
/// comment nothing. A source longer than [`crate::MAX_SOURCE`] has no completions.
pub fn complete(source: &str, caret: usize, scope: &Scope, expected: Option<&Type>) -> Completions {
    let root = Root::Expression(Wanted::of(expected));
    completions(source, caret, scope, &root)
}

/// As [`complete`], in the cell of a decision table for an input of a type.
pub fn complete_tests(source: &str, caret: usize, scope: &Scope, input: &Type) -> Completions {
    completions(source, caret, scope, &Root::Tests(input.clone()))
}

/// What the text is.
enum Root {
    Expression(Wanted),
    /// Tests of a value of this type.
    Tests(Type),
}

fn completions(source: &str, caret: usize, scope: &Scope, root: &Root) -> Completions {
    if source.len() > crate::MAX_SOURCE {
        let at = caret::boundary(source, caret);
        return Completions {
            replace: Span::new(at, at),
            candidates: Vec::new(),
        };
    }
    let names = Names::from(scope);
    let caret = Caret::new(source, caret, scope);
    let mut offers = Offers::new(source, &caret);
    for reading in &caret.readings {
        let before = &source[..reading.start];
        let (place, gap) = root.read(before, scope, &names);
        let follows = caret.word_before(reading.start);
        offers.add(reading, scope, &place, gap, follows.as_deref(), root);
    }
    offers.finish()
}

impl Root {
    /// Reads a text that ends where something is missing: the place there, and what the parser lacks.
    fn read(&self, before: &str, scope: &Scope, names: &Names) -> (Place, Option<Gap>) {
        let target = |gap| match gap {
            // What was read is finished, and goes on.
            None | Some(Gap::Word(_) | Gap::Sign) => Target::End(before.trim_end().len()),
            Some(Gap::Value | Gap::Field | Gap::Name | Gap::Type) => Target::Hole(before.len()),
        };
        let (found, gap) = match self {
            Root::Expression(wanted) => {
                let draft = draft(before, names);
                let finder = Finder::new(&draft.source, scope, target(draft.gap));
                (finder.in_expression(&draft.parts, wanted), draft.gap)
            }
            Root::Tests(input) => {
                let draft = draft_tests(before, names);
                let finder = Finder::new(&draft.source, scope, target(draft.gap));
                (finder.in_tests(&draft.tests, input), draft.gap)
            }
        };
        let unknown = || Place {
            locals: match self {
                Root::Expression(_) => Vec::new(),
                Root::Tests(input) => vec![("?".to_owned(), input.clone())],
            },
            wanted: self.wanted(),
            kind: PlaceKind::Value,
        };
        (found.unwrap_or_else(unknown), gap)
    }

    /// Whether a test of a cell begins behind a text.
    fn begins_test(&self, before: &str) -> bool {
        let before = before.trim_end();
        matches!(self, Root::Tests(_)) && (before.is_empty() || before.ends_with(','))
    }

    fn wanted(&self) -> Wanted {
        match self {
            Root::Expression(wanted) => wanted.clone(),
            Root::Tests(input) => Wanted::any_of([input.clone()]),
        }
    }
}
