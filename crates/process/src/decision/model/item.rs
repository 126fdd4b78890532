//! Types as a model defines them, and the names that have them.

use super::Kept;

/// A type: another one, perhaps with conditions; fields of their own types; or a function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemDefinition {
    pub name: String,
    /// Whether it is a list of what it says otherwise. `None` is as good as no.
    pub collection: Option<bool>,
    pub type_ref: Option<String>,
    /// What each value (of a list: each item) must meet.
    pub allowed: Option<Tests>,
    /// What the value as a whole must meet.
    pub constraint: Option<Tests>,
    pub components: Vec<ItemDefinition>,
    pub function: Option<FunctionItem>,
    pub kept: Kept,
}

/// The type of a function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunctionItem {
    pub output: Option<String>,
    pub parameters: Vec<Variable>,
    pub kept: Kept,
}

/// FEEL unary tests: a condition's cell, allowed values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tests {
    pub text: String,
    pub kept: Kept,
}

/// A name with a type (DMN: information item).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variable {
    pub name: String,
    pub type_ref: Option<String>,
    pub kept: Kept,
}
