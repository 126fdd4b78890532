//! Tells the history of a case in words: from each event a line, or nothing.

mod by_table;

use super::live::{HistoryKind, HistoryLine};
use super::names::Names;
use process::{
    Diagram, Event, FlowId, StepId, StepInstanceId, Timestamp, UserId,
    run::{Actor, Awaited, Candidate, Fact},
    step::{DecideByTable, Role, StepKind},
};
use std::collections::HashMap;

/// Hears the events of one case in order and remembers what later lines need.
#[derive(Default)]
pub struct Storyteller {
    visits: HashMap<StepInstanceId, StepId>,
}

/// One telling: what the teller remembers, with the names of things.
struct Telling<'a> {
    diagram: &'a Diagram,
    names: &'a Names,
    visits: &'a HashMap<StepInstanceId, StepId>,
}

/// A line before it is dated.
struct Line {
    who: Option<String>,
    text: String,
    until: Option<Timestamp>,
    step: Option<StepId>,
    kind: HistoryKind,
}

impl Storyteller {
    /// The next event of the case, and its line when it has something to tell.
    pub fn tell(
        &mut self,
        diagram: &Diagram,
        names: &Names,
        seq: u64,
        event: &Event,
    ) -> Option<HistoryLine> {
        if let Fact::StepEntered {
            step_instance,
            step,
            ..
        } = &event.fact
        {
            self.visits.insert(*step_instance, step.clone());
        }
        let line = Telling {
            diagram,
            names,
            visits: &self.visits,
        }
        .line(&event.fact)?;
        Some(HistoryLine {
            seq,
            at: event.at.0,
            who: line.who,
            text: line.text,
            until: line.until.map(|until| until.0),
            step: line.step,
            kind: line.kind,
        })
    }
}

impl Telling<'_> {
    fn line(&self, fact: &Fact) -> Option<Line> {
        match fact {
            Fact::InstanceStarted { by, .. } => {
                Some(self.by(by, HistoryKind::Started, None, "started the case"))
            }
            Fact::FlowTaken { flow, .. } => self.decided(flow),
            Fact::TableDecided {
                step_instance,
                rules,
                looked_at,
            } => {
                let (step, name) = self.visited(step_instance);
                let table = self.table(step.as_ref());
                let text = by_table::decided(&name, table, rules, looked_at);
                Some(Line::of_baton(HistoryKind::System, step, text))
            }
            Fact::VariablesSet {
                step_instance,
                values,
                ..
            } => {
                let (step, name) = self.visited(step_instance);
                let text = by_table::gave(&name, self.table(step.as_ref())?, values)?;
                Some(Line::of_baton(HistoryKind::System, step, text))
            }
            Fact::UserTaskOpened {
                step_instance,
                candidate,
                ..
            } => {
                let (step, name) = self.visited(step_instance);
                let text = format!(
                    "Waiting for {} at {name}",
                    candidate_words(candidate, self.names)
                );
                Some(Line::of_baton(HistoryKind::Waiting, step, text))
            }
            Fact::UserTaskAssigned {
                step_instance,
                by,
                to,
            } => {
                let (step, name) = self.visited(step_instance);
                let text = match (by, to) {
                    (Actor::User { user }, Some(to)) if user == to => format!("took {name}"),
                    (_, Some(to)) => format!("gave {name} to {}", self.person(*to)),
                    (_, None) => format!("gave {name} back"),
                };
                Some(self.by(by, HistoryKind::Person, step, &text))
            }
            Fact::UserTaskAnswered { step_instance, by } => {
                let (step, name) = self.visited(step_instance);
                Some(self.by(by, HistoryKind::Person, step, &format!("answered {name}")))
            }
            Fact::TimerSet {
                step_instance, due, ..
            } => {
                let (step, name) = self.visited(step_instance);
                let text = format!("Waiting at {name} until");
                Some(Line::of_baton(HistoryKind::Waiting, step, text).until(*due))
            }
            Fact::TimerFired { step_instance, .. } => {
                let (step, name) = self.visited(step_instance);
                Some(Line::of_baton(
                    HistoryKind::System,
                    step,
                    format!("{name} is over"),
                ))
            }
            Fact::JobSucceeded { step_instance, .. } => {
                let (step, name) = self.visited(step_instance);
                Some(Line::of_baton(
                    HistoryKind::System,
                    step,
                    format!("Baton did {name}"),
                ))
            }
            // Without another attempt an incident follows, and tells.
            Fact::JobFailed {
                step_instance,
                message,
                retry_at,
                ..
            } => retry_at.map(|retry_at| {
                let (step, name) = self.visited(step_instance);
                let message = sentence(message);
                let text = format!("{name} did not work: {message} Trying again at");
                Line::of_baton(HistoryKind::Failed, step, text).until(retry_at)
            }),
            Fact::IncidentRaised { step, message, .. } => {
                let text = format!("Stuck at {}: {}", self.step_name(step), sentence(message));
                Some(Line::of_baton(
                    HistoryKind::Failed,
                    Some(step.clone()),
                    text,
                ))
            }
            Fact::IncidentResolved {
                step_instance, by, ..
            } => {
                let (step, name) = self.visited(step_instance);
                Some(self.by(
                    by,
                    HistoryKind::Person,
                    step,
                    &format!("tried {name} again"),
                ))
            }
            Fact::Awaited {
                owner, step, what, ..
            } => Some(Line::of_baton(
                HistoryKind::Waiting,
                Some(step.clone()),
                self.awaited(owner, step, what)?,
            )),
            Fact::Happened { step, .. } => {
                let text = format!("{} happened", self.step_name(step));
                Some(Line::of_baton(
                    HistoryKind::System,
                    Some(step.clone()),
                    text,
                ))
            }
            Fact::RoundsPlanned {
                step_instance,
                total: Some(total),
                ..
            } => {
                let (step, name) = self.visited(step_instance);
                let text = format!("{name} is done {total} times");
                Some(Line::of_baton(HistoryKind::System, step, text))
            }
            Fact::UndoBegun { items, .. } if !items.is_empty() => {
                let names = items.iter().map(|item| self.step_name(&item.step));
                let names = names.collect::<Vec<_>>().join(", ");
                let text = format!("What was done is undone: {names}");
                Some(Line::of_baton(HistoryKind::System, None, text))
            }
            Fact::TransactionCancelled { step_instance } => {
                let (step, name) = self.visited(step_instance);
                let text = format!("{name} was called off: what was done in it is undone");
                Some(Line::of_baton(HistoryKind::Failed, step, text))
            }
            Fact::ErrorThrown {
                step, caught_by, ..
            } => caught_by.as_ref().map(|by| {
                let text = format!(
                    "{} failed, and {} takes care of it",
                    self.step_name(step),
                    self.step_name(by)
                );
                Line::of_baton(HistoryKind::Failed, Some(step.clone()), text)
            }),
            Fact::EscalationThrown { step, .. } => {
                let text = format!("{} asked for help", self.step_name(step));
                Some(Line::of_baton(
                    HistoryKind::System,
                    Some(step.clone()),
                    text,
                ))
            }
            Fact::SignalSent { step, name } => {
                let text = format!("{} told everyone: “{name}”", self.step_name(step));
                Some(Line::of_baton(
                    HistoryKind::System,
                    Some(step.clone()),
                    text,
                ))
            }
            Fact::MessageSent { step, message } => {
                let text = format!(
                    "{} sent the message “{}”",
                    self.step_name(step),
                    message.name
                );
                Some(Line::of_baton(
                    HistoryKind::System,
                    Some(step.clone()),
                    text,
                ))
            }
            Fact::CallOpened { step, .. } => {
                let text = format!("{} began another process", self.step_name(step));
                Some(Line::of_baton(
                    HistoryKind::System,
                    Some(step.clone()),
                    text,
                ))
            }
            Fact::CallReturned { step_instance } => {
                let (step, name) = self.visited(step_instance);
                let text = format!("The process that {name} began is done");
                Some(Line::of_baton(HistoryKind::System, step, text))
            }
            Fact::InstanceCompleted => Some(Line::of_baton(
                HistoryKind::Ended,
                None,
                "The case is done".to_owned(),
            )),
            Fact::InstanceCancelled { by, reason } => {
                let text = format!("stopped the case: {}", sentence(reason));
                Some(self.by(by, HistoryKind::Ended, None, &text))
            }
            _ => None,
        }
    }

    /// What is waited for at a step of its own. What stands on an edge or around steps is only told when it happens.
    fn awaited(&self, owner: &StepInstanceId, step: &StepId, what: &Awaited) -> Option<String> {
        if self.visits.get(owner) != Some(step) {
            return None;
        }
        let name = self.step_name(step);
        Some(match what {
            Awaited::Message { name: message, .. } => {
                format!("Waiting at {name} for the message “{message}”")
            }
            Awaited::Signal { name: signal } => {
                format!("Waiting at {name} for the signal “{signal}”")
            }
            Awaited::Condition => format!("Waiting at {name} until it is true"),
            Awaited::Timer { .. } | Awaited::Inside => return None,
        })
    }

    fn by(&self, actor: &Actor, kind: HistoryKind, step: Option<StepId>, did: &str) -> Line {
        let who = match actor {
            Actor::User { user } => Some(self.person(*user)),
            _ => None,
        };
        let text = format!("{} {did}", who.as_deref().unwrap_or("Baton"));
        Line {
            who,
            text,
            until: None,
            step,
            kind,
        }
    }

    /// Which way a decision took; other steps take all their ways.
    fn decided(&self, flow: &FlowId) -> Option<Line> {
        let flow = self.diagram.flow(flow)?;
        let from = self.diagram.step(&flow.from)?;
        if !matches!(from.kind, StepKind::Decide) {
            return None;
        }
        let way = match (flow.label.trim(), flow.otherwise) {
            ("", true) => "otherwise".to_owned(),
            ("", false) => format!("go on with {}", self.step_name(&flow.to)),
            (label, _) => label.to_owned(),
        };
        let text = format!("{}: {way}", self.step_name(&flow.from));
        Some(Line::of_baton(
            HistoryKind::System,
            Some(flow.from.clone()),
            text,
        ))
    }

    /// The table of a step that decides by one.
    fn table(&self, step: Option<&StepId>) -> Option<&DecideByTable> {
        match &self.diagram.step(step?)?.kind {
            StepKind::DecideByTable(decide) => Some(decide),
            _ => None,
        }
    }

    fn visited(&self, visit: &StepInstanceId) -> (Option<StepId>, String) {
        let step = self.visits.get(visit).cloned();
        let name = step
            .as_ref()
            .map_or_else(|| "a step".to_owned(), |step| self.step_name(step));
        (step, name)
    }

    fn step_name(&self, id: &StepId) -> String {
        self.diagram
            .step(id)
            .map_or_else(|| "a step".to_owned(), |step| format!("“{}”", step.title()))
    }

    fn person(&self, id: UserId) -> String {
        self.names.person(id).to_owned()
    }
}

impl Line {
    fn of_baton(kind: HistoryKind, step: Option<StepId>, text: String) -> Self {
        Self {
            who: None,
            text,
            until: None,
            step,
            kind,
        }
    }

    fn until(self, until: Timestamp) -> Self {
        Self {
            until: Some(until),
            ..self
        }
    }
}

/// Who may answer a user task, at the beginning of a sentence or alone.
pub fn candidate_title(candidate: &Candidate, names: &Names) -> String {
    let words = candidate_words(candidate, names);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// Who may answer a user task, in the middle of a sentence.
pub fn candidate_words(candidate: &Candidate, names: &Names) -> String {
    match candidate {
        Candidate::Person { user } => names.person(*user).to_owned(),
        Candidate::Team { team } => format!("anyone in {}", names.team(team)),
        Candidate::Role { role } => match role {
            Role::Member => "anyone in the workspace".to_owned(),
            Role::Builder => "any builder".to_owned(),
            Role::Admin => "any admin".to_owned(),
        },
    }
}

/// A message from elsewhere, ended like a sentence.
fn sentence(message: &str) -> String {
    let message = message.trim();
    match message.chars().last() {
        Some('.' | '!' | '?') => message.to_owned(),
        _ => format!("{message}."),
    }
}
