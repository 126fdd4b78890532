//! From a drawing to a definition, or to what is wrong with it. Never fails: a half-drawn diagram is normal input.

use crate::catalog::Catalog;
use crate::data::DataFlow;
use crate::definition::Definition;
use crate::diagram::Diagram;
use crate::graph::Graph;
use crate::problem::rules::{Checked, RULES, Report, Rule, WHOLE_RULES, size, whole};
use crate::problem::{Problem, Severity};
use crate::step::StepKind;

/// The definition is there when no problem is an error.
pub fn compile(diagram: &Diagram, catalog: &Catalog) -> (Option<Definition>, Vec<Problem>) {
    if let Some(problem) = size::check(diagram) {
        return (None, vec![problem]);
    }
    let mut report = Report::default();
    whole::only_drawn(diagram, &mut report);
    let (drawing, diagram) = (diagram, &*diagram.that_runs());
    let graph = Graph::of(diagram);
    let data = DataFlow::of(diagram, &graph);
    let definition = Definition::build(diagram, graph, catalog);
    let graph = &definition.graph;
    let starts = diagram.steps.iter().enumerate();
    let starts = starts.filter(|(_, step)| matches!(step.kind, StepKind::Start(_)));
    let checked = Checked {
        diagram,
        catalog,
        definition: &definition,
        graph,
        data: &data,
        reached: graph.reachable_from(starts.map(|(index, _)| index)),
    };
    let rules: &[Rule] = if whole::is_whole(diagram) {
        &WHOLE_RULES
    } else {
        &RULES
    };
    rules.iter().for_each(|rule| rule(&checked, &mut report));
    let problems = report.into_problems(drawing);
    let broken = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    (Some(definition).filter(|_| !broken), problems)
}
