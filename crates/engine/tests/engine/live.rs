//! Listeners, and the loop that runs by itself.

use crate::diagrams;
use crate::harness::{NOON, on_both, soon};
use engine::{Error, Start};
use process::run::Status;
use store::InstanceId;
use tokio::sync::oneshot;

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

on_both! {
    async fn the_loop_does_what_comes_up_without_being_asked_and_stops_when_told(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let engine = house.engine.clone();
        let looping = tokio::spawn(async move {
            engine.run_loop(async { stopped.await.unwrap() }).await;
        });
        // Today by the computer's clock: the wait for the first day is over before it begins.
        let answers = serde_json::json!({ "kind": "Holiday", "first_day": { "$date": "2020-01-01" } });
        let wish = Start {
            answers: serde_json::from_value(answers).unwrap(),
            at: engine::now(),
            ..house.wish_to_start(process, "start")
        };
        let case = house.engine.start(wish).await.unwrap().instance;
        let mut seq = house.engine.subscribe(house.workspace, case).await.unwrap();
        house.approve(case, engine::now()).await;
        while house.status(case).await == Status::Active {
            soon(seq.changed()).await.unwrap();
        }
        assert_eq!(house.status(case).await, Status::Completed);
        assert_eq!((house.system.calls(), house.mailbox.mails().len()), (1, 2));
        stop.send(()).unwrap();
        soon(looping).await.unwrap();
    }
}
