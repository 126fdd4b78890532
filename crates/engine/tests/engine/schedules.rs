//! Cases that begin at a time, and the calendars that times are counted in.

use crate::diagrams::{event, line, order, step};
use crate::harness::{NOON, after, on_both, settle};
use engine::CrashHook;
use process::calendar::Calendar;
use process::run::Status;
use serde_json::{Value, json};
use store::process::Missed;

const HOUR: i64 = 3_600;

fn every(cycle: &str) -> Value {
    json!({ "on": "timer", "when": "every", "cycle": cycle })
}

fn begins(trigger: Value) -> process::Diagram {
    line(vec![
        event("start", "start", vec![trigger]),
        step("done", "end"),
    ])
}

on_both! {
    async fn a_process_begins_at_its_times_once_each_on_two_servers(house) {
        let process = house.published(&begins(every("R3/PT1H"))).await;
        let other = house.another_engine(CrashHook::default());
        let starts = house.engine.begins(house.workspace, process).await.unwrap();
        assert_eq!(starts[0].next, Some(after(NOON, HOUR)));
        for (seconds, cases) in [(HOUR - 1, 0), (HOUR, 1), (HOUR + 1, 1), (2 * HOUR + 7, 2), (3 * HOUR, 3), (9 * HOUR, 3)] {
            let now = after(NOON, seconds);
            tokio::join!(settle(&house.engine, now), settle(&other, now));
            assert_eq!(house.cases(process).await.len(), cases, "after {seconds} seconds");
        }
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn what_was_missed_is_made_up_for_as_the_process_says_and_never_drifts(house) {
        for (missed, cases) in [(Missed::Once, 1), (Missed::All, 5), (Missed::Skip, 0)] {
            let process = house.published(&begins(every("R/PT1H"))).await;
            house.store.set_missed(house.workspace, process, missed).await.unwrap();
            // No server ran for five hours and a half.
            let now = after(NOON, 5 * HOUR + HOUR / 2);
            house.settle(now).await;
            assert_eq!(house.cases(process).await.len(), cases, "{missed:?}");
            let next = house.engine.begins(house.workspace, process).await.unwrap()[0].next;
            assert_eq!(next, Some(after(NOON, 6 * HOUR)), "{missed:?}");
            house.store.archive_process(house.workspace, process, true).await.unwrap();
        }
    }
}

on_both! {
    async fn a_process_that_is_put_away_or_published_anew_does_not_begin_by_its_former_times(house) {
        let process = house.published(&begins(every("R/PT1H"))).await;
        house.store.archive_process(house.workspace, process, true).await.unwrap();
        house.settle(after(NOON, 2 * HOUR)).await;
        assert_eq!(house.cases(process).await.len(), 0);
        house.store.archive_process(house.workspace, process, false).await.unwrap();
        house.publish_at(process, &begins(json!({ "on": "timer", "when": "date", "date": "2026-11-22T18:00:00Z" })), after(NOON, 3 * HOUR)).await;
        house.settle(after(NOON, 5 * HOUR)).await;
        assert_eq!(house.cases(process).await.len(), 0);
        house.settle(after(NOON, 7 * HOUR)).await;
        let cases = house.cases(process).await;
        assert_eq!(cases.len(), 1);
        assert_eq!(house.status(cases[0]).await, Status::Completed);
        house.settle(after(NOON, 99 * HOUR)).await;
        assert_eq!(house.cases(process).await.len(), 1);
    }
}

on_both! {
    async fn a_case_counts_in_the_calendar_as_it_is_now_whichever_server_changed_it(house) {
        let wait = json!({
            "id": "wait", "name": "Wait", "type": "wait", "wait": "for", "amount": "1", "unit": "workingDays", "calendar": "office",
        });
        let mut office = Calendar::usual("", "Office", "Europe/Vienna");
        let key = house.store.add_calendar(house.workspace, &office).await.unwrap();
        assert_eq!(key, "office");
        office.key = key;
        let process = house.published(&line(vec![order(), wait, step("done", "end")])).await;
        // NOON is a Sunday: one working day later is Monday.
        let first = house.order(process, "1").await;
        let due = |state: process::State| match &state.active.values().next().unwrap().doing {
            process::run::Doing::AwaitingTimer { due, .. } => *due,
            other => panic!("{other:?}"),
        };
        let monday = due(house.state(first).await);
        // Another server makes Monday a day off.
        office.week[0].clear();
        house.store.save_calendar(house.workspace, &office).await.unwrap();
        let second = house.order(process, "2").await;
        let tuesday = due(house.state(second).await);
        assert_eq!(tuesday.0 - monday.0, 24 * HOUR * 1_000);
        // Without its calendar, a case asks a person.
        house.store.remove_calendar(house.workspace, "office").await.unwrap();
        let third = house.order(process, "3").await;
        assert_eq!(house.incidents(third).await.len(), 1);
    }
}
