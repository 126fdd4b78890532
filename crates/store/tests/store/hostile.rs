//! Texts that mean harm, or that databases choke on, come back as they went in and stop nothing.

use crate::harness::{on_both, secret};
use crate::house::{House, NOW, ask, person};
use process::diagram::Step;
use process::run::{Actor, Candidate, Fact};
use process::step::Role;
use process::step::StepKind;
use process::{Diagram, Event, StepId, Value};
use std::collections::BTreeMap;
use store::connection::ConnectionForm;
use store::{Commit, Page, Target, Write};

const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "'; DROP TABLE instance; --",
    "\u{202E}desrever\u{2066}",
    "👩‍👩‍👧‍👦 and 🏴‍☠️",
    "$1 ? :name @x %s",
    "line\r\nfeed\ttab\u{7}bell",
    "\u{FEFF}\u{FFFF}\u{10FFFF}",
    "",
];

on_both! {
    async fn hostile_texts_come_back_as_they_went_in(fresh) {
        let house = House::build(fresh).await;
        for (number, text) in HOSTILE.into_iter().enumerate() {
            let process = house.store.add_process(house.workspace, text, house.admin, NOW).await.unwrap();
            assert_eq!(house.store.process(house.workspace, process).await.unwrap().name, text);
            let mut new = person(&format!("{number}@example.com"), Role::Member);
            new.name = text.to_owned();
            let user = house.store.add_user(house.workspace, new, NOW).await.unwrap();
            assert_eq!(house.store.user(house.workspace, user).await.unwrap().name, text);
            let team = house.store.add_team(house.workspace, text).await.unwrap();
            let teams = house.store.teams(house.workspace).await.unwrap();
            assert_eq!(teams.iter().find(|one| one.key == team).unwrap().name, text);
            let form = ConnectionForm {
                name: text.to_owned(),
                settings: BTreeMap::from([(text.to_owned(), text.to_owned())]),
                secrets: BTreeMap::from([(text.to_owned(), Some(secret(text)))]),
                hosts: vec![text.to_owned()],
            };
            let id = house.store.add_connection(house.workspace, text, &form, NOW).await.unwrap();
            let connection = house.store.connection(house.workspace, id).await.unwrap();
            assert_eq!((connection.name.as_str(), &connection.settings, &connection.hosts), (text, &form.settings, &form.hosts));
            let credential = house.store.credential(house.workspace, id).await.unwrap();
            assert_eq!(credential[text].expose(), text);
        }
        assert_eq!(house.store.people(house.workspace).await.unwrap().len(), 1 + HOSTILE.len());
    }
}

on_both! {
    async fn a_nul_stops_no_case_and_stays_in_its_event(fresh) {
        let house = House::build(fresh).await;
        let hostile = "before\0after";
        let mut content = crate::house::started();
        content.events.push(Event {
            at: NOW,
            fact: Fact::InstanceCancelled { by: Actor::Engine, reason: hostile.to_owned() },
        });
        content.state.variables.insert(hostile.to_owned(), Value::from(hostile));
        let Write::OpenUserTask { step_instance, candidate, due, at, .. } =
            ask(1, Candidate::Team { team: hostile.to_owned() }) else { unreachable!() };
        let commit = Commit {
            key: Some(hostile),
            writes: vec![Write::OpenUserTask {
                step_instance,
                step: StepId::new(hostile),
                title: hostile.to_owned(),
                instructions: hostile.to_owned(),
                candidate,
                due,
                at,
            }],
            ..house.commit(house.new_instance(), 0, &content)
        };
        let committed = house.store.commit(commit.clone()).await.unwrap();
        assert!(house.store.commit(commit).await.unwrap().repeated, "the key is the same the second time");
        let events = house.store.events_after(house.workspace, committed.instance, 0, 10).await.unwrap();
        assert_eq!(events[1].event, content.events[1]);
        let loaded = house.store.load(house.workspace, committed.instance).await.unwrap();
        assert_eq!(loaded.snapshot, Some(content.state));
        let task = &house.store.user_tasks_of(house.workspace, committed.instance).await.unwrap()[0];
        assert_eq!(task.title, "before\u{FFFD}after", "readable columns show where it was");
    }
}

on_both! {
    async fn a_nul_in_a_name_an_address_or_a_diagram_is_no_error(fresh) {
        let house = House::build(fresh).await;
        let process = house.store.add_process(house.workspace, "a\0b", house.admin, NOW).await.unwrap();
        assert_eq!(house.store.process(house.workspace, process).await.unwrap().name, "a\u{FFFD}b");
        house.store.add_user(house.workspace, person("a\0b@example.com", Role::Member), NOW).await.unwrap();
        house.store.add_team(house.workspace, "\0").await.unwrap();
        let diagram = Diagram {
            steps: vec![Step {
                name: "a\0b".to_owned(),
                ..Step::new("a\0b", StepKind::End)
            }],
            ..Diagram::default()
        };
        house.store.save_draft(house.workspace, process, house.admin, 0, &diagram, NOW).await.unwrap();
        let draft = house.store.draft(house.workspace, process, house.admin).await.unwrap();
        assert_eq!(draft.diagram, diagram);
    }
}

on_both! {
    async fn numbers_at_the_ends_and_large_pages_are_no_error(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![]).await;
        for limit in [0, u32::MAX] {
            house.store.processes(house.workspace, false, Page::first(limit)).await.unwrap();
            house.store.events_after(house.workspace, instance, u64::MAX, limit).await.unwrap();
            house.store.lease_jobs(NOW, limit, std::time::Duration::MAX).await.unwrap();
        }
        let content = crate::house::one_more(1);
        let far = house.commit(Target::Existing(instance), u64::MAX - 1, &content);
        assert!(matches!(house.store.commit(far).await, Err(store::Error::Conflict)));
    }
}
