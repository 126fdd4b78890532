//! A step as a flow node.

use super::Writer;
use super::build::{Build, element};
use super::formula::{formal, formula, marked, time};
use super::ids::Of;
use crate::diagram::Step;
use crate::step::{
    Assignment, Each, Over, Relative, Repetition, Side, Sort, Stands, StepKind, Task, Unit, Wait,
};
use crate::xml::Element;

impl Writer<'_> {
    /// The step with what stands in it.
    pub(super) fn node(&mut self, step: &Step) -> Element {
        let id = self.ids.of(Of::Step, step.id.as_str());
        let mut node = element(name(&step.kind)).with("id", id);
        node = node.with_text("name", &step.name);
        node = self.attributes(step, node);
        if !step.note.is_empty() {
            node = node.child(element("documentation").text(&step.note));
        }
        for (name, flows) in [("incoming", &self.incoming), ("outgoing", &self.outgoing)] {
            let flows = flows.get(&step.id).into_iter().flatten();
            node = node.children(flows.map(|flow| element(name).text(flow)));
        }
        if let StepKind::AskPerson(ask) = &step.kind {
            node = node.child(owner(&ask.assignment));
        }
        node = node.child(self.repetition(step));
        self.inner(step, node)
    }

    fn attributes(&mut self, step: &Step, mut node: Element) -> Element {
        if let Some(default) = self.defaults.get(&step.id) {
            node = node.with("default", default);
        }
        if is_activity(&step.kind) {
            node = node.flag("isForCompensation", step.for_compensation, false);
            let takes = (step.tokens.takes != 1).then(|| step.tokens.takes.to_string());
            let gives = (step.tokens.gives != 1).then(|| step.tokens.gives.to_string());
            node = node
                .with_some("startQuantity", takes)
                .with_some("completionQuantity", gives);
        }
        match &step.kind {
            StepKind::Event(event) => {
                node = match &event.at {
                    Stands::Start { interrupting } => {
                        node.flag("isInterrupting", *interrupting, true)
                    }
                    Stands::Boundary { of, interrupting } => node
                        .flag("cancelActivity", *interrupting, true)
                        .with("attachedToRef", self.ids.of(Of::Step, of.as_str())),
                    Stands::Catch | Stands::Throw | Stands::End => node,
                };
                node.flag("parallelMultiple", event.all, false)
            }
            StepKind::FirstEvent(first) => {
                let parallel = first.all.then_some("Parallel");
                node.flag("instantiate", first.begins, false)
                    .with_some("eventGatewayType", parallel)
            }
            StepKind::Send(message) => {
                let id = self.roots.message(message, self.names, &mut self.ids);
                node.with_some("messageRef", id)
            }
            StepKind::Receive(receive) => {
                let id = self
                    .roots
                    .message(&receive.message, self.names, &mut self.ids);
                node.flag("instantiate", receive.begins, false)
                    .with_some("messageRef", id)
            }
            StepKind::Script(script) => node.with_text("scriptFormat", &script.language),
            StepKind::Call(call) => node.with_text("calledElement", &call.process),
            StepKind::SubProcess(sub) => match &sub.sort {
                Sort::Event => node.with("triggeredByEvent", "true"),
                Sort::AdHoc {
                    sequential,
                    stop_rest,
                    ..
                } => node
                    .with_some("ordering", sequential.then_some("Sequential"))
                    .flag("cancelRemainingInstances", *stop_rest, true),
                Sort::Embedded | Sort::Transaction => node,
            },
            _ => node,
        }
    }

    /// What comes last in an element of its kind.
    fn inner(&mut self, step: &Step, node: Element) -> Element {
        match &step.kind {
            StepKind::Event(event) => {
                let triggers: Vec<Element> =
                    event.triggers.iter().map(|it| self.trigger(it)).collect();
                node.children(triggers)
            }
            StepKind::Wait(wait) => node.child(timer(wait)),
            StepKind::Script(script) => {
                let feel = script.language.is_empty();
                let text = if feel {
                    marked(&script.script)
                } else {
                    script.script.clone()
                };
                node.child(element("script").text(&text))
            }
            StepKind::Complex(complex) => {
                node.child(formula("activationCondition", &complex.activation))
            }
            StepKind::SubProcess(sub) => {
                let node = self.contents(Some(&step.id), &sub.data, node);
                match &sub.sort {
                    Sort::AdHoc { until, .. } => node.child(formula("completionCondition", until)),
                    _ => node,
                }
            }
            _ => node,
        }
    }

    fn repetition(&mut self, step: &Step) -> Option<Element> {
        Some(match step.repetition.as_ref()? {
            Repetition::While {
                condition,
                before,
                most,
            } => element("standardLoopCharacteristics")
                .flag("testBefore", *before, false)
                .with_some("loopMaximum", most.map(|most| most.to_string()))
                .child(formula("loopCondition", condition)),
            Repetition::Each(each) => each_of(each),
        })
    }
}

fn each_of(each: &Each) -> Element {
    let Each {
        over,
        sequential,
        until,
        ..
    } = each;
    let node = element("multiInstanceLoopCharacteristics").flag("isSequential", *sequential, false);
    let node = match over {
        Over::Times { times } => node.child(formula("loopCardinality", times)),
        // A list is said in our own settings: BPMN only knows lists that are data objects.
        Over::List { .. } => node,
    };
    node.child(formula("completionCondition", until))
}

fn timer(wait: &Wait) -> Element {
    let (name, text) = match wait {
        Wait::For { amount, unit, .. } => ("timeDuration", duration(amount, *unit)),
        Wait::Until { moment } => ("timeDate", time(moment)),
        Wait::Relative { to, .. } => ("timeDate", relative(to)),
    };
    element("timerEventDefinition").child(formal(name, &text))
}

/// Other tools have no words for it but a formula; which calendar it is counted in stays in our own settings.
pub(super) fn relative(relative: &Relative) -> String {
    let length = match duration(&relative.amount, relative.unit) {
        product if product.starts_with('=') => product.trim_start_matches('=').to_owned(),
        literal => format!("duration(\"{literal}\")"),
    };
    let sign = match relative.side {
        Side::Before => '-',
        Side::After => '+',
    };
    format!("=({}) {sign} {length}", relative.date)
}

/// `2 days` as `P2D`; an amount that is worked out as a product.
fn duration(amount: &str, unit: Unit) -> String {
    let (date, time) = match unit {
        Unit::Seconds => ("PT", "S"),
        Unit::Minutes => ("PT", "M"),
        Unit::Hours => ("PT", "H"),
        Unit::Days | Unit::Weeks | Unit::WorkingDays => ("P", "D"),
    };
    let weeks = matches!(unit, Unit::Weeks);
    match amount.trim().parse::<u32>() {
        Ok(number) if weeks => format!("{date}{}{time}", u64::from(number) * 7),
        Ok(number) => format!("{date}{number}{time}"),
        Err(_) => {
            let one = if weeks { 7 } else { 1 };
            format!("=({amount}) * duration(\"{date}{one}{time}\")")
        }
    }
}

fn owner(assignment: &Assignment) -> Option<Element> {
    let Assignment::Team { team } = assignment else {
        return None;
    };
    let expression =
        element("resourceAssignmentExpression").child(element("formalExpression").text(team));
    Some(element("potentialOwner").child(expression))
}

fn name(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Start(_) => "startEvent",
        StepKind::End => "endEvent",
        StepKind::AskPerson(_) => "userTask",
        StepKind::Decide => "exclusiveGateway",
        StepKind::DecideByTable(_) => "businessRuleTask",
        StepKind::Parallel => "parallelGateway",
        StepKind::Wait(_) => "intermediateCatchEvent",
        StepKind::Service(_) => "serviceTask",
        StepKind::Task(Task { manual: true }) => "manualTask",
        StepKind::Task(_) => "task",
        StepKind::Script(_) => "scriptTask",
        StepKind::Send(_) => "sendTask",
        StepKind::Receive(_) => "receiveTask",
        StepKind::Inclusive => "inclusiveGateway",
        StepKind::Complex(_) => "complexGateway",
        StepKind::FirstEvent(_) => "eventBasedGateway",
        StepKind::Event(event) => match event.at {
            Stands::Start { .. } => "startEvent",
            Stands::Catch => "intermediateCatchEvent",
            Stands::Boundary { .. } => "boundaryEvent",
            Stands::Throw => "intermediateThrowEvent",
            Stands::End => "endEvent",
        },
        StepKind::SubProcess(sub) => match sub.sort {
            Sort::Embedded | Sort::Event => "subProcess",
            Sort::Transaction => "transaction",
            Sort::AdHoc { .. } => "adHocSubProcess",
        },
        StepKind::Call(_) => "callActivity",
    }
}

fn is_activity(kind: &StepKind) -> bool {
    !crate::diagram::shape::is_gateway(kind)
        && !matches!(
            kind,
            StepKind::Start(_) | StepKind::End | StepKind::Wait(_) | StepKind::Event(_)
        )
}
