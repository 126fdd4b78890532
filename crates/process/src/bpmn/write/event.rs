//! What events wait for and make happen, as event definitions.

use super::Writer;
use super::build::{Build, element};
use super::formula::{formal, formula, time};
use super::ids::Of;
use super::node::relative;
use crate::step::{Timer, Trigger, When};
use crate::xml::Element;

impl Writer<'_> {
    pub(super) fn trigger(&mut self, trigger: &Trigger) -> Element {
        match trigger {
            Trigger::Message(message) => {
                let id = self.roots.message(message, self.names, &mut self.ids);
                element("messageEventDefinition").with_some("messageRef", id)
            }
            Trigger::Timer(timer) => timer_definition(timer),
            Trigger::Error { code } => {
                let id = self.root("error", "errorCode", code);
                element("errorEventDefinition").with_some("errorRef", id)
            }
            Trigger::Signal { name } => {
                let id = self.root("signal", "name", name);
                element("signalEventDefinition").with_some("signalRef", id)
            }
            Trigger::Condition { expression } => {
                element("conditionalEventDefinition").child(formula("condition", expression))
            }
            Trigger::Escalation { code } => {
                let id = self.root("escalation", "escalationCode", code);
                element("escalationEventDefinition").with_some("escalationRef", id)
            }
            Trigger::Compensation { of } => {
                let of = of.as_ref().map(|of| self.ids.of(Of::Step, of.as_str()));
                element("compensateEventDefinition").with_some("activityRef", of)
            }
            Trigger::Cancel => element("cancelEventDefinition"),
            Trigger::Link { name } => element("linkEventDefinition").with("name", name),
            Trigger::Terminate => element("terminateEventDefinition"),
        }
    }

    fn root(&mut self, kind: &'static str, by: &str, told: &str) -> Option<String> {
        self.roots.id(kind, by, told, self.names, &mut self.ids)
    }
}

fn timer_definition(timer: &Timer) -> Element {
    let (name, text) = match &timer.when {
        When::Date { date } => ("timeDate", time(date)),
        When::After { duration } => ("timeDuration", time(duration)),
        When::Every { cycle } => ("timeCycle", time(cycle)),
        When::Relative(to) => ("timeDate", relative(to)),
    };
    element("timerEventDefinition").child(formal(name, &text))
}
