//! Tasks and calls, with the settings of the tools we know.

use super::Reader;
use crate::bpmn::expression::{Formula, is_feel, is_juel};
use crate::bpmn::names::{added, child, extension, extensions, is_baton, own, reference};
use crate::step::{
    AskPerson, Binding, Call, DecideByTable, Receive, Script, Service, Setting, StepKind,
};
use crate::xml::Element;
use std::collections::BTreeMap;

impl<'a> Reader<'a> {
    pub(super) fn task(&mut self, element: &'a Element) -> StepKind {
        match element.local_name() {
            "userTask" => self.user_task(element),
            "serviceTask" => self.service(element),
            "scriptTask" => self.script(element),
            "sendTask" => StepKind::Send(self.message(element, element)),
            "receiveTask" => StepKind::Receive(Receive {
                message: self.message(element, element),
                begins: own(element, "instantiate") == Some("true"),
            }),
            "businessRuleTask" => self.business_rule(element),
            "callActivity" => self.call(element),
            "manualTask" => self.plain_task(true),
            _ => self.plain_task(false),
        }
    }

    fn user_task(&mut self, element: &'a Element) -> StepKind {
        StepKind::AskPerson(AskPerson {
            instructions: String::new(),
            form: self.form(element),
            assignment: self.assignment(element),
            due_in: self.due_in(element),
            due_calendar: None,
        })
    }

    /// Which system is asked. The kind of job, or the class that does the work, stands where the connector does: there
    /// is none of that name, so it is a problem until somebody chooses one.
    fn service(&mut self, element: &'a Element) -> StepKind {
        let job = extension(element, "taskDefinition").and_then(|it| it.attribute("type"));
        let code = ["topic", "class", "delegateExpression", "expression", "type"];
        let code = || code.into_iter().find_map(|name| added(element, name));
        let connector = extension(element, "connectorId").map(Element::text);
        let worker = job.map(str::to_owned).or(connector);
        let worker = worker.or_else(|| code().map(str::to_owned));
        let worker = worker.map(|it| it.trim().to_owned()).unwrap_or_default();
        if !worker.is_empty() {
            self.cannot_run(
                element,
                format!(
                    "“{worker}” does this work elsewhere. Choose a connector that does it here."
                ),
            );
        }
        let mut settings = BTreeMap::new();
        for (key, value) in headers(element) {
            settings.insert(key, Setting::Text(value));
        }
        StepKind::Service(Service {
            connector: worker,
            settings,
            ..Service::default()
        })
    }

    fn script(&mut self, element: &'a Element) -> StepKind {
        let result = added(element, "resultVariable").unwrap_or_default();
        if let Some(script) = extension(element, "script") {
            let text = script.attribute("expression").unwrap_or_default();
            let result = script.attribute("resultVariable").unwrap_or(result);
            return StepKind::Script(Script {
                script: self.formula(element, "The script", Formula::spelled(text)),
                result: result.to_owned(),
                language: String::new(),
            });
        }
        let text = child(element, "script").map(Element::text);
        let text = text.unwrap_or_default();
        let told = own(element, "scriptFormat").or_else(|| own(element, "scriptLanguage"));
        let told = told.unwrap_or_default().trim();
        let language = match told {
            "" if is_juel(&text) => "JUEL",
            told if is_feel(told) => "",
            told => told,
        };
        if !language.is_empty() {
            self.cannot_run(
                element,
                format!("This script is written in {language}. Write it as a Baton formula."),
            );
        }
        StepKind::Script(Script {
            script: Formula::spelled(&text).text,
            result: result.to_owned(),
            language: language.to_owned(),
        })
    }

    fn business_rule(&mut self, element: &'a Element) -> StepKind {
        let called = extension(element, "calledDecision").and_then(|it| it.attribute("decisionId"));
        let called = called.or_else(|| added(element, "decisionRef"));
        let called = called.or_else(|| added(element, "decisionTableReferenceKey"));
        self.cannot_run(
            element,
            match called {
                Some(name) => format!(
                    "The table for “{name}” is not in this file. Import its DMN file into this step."
                ),
                None => "There is no table for this decision yet.".to_owned(),
            },
        );
        StepKind::DecideByTable(DecideByTable::default())
    }

    fn call(&mut self, element: &'a Element) -> StepKind {
        let zeebe = extension(element, "calledElement");
        let called = zeebe.and_then(|it| it.attribute("processId"));
        let called = called.or_else(|| own(element, "calledElement"));
        let process = Formula::spelled(called.unwrap_or_default());
        let process = self.formula(element, "The process that is called", process);
        let told = zeebe.and_then(|it| it.attribute("bindingType"));
        let told = told.or_else(|| added(element, "calledElementBinding"));
        let version = zeebe.and_then(|it| it.attribute("versionTag"));
        let version = added(element, "calledElementVersion").or(version);
        let version = version.and_then(|text| text.parse().ok());
        let binding = match (told, version) {
            (Some("deployment"), _) => Binding::Deployment,
            (Some("version" | "versionTag"), Some(version)) => Binding::Version { version },
            (Some("versionTag"), None) => {
                self.cannot_run(
                    element,
                    "Versions are called by their number here, not by a tag.",
                );
                Binding::Latest
            }
            _ => Binding::Latest,
        };
        let all = extensions(element).any(|it| {
            !is_baton(it) && it.local_name() == "in" && it.attribute("variables") == Some("all")
        });
        let propagates = zeebe.and_then(|it| it.attribute("propagateAllChildVariables"));
        StepKind::Call(Call {
            process: reference(&process).to_owned(),
            binding,
            share_all: all || propagates == Some("true"),
        })
    }
}

/// Settings that job workers get beside their variables, and fields that classes are given.
fn headers(element: &Element) -> Vec<(String, String)> {
    let zeebe = extension(element, "taskHeaders").into_iter();
    let zeebe = zeebe.flat_map(Element::elements).filter_map(|header| {
        let value = header.attribute("value").unwrap_or_default();
        Some((header.attribute("key")?.to_owned(), value.to_owned()))
    });
    let fields = extensions(element).filter(|it| it.local_name() == "field");
    let fields = fields.filter_map(|field| {
        let value = field.attribute("stringValue").map(str::to_owned);
        let value = value.or_else(|| {
            field
                .elements()
                .next()
                .map(|it| it.text().trim().to_owned())
        });
        Some((
            field.attribute("name")?.to_owned(),
            value.unwrap_or_default(),
        ))
    });
    zeebe.chain(fields).collect()
}
