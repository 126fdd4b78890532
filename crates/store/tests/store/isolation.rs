//! What belongs to one workspace is not there for another: not by list, not by a guessed number.

use crate::harness::{on_both, secret};
use crate::house::{House, NOW, ask, at, enter, job, raise, started};
use process::Diagram;
use process::calendar::Calendar;
use process::run::{Candidate, SentMessage};
use process::step::{Binding, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use store::calling::NotCallable;
use store::connection::ConnectionForm;
use store::instance::InstanceFilter;
use store::message::MessageStatus;
use store::user::UserChange;
use store::{Commit, Error, Page, Target};

fn not_there<T: std::fmt::Debug>(what: &str, outcome: Result<T, Error>) {
    assert!(
        matches!(outcome, Err(Error::NotFound)),
        "{what}: {outcome:?}"
    );
}

on_both! {
    async fn nothing_of_another_workspace_can_be_read(fresh) {
        let ours = House::build(fresh).await;
        let theirs = House::next_door(fresh).await;
        let instance = theirs.start(vec![
            enter(1), raise(1), job(2, NOW),
            ask(3, Candidate::Person { user: theirs.admin }),
            ask(4, Candidate::Role { role: Role::Admin }),
        ]).await;
        let task = theirs.store.user_tasks_of(theirs.workspace, instance).await.unwrap()[0].id;
        let team = theirs.store.add_team(theirs.workspace, "Theirs").await.unwrap();
        theirs.store.set_team_members(theirs.workspace, &team, &BTreeSet::from([theirs.admin])).await.unwrap();
        let form = ConnectionForm {
            name: "Theirs".to_owned(),
            settings: BTreeMap::new(),
            secrets: BTreeMap::from([("token".to_owned(), Some(secret("theirs")))]),
            hosts: Vec::new(),
        };
        let connection = theirs.store.add_connection(theirs.workspace, "http", &form, NOW).await.unwrap();
        theirs.store.allow_private_hosts(theirs.workspace, &["theirs.internal".to_owned()]).await.unwrap();
        let lease = theirs.store.lease_jobs(NOW, 1, Duration::from_secs(60)).await.unwrap()[0].lease;

        let (store, we) = (&ours.store, ours.workspace);
        not_there("load", store.load(we, instance).await);
        not_there("instance", store.instance(we, instance).await);
        assert!(store.events_after(we, instance, 0, 10).await.unwrap().is_empty());
        assert!(store.instances(we, &InstanceFilter::default(), Page::first(10)).await.unwrap().is_empty());
        not_there("process", store.process(we, theirs.process).await);
        assert_eq!(store.processes(we, false, Page::first(10)).await.unwrap().len(), 1);
        not_there("version", store.version(we, theirs.process, theirs.version).await);
        assert_eq!(store.newest_version(we, theirs.process).await.unwrap(), None);
        assert!(store.versions(we, theirs.process).await.unwrap().is_empty());
        assert!(store.drafts(we, theirs.process).await.unwrap().is_empty());
        assert_eq!(store.draft(we, theirs.process, theirs.admin).await.unwrap().diagram, Diagram::default());
        assert!(store.step_counts(we, theirs.process, None).await.unwrap().is_empty());
        assert!(store.open_incidents(we, None, Page::first(10)).await.unwrap().is_empty());
        assert!(store.incidents_of(we, instance).await.unwrap().is_empty());
        not_there("user task", store.user_task(we, task).await);
        assert!(store.user_tasks_of(we, instance).await.unwrap().is_empty());
        assert!(store.inbox(we, ours.admin, Page::first(10)).await.unwrap().is_empty());
        assert!(store.inbox(we, theirs.admin, Page::first(10)).await.unwrap().is_empty());
        assert!(store.inbox(theirs.workspace, ours.admin, Page::first(10)).await.unwrap().is_empty());
        assert!(!store.may_answer(we, theirs.admin, task).await.unwrap());
        assert!(!store.may_answer(theirs.workspace, ours.admin, task).await.unwrap());
        assert!(!store.job_still_leased(we, lease).await.unwrap());
        not_there("user", store.user(we, theirs.admin).await);
        assert_eq!(store.people(we).await.unwrap().len(), 1);
        assert!(store.teams(we).await.unwrap().is_empty());
        not_there("connection", store.connection(we, connection).await);
        not_there("credential", store.credential(we, connection).await);
        assert!(store.connections(we).await.unwrap().is_empty());
        assert!(store.private_hosts(we).await.unwrap().is_empty());

        let wanted = SentMessage { name: "paid".to_owned(), key: None, content: BTreeMap::new(), keep_until: Some(at(60)) };
        let (message, _) = store.send_message(theirs.workspace, &wanted, Some("once"), NOW).await.unwrap();
        let sent = store.message(theirs.workspace, message).await.unwrap();
        store.put_aside(&sent, NOW).await.unwrap();
        store.add_calendar(theirs.workspace, &Calendar::usual("", "Theirs", "UTC")).await.unwrap();
        not_there("message", store.message(we, message).await);
        not_there("message", store.remove_message(we, message).await);
        assert!(store.messages(we, MessageStatus::Kept, Page::first(10)).await.unwrap().is_empty());
        assert_eq!(store.messages(theirs.workspace, MessageStatus::Kept, Page::first(10)).await.unwrap().len(), 1);
        // An id of theirs is free for us.
        assert!(store.send_message(we, &wanted, Some("once"), NOW).await.unwrap().1);
        assert!(store.subscriptions_of(we, instance).await.unwrap().is_empty());
        assert!(store.called_by(we, instance, 10).await.unwrap().is_empty());
        assert!(store.starts_of(we, theirs.process).await.unwrap().is_empty());
        not_there("missed", store.missed(we, theirs.process).await);
        let seen = (ours.process, ours.version);
        let called = store.callable(we, &theirs.process.to_string(), Binding::Latest, seen).await.unwrap();
        assert_eq!(called, Err(NotCallable::Unknown));
        assert!(store.calendars(we).await.unwrap().is_empty());
        not_there("calendar", store.remove_calendar(we, "theirs").await);
    }
}

on_both! {
    async fn nothing_of_another_workspace_can_be_changed(fresh) {
        let ours = House::build(fresh).await;
        let theirs = House::next_door(fresh).await;
        let instance = theirs.start(vec![ask(1, Candidate::Person { user: theirs.admin })]).await;
        let task = theirs.store.user_tasks_of(theirs.workspace, instance).await.unwrap()[0].id;
        let team = theirs.store.add_team(theirs.workspace, "Theirs").await.unwrap();
        let form = ConnectionForm {
            name: "Theirs".to_owned(),
            settings: BTreeMap::new(),
            secrets: BTreeMap::new(),
            hosts: Vec::new(),
        };
        let connection = theirs.store.add_connection(theirs.workspace, "http", &form, NOW).await.unwrap();
        let (store, we) = (&ours.store, ours.workspace);

        let content = started();
        not_there("commit", store.commit(ours.commit(Target::Existing(instance), 1, &content)).await);
        let start = ours.commit(theirs.new_instance(), 0, &content);
        not_there("start", store.commit(start).await);
        let elsewhere = Commit { workspace: we, ..theirs.commit(theirs.new_instance(), 0, &content) };
        not_there("start", store.commit(elsewhere).await);
        not_there("rename", store.rename_process(we, theirs.process, "Ours").await);
        not_there("archive", store.archive_process(we, theirs.process, true).await);
        not_there("draft", store.save_draft(we, theirs.process, ours.admin, 0, &Diagram::default(), NOW).await);
        not_there("publish", store.publish(we, theirs.process, ours.admin, 1, None, NOW).await);
        let change = UserChange { name: "Ours".to_owned(), role: Role::Member, active: false };
        not_there("user", store.change_user(we, theirs.admin, &change).await);
        not_there("password", store.set_password(we, theirs.admin, &secret("ours")).await);
        not_there("answers", store.save_answers(we, theirs.admin, task, &BTreeMap::new()).await);
        not_there("rename team", store.rename_team(we, &team, "Ours").await);
        not_there("members", store.set_team_members(we, &team, &BTreeSet::new()).await);
        let our_team = store.add_team(we, "Ours").await.unwrap();
        not_there("member", store.set_team_members(we, &our_team, &BTreeSet::from([theirs.admin])).await);
        not_there("connection", store.change_connection(we, connection, &form, NOW).await);
        not_there("connection", store.archive_connection(we, connection, true, NOW).await);
        assert_eq!(store.load(theirs.workspace, instance).await.unwrap().seq, 1);
    }
}
