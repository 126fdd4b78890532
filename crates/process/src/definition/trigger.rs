//! What an event waits for or makes happen, with its rules parsed.

use super::Formula;
use super::build::written;
use super::plan::RelativePlan;
use crate::graph::Graph;
use crate::step::{Happening, Mapping, Message, Timer, Trigger, When};

#[derive(Clone, Debug)]
pub(crate) enum TriggerPlan {
    Message(MessagePlan),
    Timer(TimerPlan),
    Error(String),
    Signal(String),
    Condition(Formula),
    Escalation(String),
    /// What is undone: one step, or everything.
    Compensation(Option<usize>),
    Cancel,
    Link(String),
    Terminate,
}

#[derive(Clone, Debug)]
pub(crate) struct MessagePlan {
    pub name: String,
    pub key: Option<Formula>,
    pub keep_for: Option<Formula>,
    pub content: Vec<(String, Formula)>,
}

#[derive(Clone, Debug)]
pub(crate) struct TimerPlan {
    pub sort: TimerSort,
    /// As it was written; an ISO 8601 literal is read from this.
    pub text: String,
    pub formula: Formula,
    /// Instead of a text.
    pub relative: Option<RelativePlan>,
    pub calendar: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimerSort {
    Date,
    After,
    Every,
    Relative,
}

impl MessagePlan {
    pub fn of(message: &Message) -> Self {
        Self {
            name: message.name.trim().to_owned(),
            key: written(&message.key).map(Formula::parse),
            keep_for: written(&message.keep_for).map(Formula::parse),
            content: mappings(&message.content),
        }
    }
}

impl TimerPlan {
    /// Whether it fires at a date, and not after a time or again and again.
    pub fn is_of_data(&self) -> bool {
        matches!(self.sort, TimerSort::Date | TimerSort::Relative)
    }

    fn of(timer: &Timer) -> Self {
        let (sort, text) = match &timer.when {
            When::Date { date } => (TimerSort::Date, date),
            When::After { duration } => (TimerSort::After, duration),
            When::Every { cycle } => (TimerSort::Every, cycle),
            When::Relative(relative) => (TimerSort::Relative, &relative.date),
        };
        let relative = match &timer.when {
            When::Relative(relative) => Some(RelativePlan::of(relative)),
            _ => None,
        };
        let text = text.trim();
        Self {
            sort,
            text: text.to_owned(),
            formula: Formula::parse(text.strip_prefix('=').unwrap_or(text)),
            relative,
            calendar: timer.calendar.clone(),
        }
    }
}

pub(super) fn triggers(happening: &Happening, graph: &Graph) -> Vec<TriggerPlan> {
    let plan = |trigger: &Trigger| match trigger {
        Trigger::Message(message) => TriggerPlan::Message(MessagePlan::of(message)),
        Trigger::Timer(timer) => TriggerPlan::Timer(TimerPlan::of(timer)),
        Trigger::Error { code } => TriggerPlan::Error(code.clone()),
        Trigger::Signal { name } => TriggerPlan::Signal(name.trim().to_owned()),
        Trigger::Condition { expression } => {
            TriggerPlan::Condition(Formula::parse(expression.trim()))
        }
        Trigger::Escalation { code } => TriggerPlan::Escalation(code.clone()),
        Trigger::Compensation { of } => {
            TriggerPlan::Compensation(of.as_ref().and_then(|of| graph.step(of)))
        }
        Trigger::Cancel => TriggerPlan::Cancel,
        Trigger::Link { name } => TriggerPlan::Link(name.trim().to_owned()),
        Trigger::Terminate => TriggerPlan::Terminate,
    };
    happening.triggers.iter().map(plan).collect()
}

pub(super) fn mappings(mappings: &[Mapping]) -> Vec<(String, Formula)> {
    let named = mappings.iter().filter_map(|mapping| {
        let key = written(&mapping.key)?;
        Some((key.to_owned(), Formula::parse(mapping.from.trim())))
    });
    named.collect()
}
