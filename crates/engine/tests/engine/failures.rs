//! What happens when the outside does not do its part, or somebody changes their mind.

use crate::diagrams::{self, flow, step};
use crate::harness::{House, NOON, after, on_both};
use process::run::{IncidentReason, Status, Wish};
use process::{Rejection, Timestamp};
use store::incident::Incident;
use store::{InstanceId, Page};

async fn the_incident(house: &House) -> Incident {
    let mut open = house
        .store
        .open_incidents(house.workspace, None, Page::first(10))
        .await
        .unwrap();
    assert_eq!(open.len(), 1);
    open.remove(0)
}

async fn booking_only(house: &House) -> InstanceId {
    let steps = vec![
        step("start", "start"),
        diagrams::book(house.http),
        step("done", "end"),
    ];
    let flows = vec![flow("f1", "start", "book"), flow("f2", "book", "done")];
    let process = house.published(&diagrams::diagram(steps, flows)).await;
    let mut wish = house.wish_to_start(process, "start");
    wish.answers.clear();
    house.engine.start(wish).await.unwrap().instance
}

async fn retry(house: &House, case: InstanceId, at: Timestamp) -> Result<(), engine::Error> {
    let incident = the_incident(house).await.incident;
    let wish = house.by_ada(Wish::RetryIncident { incident }, at);
    house.submit(case, wish).await.map(drop)
}

on_both! {
    async fn a_failing_system_is_tried_again_then_a_person_is_asked_then_it_goes_on(house) {
        house.system.set_broken(true);
        let case = booking_only(house).await;
        house.settle(NOON).await;
        assert_eq!(house.system.calls(), 1);
        // Ten seconds, then twenty.
        house.settle(after(NOON, 9)).await;
        assert_eq!(house.system.calls(), 1);
        house.settle(after(NOON, 10)).await;
        house.settle(after(NOON, 29)).await;
        assert_eq!(house.system.calls(), 2);
        house.settle(after(NOON, 30)).await;
        assert_eq!(house.system.calls(), 3);
        house.settle(after(NOON, 100_000)).await;
        assert_eq!(house.system.calls(), 3);

        let incident = the_incident(house).await;
        assert_eq!(incident.reason, IncidentReason::Job);
        assert_eq!(incident.step.as_str(), "book");
        assert!(incident.message.contains("500") && incident.message.contains("out of order"), "{}", incident.message);
        assert!(house.nothing_is_due_ever().await);

        house.system.set_broken(false);
        let later = after(NOON, 200_000);
        retry(house, case, later).await.unwrap();
        house.settle(later).await;
        assert_eq!(house.status(case).await, Status::Completed);
        let incidents = house.store.incidents_of(house.workspace, case).await.unwrap();
        assert_eq!(incidents[0].resolved_by, Some(house.ada));
        // Four tries, one piece of work, one key.
        assert_eq!((house.system.calls(), house.system.work().len()), (4, 1));
    }
}

on_both! {
    async fn a_removed_connection_stops_the_step_until_it_is_back(house) {
        house.store.archive_connection(house.workspace, house.http, true, NOON).await.unwrap();
        let process = house.store.add_process(house.workspace, "Leave", house.ada, NOON).await.unwrap();
        let steps = vec![step("start", "start"), diagrams::book(house.http), step("done", "end")];
        let flows = vec![flow("f1", "start", "book"), flow("f2", "book", "done")];
        house.store.archive_connection(house.workspace, house.http, false, NOON).await.unwrap();
        house.publish(process, &diagrams::diagram(steps, flows)).await;
        house.store.archive_connection(house.workspace, house.http, true, NOON).await.unwrap();
        let mut wish = house.wish_to_start(process, "start");
        wish.answers.clear();
        let case = house.engine.start(wish).await.unwrap().instance;
        house.settle(NOON).await;
        assert!(the_incident(house).await.message.contains("connection this step uses was removed"));
        house.store.archive_connection(house.workspace, house.http, false, NOON).await.unwrap();
        retry(house, case, NOON).await.unwrap();
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
    }
}

on_both! {
    async fn a_host_inside_is_called_only_when_an_admin_allows_it(house) {
        house.store.allow_private_hosts(house.workspace, &["not a host".to_owned()]).await.unwrap();
        let case = booking_only(house).await;
        house.settle(NOON).await;
        assert!(the_incident(house).await.message.contains("An admin can allow this host"));
        assert_eq!(house.system.calls(), 0);
        let host = format!("127.0.0.1:{}", house.system.port);
        house.store.allow_private_hosts(house.workspace, &[host]).await.unwrap();
        retry(house, case, NOON).await.unwrap();
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
    }
}

on_both! {
    async fn a_cancelled_case_leaves_no_question_timer_or_job(house) {
        house.system.set_broken(true);
        let process = house.published(&diagrams::all_at_once(house.http)).await;
        let case = house.start(process).await;
        house.settle(NOON).await;
        assert!(!house.nothing_is_due_ever().await);
        let nothing = Wish::Cancel { reason: " ".to_owned() };
        let refused = house.submit(case, house.by_ada(nothing, NOON)).await.unwrap_err();
        assert!(matches!(refused, engine::Error::Rejected(Rejection::ReasonMissing)));
        let cancel = Wish::Cancel { reason: "Not needed any more".to_owned() };
        house.submit(case, house.by_ada(cancel, NOON)).await.unwrap();
        assert!(house.nothing_is_due_ever().await);
        assert_eq!(house.store.inbox_count(house.workspace, house.ada).await.unwrap(), 0);
        let calls = house.system.calls();
        house.settle(after(NOON, 10_000_000)).await;
        assert_eq!(house.status(case).await, Status::Cancelled);
        assert_eq!(house.system.calls(), calls);
    }
}

on_both! {
    async fn a_timer_that_cannot_be_fired_holds_up_no_other(house) {
        let process = house.published(&diagrams::all_at_once(house.http)).await;
        let (odd, sound) = (house.start(process).await, house.start(process).await);
        house.settle(NOON).await;
        let due = after(NOON, 5 * 86_400);
        // Its row says now, its case says in five days: it is refused, however often it is tried.
        let timers = house.store.due_timers(due, 10).await.unwrap();
        let timer = *timers.iter().find(|timer| timer.instance == odd).unwrap();
        house.store.postpone_timer(timer, NOON).await.unwrap();
        house.settle(NOON).await;
        assert_eq!(house.store.next_due().await.unwrap(), Some(after(NOON, 60)));
        house.settle(due).await;
        for case in [odd, sound] {
            let waiting = house.state(case).await;
            assert!(waiting.active.values().all(|visit| visit.step.as_str() != "wait"));
        }
    }
}
