//! A decision model as DMN 1.5 has it: decisions, what they require, and their logic in boxed expressions.
//!
//! Typed is what decides something; everything else in a file (descriptions, extensions, the drawing, attributes we do
//! not know) is [`Kept`] where it stood, so that reading and writing loses nothing.

mod graph;
mod item;
mod kept;
mod logic;
mod table;

pub use graph::{
    BusinessKnowledge, Decision, DecisionService, DrgElement, InputData, Reference, Requirement,
    Target,
};
pub use item::{FunctionItem, ItemDefinition, Tests, Variable};
pub use kept::Kept;
pub use logic::{
    Binding, Boxed, ContextEntry, Function, FunctionKind, Literal, Logic, Loop, LoopKind, Part, Row,
};
pub use table::{DecisionTable, InputClause, OutputClause, TableRule};

use crate::xml::Node;

/// One DMN file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    pub name: String,
    /// What other files import it by.
    pub namespace: String,
    pub imports: Vec<Import>,
    pub items: Vec<ItemDefinition>,
    /// Decisions, input data, knowledge models and services, in the order of the file.
    pub elements: Vec<DrgElement>,
    /// The prefix its author gave the names of DMN.
    pub prefix: Option<String>,
    pub kept: Kept,
    /// Comments around the root element.
    pub before: Vec<Node>,
    pub after: Vec<Node>,
}

/// Another file that this one uses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// What its elements are called by here: `name.element`.
    pub name: String,
    pub namespace: String,
    pub import_type: String,
    pub kept: Kept,
}
