//! Rules `unknown-action`, `no-connection`, `missing-setting`, `bad-setting`, `bad-key`: a connector can do what a
//! step asks of it.

use super::forms::is_key;
use super::report::{at_setting, named, quoted};
use super::{Checked, Report};
use crate::catalog::{Action, SettingKind, SettingSpec};
use crate::definition::{Plan, ServicePlan, SettingPlan};
use crate::diagram::Step;
use crate::step::{Service, StepKind};
use crate::template::Content;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        let (StepKind::Service(service), Plan::Service(plan)) =
            (&step.kind, &checked.definition.plans[index])
        else {
            continue;
        };
        let Some(action) = checked.catalog.action(&service.connector, &service.action) else {
            let message = format!(
                "{} uses {}, which is not available here. Choose another action.",
                named(step),
                quoted(&format!("{} · {}", service.connector, service.action))
            );
            report.error("unknown-action", at_setting(step, "action"), message);
            continue;
        };
        check_connection(checked, step, service, action, plan, report);
        for spec in action
            .settings
            .iter()
            .filter(|spec| service.shows(spec, action))
        {
            check_setting(step, spec, plan, report);
        }
        for take in &service.takes {
            if !is_key(&take.key) {
                let message = format!(
                    "{} takes a value under a key that rules cannot use. Delete it and add it anew.",
                    named(step)
                );
                report.error(
                    "bad-key",
                    at_setting(step, format!("takes.{}", take.key)),
                    message,
                );
            }
        }
    }
}

fn check_connection(
    checked: &Checked<'_>,
    step: &Step,
    service: &Service,
    action: &Action,
    plan: &ServicePlan,
    report: &mut Report,
) {
    let message = match service.connection {
        None if action.connection_required || needs_base(plan) => {
            format!(
                "{} has no connection. Choose which account to use.",
                named(step)
            )
        }
        None => return,
        Some(id) => match checked.catalog.connection(id) {
            Some(entry) if entry.connector == service.connector => return,
            Some(entry) => format!(
                "{} cannot use the connection {}: it belongs to another kind of system. Choose another.",
                named(step),
                quoted(&entry.name)
            ),
            None => format!(
                "The connection of {} is not there any more. Choose another.",
                named(step)
            ),
        },
    };
    report.error("no-connection", at_setting(step, "connection"), message);
}

/// Whether it calls an address that is only a path: the rest of it is the connection's.
fn needs_base(plan: &ServicePlan) -> bool {
    let begins = |(_, setting): &(String, SettingPlan)| match setting {
        SettingPlan::Address(template) => match template.pieces.first().map(|piece| &piece.content)
        {
            Some(Content::Text(text)) => Some(text.trim_start().to_ascii_lowercase()),
            _ => None,
        },
        _ => None,
    };
    let mut beginnings = plan.settings.iter().filter_map(begins);
    beginnings.any(|text| !text.starts_with("http://") && !text.starts_with("https://"))
}

fn check_setting(step: &Step, spec: &SettingSpec, plan: &ServicePlan, report: &mut Report) {
    let planned = plan.settings.iter().find(|(key, _)| *key == spec.key);
    let label = quoted(&spec.label);
    let (rule, message) = match planned.map(|(_, planned)| planned) {
        None if spec.required => (
            "missing-setting",
            format!("{} of {} is empty. Fill it in.", label, named(step)),
        ),
        None => return,
        Some(planned) if planned.is_unclosed() => (
            "bad-setting",
            format!(
                "In {} of {} an inserted value begins with “{{{{” but never ends. Close it with “}}}}”.",
                label,
                named(step)
            ),
        ),
        Some(SettingPlan::Number(Err(text))) => (
            "bad-setting",
            format!(
                "{} of {} must be a number, not {}.",
                label,
                named(step),
                quoted(text)
            ),
        ),
        Some(SettingPlan::Json(json)) => match json.check() {
            Ok(()) => return,
            Err(place) => (
                "bad-setting",
                format!("{} of {} is not valid JSON at {place}.", label, named(step)),
            ),
        },
        Some(SettingPlan::Plain(text)) => match &spec.kind {
            SettingKind::Choice { options } if options.iter().all(|(value, _)| value != text) => (
                "bad-setting",
                format!(
                    "{} of {} is not one of its choices. Choose anew.",
                    label,
                    named(step)
                ),
            ),
            _ => return,
        },
        Some(_) => return,
    };
    report.error(rule, at_setting(step, &spec.key), message);
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::id::ConnectionId;
    use crate::problem::rules::testing::{finds, http, line};
    use crate::step::{Service, Setting, StepKind};

    fn calling(change: impl FnOnce(&mut Service)) -> Vec<String> {
        let mut diagram: Diagram = line(&["start", "call", "end"]);
        diagram.steps[1] = http("call");
        if let StepKind::Service(service) = &mut diagram.steps[1].kind {
            change(service);
        }
        finds(&diagram)
    }

    fn set(key: &'static str, text: &'static str) -> impl FnOnce(&mut Service) {
        move |service| {
            service
                .settings
                .insert(key.into(), Setting::Text(text.into()));
        }
    }

    #[test]
    fn a_complete_step_is_fine() {
        assert!(calling(|_| {}).is_empty());
    }

    #[test]
    fn the_action_is_one_of_the_catalog() {
        assert_eq!(
            calling(|service| service.action = "fly".into()),
            ["unknown-action"]
        );
    }

    #[test]
    fn the_connection_is_there_and_fits() {
        assert_eq!(
            calling(|service| service.connection = None),
            ["no-connection"]
        );
        assert_eq!(
            calling(|service| service.connection = Some(ConnectionId(99))),
            ["no-connection"]
        );
        assert_eq!(
            calling(|service| service.connection = Some(ConnectionId(2))),
            ["no-connection"]
        );
    }

    #[test]
    fn required_settings_are_filled() {
        assert_eq!(calling(set("address", "  ")), ["missing-setting"]);
    }

    #[test]
    fn a_setting_hidden_by_another_is_not_asked_for() {
        let mut diagram: Diagram = line(&["start", "call", "end"]);
        diagram.steps[1] = http("call");
        if let StepKind::Service(service) = &mut diagram.steps[1].kind {
            service.settings.remove("body");
            assert_eq!(finds(&diagram), ["missing-setting"]);
        }
        if let StepKind::Service(service) = &mut diagram.steps[1].kind {
            service
                .settings
                .insert("method".into(), Setting::Text("GET".into()));
        }
        assert!(finds(&diagram).is_empty());
    }

    #[test]
    fn what_is_typed_fits_its_kind() {
        assert_eq!(calling(set("method", "FLY")), ["bad-setting"]);
        assert_eq!(calling(set("timeout", "soon")), ["bad-setting"]);
        assert_eq!(
            calling(set("address", "https://{{ requester.name")),
            ["bad-setting"]
        );
        assert_eq!(calling(set("body", "{\"a\": }")), ["bad-setting"]);
        assert_eq!(
            calling(set(
                "body",
                "{\"a\": \"{{requester.name}}\", \"b\": {{requester}}}"
            )),
            Vec::<String>::new()
        );
    }
}
