//! Collects what fits a place, and puts the likeliest first.

use super::caret::{Caret, Reading, ReadingKind};
use super::drafts::{Draft, fields, keys, operators, tests, types, values};
use super::words::{self, closeness, folded};
use super::{Candidate, CandidateKind, Completions, Place, PlaceKind, Root};
use crate::catalogue;
use crate::parser::Gap;
use crate::{Scope, Span, Type};

pub(super) struct Offers<'a> {
    source: &'a str,
    caret: &'a Caret<'a>,
    offers: Vec<Offer>,
}

/// A candidate with what it is ranked by and what it replaces.
struct Offer {
    rank: (u8, u8, CandidateKind, bool),
    start: usize,
    end: usize,
    candidate: Candidate,
}

impl<'a> Offers<'a> {
    pub fn new(source: &'a str, caret: &'a Caret<'a>) -> Offers<'a> {
        Offers {
            source,
            caret,
            offers: Vec::new(),
        }
    }

    /// Adds what fits one reading of what has been begun.
    pub fn add(
        &mut self,
        reading: &Reading,
        scope: &Scope,
        place: &Place,
        gap: Option<Gap>,
        before: Option<&str>,
        root: &Root,
    ) {
        let drafts = match (&place.kind, gap) {
            _ if before == Some("instance") => vec![Draft::word("of", "The type comes next.", 0)],
            (_, Some(Gap::Type)) => types(),
            (PlaceKind::Field(of), _) => fields(of, &place.wanted),
            (PlaceKind::Key(given), _) => keys(given, &place.wanted),
            (PlaceKind::Parameter, _) => self.parameters(reading.start),
            (_, Some(Gap::Name | Gap::Field)) => Vec::new(),
            (PlaceKind::Value, Some(Gap::Value)) => {
                let mut drafts = values(place, scope);
                drafts.extend(self.parameters(reading.start));
                if root.begins_test(&self.source[..reading.start]) {
                    drafts.extend(tests(&place.wanted));
                }
                if before == Some("or") {
                    drafts.push(Draft::word("else", words::needed("else"), 1));
                }
                drafts
            }
            (PlaceKind::Value, None) if self.source[..reading.start].trim().is_empty() => {
                let mut drafts = values(place, scope);
                if root.begins_test("") {
                    drafts.extend(tests(&place.wanted));
                }
                drafts
            }
            (PlaceKind::Operator { .. }, _) => operators(place, gap, root),
            (PlaceKind::Value, _) => Vec::new(),
        };
        for draft in drafts {
            self.offer(reading, draft);
        }
    }

    fn offer(&mut self, reading: &Reading, mut draft: Draft) {
        let end = match reading.kind {
            ReadingKind::Text { end } => {
                // Only texts can replace a text.
                if draft.kind != CandidateKind::Value || !draft.insert.starts_with('"') {
                    return;
                }
                end
            }
            _ => self.end_of(reading.start, &draft.label),
        };
        let close = match reading.kind {
            ReadingKind::Words => {
                let fits = draft.label.contains(|sign: char| !sign.is_alphanumeric())
                    && folded(&draft.label).starts_with(&folded(&reading.begun));
                fits.then_some(0)
            }
            _ => closeness(&reading.begun, &draft.label).map(|close| close + 1),
        };
        let Some(close) = close else { return };
        let after = &self.source[end..];
        if draft.kind == CandidateKind::Function && after.trim_start().starts_with('(') {
            draft.insert.truncate(draft.label.len());
            draft.back = 0;
        }
        if after.starts_with(' ') && draft.insert.ends_with(' ') {
            draft.insert.pop();
        }
        let needs_space = draft.kind == CandidateKind::Keyword
            && self.source[..reading.start]
                .chars()
                .next_back()
                .is_some_and(|before| {
                    before.is_alphanumeric() || matches!(before, '"' | ')' | ']' | '}')
                });
        if needs_space {
            draft.insert.insert(0, ' ');
        }
        let known = self.offers.iter_mut().find(|known| {
            known.candidate.label == draft.label && known.candidate.kind == draft.kind
        });
        let offer = Offer {
            rank: (draft.fit, close, draft.kind, !draft.is_own),
            start: reading.start,
            end,
            candidate: Candidate {
                caret: draft.insert.len() - draft.back,
                label: draft.label,
                kind: draft.kind,
                of: draft.of,
                description: draft.description,
                parameters: draft.parameters,
                insert: draft.insert,
            },
        };
        match known {
            Some(known) => {
                if offer.rank < known.rank {
                    *known = offer;
                }
            }
            None => self.offers.push(offer),
        }
    }

    /// All of a name that stands there already is replaced, or the word that the caret is in.
    fn end_of(&self, start: usize, label: &str) -> usize {
        let whole = start + label.len();
        let stands_there = self.source[start..].starts_with(label)
            && whole >= self.caret.at
            && !self.source[whole..].starts_with(crate::lexer::continues_name);
        if stands_there {
            whole
        } else {
            self.caret.word_end
        }
    }

    /// The parameters that can be given by name here.
    fn parameters(&self, start: usize) -> Vec<Draft> {
        let Some(signature) = super::signature::signature_before(self.source, start) else {
            return Vec::new();
        };
        if signature.is_positional {
            return Vec::new();
        }
        let mut drafts: Vec<Draft> = Vec::new();
        let forms =
            catalogue::describe_function(&signature.function).map_or(Vec::new(), |doc| doc.forms);
        for parameter in forms.iter().flat_map(|form| &form.parameters) {
            let known = drafts.iter().any(|draft| draft.label == parameter.name);
            if known || signature.given.contains(&parameter.name) {
                continue;
            }
            let mut draft = Draft::new(
                &parameter.name,
                CandidateKind::Parameter,
                Type::Any,
                parameter.summary.to_owned(),
                if signature.given.is_empty() { 1 } else { 0 },
            );
            draft.insert = format!("{}: ", parameter.name);
            drafts.push(draft);
        }
        drafts
    }

    /// One stretch to replace for all, and the likeliest first.
    pub fn finish(mut self) -> Completions {
        // What stands there already is no help.
        let source = self.source;
        self.offers
            .retain(|offer| source[offer.start..offer.end] != offer.candidate.insert);
        let at = self.caret.at;
        let start = self
            .offers
            .iter()
            .map(|offer| offer.start)
            .min()
            .unwrap_or(at);
        let end = self
            .offers
            .iter()
            .map(|offer| offer.end)
            .max()
            .unwrap_or(at);
        // Choices and operators stand in their own order, everything else by its name.
        self.offers.sort_by_cached_key(|offer| {
            let by_name = !matches!(
                offer.candidate.kind,
                CandidateKind::Value | CandidateKind::Keyword
            );
            let name = by_name.then(|| {
                (
                    folded(&offer.candidate.label),
                    offer.candidate.label.clone(),
                )
            });
            (offer.rank, name)
        });
        let candidates = self.offers.into_iter().map(|offer| {
            let (before, after) = (&source[start..offer.start], &source[offer.end..end]);
            let candidate = offer.candidate;
            Candidate {
                caret: before.len() + candidate.caret,
                insert: format!("{before}{}{after}", candidate.insert),
                ..candidate
            }
        });
        Completions {
            candidates: candidates.collect(),
            replace: Span::new(start, end),
        }
    }
}
