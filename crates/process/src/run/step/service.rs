//! Work for a connector: its settings are worked out when the step is reached, and what it answers becomes data.

use crate::definition::{Plan, ServicePlan, SettingPlan, TakePlan};
use crate::id::{JobId, StepInstanceId};
use crate::run::event::{Fact, IncidentReason};
use crate::run::scratch::{Begun, Scratch};
use crate::run::storable;
use crate::template::Reader;
use feel::Value;
use std::collections::BTreeMap;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, plan: &ServicePlan) -> Begun {
    if !plan.known {
        let message = format!(
            "The action “{}” of “{}” is not available here any more.",
            plan.action, plan.connector
        );
        return Begun::Stuck(IncidentReason::Job, message);
    }
    match input(scratch, id, plan) {
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
        Ok(input) => {
            let job = JobId(scratch.next_id());
            scratch.emit(Fact::JobOpened {
                job,
                step_instance: id,
                connector: plan.connector.clone(),
                action: plan.action.clone(),
                connection: plan.connection,
                input,
            });
            Begun::Waits
        }
    }
}

/// Takes values from an answer and ends the visit; or stops it, with the answer kept.
pub(in crate::run) fn take(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    output: &Value,
) {
    let definition = scratch.definition;
    let Plan::Service(plan) = &definition.plans[step] else {
        return scratch.complete(id, step);
    };
    match taken(scratch, plan, output) {
        Err(message) => scratch.raise(id, step, IncidentReason::Expression, message),
        Ok(values) => {
            scratch.write(id, values);
            scratch.complete(id, step);
        }
    }
}

fn input(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    plan: &ServicePlan,
) -> Result<BTreeMap<String, Value>, String> {
    let moment = scratch.moment();
    let variables = &*scratch.data_of(id);
    let mut input = BTreeMap::new();
    for (key, setting) in &plan.settings {
        let value = match setting {
            SettingPlan::Plain(text) => Value::from(text.as_str()),
            SettingPlan::Number(Ok(number)) => Value::Number(*number),
            SettingPlan::Number(Err(text)) => return Err(format!("“{text}” is not a number.")),
            SettingPlan::Text(template) => {
                Value::from(template.render(variables, &moment, Reader::Person)?)
            }
            SettingPlan::Address(template) => {
                Value::from(template.render(variables, &moment, Reader::Address)?)
            }
            SettingPlan::Json(json) => Value::from(json.render(variables, &moment)?),
            SettingPlan::Pairs(pairs) => {
                let pair = |(name, template): &(String, crate::template::Template)| {
                    let value = template.render(variables, &moment, Reader::System)?;
                    Ok(Value::context(BTreeMap::from([
                        ("name".to_owned(), Value::from(name.as_str())),
                        ("value".to_owned(), Value::from(value)),
                    ])))
                };
                Value::list(pairs.iter().map(pair).collect::<Result<_, String>>()?)
            }
        };
        input.insert(key.clone(), storable::value(&value));
    }
    Ok(input)
}

fn taken(
    scratch: &Scratch<'_>,
    plan: &ServicePlan,
    output: &Value,
) -> Result<BTreeMap<String, Value>, String> {
    let nothing = BTreeMap::new();
    let fields = match output {
        Value::Context(fields) => fields.as_ref(),
        _ => &nothing,
    };
    let moment = scratch.moment();
    let take = |take: &TakePlan| {
        let value = take
            .from
            .evaluate(fields, &moment)
            .map_err(|error| without_content(take, fields).unwrap_or(error))?;
        let value = take.kind.read_value(&value).map_err(|wanted| {
            format!(
                "“{}” of the answer is {}, but “{}” must be {wanted}.",
                take.from.source,
                value.kind_in_words(),
                label(take),
            )
        })?;
        Ok((take.key.clone(), value))
    };
    plan.takes.iter().map(take).collect()
}

/// Why nothing could be taken when a part of the answer it is taken from has no content at all.
fn without_content(take: &TakePlan, fields: &BTreeMap<String, Value>) -> Option<String> {
    let expression = take.from.parsed.as_ref().ok()?;
    let empty = |(name, _): &(String, _)| fields.get(name).is_none_or(Value::is_null);
    expression.names().iter().any(empty).then(|| {
        format!(
            "The answer of the other system had no content, so “{}” could not be taken from it. \
             Look at what that system sends, or take nothing from its answer.",
            label(take)
        )
    })
}

fn label(take: &TakePlan) -> &str {
    if take.label.is_empty() {
        &take.key
    } else {
        &take.label
    }
}
