//! From a drawing to plans. Total: what cannot be understood stays in the plan as its error, for the rules to report
//! while drawing and for an incident where a deployed case reaches it.

use super::around::Around;
use super::calendars::Calendars;
use super::declared::Declared;
use super::plan::{ComplexPlan, RelativePlan, ScriptPlan};
use super::structure::Structure;
use super::trigger::{MessagePlan, TriggerPlan, triggers};
use super::{
    Asking, Definition, Formula, Plan, ServicePlan, SettingPlan, TablePlan, TakePlan, Waiting, Way,
};
use crate::catalog::{Action, Catalog, Repeat, SettingKind, SettingSpec};
use crate::diagram::Diagram;
use crate::graph::Graph;
use crate::step::{AskPerson, Service, Setting, Sort, Stands, StepKind, Wait};
use crate::template::{JsonTemplate, Template};

pub(super) fn build(diagram: &Diagram, graph: Graph, catalog: &Catalog) -> Definition {
    let plans: Vec<_> = (0..diagram.steps.len())
        .map(|index| plan(diagram, &graph, catalog, index))
        .collect();
    let structure = Structure::of(diagram, &graph, &plans);
    let around = (0..diagram.steps.len())
        .map(|index| Around::of(diagram, &graph, index))
        .collect();
    let start = diagram.steps.iter().enumerate().position(|(index, step)| {
        matches!(step.kind, StepKind::Start(_)) && structure.parent[index].is_none()
    });
    Definition {
        diagram: diagram.clone(),
        graph,
        plans,
        around,
        structure,
        start,
        calendars: Calendars::of(diagram, catalog),
        declared: Declared::of(diagram),
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
        StepKind::Task(_) => Plan::Task,
        StepKind::Script(script) => Plan::Script(ScriptPlan {
            formula: Formula::parse(script.script.trim()),
            result: script.result.trim().to_owned(),
            foreign: written(&script.language).map(str::to_owned),
        }),
        StepKind::Send(message) => Plan::Throwing {
            triggers: vec![TriggerPlan::Message(MessagePlan::of(message))],
            ends: false,
        },
        StepKind::Receive(receive) => Plan::Catching {
            triggers: vec![TriggerPlan::Message(MessagePlan::of(&receive.message))],
            all: false,
        },
        StepKind::Inclusive => Plan::Inclusive(ways(diagram, &graph.outgoing[index])),
        StepKind::Complex(complex) => Plan::Complex(ComplexPlan {
            need: complex.need.and_then(|need| usize::try_from(need).ok()),
            activation: written(&complex.activation).map(Formula::parse),
            rest: complex.rest,
            ways: ways(diagram, &graph.outgoing[index]),
            stops: complex
                .stops
                .iter()
                .filter_map(|step| graph.step(step))
                .collect(),
        }),
        StepKind::FirstEvent(_) => Plan::FirstEvent,
        StepKind::Event(happening) if happening.throws() => Plan::Throwing {
            triggers: triggers(happening, graph),
            ends: happening.at == Stands::End,
        },
        StepKind::Event(happening) => Plan::Catching {
            triggers: triggers(happening, graph),
            all: happening.all,
        },
        StepKind::SubProcess(sub) => {
            let until = match &sub.sort {
                Sort::AdHoc { until, .. } => written(until).map(Formula::parse),
                _ => None,
            };
            Plan::Group(sub.sort.clone(), until)
        }
        StepKind::Call(call) => Plan::Call(call.clone()),
    }
}

fn asking(ask: &AskPerson) -> Asking {
    Asking {
        instructions: Template::parse(&ask.instructions),
        due_in: written(&ask.due_in).map(Formula::parse),
        due_calendar: ask.due_calendar.clone(),
    }
}

/// The only way out of a step that merely brings ways together needs no condition.
pub(super) fn ways(diagram: &Diagram, outgoing: &[usize]) -> Vec<Way> {
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
        Wait::For {
            amount,
            unit,
            calendar,
        } => Waiting::For {
            amount: Formula::parse(amount.trim()),
            unit: *unit,
            calendar: calendar.clone(),
        },
        Wait::Until { moment } => Waiting::Until {
            moment: Formula::parse(moment.trim()),
        },
        Wait::Relative { to, calendar } => Waiting::Relative {
            to: RelativePlan::of(to),
            calendar: calendar.clone(),
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
