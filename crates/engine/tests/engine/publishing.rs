//! What may become a version, and what a version may start.

use crate::diagrams;
use crate::harness::{NOON, on_both};
use engine::{Error, PublishError};
use process::problem::Severity;
use process::run::Wish;
use process::step::Role;
use process::{Diagram, Rejection};
use store::draft::Seen;
use store::user::NewUser;
use store::{Secret, VersionNumber};

on_both! {
    async fn a_diagram_with_problems_is_refused_and_says_which(house) {
        let process = house.store.add_process(house.workspace, "Leave", house.ada, NOON).await.unwrap();
        let diagram = Diagram { flows: Vec::new(), ..diagrams::leave(house.http, house.smtp) };
        let revision = house.store.save_draft(house.workspace, process, house.ada, 0, &diagram, NOON).await.unwrap();
        let refused = house.engine.publish(house.workspace, process, house.ada, revision, None, NOON).await.unwrap_err();
        let PublishError::Problems(problems) = refused else { panic!("{refused}") };
        assert!(problems.iter().any(|problem| problem.severity == Severity::Error));
        let start = house.engine.start(house.wish_to_start(process, "start")).await;
        assert!(matches!(start, Err(Error::NotStartable)));
    }
}

on_both! {
    async fn only_the_draft_its_author_has_seen_is_published(house) {
        let process = house.store.add_process(house.workspace, "Leave", house.ada, NOON).await.unwrap();
        let diagram = diagrams::leave(house.http, house.smtp);
        let none = house.engine.publish(house.workspace, process, house.ada, 0, None, NOON).await;
        assert!(matches!(none, Err(PublishError::DraftChanged)));
        let seen = house.store.save_draft(house.workspace, process, house.ada, 0, &diagram, NOON).await.unwrap();
        house.store.save_draft(house.workspace, process, house.ada, seen, &diagram, NOON).await.unwrap();
        let stale = house.engine.publish(house.workspace, process, house.ada, seen, None, NOON).await;
        assert!(matches!(stale, Err(PublishError::DraftChanged)));
        assert_eq!(house.store.newest_version(house.workspace, process).await.unwrap(), None);
    }
}

on_both! {
    async fn nobody_publishes_over_a_version_they_do_not_know_of(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let mut mine = diagrams::leave(house.http, house.smtp);
        mine.steps[0].name = "Mine".to_owned();
        let bob = NewUser {
            email: "bob@example.com".to_owned(),
            name: "Bob".to_owned(),
            role: Role::Builder,
            password: Secret::new("correct horse battery staple"),
        };
        let bob = house.store.add_user(house.workspace, bob, NOON).await.unwrap();
        let seen = Seen { revision: 0, base: Some(VersionNumber(1)) };
        let revision = house.store.save_draft(house.workspace, process, bob, seen, &mine, NOON).await.unwrap();
        house.publish(process, &diagrams::leave(house.http, house.smtp)).await;

        let refused = house.engine.publish(house.workspace, process, bob, revision, None, NOON).await.unwrap_err();
        let PublishError::Overtaken(newer) = refused else { panic!("{refused}") };
        assert_eq!((newer.number, newer.published_by), (VersionNumber(2), house.ada));
        let draft = house.store.draft(house.workspace, process, bob).await.unwrap();
        assert_eq!(draft.diagram, mine, "nothing is lost by asking");
        let over = Some(newer.number);
        let number = house.engine.publish(house.workspace, process, bob, revision, over, NOON).await.unwrap();
        assert_eq!(number, VersionNumber(3));
    }
}

on_both! {
    async fn a_process_put_away_starts_no_case(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        house.store.archive_process(house.workspace, process, true).await.unwrap();
        let start = house.engine.start(house.wish_to_start(process, "start")).await;
        assert!(matches!(start, Err(Error::NotStartable)));
    }
}

on_both! {
    async fn malformed_answers_are_refused_by_field_and_change_nothing(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let mut wish = house.wish_to_start(process, "start");
        wish.answers.insert("kind".to_owned(), "World tour".into());
        wish.answers.remove("first_day");
        let refused = house.engine.start(wish).await.unwrap_err();
        let Error::Rejected(Rejection::InvalidAnswers { answers }) = refused else { panic!("{refused}") };
        let fields: Vec<&str> = answers.iter().map(|answer| answer.field.as_str()).collect();
        assert_eq!(fields, ["kind", "first_day"]);

        let case = house.start(process).await;
        let step_instance = house.question(case).await.step_instance;
        let empty = Wish::CompleteUserTask { step_instance, answers: Default::default() };
        let refused = house.submit(case, house.by_ada(empty, NOON)).await.unwrap_err();
        assert!(matches!(refused, Error::Rejected(Rejection::InvalidAnswers { .. })));
        assert_eq!(house.question(case).await.step_instance, step_instance);
    }
}

on_both! {
    async fn the_catalog_offers_what_the_workspace_has(house) {
        let team = house.store.add_team(house.workspace, "People team").await.unwrap();
        house.store.archive_connection(house.workspace, house.smtp, true, NOON).await.unwrap();
        let catalog = house.engine.catalog(house.workspace).await.unwrap();
        let connectors: Vec<&str> = catalog.connectors.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(connectors, ["http", "email"]);
        let connections: Vec<_> = catalog.connections.iter().map(|one| one.id).collect();
        assert_eq!(connections, [house.http]);
        assert_eq!((catalog.teams[0].key.clone(), catalog.people[0].id), (team, house.ada));
    }
}
