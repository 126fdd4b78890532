//! From a drawing to plans. Total: what cannot be understood stays in the plan as its error, for the rules to report
//! while drawing and for an incident where a deployed case reaches it.

use super::{
    Asking, Definition, Formula, Plan, ServicePlan, SettingPlan, TablePlan, TakePlan, Waiting, Way,
};
use crate::catalog::{Action, Catalog, Repeat, SettingKind, SettingSpec};
use crate::diagram::Diagram;
use crate::graph::Graph;
use crate::step::{AskPerson, Service, Setting, StepKind, Wait};
use crate::template::{JsonTemplate, Template};

pub(super) fn build(diagram: &Diagram, graph: Graph, catalog: &Catalog) -> Definition {
    let plans = (0..diagram.steps.len())
        .map(|index| plan(diagram, &graph, catalog, index))
        .collect();
    let start = diagram
        .steps
        .iter()
        .position(|step| matches!(step.kind, StepKind::Start(_)));
    Definition {
        diagram: diagram.clone(),
        graph,
        plans,
        start,
    }
}

fn plan(diagram: &Diagram, graph: &Graph, catalog: &Catalog, index: usize) -> Plan {
    match &diagram.steps[index].kind {
        StepKind::Start(_) => Plan::Start,
        StepKind::AskPerson(ask) => Plan::Asking(asking(ask)),
        StepKind::Decide => Plan::Deciding(ways(diagram, &graph.outgoing[index])),
        StepKind::DecideByTable(decide) => Plan::DecidingByTable(TablePlan::of(&decide.table)),
        StepKind::Parallel => Plan::Parallel,
        StepKind::Wait(wait) => Plan::Waiting(waiting(wait)),
        StepKind::Service(service) => Plan::Service(service_plan(service, catalog)),
        StepKind::End => Plan::End,
        StepKind::Task(_)
        | StepKind::Script(_)
        | StepKind::Send(_)
        | StepKind::Receive(_)
        | StepKind::Inclusive
        | StepKind::Complex(_)
        | StepKind::FirstEvent(_)
        | StepKind::Event(_)
        | StepKind::SubProcess(_)
        | StepKind::Call(_) => Plan::Passing,
    }
}

fn asking(ask: &AskPerson) -> Asking {
    Asking {
        instructions: Template::parse(&ask.instructions),
        due_in: written(&ask.due_in).map(Formula::parse),
    }
}

/// The only way out of a step that merely brings ways together needs no condition.
fn ways(diagram: &Diagram, outgoing: &[usize]) -> Vec<Way> {
    let only = outgoing.len() == 1;
    let way = |&flow: &usize| {
        let drawn = &diagram.flows[flow];
        let condition = drawn.condition.as_deref().and_then(written);
        let otherwise = drawn.otherwise || (only && condition.is_none());
        Way {
            flow,
            condition: condition.filter(|_| !otherwise).map(Formula::parse),
            otherwise,
        }
    };
    outgoing.iter().map(way).collect()
}

fn waiting(wait: &Wait) -> Waiting {
    match wait {
        Wait::For { amount, unit } => Waiting::For {
            amount: Formula::parse(amount.trim()),
            unit: *unit,
        },
        Wait::Until { moment } => Waiting::Until {
            moment: Formula::parse(moment.trim()),
        },
    }
}

fn service_plan(service: &Service, catalog: &Catalog) -> ServicePlan {
    let action = catalog.action(&service.connector, &service.action);
    let takes = service.takes.iter().map(|take| TakePlan {
        key: take.key.clone(),
        label: take.label.clone(),
        from: Formula::parse(take.from.trim()),
        kind: take.kind.clone(),
    });
    ServicePlan {
        connector: service.connector.clone(),
        action: service.action.clone(),
        known: action.is_some(),
        connection: service.connection,
        settings: action.map_or_else(Vec::new, |action| settings(service, action)),
        takes: takes.collect(),
        retry: service.retry.clone(),
        repeat: action.map_or(Repeat::Unsafe, |action| action.repeat),
    }
}

fn settings(service: &Service, action: &Action) -> Vec<(String, SettingPlan)> {
    let given = |spec: &&SettingSpec| service.shows(spec, action);
    let planned = action.settings.iter().filter(given).filter_map(|spec| {
        let plan = setting(spec, service.settings.get(&spec.key))?;
        Some((spec.key.clone(), plan))
    });
    planned.collect()
}

/// None when it is left empty.
fn setting(spec: &SettingSpec, typed: Option<&Setting>) -> Option<SettingPlan> {
    let text = match typed {
        Some(Setting::Pairs(pairs)) => return pairs_of(pairs),
        Some(Setting::Text(text)) if written(text).is_some() => text,
        _ => &spec.default,
    };
    written(text)?;
    Some(match spec.kind {
        SettingKind::Text | SettingKind::LongText => SettingPlan::Text(Template::parse(text)),
        SettingKind::Address => SettingPlan::Address(Template::parse(text.trim())),
        SettingKind::Json => SettingPlan::Json(JsonTemplate::parse(text)),
        SettingKind::Number => {
            SettingPlan::Number(text.trim().parse().map_err(|_| text.trim().to_owned()))
        }
        SettingKind::Line
        | SettingKind::Choice { .. }
        | SettingKind::Secret
        | SettingKind::Pairs => SettingPlan::Plain(text.trim().to_owned()),
    })
}

/// Pairs without a name are rows that nobody has filled yet.
fn pairs_of(pairs: &[(String, String)]) -> Option<SettingPlan> {
    let named: Vec<_> = pairs
        .iter()
        .filter_map(|(name, text)| Some((written(name)?.to_owned(), Template::parse(text))))
        .collect();
    (!named.is_empty()).then_some(SettingPlan::Pairs(named))
}

/// The text without blanks around it; none when nothing is left.
pub(super) fn written(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
