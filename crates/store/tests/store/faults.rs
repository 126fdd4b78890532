//! What happens when the database is locked, full, gone, or started on by two at once.

use crate::harness::{Fresh, on_both};
use crate::house::{House, job, one_more};
use sea_orm::{ConnectionTrait, TransactionTrait};
use store::{Database, Error, Store, Target, Vault, Write};
use tokio::task::JoinSet;

impl House {
    /// The sequence number, the events and the rows agree.
    async fn is_whole(&self, fresh: &Fresh, instance: store::InstanceId) {
        let seq = self.store.load(self.workspace, instance).await.unwrap().seq as i64;
        assert_eq!(fresh.number("SELECT COUNT(*) FROM event").await, seq);
        assert_eq!(fresh.number("SELECT MAX(seq) FROM event").await, seq);
        assert_eq!(fresh.number("SELECT COUNT(*) FROM job").await, seq - 1);
    }
}

on_both! {
    async fn a_second_start_on_the_same_database_changes_nothing(fresh) {
        let house = House::build(fresh).await;
        let again = Database::connect(&fresh.url).await.unwrap();
        migrations::run(again.for_migrations()).await.unwrap();
        let store = Store::open(again, Vault::from_bytes(crate::harness::KEY)).await.unwrap();
        store.ping().await.unwrap();
        assert_eq!(store.people(house.workspace).await.unwrap().len(), 1);
        store.close().await.unwrap();
    }
}

on_both! {
    async fn readers_are_not_held_up_by_a_writer(fresh) {
        let house = House::build(fresh).await;
        let writing = fresh.database.for_migrations().begin().await.unwrap();
        writing.execute_unprepared("UPDATE workspace SET name = 'being written'").await.unwrap();
        let workspace = house.store.workspace(house.workspace).await.unwrap();
        assert_eq!(workspace.name, "Musterfirma", "as it was before");
        writing.rollback().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_writers_at_once_never_meet_a_locked_database() {
    let fresh = Fresh::sqlite().await;
    let house = House::build(&fresh).await;
    let mut writing = JoinSet::new();
    for _ in 0..200 {
        let (store, workspace, target) =
            (house.store.clone(), house.workspace, house.new_instance());
        writing.spawn(async move {
            let content = crate::house::started();
            store
                .commit(store::Commit {
                    workspace,
                    target,
                    expected_seq: 0,
                    events: &content.events,
                    state: &content.state,
                    key: None,
                    lease: None,
                    done: None,
                    writes: vec![job(1, crate::house::NOW)],
                })
                .await
                .unwrap();
        });
    }
    writing.join_all().await;
    assert_eq!(fresh.number("SELECT COUNT(*) FROM instance").await, 200);
    fresh.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_waits_for_another_program_that_writes_to_the_same_file() {
    let fresh = Fresh::sqlite().await;
    let house = House::build(&fresh).await;
    let instance = house.start(vec![]).await;
    let other = Database::connect(&fresh.url).await.unwrap();
    let lock = other.for_migrations().begin().await.unwrap();
    lock.execute_unprepared("UPDATE workspace SET name = 'Other'")
        .await
        .unwrap();
    let content = one_more(1);
    // With a key it begins by reading: it must have taken the lock before that.
    let commit = store::Commit {
        key: Some("while another program writes"),
        ..house.commit(Target::Existing(instance), 1, &content)
    };
    let (commit, release) = tokio::join!(house.store.commit(commit), async {
        tokio::task::yield_now().await;
        lock.commit().await
    });
    release.unwrap();
    assert_eq!(commit.unwrap().seq, 2);
    other.close().await.unwrap();
    fresh.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_an_error_that_loses_nothing_and_passes() {
    let fresh = Fresh::sqlite().await;
    let house = House::build(&fresh).await;
    let instance = house.start(vec![]).await;
    let pages = fresh.number("PRAGMA page_count").await;
    fresh
        .tamper(&format!("PRAGMA max_page_count = {}", pages + 2))
        .await;
    let mut seq = 1;
    let failed = loop {
        match house
            .go_on(instance, seq, vec![job(seq, crate::house::NOW)])
            .await
        {
            Ok(committed) => seq = committed.seq,
            Err(failed) => break failed,
        }
        assert!(seq < 10_000, "the disk never got full");
    };
    assert!(matches!(failed, Error::Database(_)), "{failed:?}");
    let again = house
        .go_on(instance, seq, vec![job(seq, crate::house::NOW)])
        .await;
    assert!(matches!(again, Err(Error::Database(_))), "{again:?}");
    assert_eq!(
        house
            .store
            .load(house.workspace, instance)
            .await
            .unwrap()
            .seq,
        seq
    );
    house.is_whole(&fresh, instance).await;

    fresh.tamper("PRAGMA max_page_count = 1000000").await;
    house
        .go_on(instance, seq, vec![job(seq, crate::house::NOW)])
        .await
        .unwrap();
    house.is_whole(&fresh, instance).await;
    let broken = fresh
        .number("SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
        .await;
    assert_eq!(broken, 0);
    fresh.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_away_is_an_error_and_when_it_is_back_work_goes_on() {
    let Some(fresh) = Fresh::postgres().await else {
        return;
    };
    let house = House::build(&fresh).await;
    let instance = house.start(vec![]).await;
    fresh
        .on_server("ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        .await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'";
    fresh.on_server(cut).await;
    let content = one_more(1);
    let commit = store::Commit {
        key: Some("sent while it was gone"),
        writes: vec![Write::CloseJob {
            job: process::JobId(9),
        }],
        ..house.commit(Target::Existing(instance), 1, &content)
    };
    let gone = house.store.commit(commit.clone()).await;
    assert!(matches!(gone, Err(Error::Database(_))), "{gone:?}");
    assert!(matches!(house.store.ping().await, Err(Error::Database(_))));

    fresh
        .on_server("ALTER DATABASE {database} ALLOW_CONNECTIONS true")
        .await;
    let back = house.store.commit(commit).await.unwrap();
    assert_eq!((back.seq, back.repeated), (2, false));
    fresh.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_cut_in_the_middle_of_commits_lose_nothing_that_was_acknowledged() {
    let Some(fresh) = Fresh::postgres().await else {
        return;
    };
    let house = House::build(&fresh).await;
    let instance = house.start(vec![]).await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'";
    let mut seq = 1;
    for round in 0..20 {
        let (outcome, ()) = tokio::join!(
            house.go_on(instance, seq, vec![job(seq, crate::house::NOW)]),
            fresh.on_server(cut)
        );
        let now = house
            .store
            .load(house.workspace, instance)
            .await
            .unwrap()
            .seq;
        match outcome {
            Ok(committed) => assert_eq!(now, committed.seq, "round {round}"),
            Err(Error::Database(_)) => assert!(now == seq || now == seq + 1, "round {round}"),
            Err(other) => panic!("{other:?}"),
        }
        seq = now;
        house.is_whole(&fresh, instance).await;
    }
    fresh.remove().await;
}

#[tokio::test]
async fn an_address_that_is_no_database_is_refused_without_repeating_it() {
    let refused = Database::connect("mysql://root:hunter2@localhost/baton").await;
    let message = refused.unwrap_err().to_string();
    assert!(
        message.contains("sqlite://") && !message.contains("hunter2"),
        "{message}"
    );
}
