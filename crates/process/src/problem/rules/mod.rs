//! The rules a diagram is checked against: one rule, one file. A rule reports; it never stops the others.

mod assignee;
mod conditions;
mod dangling;
mod done_twice;
mod duplicate_id;
mod expressions;
mod forms;
mod imported;
mod loops;
mod loose_flow;
mod names;
mod no_end;
mod one_start;
mod readable;
mod report;
mod same_data;
mod service;
pub(crate) mod size;
mod stuck_join;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
mod times;
mod unreachable;
mod ways;
pub(crate) mod whole;
mod written_twice;

use crate::catalog::Catalog;
use crate::data::DataFlow;
use crate::definition::Definition;
use crate::diagram::Diagram;
use crate::graph::Graph;

pub(crate) use report::{Report, named, quoted};
pub(crate) use tables::FINDINGS;

/// What every rule may look at.
pub(crate) struct Checked<'a> {
    pub diagram: &'a Diagram,
    pub catalog: &'a Catalog,
    pub definition: &'a Definition,
    pub graph: &'a Graph,
    pub data: &'a DataFlow,
    /// By step: whether a case can get there at all.
    pub reached: Vec<bool>,
}

pub(crate) type Rule = fn(&Checked<'_>, &mut Report);

pub(crate) const RULES: [Rule; 21] = [
    imported::check,
    duplicate_id::check,
    loose_flow::check,
    one_start::check,
    no_end::check,
    dangling::check,
    unreachable::check,
    ways::check,
    conditions::check,
    loops::check,
    stuck_join::check,
    done_twice::check,
    assignee::check,
    forms::check,
    same_data::check,
    written_twice::check,
    service::check,
    tables::check,
    expressions::check,
    times::check,
    names::check,
];

/// The rules for diagrams with sub-processes, events and repetition.
pub(crate) const WHOLE_RULES: [Rule; 16] = [
    imported::check,
    duplicate_id::check,
    loose_flow::check,
    whole::begins,
    whole::well_formed,
    whole::can_run,
    readable::check,
    ways::check,
    written_twice::check,
    assignee::check,
    forms::check,
    service::check,
    tables::check,
    expressions::check,
    times::check,
    names::check,
];
