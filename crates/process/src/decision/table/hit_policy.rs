//! What a table answers when several of its rules fit.

use serde::{Deserialize, Serialize};

/// The hit policies of DMN, the collecting ones with their aggregation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HitPolicy {
    /// At most one rule fits (U).
    #[default]
    Unique,
    /// Several may fit, as long as they say the same (A).
    Any,
    /// The first from the top that fits (F).
    First,
    /// Of those that fit, the one whose result stands first among the choices of the output (P).
    Priority,
    /// All that fit, from the top (R).
    RuleOrder,
    /// All that fit, in the order of the choices of the output (O).
    OutputOrder,
    /// All that fit (C).
    Collect,
    /// All that fit, added up (C+).
    Sum,
    /// The smallest of all that fit (C<).
    Smallest,
    /// The largest of all that fit (C>).
    Largest,
    /// How many fit (C#).
    Count,
}

impl HitPolicy {
    pub const ALL: &[Self] = &[
        Self::Unique,
        Self::First,
        Self::Any,
        Self::Priority,
        Self::Collect,
        Self::RuleOrder,
        Self::OutputOrder,
        Self::Sum,
        Self::Smallest,
        Self::Largest,
        Self::Count,
    ];

    /// What it means, for whoever draws a table.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Unique => "Only one rule may fit",
            Self::Any => "Several rules may fit if they agree",
            Self::First => "The first rule that fits counts",
            Self::Priority => "The most important result counts",
            Self::RuleOrder => "All rules that fit, from the top",
            Self::OutputOrder => "All rules that fit, the most important first",
            Self::Collect => "All rules that fit",
            Self::Sum => "Add up all rules that fit",
            Self::Smallest => "The smallest result that fits",
            Self::Largest => "The largest result that fits",
            Self::Count => "Count the rules that fit",
        }
    }

    /// The sign DMN puts in the corner of a table.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Unique => "U",
            Self::Any => "A",
            Self::First => "F",
            Self::Priority => "P",
            Self::RuleOrder => "R",
            Self::OutputOrder => "O",
            Self::Collect => "C",
            Self::Sum => "C+",
            Self::Smallest => "C<",
            Self::Largest => "C>",
            Self::Count => "C#",
        }
    }

    /// Whether the answer is a list with one entry for each rule that fits.
    pub fn gives_list(self) -> bool {
        matches!(self, Self::RuleOrder | Self::OutputOrder | Self::Collect)
    }

    /// Whether the results are worked into one value, so that there can be only one output.
    pub fn aggregates(self) -> bool {
        matches!(
            self,
            Self::Sum | Self::Smallest | Self::Largest | Self::Count
        )
    }

    /// Whether the order of the output's choices says which result is more important.
    pub fn ranks_outputs(self) -> bool {
        matches!(self, Self::Priority | Self::OutputOrder)
    }
}
