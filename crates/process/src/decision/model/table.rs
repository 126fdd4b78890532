//! A decision table as DMN has it. [`crate::decision::table::Table`] is the one of Baton's own steps.

use super::{Boxed, Kept, Tests};
use crate::decision::table::HitPolicy;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecisionTable {
    pub hit_policy: HitPolicy,
    pub inputs: Vec<InputClause>,
    pub outputs: Vec<OutputClause>,
    pub rules: Vec<TableRule>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputClause {
    pub label: Option<String>,
    pub expression: Option<Boxed>,
    /// What the input can be.
    pub values: Option<Tests>,
    pub kept: Kept,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutputClause {
    pub name: Option<String>,
    pub label: Option<String>,
    pub type_ref: Option<String>,
    /// What the output can be, the most important first.
    pub values: Option<Tests>,
    /// What it is when no rule fits.
    pub default: Option<Boxed>,
    pub kept: Kept,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRule {
    pub inputs: Vec<Tests>,
    pub outputs: Vec<Boxed>,
    pub kept: Kept,
}
