//! Ids as XML wants them: names that begin with a letter, each used once in the whole file.

use std::collections::{BTreeMap, BTreeSet};

/// The kinds of things that have ids in a diagram; two of different kinds may share one there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Step,
    Flow,
    Pool,
    Lane,
    Message,
}

#[derive(Default)]
pub(super) struct Ids {
    given: BTreeMap<(Of, String), String>,
    taken: BTreeSet<String>,
}

impl Ids {
    /// Gives a thing its id in the file.
    pub fn give(&mut self, of: Of, id: &str) {
        let key = (of, id.to_owned());
        if !self.given.contains_key(&key) {
            let given = self.free(&valid(id));
            self.given.insert(key, given);
        }
    }

    /// The id of a thing; of one that is not there, what it would be called.
    pub fn of(&self, of: Of, id: &str) -> String {
        let found = self.given.get(&(of, id.to_owned()));
        found.cloned().unwrap_or_else(|| valid(id))
    }

    /// Of an id that is in the file already.
    pub fn take(&mut self, id: &str) -> String {
        self.taken.insert(id.to_owned());
        id.to_owned()
    }

    /// An id like this one that nothing else has.
    pub fn free(&mut self, wish: &str) -> String {
        let mut id = wish.to_owned();
        let mut next = 1;
        while !self.taken.insert(id.clone()) {
            next += 1;
            id = format!("{wish}_{next}");
        }
        id
    }
}

/// The nearest name that XML allows.
pub(super) fn valid(id: &str) -> String {
    let good = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let mut name: String = id
        .chars()
        .map(|it| if good(it) { it } else { '_' })
        .collect();
    if !name.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        name.insert(0, '_');
    }
    name
}
