//! A case that is run by hand. Whatever is done to it, the properties that always hold are looked at.

use feel::{Timestamp, Value};
use process::run::{Actor, Doing, Requester, Status, Wish};
use process::{
    Command, Definition, Effect, Event, Rejection, State, StepInstanceId, UserId, advance, apply,
    decide, effects,
};
use std::collections::BTreeMap;

/// Monday, 2 March 2026, 09:00 UTC.
pub const MONDAY: Timestamp = Timestamp(1_772_442_000_000);

pub struct Case {
    pub definition: Definition,
    pub state: State,
    pub log: Vec<Event>,
    /// Everything that was wished, refused or not.
    pub commands: Vec<Command>,
    pub effects: Vec<Effect>,
    /// Folded from the events as they were stored, beside the live state.
    replayed: State,
    pub now: Timestamp,
    pub zone: String,
}

impl Case {
    pub fn new(definition: Definition) -> Self {
        Self {
            definition,
            state: State::default(),
            log: Vec::new(),
            commands: Vec::new(),
            effects: Vec::new(),
            replayed: State::default(),
            now: MONDAY,
            zone: "UTC".into(),
        }
    }

    pub fn submit(&mut self, by: Actor, wish: Wish) -> Result<Vec<Event>, Rejection> {
        let command = Command {
            at: self.now,
            by,
            wish,
        };
        let command = through_json(&command);
        self.commands.push(command.clone());
        let decided = decide(&self.definition, &self.state, &command);
        let mut advanced = self.state.clone();
        assert_eq!(
            decided,
            advance(&self.definition, &mut advanced, &command),
            "the same twice"
        );
        if decided.is_err() {
            assert_eq!(advanced, self.state, "a rejection changes nothing");
        }
        let events = decided?;
        for event in &events {
            let before = tokens(&self.state);
            apply(&mut self.state, event);
            assert_eq!(
                tokens(&self.state),
                before + arity(event, before),
                "tokens are conserved by {event:?}"
            );
            let stored = through_json(event);
            assert_eq!(json(&stored), json(event), "an event is stored to the byte");
            apply(&mut self.replayed, &stored);
            self.effects.extend(effects(&self.definition, event));
        }
        assert_eq!(
            json(&advanced),
            json(&self.state),
            "advancing and folding come to the same, to the byte"
        );
        self.log.extend(events.iter().cloned());
        self.check();
        Ok(events)
    }

    pub fn start(
        &mut self,
        user: i64,
        answers: BTreeMap<String, Value>,
    ) -> Result<Vec<Event>, Rejection> {
        let zone = self.zone.clone();
        let requester = Some(Requester {
            name: "Ada Lovelace".into(),
            email: "ada@example.org".into(),
        });
        self.submit(
            by(user),
            Wish::Start {
                answers,
                zone,
                requester,
            },
        )
    }

    /// The oldest visit to a step that is not over.
    pub fn visit(&self, step: &str) -> (StepInstanceId, Doing) {
        let found = self
            .state
            .active
            .iter()
            .find(|(_, visit)| visit.step.as_str() == step);
        let (id, visit) =
            found.unwrap_or_else(|| panic!("nothing is active at {step}: {:?}", self.state));
        (*id, visit.doing.clone())
    }

    /// What holds after every command.
    fn check(&self) {
        assert_eq!(
            json(&self.replayed),
            json(&self.state),
            "folding what was stored gives the state, to the byte"
        );
        let again: State = through_json(&self.state);
        assert_eq!(
            json(&again),
            json(&self.state),
            "the state is stored to the byte"
        );
        assert_eq!(again, self.state);
        let over = matches!(self.state.status, Status::Completed | Status::Cancelled);
        assert_eq!(
            over,
            self.state.active.is_empty(),
            "a case is over exactly when nothing is active"
        );
        if over {
            assert!(self.state.tokens.is_empty(), "no token stays behind");
        }
        for visit in self.state.active.values() {
            let resting = !matches!(visit.doing, Doing::Passing | Doing::Answered { .. });
            assert!(
                resting,
                "between commands every visit waits for something: {visit:?}"
            );
        }
    }
}

pub fn by(user: i64) -> Actor {
    Actor::User { user: UserId(user) }
}

pub fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("it can be written")
}

pub fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&json(value)).expect("it can be read again")
}

/// Tokens on flows and in visits together.
fn tokens(state: &State) -> i64 {
    let waiting: i64 = state.tokens.values().map(|count| i64::from(*count)).sum();
    waiting + state.active.len() as i64
}

/// By how much an event changes the number of tokens.
fn arity(event: &Event, before: i64) -> i64 {
    use process::run::Fact;
    match &event.fact {
        Fact::StepEntered { via, .. } => 1 - via.len() as i64,
        Fact::StepCompleted { .. } | Fact::StepTerminated { .. } => -1,
        Fact::FlowTaken { .. } => 1,
        Fact::InstanceCancelled { .. } => -before,
        _ => 0,
    }
}
