//! Where rules stand in a process, and what each must give.

use super::super::Checked;
use super::super::report::{at_flow, at_setting, named};
use super::inside;
use crate::definition::{Formula, Plan, ServicePlan, Waiting};
use crate::problem::Place;
use crate::step::StepKind;
use feel::Type;

pub(super) struct Site<'a> {
    pub step: usize,
    pub place: Place,
    pub formula: &'a Formula,
    /// What it is, in words that a sentence can begin with.
    pub what: String,
    /// One of these; `Any` where everything will do.
    pub wanted: Vec<Type>,
    pub reads: Reads,
    /// Whether a value left empty stops the case here.
    pub needs_value: bool,
    /// It is read when the step is done: what it sets itself, and what is set inside it, is there.
    pub at_end: bool,
    /// Another rule says when it cannot be read.
    pub said_elsewhere: bool,
}

/// Whose names a rule may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    Case,
    /// What a connector answered; its fields are not known beforehand.
    Answer,
}

impl Site<'_> {
    pub fn subject(&self, checked: &Checked<'_>) -> String {
        format!(
            "{} of {}",
            self.what,
            named(&checked.diagram.steps[self.step])
        )
    }
}

pub(super) fn sites<'a>(checked: &Checked<'a>) -> Vec<Site<'a>> {
    let is_whole = checked.definition.structure.is_whole;
    let mut all = Vec::new();
    for (step, plan) in checked.definition.plans.iter().enumerate() {
        let drawn = &checked.diagram.steps[step];
        let mut add = |setting: &str, what: &str, formula: &'a Formula, wanted: &[Type]| {
            all.push(Site {
                step,
                place: at_setting(drawn, setting),
                formula,
                what: what.to_owned(),
                needs_value: !wanted.contains(&Type::Any),
                wanted: wanted.to_vec(),
                reads: Reads::Case,
                at_end: false,
                said_elsewhere: false,
            });
        };
        match plan {
            Plan::Asking(asking) => {
                for insert in asking.instructions.inserts() {
                    add(
                        "instructions",
                        "The inserted value in the text",
                        insert,
                        &[Type::Any],
                    );
                }
                if let Some(due) = &asking.due_in {
                    add(
                        "dueIn",
                        "The due date",
                        due,
                        &[Type::Duration, Type::YearsMonths],
                    );
                }
            }
            Plan::Waiting(Waiting::For { amount, .. }) => {
                add("amount", "The time to wait", amount, &[Type::Number]);
            }
            Plan::Waiting(Waiting::Until { moment }) => {
                add(
                    "moment",
                    "The moment to wait for",
                    moment,
                    &[Type::Date, Type::DateTime],
                );
            }
            Plan::Waiting(Waiting::Relative { to, .. }) => {
                add("amount", "The time to count", &to.amount, &[Type::Number]);
                add("date", "The date", &to.date, &[Type::Date, Type::DateTime]);
            }
            Plan::Service(service) => {
                for (key, setting) in &service.settings {
                    let what = format!("An inserted value in “{}”", label(checked, step, key));
                    for formula in setting.formulas() {
                        add(key, &what, formula, &[Type::Any]);
                    }
                }
                all.extend(takes(checked, step, service));
            }
            Plan::Deciding(ways) => all.extend(ways.iter().filter_map(|way| {
                Some(Site {
                    step,
                    place: at_flow(&checked.diagram.flows[way.flow]),
                    formula: way.condition.as_ref()?,
                    what: "A condition".to_owned(),
                    wanted: vec![Type::Boolean],
                    reads: Reads::Case,
                    needs_value: true,
                    at_end: false,
                    said_elsewhere: is_whole,
                })
            })),
            // The cells of a table are looked at elsewhere.
            _ => {}
        }
        if is_whole {
            all.extend(inside::sites(checked, step));
        }
    }
    all
}

fn takes<'a>(checked: &Checked<'a>, step: usize, service: &'a ServicePlan) -> Vec<Site<'a>> {
    let drawn = &checked.diagram.steps[step];
    let take = |take: &'a crate::definition::TakePlan| Site {
        step,
        place: at_setting(drawn, format!("takes.{}", take.key)),
        formula: &take.from,
        what: "A value taken from the answer".to_owned(),
        wanted: vec![Type::Any],
        reads: Reads::Answer,
        needs_value: false,
        at_end: false,
        said_elsewhere: false,
    };
    service.takes.iter().map(take).collect()
}

fn label(checked: &Checked<'_>, step: usize, key: &str) -> String {
    let StepKind::Service(service) = &checked.diagram.steps[step].kind else {
        return key.to_owned();
    };
    let action = checked.catalog.action(&service.connector, &service.action);
    let spec = action.and_then(|action| action.settings.iter().find(|spec| spec.key == key));
    spec.map_or_else(|| key.to_owned(), |spec| spec.label.clone())
}
