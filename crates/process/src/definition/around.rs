//! What surrounds the work of a step: its own variables, its rounds, what may be at work beside it.

use super::trigger::{TriggerPlan, mappings, triggers};
use super::{Formula, Way};
use crate::definition::build::{ways, written};
use crate::diagram::{Diagram, Step};
use crate::graph::Graph;
use crate::step::{Each, Happening, Over, Repetition, Rest, Stands, Tells, Trigger};

/// Only steps that have any of this get one.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub inputs: Vec<(String, Formula)>,
    pub outputs: Vec<(String, Formula)>,
    pub repeat: Option<RepeatPlan>,
    pub one_of: Vec<String>,
    pub while_open: Option<usize>,
    pub takes: usize,
    pub gives: usize,
    /// Its ways out, when some of them have conditions although it is no gateway.
    pub ways: Option<Vec<Way>>,
}

#[derive(Clone, Debug)]
pub(crate) enum RepeatPlan {
    While {
        condition: Option<Formula>,
        before: bool,
        most: Option<i64>,
    },
    Each(Box<EachPlan>),
}

#[derive(Clone, Debug)]
pub(crate) struct EachPlan {
    pub over: OverPlan,
    pub sequential: bool,
    pub until: Option<Formula>,
    pub enough: Option<Formula>,
    pub rest: Rest,
    pub open: bool,
    pub collect: Option<(String, Formula)>,
    pub tells: Vec<TellPlan>,
}

#[derive(Clone, Debug)]
pub(crate) enum OverPlan {
    Times(Formula),
    List(Formula, String),
}

#[derive(Clone, Debug)]
pub(crate) struct TellPlan {
    pub when: TellWhen,
    pub what: TriggerPlan,
}

#[derive(Clone, Debug)]
pub(crate) enum TellWhen {
    EachTime,
    First,
    Condition(Formula),
}

impl Around {
    pub fn of(diagram: &Diagram, graph: &Graph, index: usize) -> Option<Box<Self>> {
        let step = &diagram.steps[index];
        let mut conditional = graph.outgoing[index].iter().filter(|flow| {
            let flow = &diagram.flows[**flow];
            flow.condition.as_deref().and_then(written).is_some() || flow.otherwise
        });
        let ways_matter =
            !crate::diagram::shape::is_gateway(&step.kind) && conditional.next().is_some();
        let plain = step.inputs.is_empty()
            && step.outputs.is_empty()
            && step.repetition.is_none()
            && step.only.is_usual()
            && step.tokens.is_usual();
        if plain && !ways_matter {
            return None;
        }
        Some(Box::new(Self {
            inputs: mappings(&step.inputs),
            outputs: mappings(&step.outputs),
            repeat: step.repetition.as_ref().map(|plan| repeat(plan, graph)),
            one_of: step.only.one_of.clone(),
            while_open: guard(step, graph),
            takes: quantity(step.tokens.takes),
            gives: quantity(step.tokens.gives),
            ways: ways_matter.then(|| ways(diagram, &graph.outgoing[index])),
        }))
    }
}

fn guard(step: &Step, graph: &Graph) -> Option<usize> {
    step.only
        .while_open
        .as_ref()
        .and_then(|open| graph.step(open))
}

/// Nonsense is a problem of the diagram; here it counts as the usual one.
fn quantity(quantity: i64) -> usize {
    usize::try_from(quantity).map_or(1, |quantity| quantity.clamp(1, 1_000))
}

fn repeat(repetition: &Repetition, graph: &Graph) -> RepeatPlan {
    match repetition {
        Repetition::While {
            condition,
            before,
            most,
        } => RepeatPlan::While {
            condition: written(condition).map(Formula::parse),
            before: *before,
            most: *most,
        },
        Repetition::Each(each) => RepeatPlan::Each(Box::new(plan(each, graph))),
    }
}

fn plan(each: &Each, graph: &Graph) -> EachPlan {
    let what = |what: &Trigger| {
        let alone = Happening::new(Stands::Throw, vec![what.clone()]);
        triggers(&alone, graph).pop()
    };
    let tell = |when, told: &Trigger| what(told).map(|what| TellPlan { when, what });
    let tells = match &each.tells {
        Tells::Never => Vec::new(),
        Tells::EachTime { what } => tell(TellWhen::EachTime, what).into_iter().collect(),
        Tells::First { what } => tell(TellWhen::First, what).into_iter().collect(),
        Tells::Cases { cases } => cases
            .iter()
            .filter_map(|case| {
                let condition = Formula::parse(case.condition.trim());
                tell(TellWhen::Condition(condition), &case.what)
            })
            .collect(),
    };
    EachPlan {
        over: match &each.over {
            Over::Times { times } => OverPlan::Times(Formula::parse(times.trim())),
            Over::List { list, item } => {
                OverPlan::List(Formula::parse(list.trim()), item.trim().to_owned())
            }
        },
        sequential: each.sequential,
        until: written(&each.until).map(Formula::parse),
        enough: written(&each.enough).map(Formula::parse),
        rest: each.rest,
        open: each.open,
        collect: each
            .collect
            .as_ref()
            .and_then(|mapping| mappings(std::slice::from_ref(mapping)).pop()),
        tells,
    }
}
