//! Listeners, and the loop that runs by itself.

use crate::diagrams;
use crate::harness::{House, NOON, after, on_both, soon};
use engine::{Engine, EngineConfig, Error, Start};
use process::Value;
use process::run::Status;
use std::time::Duration;
use store::{InstanceId, ProcessId};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

on_both! {
    async fn a_listener_hears_of_what_is_on_disk(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let mut workspace = house.engine.subscribe_workspace(house.workspace);
        let case = house.start(process).await;
        soon(workspace.changed()).await.unwrap();
        let mut seq = house.engine.subscribe(house.workspace, case).await.unwrap();
        let before = *seq.borrow_and_update();
        assert_eq!(before, house.store.load(house.workspace, case).await.unwrap().seq);
        house.approve(case, NOON).await;
        soon(seq.changed()).await.unwrap();
        let told = *seq.borrow_and_update();
        assert!(told > before);
        assert_eq!(house.store.load(house.workspace, case).await.unwrap().seq, told);
        let nobody = house.engine.subscribe(house.workspace, InstanceId(404)).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }
}

/// The engine's loop at work, until it is told to stop.
pub struct Looping {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Looping {
    pub fn with(engine: &Engine) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let engine = engine.clone();
        let task = tokio::spawn(async move {
            engine
                .run_loop(async {
                    stopped.await.ok();
                })
                .await;
        });
        Self { stop, task }
    }

    /// As when its process is killed.
    pub fn kill(self) {
        self.task.abort();
    }

    pub fn tell_to_stop(self) -> JoinHandle<()> {
        self.stop.send(()).unwrap();
        self.task
    }
}

/// Starts a case at the computer's time whose first day has long begun, and approves it.
async fn approved_case(house: &House) -> InstanceId {
    let process = house
        .published(&diagrams::leave(house.http, house.smtp))
        .await;
    let answers = serde_json::json!({ "kind": "Holiday", "first_day": { "$date": "2020-01-01" } });
    let wish = Start {
        answers: serde_json::from_value(answers).unwrap(),
        at: engine::now(),
        ..house.wish_to_start(process, &crate::harness::unique())
    };
    let case = house.engine.start(wish).await.unwrap().instance;
    house.approve(case, engine::now()).await;
    case
}

async fn ends(house: &House, case: InstanceId) {
    let subscribed = house.engine.subscribe(house.workspace, case).await;
    let mut seq = subscribed.unwrap();
    while house.status(case).await == Status::Active {
        soon(seq.changed()).await.unwrap();
    }
    assert_eq!(house.status(case).await, Status::Completed);
}

async fn until(holds: impl AsyncFn() -> bool) {
    soon(async {
        while !holds().await {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

on_both! {
    async fn the_loop_does_what_comes_up_without_being_asked_and_stops_when_told(house) {
        let looping = Looping::with(&house.engine);
        let case = approved_case(house).await;
        ends(house, case).await;
        assert_eq!((house.system.calls(), house.mailbox.mails().len()), (1, 2));
        soon(looping.tell_to_stop()).await.unwrap();
    }
}

on_both! {
    async fn stopping_lets_a_running_job_finish(house) {
        house.system.close_gate();
        let looping = Looping::with(&house.engine);
        let case = approved_case(house).await;
        until(async || house.system.calls() == 1).await;
        let stopping = looping.tell_to_stop();
        house.system.open_gate();
        soon(stopping).await.unwrap();
        // Its outcome is on disk.
        assert_eq!(house.state(case).await.variables["booking"], Value::from("B-1"));
    }
}

on_both! {
    async fn a_job_that_takes_longer_than_its_lease_stays_with_its_worker(house) {
        house.system.close_gate();
        // Long enough that a busy machine renews it in time.
        let lease = Duration::from_millis(1_500);
        let config = || EngineConfig { lease, ..EngineConfig::default() };
        let one = Looping::with(&Engine::new(house.store.clone(), config()));
        let other = Looping::with(&Engine::new(house.store.clone(), config()));
        let case = approved_case(house).await;
        until(async || house.system.calls() == 1).await;
        // While it runs, the only thing due is the end of its lease; it moves on until far beyond the first one.
        let lease_end = async || house.store.next_due().await.unwrap().unwrap();
        let first = lease_end().await;
        until(async || lease_end().await > after(first, 1)).await;
        assert_eq!(house.system.calls(), 1);
        house.system.open_gate();
        until(async || house.status(case).await == Status::Completed).await;
        assert_eq!(house.system.calls(), 1);
        for looping in [one, other] {
            soon(looping.tell_to_stop()).await.unwrap();
        }
    }
}

on_both! {
    async fn the_loop_outlives_a_database_that_is_gone_and_comes_back(house) {
        let looping = Looping::with(&house.engine);
        if house.lose_database().await {
            assert!(house.engine.tick(NOON).await.is_err());
            let start = house.engine.start(house.wish_to_start(ProcessId(1), "start")).await;
            assert!(matches!(start, Err(Error::Database(_))));
            house.give_database_back().await;
        }
        let case = approved_case(house).await;
        ends(house, case).await;
        soon(looping.tell_to_stop()).await.unwrap();
    }
}
