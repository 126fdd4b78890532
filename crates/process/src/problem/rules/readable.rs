//! Rule `unreadable`: every rule in the diagram can be read.

use super::report::{at_flow, at_step, named, quoted};
use super::{Checked, Report};
use crate::definition::{Formula, OverPlan, Plan, RepeatPlan, Way};
use crate::problem::Place;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        for (place, formula) in formulas(checked, index) {
            if let Err(error) = &formula.parsed {
                let message = format!(
                    "{} has a rule that cannot be read, {}: {error}",
                    named(step),
                    quoted(&formula.source)
                );
                report.error("unreadable", place, message);
            }
        }
    }
}

/// Every rule of a step, with where it stands.
fn formulas<'a>(checked: &Checked<'a>, index: usize) -> Vec<(Place, &'a Formula)> {
    let (definition, diagram) = (checked.definition, checked.diagram);
    let of_ways = |ways: &'a [Way]| {
        let conditions = ways.iter().filter_map(|way| {
            let place = at_flow(&diagram.flows[way.flow]);
            Some((place, way.condition.as_ref()?))
        });
        conditions.collect::<Vec<_>>()
    };
    let mut of_step: Vec<&Formula> = Vec::new();
    let mut all = match &definition.plans[index] {
        Plan::Deciding(ways) | Plan::Inclusive(ways) => of_ways(ways),
        Plan::Complex(plan) => {
            of_step.extend(&plan.activation);
            of_ways(&plan.ways)
        }
        Plan::Script(script) if script.foreign.is_none() => {
            of_step.push(&script.formula);
            Vec::new()
        }
        Plan::Group(_, until) => {
            of_step.extend(until);
            Vec::new()
        }
        _ => Vec::new(),
    };
    let declared = definition.declared(index + 1).iter();
    of_step.extend(declared.filter_map(|datum| datum.initial.as_ref()));
    if let Some(around) = definition.around(index) {
        let mappings = around.inputs.iter().chain(&around.outputs);
        of_step.extend(mappings.map(|(_, formula)| formula));
        all.extend(around.ways.as_deref().map(of_ways).unwrap_or_default());
        match &around.repeat {
            Some(RepeatPlan::While { condition, .. }) => of_step.extend(condition),
            Some(RepeatPlan::Each(each)) => {
                of_step.extend(each.until.iter().chain(&each.enough));
                of_step.extend(each.collect.as_ref().map(|(_, from)| from));
                of_step.push(match &each.over {
                    OverPlan::Times(times) => times,
                    OverPlan::List(list, _) => list,
                });
            }
            None => {}
        }
    }
    let step = &diagram.steps[index];
    all.extend(of_step.into_iter().map(|formula| (at_step(step), formula)));
    all
}
