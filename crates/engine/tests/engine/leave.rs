//! A whole case: through a person, a system, a mail and a wait.

use crate::diagrams;
use crate::harness::{FIRST_DAY, NOON, after, on_both};
use process::Value;
use process::run::{Actor, Fact, Status};

on_both! {
    async fn a_case_goes_through_a_person_a_system_a_mail_and_a_wait(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        house.settle(NOON).await;
        assert_eq!(house.system.calls(), 0);

        let question = house.question(case).await;
        assert_eq!(question.title, "Approve the leave");
        assert_eq!(question.instructions, "Ada asks for leave (Holiday) from 1 December 2026.");
        house.approve(case, after(NOON, 60)).await;
        house.settle(after(NOON, 61)).await;

        assert_eq!(house.system.work().len(), 1);
        assert!(house.system.work().values().all(|asked| asked == r#"{ "employee": "ada@example.com" }"#));
        assert_eq!(house.mailbox.mails().len(), 1);
        let state = house.state(case).await;
        assert_eq!(state.variables["booking"], Value::from("B-1"));
        assert_eq!(state.status, Status::Active);
        assert_eq!(house.store.next_due().await.unwrap(), Some(FIRST_DAY));

        house.settle(after(FIRST_DAY, -1)).await;
        assert_eq!(house.status(case).await, Status::Active);
        house.settle(FIRST_DAY).await;
        assert_eq!(house.status(case).await, Status::Completed);
        assert_eq!(house.mailbox.mails().len(), 2);
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn the_history_says_who_and_when(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        house.approve(case, after(NOON, 60)).await;
        let events = house.store.events_after(house.workspace, case, 0, 100).await.unwrap();
        let ada = Actor::User { user: house.ada };
        let started = &events[0].event;
        assert!(matches!(&started.fact, Fact::InstanceStarted { by, .. } if *by == ada));
        assert_eq!(started.at, NOON);
        let answered = events.iter().find(|recorded| matches!(&recorded.event.fact, Fact::UserTaskAnswered { by, .. } if *by == ada));
        assert_eq!(answered.unwrap().event.at, after(NOON, 60));
    }
}

on_both! {
    async fn a_secret_reaches_the_system_and_nothing_that_is_kept(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        house.approve(case, NOON).await;
        house.settle(NOON).await;
        let events = house.store.events_after(house.workspace, case, 0, 100).await.unwrap();
        let kept = format!("{events:?} {:?}", house.state(case).await);
        assert_eq!(house.system.work().len(), 1);
        assert!(!kept.contains("s3cret"));
    }
}

on_both! {
    async fn a_case_runs_the_version_it_started_on(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        let mut shorter = diagrams::leave(house.http, house.smtp);
        shorter.steps.retain(|step| step.id.as_str() != "wish");
        shorter.flows.retain(|flow| flow.id.as_str() != "f11");
        shorter.flows.iter_mut().filter(|flow| flow.id.as_str() == "f10").for_each(|flow| flow.to = "done".into());
        house.publish(process, &shorter).await;
        let newer = house.start(process).await;
        for case in [case, newer] {
            house.approve(case, NOON).await;
            house.settle(FIRST_DAY).await;
            assert_eq!(house.status(case).await, Status::Completed);
        }
        // The first case: both mails. The newer one: only that the leave is approved.
        assert_eq!(house.mailbox.mails().len(), 3);
    }
}
