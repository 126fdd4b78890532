//! What the analysis says.

use crate::decision::table::Rule;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub kind: FindingKind,
    /// The rules it is about, from 0.
    pub rules: Vec<usize>,
    /// A sentence.
    pub message: String,
    /// The one rule that could stand in place of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Rule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FindingKind {
    /// Rules that may both fit where that is a mistake.
    Contradiction,
    /// A rule that can never fire.
    NeverFires,
    /// A case that no rule covers.
    Gap,
    /// Two rules that could be one.
    Mergeable,
    /// Something that could not be looked at.
    NotLookedAt,
}

impl Finding {
    pub(super) fn new(kind: FindingKind, rules: &[usize], message: String) -> Self {
        Self {
            kind,
            rules: rules.to_vec(),
            message,
            instead: None,
        }
    }
}
