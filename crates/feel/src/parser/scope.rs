//! The names and types that an expression may use, prepared once for many expressions.

use std::collections::BTreeMap;

use crate::lexer::{TokenKind, tokens};
use crate::{Scope, Type};

/// The names in scope, so that names with signs and keywords in them can be told from sums and conditions
/// (`e-mail`, `terms and conditions`), and the named types that may stand behind `instance of`.
///
/// Only names of several pieces need to be here; others are names in any case.
#[derive(Debug, Clone, Default)]
pub struct Names {
    variables: Known,
    /// May stand behind a dot and inside a filter.
    fields: Known,
    types: BTreeMap<String, Type>,
}

impl Names {
    pub fn new() -> Names {
        Names::default()
    }

    /// A variable. The longest name that fits wins.
    pub fn insert(&mut self, name: impl AsRef<str>) {
        self.variables.insert(name.as_ref());
    }

    /// A variable with the fields that its type knows, and theirs.
    pub fn insert_typed(&mut self, name: impl AsRef<str>, of: &Type) {
        self.insert(name);
        self.insert_fields(of);
    }

    /// The fields of a type may stand behind a dot and inside a filter.
    pub fn insert_fields(&mut self, of: &Type) {
        match of {
            Type::Context(fields) => {
                for (name, of) in fields {
                    self.fields.insert(name);
                    self.insert_fields(of);
                }
            }
            Type::List(of) | Type::Range(of) => self.insert_fields(of),
            Type::Function { gives, .. } => self.insert_fields(gives),
            _ => {}
        }
    }

    /// A type that may stand behind `instance of` and behind the colon of a parameter.
    pub fn insert_type(&mut self, name: impl Into<String>, of: Type) {
        let name = name.into();
        self.variables.insert(&name);
        self.types.insert(name, of);
    }

    pub(super) fn variables(&self) -> &Known {
        &self.variables
    }

    pub(super) fn fields(&self) -> &Known {
        &self.fields
    }

    /// The name under which a type stands.
    pub(crate) fn name_of(&self, of: &Type) -> Option<&str> {
        let mut named = self.types.iter().filter(|(_, named)| *named == of);
        named.next().map(|(name, _)| name.as_str())
    }

    pub(super) fn type_of(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }
}

impl<N: AsRef<str>> FromIterator<N> for Names {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Names {
        let mut all = Names::new();
        for name in names {
            all.insert(name);
        }
        all
    }
}

impl From<&Scope> for Names {
    fn from(scope: &Scope) -> Names {
        let mut names = Names::new();
        for name in scope.names() {
            names.insert(name);
            if let Some(of) = scope.get(name) {
                names.insert_fields(of);
            }
        }
        names
    }
}

/// Names of several pieces, cut as the lexer cuts them, by their first piece; the longest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    by_first: BTreeMap<String, Vec<KnownName>>,
}

#[derive(Debug, Clone)]
struct KnownName {
    text: String,
    pieces: Vec<String>,
}

impl Known {
    pub fn insert(&mut self, name: &str) {
        let Some(pieces) = pieces(name).filter(|pieces| pieces.len() > 1) else {
            return;
        };
        let same = self.by_first.entry(pieces[0].clone()).or_default();
        if same.iter().any(|known| known.pieces == pieces) {
            return;
        }
        let place = same.partition_point(|known| known.pieces.len() >= pieces.len());
        let text = name.to_owned();
        same.insert(place, KnownName { text, pieces });
    }

    /// The longest name that the pieces begin with: how many pieces it has, and its text.
    pub fn longest<'p>(&self, piece: impl Fn(usize) -> Option<&'p str>) -> Option<(usize, &str)> {
        if self.by_first.is_empty() {
            return None;
        }
        let known = self.by_first.get(piece(0)?)?;
        known.iter().find_map(|known| {
            let mut rest = known.pieces.iter().enumerate().skip(1);
            rest.all(|(ahead, wanted)| piece(ahead) == Some(wanted))
                .then_some((known.pieces.len(), known.text.as_str()))
        })
    }
}

fn pieces(name: &str) -> Option<Vec<String>> {
    let tokens = tokens(name).ok()?;
    let pieces = tokens.iter().filter(|token| token.kind != TokenKind::End);
    Some(
        pieces
            .map(|token| token.span.text(name).to_owned())
            .collect(),
    )
}
