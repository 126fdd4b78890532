//! A workspace with everything in it, on a fresh database, and an engine whose time the test moves.

use crate::outside::{Mailbox, System};
use engine::{CrashHook, Engine, EngineConfig, Error, Start, Submitted};
use process::id::ConnectionId;
use process::run::{Actor, Awaited, Status, Wish};
use process::step::Role;
use process::{Command, Diagram, State, StepInstanceId, Timestamp, UserId, Value, apply};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use store::connection::ConnectionForm;
use store::draft::Seen;
use store::instance::InstanceFilter;
use store::user::NewUser;
use store::user_task::{TaskStatus, UserTask};
use store::workspace::SetUp;
use store::{Database, InstanceId, Page, ProcessId, Secret, Store, Vault, WorkspaceId, sqlite_url};

/// Names the PostgreSQL server to test on.
const POSTGRES: &str = "BATON_TEST_POSTGRES";

/// Sunday noon in UTC, 22 November 2026.
pub const NOON: Timestamp = Timestamp(1_795_348_800_000);
/// The first day of December begins in Vienna.
pub const FIRST_DAY: Timestamp = Timestamp(1_796_079_600_000);

pub fn after(moment: Timestamp, seconds: i64) -> Timestamp {
    Timestamp(moment.0 + seconds * 1000)
}

/// Runs the body as two tests, `sqlite` and `postgres`, in a module named by the sentence; afterwards every case in
/// the database is folded from its events and compared.
macro_rules! on_both {
    ($(#[$doc:meta])* async fn $name:ident($house:ident) $body:block) => {
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn body($house: &$crate::harness::House) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let house = $crate::harness::House::on_sqlite().await;
                body(&house).await;
                house.close().await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                let Some(house) = $crate::harness::House::on_postgres().await else { return };
                body(&house).await;
                house.close().await;
            }
        }
    };
}
pub(crate) use on_both;

pub struct House {
    pub engine: Engine,
    pub store: Store,
    pub workspace: WorkspaceId,
    pub ada: UserId,
    pub system: System,
    pub mailbox: Mailbox,
    pub http: ConnectionId,
    pub smtp: ConnectionId,
    url: String,
    place: Place,
}

enum Place {
    Sqlite(PathBuf),
    Postgres { server: Database, name: String },
}

impl House {
    pub async fn on_sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("baton-engine-{}", unique()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = sqlite_url(&folder.join("baton.db"));
        Self::build(&url, Place::Sqlite(folder)).await
    }

    /// `None` when no server is named: then only SQLite is tested, and that is said.
    pub async fn on_postgres() -> Option<Self> {
        let Ok(url) = std::env::var(POSTGRES) else {
            println!("not tested on PostgreSQL: {POSTGRES} names no server");
            return None;
        };
        let server = Database::connect(&url).await.unwrap();
        let name = format!("baton_engine_{}", unique());
        migrations::create_database(server.for_migrations(), &name)
            .await
            .unwrap();
        let (start, _) = url.rsplit_once('/').unwrap();
        let url = format!("{start}/{name}");
        Some(Self::build(&url, Place::Postgres { server, name }).await)
    }

    async fn build(url: &str, place: Place) -> Self {
        let database = Database::connect(url).await.unwrap();
        migrations::run(database.for_migrations()).await.unwrap();
        let store = Store::open(database, Vault::from_bytes([7; 32]))
            .await
            .unwrap();
        let house = Self {
            engine: Engine::new(store.clone(), EngineConfig::default()),
            store,
            workspace: WorkspaceId(1),
            ada: UserId(1),
            http: ConnectionId(1),
            smtp: ConnectionId(2),
            system: System::start().await,
            mailbox: Mailbox::start().await,
            url: url.to_owned(),
            place,
        };
        house.furnish().await;
        house
    }

    /// Everything a fresh database needs. On a fresh database, the numbers are always the same.
    async fn furnish(&self) {
        let admin = NewUser {
            email: "ada@example.com".to_owned(),
            name: "Ada".to_owned(),
            role: Role::Admin,
            password: Secret::new("correct horse battery staple"),
        };
        let set_up = SetUp {
            name: "Acme".to_owned(),
            zone: "Europe/Vienna".to_owned(),
            admin,
        };
        let made = self.store.set_up(set_up, NOON).await.unwrap();
        assert_eq!(made, (self.workspace, self.ada));
        self.store
            .allow_private_hosts(self.workspace, &["127.0.0.0/8".to_owned()])
            .await
            .unwrap();
        assert_eq!(self.connect_http().await, self.http);
        assert_eq!(self.connect_smtp().await, self.smtp);
    }

    /// Takes the database away from under the engine. False where that cannot be done.
    pub async fn lose_database(&self) -> bool {
        let Place::Postgres { server, name } = &self.place else {
            return false;
        };
        migrations::drop_database(server.for_migrations(), name)
            .await
            .unwrap();
        true
    }

    /// Gives it back, as new.
    pub async fn give_database_back(&self) {
        let Place::Postgres { server, name } = &self.place else {
            panic!("it was never taken");
        };
        migrations::create_database(server.for_migrations(), name)
            .await
            .unwrap();
        let database = Database::connect(&self.url).await.unwrap();
        migrations::run(database.for_migrations()).await.unwrap();
        database.close().await.unwrap();
        self.furnish().await;
    }

    async fn connect_http(&self) -> ConnectionId {
        let settings = [
            ("address", self.system.address()),
            ("authentication", "bearer".to_owned()),
        ];
        self.connect("http", &settings, &[("token", "t0p-s3cret-token")])
            .await
    }

    async fn connect_smtp(&self) -> ConnectionId {
        let settings = [
            ("host", "127.0.0.1".to_owned()),
            ("port", self.mailbox.port.to_string()),
            ("security", "none".to_owned()),
            ("fromAddress", "baton@example.com".to_owned()),
        ];
        self.connect("email", &settings, &[]).await
    }

    async fn connect(
        &self,
        connector: &str,
        settings: &[(&str, String)],
        secrets: &[(&str, &str)],
    ) -> ConnectionId {
        let settings = settings
            .iter()
            .map(|(key, text)| ((*key).to_owned(), text.clone()));
        let secrets = secrets
            .iter()
            .map(|(key, text)| ((*key).to_owned(), Some(Secret::new(*text))));
        let form = ConnectionForm {
            name: connector.to_owned(),
            settings: settings.collect(),
            secrets: secrets.collect(),
            hosts: Vec::new(),
        };
        self.store
            .add_connection(self.workspace, connector, &form, NOON)
            .await
            .unwrap()
    }

    /// Another engine on the same database, as after a restart or on a second server.
    pub fn another_engine(&self, crash: CrashHook) -> Engine {
        let config = EngineConfig {
            crash,
            ..EngineConfig::default()
        };
        Engine::new(self.store.clone(), config)
    }

    /// Saves the diagram as Ada's draft of a new process and publishes it.
    pub async fn published(&self, diagram: &Diagram) -> ProcessId {
        let process = self
            .store
            .add_process(self.workspace, "Leave", self.ada, NOON)
            .await
            .unwrap();
        self.publish(process, diagram).await;
        process
    }

    pub async fn publish(&self, process: ProcessId, diagram: &Diagram) {
        self.publish_at(process, diagram, NOON).await;
    }

    pub async fn publish_at(&self, process: ProcessId, diagram: &Diagram, at: Timestamp) {
        let newest = self.store.newest_version(self.workspace, process).await;
        let seen = Seen {
            revision: 0,
            base: newest.unwrap().map(|version| version.number),
        };
        let revision = self
            .store
            .save_draft(self.workspace, process, self.ada, seen, diagram, NOON)
            .await
            .unwrap();
        self.engine
            .publish(self.workspace, process, self.ada, revision, None, at)
            .await
            .unwrap();
    }

    pub fn wish_to_start(&self, process: ProcessId, key: &str) -> Start {
        let answers = json!({ "kind": "Holiday", "first_day": { "$date": "2026-12-01" } });
        Start {
            workspace: self.workspace,
            process,
            by: self.ada,
            answers: serde_json::from_value(answers).unwrap(),
            key: key.to_owned(),
            at: NOON,
        }
    }

    pub async fn start(&self, process: ProcessId) -> InstanceId {
        let wish = self.wish_to_start(process, &format!("start-{}", unique()));
        self.engine.start(wish).await.unwrap().instance
    }

    /// Starts a case whose form asks for one text, `order`.
    pub async fn order(&self, process: ProcessId, order: &str) -> InstanceId {
        let mut wish = self.wish_to_start(process, &format!("order-{}", unique()));
        wish.answers = BTreeMap::from([("order".to_owned(), Value::from(order))]);
        self.engine.start(wish).await.unwrap().instance
    }

    /// Cases of a process, oldest first.
    pub async fn cases(&self, process: ProcessId) -> Vec<InstanceId> {
        let filter = InstanceFilter {
            process: Some(process),
            ..InstanceFilter::default()
        };
        let mut page = Page::first(500);
        let mut cases = Vec::new();
        loop {
            let found = self
                .store
                .instances(self.workspace, &filter, page)
                .await
                .unwrap();
            let Some(last) = found.last() else { break };
            page = Page::after(last.id, 500);
            cases.extend(found.iter().map(|case| case.id));
        }
        cases.reverse();
        cases
    }

    /// The sentences of the incidents that are open in a case.
    pub async fn incidents(&self, case: InstanceId) -> Vec<String> {
        let all = self.store.incidents_of(self.workspace, case).await.unwrap();
        let open = all
            .into_iter()
            .filter(|incident| incident.resolved_at.is_none());
        open.map(|incident| incident.message).collect()
    }

    /// Sends a message with this key.
    pub async fn send(
        &self,
        name: &str,
        key: Option<&str>,
        keep_seconds: i64,
    ) -> engine::Published {
        let message = engine::Message {
            name: name.to_owned(),
            key: key.map(Value::from),
            content: BTreeMap::from([("amount".to_owned(), Value::from(7))]),
            keep_millis: Some(keep_seconds * 1_000),
            id: None,
        };
        self.engine
            .publish_message(self.workspace, message, NOON)
            .await
            .unwrap()
    }

    /// The one open question of a case.
    pub async fn question(&self, instance: InstanceId) -> UserTask {
        let tasks = self
            .store
            .user_tasks_of(self.workspace, instance)
            .await
            .unwrap();
        let mut open = tasks
            .into_iter()
            .filter(|task| matches!(task.status, TaskStatus::Open));
        let question = open.next().unwrap();
        assert!(open.next().is_none(), "one question at a time");
        question
    }

    pub fn approval(&self, question: StepInstanceId, at: Timestamp) -> Command {
        let answers = BTreeMap::from([("decision".to_owned(), Value::from("Approve"))]);
        self.by_ada(
            Wish::CompleteUserTask {
                step_instance: question,
                answers,
            },
            at,
        )
    }

    pub fn by_ada(&self, wish: Wish, at: Timestamp) -> Command {
        Command {
            at,
            by: Actor::User { user: self.ada },
            wish,
        }
    }

    pub async fn submit(&self, instance: InstanceId, command: Command) -> Result<Submitted, Error> {
        self.engine
            .submit(self.workspace, instance, command, None)
            .await
    }

    pub async fn approve(&self, instance: InstanceId, at: Timestamp) {
        let question = self.question(instance).await;
        let approval = self.approval(question.step_instance, at);
        self.submit(instance, approval).await.unwrap();
    }

    /// Lets everything happen that is due at `now`, and what follows from it.
    pub async fn settle(&self, now: Timestamp) {
        settle(&self.engine, now).await;
    }

    pub async fn status(&self, instance: InstanceId) -> Status {
        self.state(instance).await.status
    }

    pub async fn state(&self, instance: InstanceId) -> State {
        let loaded = self.store.load(self.workspace, instance).await.unwrap();
        loaded.snapshot.unwrap()
    }

    pub async fn nothing_is_due_ever(&self) -> bool {
        self.store.next_due().await.unwrap().is_none()
    }

    /// Folding the events of each case gives its stored state, and no number is missing in its log.
    async fn every_log_folds(&self) {
        let cases = self
            .store
            .instances(self.workspace, &InstanceFilter::default(), Page::first(500))
            .await
            .unwrap();
        for case in cases {
            let events = self
                .store
                .events_after(self.workspace, case.id, 0, 10_000)
                .await
                .unwrap();
            let mut state = State::default();
            for (index, recorded) in events.iter().enumerate() {
                assert_eq!(recorded.seq, index as u64 + 1);
                apply(&mut state, &recorded.event);
            }
            let rebuilt = self.engine.rebuilt(self.workspace, case.id, case.seq);
            assert_eq!(rebuilt.await.unwrap(), state);
            assert_eq!(case.seq, events.len() as u64);
            assert_eq!(state, self.state(case.id).await, "case {}", case.id);
            self.is_subscribed_to_what_it_waits_for(case.id, &state)
                .await;
        }
    }

    /// What a case waits for according to its events is what messages and signals find it by.
    async fn is_subscribed_to_what_it_waits_for(&self, case: InstanceId, state: &State) {
        let heard = |wait: &&process::run::Wait| {
            matches!(wait.what, Awaited::Message { .. } | Awaited::Signal { .. })
        };
        let waits: Vec<_> = state
            .waits
            .values()
            .filter(heard)
            .map(|wait| wait.what.clone())
            .collect();
        let rows = self
            .store
            .subscriptions_of(self.workspace, case)
            .await
            .unwrap();
        let rows: Vec<_> = rows.into_iter().map(|row| row.what).collect();
        assert_eq!(rows, waits, "case {case}");
    }

    pub async fn close(self) {
        self.every_log_folds().await;
        assert_eq!(self.engine.verify().await.unwrap().mismatches, []);
        drop(self.engine);
        self.store.close().await.unwrap();
        match self.place {
            Place::Sqlite(folder) => std::fs::remove_dir_all(folder).unwrap(),
            Place::Postgres { server, name } => {
                migrations::drop_database(server.for_migrations(), &name)
                    .await
                    .unwrap();
            }
        }
    }
}

pub async fn settle(engine: &Engine, now: Timestamp) {
    for _ in 0..1_000 {
        if engine.tick(now).await.unwrap().is_nothing() {
            return;
        }
    }
    panic!("it never comes to rest");
}

/// How long a test waits for what must happen at once.
pub async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), future)
        .await
        .expect("it did not happen")
}

pub fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}_{count}", std::process::id())
}
