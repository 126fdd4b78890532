//! The template gallery: processes to begin with, as data. They come through the same door as users' own diagrams.

mod access_request;
mod draw;
mod expense_approval;
mod leave_request;
mod purchase_approval;

use crate::catalog::TeamEntry;
use crate::diagram::Diagram;

#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Stable, for links.
    pub key: String,
    pub name: String,
    /// One or two sentences: what it is for.
    pub description: String,
    pub diagram: Diagram,
    /// The teams its user tasks ask; a workspace that does not have them yet adds them.
    pub teams: Vec<TeamEntry>,
}

/// All templates, the simplest first.
pub fn templates() -> Vec<Template> {
    let others = [
        expense_approval::template(),
        purchase_approval::template(),
        access_request::template(),
    ];
    leave_request::template()
        .into_iter()
        .chain(others)
        .collect()
}

fn team(key: &str, name: &str) -> TeamEntry {
    TeamEntry {
        key: key.to_owned(),
        name: name.to_owned(),
    }
}
