//! The steps one can add, in business words. Each is one kind of step underneath.

mod kinds;
mod offers;

use process::diagram::edit::intent::Fresh;
use process::diagram::shape::is_gateway;
use process::step::StepKind;

pub use kinds::offer_id;
pub use offers::{FOLDED, OFFERS, OPEN, PEOPLE};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Stable, for tests; also the step's `data-step-type`.
    pub id: &'static str,
    /// Its sign and its colour; the step's `data-kind`.
    pub looks: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    /// More words people look for it by.
    pub also: &'static str,
    pub group: &'static str,
}

pub fn offer(kind: &StepKind) -> &'static Offer {
    let id = offer_id(kind);
    OFFERS
        .iter()
        .find(|offer| offer.id == id)
        .unwrap_or(&OFFERS[0])
}

impl Offer {
    pub fn fresh(&self) -> Fresh {
        let kind = kinds::fresh_kind(self.id);
        Fresh {
            // A gateway without a question needs no name; everything else starts with what it is.
            name: match is_gateway(&kind) {
                true => String::new(),
                false => self.name.to_owned(),
            },
            kind,
        }
    }

    /// Whether it is offered at all.
    pub fn is_offered(&self) -> bool {
        self.group != offers::ELSEWHERE
    }

    /// Whether every word typed is found somewhere in the offer.
    pub fn matches(&self, typed: &str) -> bool {
        let text = format!("{} {} {}", self.name, self.description, self.also).to_lowercase();
        typed
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }
}

/// What fits when searching, best first: a name that begins so, a name, any of the words.
pub fn search(typed: &str, fits: impl Fn(&StepKind) -> bool) -> Vec<&'static Offer> {
    let wanted = typed.trim().to_lowercase();
    let mut found: Vec<&Offer> = OFFERS
        .iter()
        .filter(|offer| offer.is_offered() && offer.matches(typed) && fits(&offer.fresh().kind))
        .collect();
    found.sort_by_key(|offer| {
        let name = offer.name.to_lowercase();
        (
            name != wanted,
            !name.starts_with(&wanted),
            !name.contains(&wanted),
        )
    });
    found
}
