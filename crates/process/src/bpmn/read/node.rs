//! Flow nodes: activities, gateways and events.

use super::{Reader, Within};
use crate::bpmn::expression::Formula;
use crate::bpmn::names::{child, is_true, own, text_of};
use crate::diagram::{Quantities, Step};
use crate::id::StepId;
use crate::step::{
    Complex, FirstEvent, Happening, Sort, Stands, Start, StepKind, SubProcess, Task,
};
use crate::xml::Element;

/// Whether an element becomes a step.
pub(in crate::bpmn) fn is_node(kind: &str) -> bool {
    is_event(kind)
        || is_activity(kind)
        || matches!(
            kind,
            "exclusiveGateway"
                | "parallelGateway"
                | "inclusiveGateway"
                | "complexGateway"
                | "eventBasedGateway"
        )
}

fn is_event(kind: &str) -> bool {
    matches!(
        kind,
        "startEvent"
            | "endEvent"
            | "intermediateCatchEvent"
            | "intermediateThrowEvent"
            | "boundaryEvent"
    )
}

fn is_activity(kind: &str) -> bool {
    holds_steps(kind)
        || matches!(
            kind,
            "task"
                | "manualTask"
                | "userTask"
                | "serviceTask"
                | "scriptTask"
                | "sendTask"
                | "receiveTask"
                | "businessRuleTask"
                | "callActivity"
        )
}

pub(super) fn holds_steps(kind: &str) -> bool {
    matches!(kind, "subProcess" | "transaction" | "adHocSubProcess")
}

impl<'a> Reader<'a> {
    /// Adds a step, and gives its id.
    pub(super) fn node(&mut self, element: &'a Element, within: &Within) -> StepId {
        let kind = self.kind(element, within);
        let id = StepId::new(own(element, "id").unwrap_or_default());
        let mut step = Step::new(id.clone(), kind);
        step.name = own(element, "name").unwrap_or_default().to_owned();
        step.note = text_of(element, "documentation").unwrap_or_default();
        step.inside = within.inside.clone();
        step.pool = within.pool.clone();
        step.lane = self.lanes.get(&id).cloned();
        if is_activity(element.local_name()) {
            step.for_compensation = is_true(element, "isForCompensation", false);
            step.tokens = Quantities {
                takes: quantity(element, "startQuantity"),
                gives: quantity(element, "completionQuantity"),
            };
            step.repetition = self.repetition(element);
        }
        self.mappings(element, &mut step);
        self.diagram.steps.push(step);
        id
    }

    fn kind(&mut self, element: &'a Element, within: &Within) -> StepKind {
        match element.local_name() {
            "startEvent" => {
                let triggers = self.triggers(element);
                if triggers.is_empty() {
                    let form = self.form(element);
                    return StepKind::Start(Start { form });
                }
                let interrupting = is_true(element, "isInterrupting", true);
                self.event(element, Stands::Start { interrupting }, triggers)
            }
            "endEvent" => {
                let triggers = self.triggers(element);
                if triggers.is_empty() {
                    return StepKind::End;
                }
                self.event(element, Stands::End, triggers)
            }
            "intermediateCatchEvent" => {
                let triggers = self.triggers(element);
                self.event(element, Stands::Catch, triggers)
            }
            "intermediateThrowEvent" => {
                let triggers = self.triggers(element);
                self.event(element, Stands::Throw, triggers)
            }
            "boundaryEvent" => {
                let triggers = self.triggers(element);
                let of = own(element, "attachedToRef").unwrap_or_default();
                let stands = Stands::Boundary {
                    of: StepId::new(self.index.id_of(of)),
                    interrupting: is_true(element, "cancelActivity", true),
                };
                self.event(element, stands, triggers)
            }
            "exclusiveGateway" => StepKind::Decide,
            "parallelGateway" => StepKind::Parallel,
            "inclusiveGateway" => StepKind::Inclusive,
            "complexGateway" => {
                let condition = child(element, "activationCondition");
                let activation = condition
                    .map(|it| self.formula(element, "The condition to go on", Formula::of(it)));
                StepKind::Complex(Complex {
                    activation: activation.unwrap_or_default(),
                    ..Complex::default()
                })
            }
            "eventBasedGateway" => StepKind::FirstEvent(FirstEvent {
                begins: is_true(element, "instantiate", false),
                all: own(element, "eventGatewayType") == Some("Parallel"),
            }),
            "subProcess" | "transaction" | "adHocSubProcess" => self.sub_process(element, within),
            _ => self.task(element),
        }
    }

    fn event(
        &mut self,
        element: &Element,
        at: Stands,
        triggers: Vec<crate::step::Trigger>,
    ) -> StepKind {
        let mut happening = Happening::new(at, triggers);
        happening.all = is_true(element, "parallelMultiple", false);
        StepKind::Event(happening)
    }

    fn sub_process(&mut self, element: &'a Element, _within: &Within) -> StepKind {
        let sort = match element.local_name() {
            "transaction" => Sort::Transaction,
            "adHocSubProcess" => {
                let until = child(element, "completionCondition");
                let until = until
                    .map(|it| self.formula(element, "The condition to be done", Formula::of(it)));
                Sort::AdHoc {
                    until: until.unwrap_or_default(),
                    sequential: own(element, "ordering") == Some("Sequential"),
                    stop_rest: is_true(element, "cancelRemainingInstances", true),
                }
            }
            _ if is_true(element, "triggeredByEvent", false) => Sort::Event,
            _ => Sort::Embedded,
        };
        StepKind::SubProcess(SubProcess {
            sort,
            closed: self.is_closed(element),
            data: Vec::new(),
        })
    }
}

fn quantity(element: &Element, name: &str) -> i64 {
    let value = own(element, name).and_then(|text| text.trim().parse().ok());
    value.unwrap_or(1)
}

impl Reader<'_> {
    /// A plain task, by hand or not.
    pub(super) fn plain_task(&self, manual: bool) -> StepKind {
        StepKind::Task(Task { manual })
    }

    /// The text of a formula, with a remark where it is in another language.
    pub(super) fn formula(&mut self, owner: &Element, what: &str, formula: Formula) -> String {
        if let Some(language) = &formula.foreign {
            self.cannot_run(
                owner,
                format!(
                    "{what} is written in {language}: “{}”. Write it as a Baton formula.",
                    formula.text
                ),
            );
        }
        formula.text
    }
}
