//! What a compiled step does: its settings parsed, its references looked up.

use super::trigger::TriggerPlan;
use super::{Formula, TablePlan};
use crate::catalog::Repeat;
use crate::diagram::FieldKind;
use crate::id::ConnectionId;
use crate::step::{Call, Relative, Rest, Retry, Side, Sort, Unit};
use crate::template::{JsonTemplate, Template};
use feel::Number;

#[derive(Clone, Debug)]
pub(crate) enum Plan {
    Start,
    Asking(Asking),
    /// The ways in the order they are tried.
    Deciding(Vec<Way>),
    DecidingByTable(TablePlan),
    Parallel,
    Waiting(Waiting),
    Service(ServicePlan),
    End,
    /// Done without Baton.
    Task,
    Script(ScriptPlan),
    /// The ways in the order of the diagram; every one that holds is taken.
    Inclusive(Vec<Way>),
    Complex(ComplexPlan),
    FirstEvent,
    /// Waits for one of its triggers, or for all of them.
    Catching {
        triggers: Vec<TriggerPlan>,
        all: bool,
    },
    /// Makes things happen; then its way is over, or goes on.
    Throwing {
        triggers: Vec<TriggerPlan>,
        ends: bool,
    },
    /// Steps stand inside it.
    Group(Sort, Option<Formula>),
    Call(Call),
}

impl Plan {
    /// Whether it waits for a time that is told from the data of the case.
    pub fn tells_time(&self) -> bool {
        match self {
            Self::Waiting(waiting) => waiting.is_of_data(),
            Self::Catching { triggers, .. } => triggers
                .iter()
                .any(|trigger| matches!(trigger, TriggerPlan::Timer(plan) if plan.is_of_data())),
            _ => false,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ScriptPlan {
    pub formula: Formula,
    pub result: String,
    /// A language that is not spoken here.
    pub foreign: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct ComplexPlan {
    pub need: Option<usize>,
    pub activation: Option<Formula>,
    pub rest: Rest,
    pub ways: Vec<Way>,
    pub stops: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Asking {
    pub instructions: Template,
    pub due_in: Option<Formula>,
    pub due_calendar: Option<String>,
}

/// One way out of a decision; `condition` is none for the way that is taken when no other applies.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub flow: usize,
    pub condition: Option<Formula>,
    pub otherwise: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Waiting {
    For {
        amount: Formula,
        unit: Unit,
        calendar: Option<String>,
    },
    Until {
        moment: Formula,
    },
    Relative {
        to: RelativePlan,
        calendar: Option<String>,
    },
}

impl Waiting {
    /// Whether it ends at a date, and not after a time.
    pub fn is_of_data(&self) -> bool {
        !matches!(self, Self::For { .. })
    }
}

/// So long before or after a date.
#[derive(Clone, Debug)]
pub(crate) struct RelativePlan {
    pub amount: Formula,
    pub unit: Unit,
    pub side: Side,
    pub date: Formula,
}

impl RelativePlan {
    pub fn of(relative: &Relative) -> Self {
        Self {
            amount: Formula::parse(relative.amount.trim()),
            unit: relative.unit,
            side: relative.side,
            date: Formula::parse(relative.date.trim()),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ServicePlan {
    pub connector: String,
    pub action: String,
    /// Whether the catalog has this action.
    pub known: bool,
    pub connection: Option<ConnectionId>,
    /// By setting key, in the order of the manifest; what is left empty or hidden is not there.
    pub settings: Vec<(String, SettingPlan)>,
    pub takes: Vec<TakePlan>,
    pub retry: Retry,
    pub repeat: Repeat,
}

#[derive(Clone, Debug)]
pub(crate) enum SettingPlan {
    Plain(String),
    /// The text is kept when it is not a number, for a sentence about it.
    Number(Result<Number, String>),
    Text(Template),
    Address(Template),
    Json(JsonTemplate),
    Pairs(Vec<(String, Template)>),
}

impl SettingPlan {
    /// Every rule in it.
    pub fn formulas(&self) -> Vec<&Formula> {
        match self {
            Self::Plain(_) | Self::Number(_) => Vec::new(),
            Self::Text(template) | Self::Address(template) => template.inserts().collect(),
            Self::Json(json) => json.template().inserts().collect(),
            Self::Pairs(pairs) => pairs
                .iter()
                .flat_map(|(_, template)| template.inserts())
                .collect(),
        }
    }

    pub fn is_unclosed(&self) -> bool {
        match self {
            Self::Plain(_) | Self::Number(_) => false,
            Self::Text(template) | Self::Address(template) => template.is_unclosed(),
            Self::Json(json) => json.template().is_unclosed(),
            Self::Pairs(pairs) => pairs.iter().any(|(_, template)| template.is_unclosed()),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct TakePlan {
    pub key: String,
    pub label: String,
    pub from: Formula,
    pub kind: FieldKind,
}
