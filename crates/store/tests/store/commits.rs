//! The one door by which an instance changes.

use crate::harness::on_both;
use crate::house::{House, NOW, at, job, one_more, started, stuck, timer};
use process::run::{Fact, Status};
use process::{Event, JobId};
use std::collections::BTreeSet;
use std::time::Duration;
use store::{Commit, Error, InstanceId, ProcessId, Target, VersionNumber, Write};
use tokio::task::JoinSet;

on_both! {
    async fn a_new_instance_is_there_with_its_events_and_snapshot(fresh) {
        let house = House::build(fresh).await;
        let content = started();
        let commit = house.commit(house.new_instance(), 0, &content);
        let committed = house.store.commit(commit).await.unwrap();
        assert_eq!((committed.seq, committed.repeated), (1, false));

        let loaded = house.store.load(house.workspace, committed.instance).await.unwrap();
        assert_eq!((loaded.process, loaded.version, loaded.seq), (house.process, house.version, 1));
        assert_eq!(loaded.snapshot, Some(content.state));
        let events = house.store.events_after(house.workspace, committed.instance, 0, 10).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].seq, &events[0].event), (1, &content.events[0]));
    }
}

on_both! {
    async fn events_are_read_from_where_the_reader_left_off(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        for seq in 1..5 {
            house.go_on(instance, seq, vec![]).await.unwrap();
        }
        let read = async |after, limit| {
            let events = house.store.events_after(house.workspace, instance, after, limit).await.unwrap();
            events.into_iter().map(|event| event.seq).collect::<Vec<_>>()
        };
        assert_eq!(read(0, 2).await, [1, 2]);
        assert_eq!(read(2, 10).await, [3, 4, 5]);
        assert_eq!(read(5, 10).await, [] as [u64; 0]);
    }
}

on_both! {
    async fn thousands_of_events_in_one_commit_keep_their_order(fresh) {
        let house = House::build(fresh).await;
        let mut content = started();
        content.events = (0..2_500).map(|number| one_more(number).events.remove(0)).collect();
        let commit = house.commit(house.new_instance(), 0, &content);
        let committed = house.store.commit(commit).await.unwrap();
        assert_eq!(committed.seq, 2_500);
        let events = house.store.events_after(house.workspace, committed.instance, 0, 5_000).await.unwrap();
        assert!(events.iter().map(|recorded| &recorded.event).eq(content.events.iter()));
    }
}

on_both! {
    async fn the_second_commit_on_the_same_sequence_number_is_a_conflict(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        house.go_on(instance, 1, vec![timer(5, NOW)]).await.unwrap();
        let late = house.go_on(instance, 1, vec![timer(6, NOW)]).await;
        assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
        assert_eq!(house.store.load(house.workspace, instance).await.unwrap().seq, 2);
        assert_eq!(house.store.due_timers(at(1), 10).await.unwrap().len(), 1);
    }
}

on_both! {
    async fn of_64_commits_at_once_one_wins(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        let mut racing = JoinSet::new();
        for _ in 0..64 {
            let store = house.store.clone();
            let workspace = house.workspace;
            racing.spawn(async move {
                let content = one_more(1);
                store.commit(Commit {
                    workspace,
                    target: Target::Existing(instance),
                    expected_seq: 1,
                    events: &content.events,
                    state: &content.state,
                    key: None,
                    lease: None,
                    done: None,
                    writes: Vec::new(),
                }).await
            });
        }
        let outcomes = racing.join_all().await;
        let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let lost = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::Conflict))).count();
        assert_eq!((won, lost), (1, 63), "{outcomes:?}");
        assert_eq!(house.store.load(house.workspace, instance).await.unwrap().seq, 2);
    }
}

on_both! {
    async fn the_same_key_again_changes_nothing_and_gives_the_first_outcome(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        let content = one_more(1);
        let commit = Commit {
            key: Some("answer 7"),
            ..house.commit(Target::Existing(instance), 1, &content)
        };
        let first = house.store.commit(commit.clone()).await.unwrap();
        house.go_on(instance, 2, vec![]).await.unwrap();
        let again = house.store.commit(commit).await.unwrap();
        assert_eq!((again.instance, again.seq, again.repeated), (instance, first.seq, true));
        assert_eq!(house.store.load(house.workspace, instance).await.unwrap().seq, 3);

        let known = house.store.outcome_of(house.workspace, Some(instance), "answer 7").await.unwrap();
        assert_eq!(known, Some(again));
        let unknown = house.store.outcome_of(house.workspace, None, "answer 7").await.unwrap();
        assert_eq!(unknown, None, "keys count per instance");
    }
}

on_both! {
    async fn of_32_starts_at_once_with_one_key_one_instance_is_made(fresh) {
        let house = House::build(fresh).await;
        let mut racing = JoinSet::new();
        for _ in 0..32 {
            let store = house.store.clone();
            let (workspace, target) = (house.workspace, house.new_instance());
            racing.spawn(async move {
                let content = started();
                store.commit(Commit {
                    workspace,
                    target,
                    expected_seq: 0,
                    events: &content.events,
                    state: &content.state,
                    key: Some("the form that was sent twice"),
                    lease: None,
                    done: None,
                    writes: Vec::new(),
                }).await.unwrap()
            });
        }
        let outcomes = racing.join_all().await;
        let made: BTreeSet<InstanceId> = outcomes.iter().map(|committed| committed.instance).collect();
        assert_eq!(made.len(), 1);
        assert_eq!(outcomes.iter().filter(|committed| !committed.repeated).count(), 1);
        assert_eq!(fresh.number("SELECT COUNT(*) FROM instance").await, 1);
        assert_eq!(fresh.number("SELECT COUNT(*) FROM event").await, 1);
    }
}

on_both! {
    async fn a_commit_that_fails_half_way_leaves_nothing(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![timer(5, NOW)]).await;
        let twice = house.go_on(instance, 1, vec![job(8, NOW), timer(5, NOW)]).await;
        assert!(matches!(twice, Err(Error::Conflict)), "{twice:?}");
        assert_eq!(house.store.load(house.workspace, instance).await.unwrap().seq, 1);
        assert_eq!(fresh.number("SELECT COUNT(*) FROM event").await, 1);
        assert_eq!(fresh.number("SELECT COUNT(*) FROM job").await, 0);
        house.go_on(instance, 1, vec![job(8, NOW)]).await.unwrap();
    }
}

on_both! {
    async fn what_is_not_published_cannot_be_started(fresh) {
        let house = House::build(fresh).await;
        let content = started();
        let mut wrong = house.new_instance();
        let Target::New(new) = &mut wrong else { unreachable!() };
        new.version = VersionNumber(9);
        let outcome = house.store.commit(house.commit(wrong.clone(), 0, &content)).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        let Target::New(new) = &mut wrong else { unreachable!() };
        new.process = ProcessId(99);
        let outcome = house.store.commit(house.commit(wrong, 0, &content)).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        let outcome = house.go_on(InstanceId(99), 1, vec![]).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
}

on_both! {
    async fn an_outcome_on_an_old_lease_writes_nothing(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![job(4, NOW)]).await;
        let minute = Duration::from_secs(60);
        let old = house.store.lease_jobs(NOW, 1, minute).await.unwrap()[0].lease;
        let new = house.store.lease_jobs(at(61), 1, minute).await.unwrap()[0].lease;
        let content = one_more(1);
        let close = |lease| Commit {
            lease: Some(lease),
            writes: vec![Write::CloseJob { job: JobId(4) }],
            ..house.commit(Target::Existing(instance), 1, &content)
        };
        let late = house.store.commit(close(old)).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
        assert_eq!(house.store.load(house.workspace, instance).await.unwrap().seq, 1);
        house.store.commit(close(new)).await.unwrap();
    }
}

on_both! {
    async fn a_case_that_ended_says_when_and_a_stuck_one_that_it_is(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        let content = stuck();
        house.store.commit(house.commit(Target::Existing(instance), 1, &content)).await.unwrap();
        let case = house.store.instance(house.workspace, instance).await.unwrap().summary;
        assert_eq!((case.status, case.incidents, case.ended_at), (Status::Active, 1, None));

        let mut content = started();
        content.events = vec![Event { at: at(9), fact: Fact::InstanceCompleted }];
        content.state.status = Status::Completed;
        house.store.commit(house.commit(Target::Existing(instance), 2, &content)).await.unwrap();
        let case = house.store.instance(house.workspace, instance).await.unwrap().summary;
        assert_eq!((case.status, case.incidents, case.ended_at), (Status::Completed, 0, Some(at(9))));
    }
}

on_both! {
    async fn a_snapshot_that_cannot_be_used_is_the_same_as_none(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        for damage in ["state = 'not json'", "state = '{}', semantics_version = 99"] {
            fresh.tamper(&format!("UPDATE instance SET {damage}")).await;
            let loaded = house.store.load(house.workspace, instance).await.unwrap();
            assert_eq!((loaded.seq, loaded.snapshot), (1, None));
        }
    }
}
