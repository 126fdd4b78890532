//! A workspace with people and a published process, and short words for what tests do to an instance.

use crate::harness::{Fresh, secret};
use process::run::{Actor, Candidate, Doing, Fact, IncidentReason, Status, StepInstance};
use process::step::Role;
use process::{
    Diagram, Event, IncidentId, JobId, State, StepId, StepInstanceId, TimerId, Timestamp,
};
use std::collections::BTreeMap;
use store::user::NewUser;
use store::workspace::SetUp;
use store::{
    Commit, Committed, Error, InstanceId, NewInstance, ProcessId, Store, Target, UserId,
    VersionNumber, WorkspaceId, Write,
};

pub const NOW: Timestamp = Timestamp(1_800_000_000_000);
pub const PASSWORD: &str = "correct horse battery staple";

pub fn at(seconds: i64) -> Timestamp {
    Timestamp(NOW.0 + 1_000 * seconds)
}

pub struct House {
    pub store: Store,
    pub workspace: WorkspaceId,
    pub admin: UserId,
    pub process: ProcessId,
    pub version: VersionNumber,
}

pub fn person(email: &str, role: Role) -> NewUser {
    NewUser {
        email: email.to_owned(),
        name: email.to_owned(),
        role,
        password: secret(PASSWORD),
    }
}

impl House {
    pub async fn build(fresh: &Fresh) -> Self {
        let set_up = SetUp {
            name: "Musterfirma".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            admin: person("Ada@example.com", Role::Member),
        };
        let (workspace, admin) = fresh.store.set_up(set_up, NOW).await.unwrap();
        Self::furnish(&fresh.store, workspace, admin).await
    }

    /// A second house in the same database, which must see nothing of the first.
    pub async fn next_door(fresh: &Fresh) -> Self {
        fresh
            .tamper("INSERT INTO workspace (id, name, zone, created_at) VALUES (2, 'Next door', 'UTC', 0)")
            .await;
        let workspace = WorkspaceId(2);
        let new = person("bob@example.com", Role::Admin);
        let admin = fresh.store.add_user(workspace, new, NOW).await.unwrap();
        Self::furnish(&fresh.store, workspace, admin).await
    }

    async fn furnish(store: &Store, workspace: WorkspaceId, admin: UserId) -> Self {
        let process = store
            .add_process(workspace, "Leave request", admin, NOW)
            .await
            .unwrap();
        let diagram = Diagram::default();
        let revision = store
            .save_draft(workspace, process, admin, 0, &diagram, NOW)
            .await
            .unwrap();
        let version = store
            .publish(workspace, process, admin, revision, None, NOW)
            .await
            .unwrap();
        Self {
            store: store.clone(),
            workspace,
            admin,
            process,
            version,
        }
    }

    /// The same house, for another store that holds a copy of it.
    pub fn of(other: &Self) -> Self {
        Self {
            store: other.store.clone(),
            ..*other
        }
    }

    pub async fn member(&self, email: &str) -> UserId {
        let new = person(email, Role::Member);
        self.store.add_user(self.workspace, new, NOW).await.unwrap()
    }

    pub fn new_instance(&self) -> Target {
        Target::New(NewInstance {
            process: self.process,
            version: self.version,
            started_by: Some(self.admin),
            started_at: NOW,
            caller: None,
            depth: 0,
        })
    }

    pub fn commit<'a>(&self, target: Target, seq: u64, content: &'a Content) -> Commit<'a> {
        Commit {
            workspace: self.workspace,
            target,
            expected_seq: seq,
            events: &content.events,
            state: &content.state,
            key: None,
            lease: None,
            done: None,
            writes: Vec::new(),
        }
    }

    /// Starts an instance with one event and these rows.
    pub async fn start(&self, writes: Vec<Write>) -> InstanceId {
        let content = started();
        let commit = Commit {
            writes,
            ..self.commit(self.new_instance(), 0, &content)
        };
        self.store.commit(commit).await.unwrap().instance
    }

    /// One more event, with these rows.
    pub async fn go_on(
        &self,
        instance: InstanceId,
        seq: u64,
        writes: Vec<Write>,
    ) -> Result<Committed, Error> {
        let content = one_more(seq);
        let commit = Commit {
            writes,
            ..self.commit(Target::Existing(instance), seq, &content)
        };
        self.store.commit(commit).await
    }
}

/// What a commit borrows.
pub struct Content {
    pub events: Vec<Event>,
    pub state: State,
}

pub fn started() -> Content {
    Content {
        events: vec![Event {
            at: NOW,
            fact: Fact::InstanceStarted {
                by: Actor::Engine,
                zone: "Europe/Berlin".to_owned(),
            },
        }],
        state: State {
            status: Status::Active,
            last_id: 1,
            ..State::default()
        },
    }
}

/// Content that differs by its number.
pub fn one_more(number: u64) -> Content {
    let mut content = started();
    content.events[0].fact = Fact::StepEntered {
        step_instance: StepInstanceId(number),
        step: step(),
        via: Vec::new(),
        scope: StepInstanceId::ROOT,
        round: None,
        undoes_for: None,
    };
    content.state.last_id = number + 1;
    content
}

pub fn stuck() -> Content {
    let mut content = one_more(1);
    content.state.active.insert(
        StepInstanceId(1),
        StepInstance {
            step: step(),
            entered_at: NOW,
            doing: Doing::Stuck {
                incident: IncidentId(2),
                reason: IncidentReason::Job,
                answer: None,
                before: None,
            },
            scope: StepInstanceId::ROOT,
            round: None,
            undoes_for: None,
        },
    );
    content
}

pub fn step() -> StepId {
    StepId::new("approve")
}

pub fn visit(number: u64) -> StepInstanceId {
    StepInstanceId(number)
}

pub fn enter(number: u64) -> Write {
    Write::EnterStep {
        step_instance: visit(number),
        step: step(),
        at: NOW,
    }
}

pub fn ask(number: u64, candidate: Candidate) -> Write {
    Write::OpenUserTask {
        step_instance: visit(number),
        step: step(),
        title: "Approve".to_owned(),
        instructions: "Is it all right?".to_owned(),
        candidate,
        due: Some(at(60)),
        at: NOW,
    }
}

pub fn timer(number: u64, due: Timestamp) -> Write {
    Write::SetTimer {
        timer: TimerId(number),
        step_instance: visit(number),
        due,
    }
}

pub fn job(number: u64, due: Timestamp) -> Write {
    Write::OpenJob {
        job: JobId(number),
        step_instance: visit(number),
        connector: "http".to_owned(),
        action: "request".to_owned(),
        connection: None,
        input: BTreeMap::new(),
        due,
        leased_until: None,
    }
}

pub fn raise(number: u64) -> Write {
    Write::RaiseIncident {
        incident: IncidentId(number),
        step_instance: visit(number),
        step: step(),
        reason: IncidentReason::Job,
        message: "The server answered 500.".to_owned(),
        at: NOW,
    }
}

pub fn release(number: u64) -> Write {
    Write::Release {
        step_instance: visit(number),
        at: at(1),
    }
}
