//! What a model is compiled to.

use crate::decision::model::LoopKind;
use crate::decision::shape::Shape;
use crate::decision::table::HitPolicy;
use feel::{Expression, Parameter, UnaryTests};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One element of one of the models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub(crate) usize);

#[derive(Debug, Default)]
pub(crate) struct Program {
    pub models: Vec<ModelNames>,
    pub elements: Vec<Compiled>,
}

/// Where the elements of a model are.
#[derive(Debug, Default)]
pub(crate) struct ModelNames {
    pub by_name: BTreeMap<String, ElementId>,
    pub by_id: BTreeMap<String, ElementId>,
}

#[derive(Debug)]
pub(crate) struct Compiled {
    pub name: String,
    /// What expressions call it.
    pub variable: String,
    /// Of its model.
    pub namespace: String,
    pub shape: Arc<Shape>,
    pub needs: Vec<Need>,
    /// What is needed has a lower rank.
    pub rank: usize,
    pub body: Body,
}

/// Something an element requires, under the name of the import it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    pub element: ElementId,
    pub import: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Body {
    Input,
    /// Without logic its value comes from outside.
    Decision(Option<Logic>),
    Knowledge(Arc<Lambda>),
    Service(Service),
    /// It cannot be evaluated, and why.
    Broken(String),
}

#[derive(Debug)]
pub(crate) struct Service {
    pub outputs: Vec<ElementId>,
    /// Input data, then input decisions.
    pub inputs: Vec<ElementId>,
    pub parameters: Vec<Parameter>,
}

/// A function's parameters and what it does with them.
#[derive(Debug)]
pub(crate) struct Lambda {
    pub parameters: Vec<Parameter>,
    pub shapes: Vec<Arc<Shape>>,
    pub body: Logic,
}

#[derive(Debug)]
pub(crate) struct Logic {
    pub shape: Option<Arc<Shape>>,
    pub kind: LogicKind,
}

#[derive(Debug)]
pub(crate) enum LogicKind {
    Literal(Expression),
    /// It cannot be read, and why.
    Broken(String),
    Table(Box<TableLogic>),
    Invocation {
        callee: Box<Logic>,
        bindings: Vec<(String, Logic)>,
    },
    Context(Vec<Entry>),
    List(Vec<Logic>),
    Relation {
        columns: Vec<String>,
        rows: Vec<Vec<Logic>>,
    },
    Function(Arc<Lambda>),
    Conditional(Box<[Logic; 3]>),
    Filter(Box<[Logic; 2]>),
    Loop {
        kind: LoopKind,
        variable: String,
        list: Box<Logic>,
        body: Box<Logic>,
    },
}

#[derive(Debug)]
pub(crate) struct Entry {
    pub name: Option<String>,
    pub shape: Option<Arc<Shape>>,
    pub logic: Logic,
}

#[derive(Debug)]
pub(crate) struct TableLogic {
    pub hit_policy: HitPolicy,
    pub inputs: Vec<TableInput>,
    pub outputs: Vec<TableOutput>,
    pub rules: Vec<TableRow>,
}

#[derive(Debug)]
pub(crate) struct TableInput {
    /// How messages call it.
    pub title: String,
    pub value: Logic,
    /// What it can be.
    pub allowed: Option<UnaryTests>,
}

#[derive(Debug)]
pub(crate) struct TableOutput {
    /// What it is called in the result, where there are several.
    pub name: String,
    pub shape: Option<Arc<Shape>>,
    /// What it can be, the most important first.
    pub ranking: Option<Expression>,
    pub otherwise: Option<Logic>,
}

#[derive(Debug)]
pub(crate) struct TableRow {
    /// Nothing where every value passes.
    pub when: Vec<Option<Cell>>,
    pub then: Vec<Logic>,
}

#[derive(Debug)]
pub(crate) enum Cell {
    Tests(UnaryTests),
    Broken(String),
}
