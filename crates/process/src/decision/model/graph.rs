//! The requirements graph: what there is, and what needs what.

use super::{Boxed, Function, Kept, Variable};

#[derive(Clone, Debug, PartialEq)]
pub enum DrgElement {
    InputData(InputData),
    Decision(Decision),
    BusinessKnowledge(BusinessKnowledge),
    DecisionService(DecisionService),
}

/// What is known from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputData {
    pub id: Option<String>,
    pub name: String,
    pub variable: Option<Variable>,
    pub kept: Kept,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    pub id: Option<String>,
    pub name: String,
    pub variable: Option<Variable>,
    pub requirements: Vec<Requirement>,
    /// How it is decided; nothing where a person decides.
    pub logic: Option<Boxed>,
    pub kept: Kept,
}

/// A function that decisions use (DMN: business knowledge model).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BusinessKnowledge {
    pub id: Option<String>,
    pub name: String,
    pub variable: Option<Variable>,
    pub logic: Option<Function>,
    pub requirements: Vec<Requirement>,
    pub kept: Kept,
}

/// Decisions that can be asked together, with what they need from outside as parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecisionService {
    pub id: Option<String>,
    pub name: String,
    pub variable: Option<Variable>,
    pub outputs: Vec<Reference>,
    pub encapsulated: Vec<Reference>,
    pub input_decisions: Vec<Reference>,
    pub inputs: Vec<Reference>,
    pub kept: Kept,
}

/// An arrow into a decision or a knowledge model.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    pub target: Target,
    pub reference: Reference,
    pub kept: Kept,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    InputData,
    Decision,
    /// A knowledge model or a decision service.
    Knowledge,
}

/// `#id`, or `namespace#id`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    pub href: String,
    pub kept: Kept,
}

impl DrgElement {
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::InputData(it) => it.id.as_deref(),
            Self::Decision(it) => it.id.as_deref(),
            Self::BusinessKnowledge(it) => it.id.as_deref(),
            Self::DecisionService(it) => it.id.as_deref(),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::InputData(it) => &it.name,
            Self::Decision(it) => &it.name,
            Self::BusinessKnowledge(it) => &it.name,
            Self::DecisionService(it) => &it.name,
        }
    }

    /// What expressions call it.
    pub fn variable_name(&self) -> &str {
        match self.variable() {
            Some(variable) if !variable.name.trim().is_empty() => &variable.name,
            _ => self.name(),
        }
    }

    pub fn variable(&self) -> Option<&Variable> {
        match self {
            Self::InputData(it) => it.variable.as_ref(),
            Self::Decision(it) => it.variable.as_ref(),
            Self::BusinessKnowledge(it) => it.variable.as_ref(),
            Self::DecisionService(it) => it.variable.as_ref(),
        }
    }
}
