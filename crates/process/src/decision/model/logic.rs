//! Boxed expressions: logic as it is drawn.

use super::{DecisionTable, Kept, Variable};

/// Logic, and the type its author says it gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxed {
    pub type_ref: Option<String>,
    pub logic: Logic,
    pub kept: Kept,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Logic {
    Literal(Literal),
    Table(DecisionTable),
    /// A function by its name (or any expression that gives one), and what its parameters are.
    Invocation {
        callee: Option<Box<Boxed>>,
        bindings: Vec<Binding>,
    },
    Context(Vec<ContextEntry>),
    List(Vec<Boxed>),
    /// A list of contexts, written as a grid.
    Relation {
        columns: Vec<Variable>,
        rows: Vec<Row>,
    },
    Function(Function),
    Conditional {
        condition: Part,
        then: Part,
        otherwise: Part,
    },
    Filter {
        list: Part,
        keep: Part,
    },
    Loop(Loop),
}

/// A FEEL expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Literal {
    pub text: String,
    /// Where the model says it is another language than FEEL.
    pub language: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    pub parameter: Variable,
    pub logic: Option<Boxed>,
    pub kept: Kept,
}

/// A named step of a calculation; the one without a name is the result.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextEntry {
    pub variable: Option<Variable>,
    pub logic: Option<Boxed>,
    pub kept: Kept,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub cells: Vec<Boxed>,
    pub kept: Kept,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Function {
    pub kind: Option<FunctionKind>,
    pub parameters: Vec<Variable>,
    pub body: Option<Box<Boxed>>,
    pub type_ref: Option<String>,
    pub kept: Kept,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    Feel,
    Java,
    Pmml,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    pub kind: LoopKind,
    /// What each item is called.
    pub variable: String,
    pub list: Part,
    pub body: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoopKind {
    For,
    Some,
    Every,
}

/// A named place that holds logic: the `then` of a conditional, the `in` of a loop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub logic: Option<Box<Boxed>>,
    pub kept: Kept,
}
