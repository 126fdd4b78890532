//! Where it is measured: a fresh database with the process in it.

use crate::{Engine, Error, Start};
use process::run::Status;
use process::step::Role;
use process::{Diagram, UserId, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::user::NewUser;
use store::workspace::SetUp;
use store::{ProcessId, Secret, Store, WorkspaceId};

const WORK: &str = include_str!("work.json");

#[derive(Debug, thiserror::Error)]
pub enum NotMeasured {
    #[error("the database holds a workspace already: measure on a new one")]
    NotEmpty,
    #[error(transparent)]
    Database(#[from] store::Error),
    #[error(transparent)]
    Engine(Error),
    #[error("the process that is measured cannot be read: {0}")]
    Work(serde_json::Error),
}

/// A workspace with the process that is measured.
#[derive(Clone, Debug)]
pub struct Place {
    pub workspace: WorkspaceId,
    pub process: ProcessId,
    pub user: UserId,
    /// The sequence number of the last event of a case.
    pub(super) last_seq: u64,
    keys: Arc<AtomicU64>,
}

impl Place {
    /// Furnishes an empty database, and runs one case to learn how many events it has. The engine's loop must be
    /// running.
    pub async fn furnish(store: &Store, engine: &Engine) -> Result<Self, NotMeasured> {
        if store.first_workspace().await?.is_some() {
            return Err(NotMeasured::NotEmpty);
        }
        let at = crate::now();
        let admin = NewUser {
            email: "bench@example.com".to_owned(),
            name: "Bench".to_owned(),
            role: Role::Admin,
            password: Secret::new("nobody signs in here"),
        };
        let set_up = SetUp {
            name: "Bench".to_owned(),
            zone: "UTC".to_owned(),
            admin,
        };
        let (workspace, user) = store.set_up(set_up, at).await?;
        let process = store.add_process(workspace, "Bench", user, at).await?;
        let work: Diagram = serde_json::from_str(WORK).map_err(NotMeasured::Work)?;
        let revision = store
            .save_draft(workspace, process, user, 0, &work, at)
            .await?;
        store
            .publish(workspace, process, user, revision, None, at)
            .await?;
        let mut place = Self {
            workspace,
            process,
            user,
            last_seq: 0,
            keys: Arc::default(),
        };
        place.last_seq = place.events_of_a_case(engine).await?;
        Ok(place)
    }

    pub(super) fn next_key(&self) -> String {
        format!("bench-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    pub(super) fn wish_to_start(&self) -> Start {
        Start {
            workspace: self.workspace,
            process: self.process,
            by: self.user,
            answers: BTreeMap::from([("amount".to_owned(), Value::from(1_200))]),
            key: self.next_key(),
            at: crate::now(),
        }
    }

    async fn events_of_a_case(&self, engine: &Engine) -> Result<u64, NotMeasured> {
        let started = engine.start(self.wish_to_start()).await;
        let case = started.map_err(NotMeasured::Engine)?.instance;
        let listening = engine.subscribe(self.workspace, case).await;
        let mut news = listening.map_err(NotMeasured::Engine)?;
        loop {
            let standing = engine.standing(self.workspace, case).await;
            let standing = standing.map_err(NotMeasured::Engine)?;
            if standing.state.status != Status::Active {
                return Ok(standing.seq);
            }
            if *news.borrow_and_update() <= standing.seq {
                let changed = news.changed().await;
                changed.map_err(|_| NotMeasured::Engine(Error::Internal))?;
            }
        }
    }
}
