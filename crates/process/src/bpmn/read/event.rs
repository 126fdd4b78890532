//! What events wait for and make happen.

use super::Reader;
use crate::bpmn::expression::Formula;
use crate::bpmn::names::{child, is_model, own};
use crate::id::StepId;
use crate::step::{Message, Timer, Trigger, When};
use crate::xml::Element;

impl<'a> Reader<'a> {
    pub(super) fn triggers(&mut self, element: &'a Element) -> Vec<Trigger> {
        let mut triggers = Vec::new();
        for definition in element.elements().filter(|child| is_model(child)) {
            if definition.local_name() == "eventDefinitionRef" {
                let name = definition.text();
                match self.index.get(&name) {
                    Some(found) => triggers.extend(self.trigger(element, found)),
                    None => self.cannot_run(
                        element,
                        format!(
                            "What this event is about, “{}”, is not in the file.",
                            name.trim()
                        ),
                    ),
                }
            } else {
                triggers.extend(self.trigger(element, definition));
            }
        }
        triggers
    }

    /// One event definition; none for other elements.
    pub(super) fn trigger(
        &mut self,
        owner: &'a Element,
        definition: &'a Element,
    ) -> Option<Trigger> {
        Some(match definition.local_name() {
            "messageEventDefinition" => Trigger::Message(self.message(owner, definition)),
            "timerEventDefinition" => Trigger::Timer(self.timer(owner, definition)),
            "errorEventDefinition" => Trigger::Error {
                code: self.code(owner, definition, "error", "errorRef", "errorCode"),
            },
            "escalationEventDefinition" => Trigger::Escalation {
                code: self.code(
                    owner,
                    definition,
                    "escalation",
                    "escalationRef",
                    "escalationCode",
                ),
            },
            "signalEventDefinition" => Trigger::Signal {
                name: self.root_name(owner, definition, "signal", "signalRef"),
            },
            "conditionalEventDefinition" => {
                let condition = child(definition, "condition");
                let condition =
                    condition.map(|it| self.formula(owner, "The condition", Formula::of(it)));
                Trigger::Condition {
                    expression: condition.unwrap_or_default(),
                }
            }
            "compensateEventDefinition" => Trigger::Compensation {
                of: own(definition, "activityRef").map(|of| StepId::new(self.index.id_of(of))),
            },
            "cancelEventDefinition" => Trigger::Cancel,
            "linkEventDefinition" => Trigger::Link {
                name: own(definition, "name").unwrap_or_default().to_owned(),
            },
            "terminateEventDefinition" => Trigger::Terminate,
            other if other.ends_with("EventDefinition") => {
                self.cannot_run(owner, format!("Events of the kind “{other}” cannot run."));
                return None;
            }
            _ => return None,
        })
    }

    fn timer(&mut self, owner: &Element, definition: &Element) -> Timer {
        let mut text = |name: &str| {
            let element = child(definition, name)?;
            let formula = Formula::of(element);
            Some(self.formula(owner, "The time", formula))
        };
        let when = if let Some(cycle) = text("timeCycle") {
            When::Every { cycle }
        } else if let Some(date) = text("timeDate") {
            When::Date { date }
        } else {
            When::After {
                duration: text("timeDuration").unwrap_or_default(),
            }
        };
        Timer {
            when,
            calendar: None,
        }
    }

    /// The code of the error or escalation that is named; its name where it has no code. Empty: any.
    fn code(
        &mut self,
        owner: &Element,
        definition: &Element,
        kind: &'static str,
        by: &str,
        code: &str,
    ) -> String {
        let Some(name) = own(definition, by) else {
            return String::new();
        };
        let Some(found) = self.named(owner, name) else {
            return name.to_owned();
        };
        let told = [own(found, code), own(found, "name"), own(found, "id")];
        let told = told.into_iter().flatten().map(str::trim);
        let told = told.into_iter().find(|text| !text.is_empty());
        self.root(kind, told.unwrap_or_default(), found)
    }

    /// The name of the signal or message that is named.
    fn root_name(
        &mut self,
        owner: &Element,
        definition: &Element,
        kind: &'static str,
        by: &str,
    ) -> String {
        let Some(name) = own(definition, by) else {
            return String::new();
        };
        let Some(found) = self.named(owner, name) else {
            return name.to_owned();
        };
        let told = [own(found, "name"), own(found, "id")];
        let told = told.into_iter().flatten().map(str::trim);
        let told = told.into_iter().find(|text| !text.is_empty());
        self.root(kind, told.unwrap_or_default(), found)
    }

    fn named(&mut self, owner: &Element, name: &str) -> Option<&'a Element> {
        let found = self.index.get(name);
        if found.is_none() {
            self.cannot_run(
                owner,
                format!("This names “{name}”, which is not in the file."),
            );
        }
        found
    }

    fn root(&mut self, kind: &'static str, told: &str, found: &Element) -> String {
        let name = own(found, "name").unwrap_or_default();
        let told = Formula::spelled(if told.is_empty() { name } else { told });
        let id = own(found, "id").unwrap_or_default().to_owned();
        let key = (kind, told.text.clone());
        self.names.roots.entry(key).or_insert(id);
        told.text
    }

    /// The message that an event or a task is about.
    pub(super) fn message(&mut self, owner: &'a Element, definition: &'a Element) -> Message {
        let name = self.root_name(owner, definition, "message", "messageRef");
        let mut message = Message {
            name,
            ..Message::default()
        };
        let found = own(definition, "messageRef").and_then(|name| self.index.get(name));
        self.message_details(owner, definition, found, &mut message);
        message
    }
}
