//! Jobs and timers: each is done by one.

use crate::harness::on_both;
use crate::house::{House, NOW, at, job, release, timer};
use process::{JobId, TimerId};
use std::time::Duration;
use store::Write;
use tokio::task::JoinSet;

const MINUTE: Duration = Duration::from_secs(60);

on_both! {
    async fn of_64_workers_at_once_one_gets_the_job(fresh) {
        let house = House::build(fresh).await;
        house.start(vec![job(4, NOW)]).await;
        let mut racing = JoinSet::new();
        for _ in 0..64 {
            let store = house.store.clone();
            racing.spawn(async move { store.lease_jobs(NOW, 10, MINUTE).await.unwrap().len() });
        }
        let leased: usize = racing.join_all().await.into_iter().sum();
        assert_eq!(leased, 1);
    }
}

on_both! {
    async fn many_jobs_are_shared_out_without_overlap(fresh) {
        let house = House::build(fresh).await;
        house.start((1..=100).map(|number| job(number, NOW)).collect()).await;
        let mut racing = JoinSet::new();
        for _ in 0..16 {
            let store = house.store.clone();
            racing.spawn(async move { store.lease_jobs(NOW, 10, MINUTE).await.unwrap() });
        }
        let mut leased: Vec<JobId> = racing.join_all().await.into_iter().flatten().map(|job| job.lease.job).collect();
        let all = leased.len();
        leased.sort();
        leased.dedup();
        assert_eq!(leased.len(), all, "a job was leased twice");
        let left = house.store.lease_jobs(NOW, 100, MINUTE).await.unwrap().len();
        assert_eq!(all + left, 100);
    }
}

on_both! {
    async fn a_job_waits_for_its_time_and_brings_what_it_needs(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![job(4, at(10))]).await;
        assert!(house.store.lease_jobs(at(9), 10, MINUTE).await.unwrap().is_empty());
        let leased = house.store.lease_jobs(at(10), 10, MINUTE).await.unwrap();
        let [leased] = leased.as_slice() else { panic!("{leased:?}") };
        assert_eq!((leased.workspace, leased.lease.instance, leased.lease.job), (house.workspace, instance, JobId(4)));
        assert_eq!((leased.connector.as_str(), leased.action.as_str()), ("http", "request"));
        assert_eq!(leased.leased_until, at(70));
        assert!(leased.input.is_ok());
    }
}

on_both! {
    async fn a_job_whose_worker_died_goes_to_another_and_the_first_is_fenced_off(fresh) {
        let house = House::build(fresh).await;
        house.start(vec![job(4, NOW)]).await;
        let first = house.store.lease_jobs(NOW, 1, MINUTE).await.unwrap().remove(0).lease;
        assert!(house.store.job_still_leased(house.workspace, first).await.unwrap());
        assert!(house.store.lease_jobs(at(59), 1, MINUTE).await.unwrap().is_empty());
        let second = house.store.lease_jobs(at(60), 1, MINUTE).await.unwrap().remove(0).lease;
        assert!(second.token > first.token);
        assert!(!house.store.job_still_leased(house.workspace, first).await.unwrap());
        assert!(house.store.job_still_leased(house.workspace, second).await.unwrap());
    }
}

on_both! {
    async fn a_job_to_be_tried_again_is_due_at_its_new_time_and_its_lease_is_over(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![job(4, NOW)]).await;
        let lease = house.store.lease_jobs(NOW, 1, MINUTE).await.unwrap().remove(0).lease;
        house.go_on(instance, 1, vec![Write::RetryJob { job: JobId(4), due: at(5) }]).await.unwrap();
        assert!(!house.store.job_still_leased(house.workspace, lease).await.unwrap());
        assert!(house.store.lease_jobs(at(4), 1, MINUTE).await.unwrap().is_empty());
        assert_eq!(house.store.lease_jobs(at(5), 1, MINUTE).await.unwrap().len(), 1);
    }
}

on_both! {
    async fn a_job_that_cannot_be_read_does_not_hold_up_the_others(fresh) {
        let house = House::build(fresh).await;
        house.start(vec![job(4, NOW), job(5, NOW)]).await;
        fresh.tamper("UPDATE job SET input = 'not json' WHERE job = 4").await;
        let leased = house.store.lease_jobs(NOW, 10, MINUTE).await.unwrap();
        let readable: Vec<bool> = [4, 5].iter().map(|number| {
            leased.iter().find(|job| job.lease.job == JobId(*number)).unwrap().input.is_ok()
        }).collect();
        assert_eq!(readable, [false, true]);
    }
}

on_both! {
    async fn due_timers_come_those_due_longest_first(fresh) {
        let house = House::build(fresh).await;
        house.start(vec![timer(1, at(3)), timer(2, at(1)), timer(3, at(9)), timer(4, at(2))]).await;
        let due = async |now, limit| {
            let timers = house.store.due_timers(now, limit).await.unwrap();
            timers.into_iter().map(|timer| timer.timer).collect::<Vec<_>>()
        };
        assert_eq!(due(at(0), 10).await, []);
        assert_eq!(due(at(3), 10).await, [TimerId(2), TimerId(4), TimerId(1)]);
        assert_eq!(due(at(3), 1).await, [TimerId(2)]);
        let first = house.store.due_timers(at(3), 1).await.unwrap()[0];
        house.store.postpone_timer(first, at(8)).await.unwrap();
        assert_eq!(due(at(3), 1).await, [TimerId(4)], "one that can't be fired holds up no other");
    }
}

on_both! {
    async fn the_next_due_time_is_the_earliest_of_timers_and_jobs(fresh) {
        let house = House::build(fresh).await;
        assert_eq!(house.store.next_due().await.unwrap(), None);
        let instance = house.start(vec![timer(1, at(30)), job(2, at(10))]).await;
        assert_eq!(house.store.next_due().await.unwrap(), Some(at(10)));
        house.store.lease_jobs(at(10), 1, MINUTE).await.unwrap();
        assert_eq!(house.store.next_due().await.unwrap(), Some(at(30)), "a leased job is due when its lease ends");
        house.go_on(instance, 1, vec![Write::RemoveTimer { timer: TimerId(1) }]).await.unwrap();
        assert_eq!(house.store.next_due().await.unwrap(), Some(at(70)));
        house.go_on(instance, 2, vec![release(2)]).await.unwrap();
        assert_eq!(house.store.next_due().await.unwrap(), None);
    }
}

on_both! {
    async fn what_is_over_takes_its_timers_and_jobs_with_it_and_no_others(fresh) {
        let house = House::build(fresh).await;
        let rows = || vec![timer(1, NOW), timer(2, NOW), job(1, NOW), job(2, NOW)];
        let one = house.start(rows()).await;
        house.start(rows()).await;
        house.go_on(one, 1, vec![release(1)]).await.unwrap();
        assert_eq!(fresh.number("SELECT COUNT(*) FROM timer").await, 3);
        assert_eq!(fresh.number("SELECT COUNT(*) FROM job").await, 3);
    }
}
