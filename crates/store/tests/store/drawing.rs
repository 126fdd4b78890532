//! Processes, drafts and versions.

use crate::harness::on_both;
use crate::house::{House, NOW, at};
use process::Diagram;
use process::diagram::{Point, Step};
use process::step::StepKind;
use store::draft::Seen;
use store::{Error, VersionNumber};
use tokio::task::JoinSet;

fn diagram(name: &str) -> Diagram {
    Diagram {
        steps: vec![Step {
            name: name.to_owned(),
            position: Point { x: 10, y: 20 },
            ..Step::new("end", StepKind::End)
        }],
        ..Diagram::default()
    }
}

/// A page without a draft yet, opened on this version.
fn from_version(number: i64) -> Seen {
    Seen {
        revision: 0,
        base: Some(VersionNumber(number)),
    }
}

on_both! {
    async fn a_draft_saved_from_a_stale_page_is_a_conflict_and_overwrites_nothing(fresh) {
        let house = House::build(fresh).await;
        let save = async |seen, name: &str| {
            house.store.save_draft(house.workspace, house.process, house.admin, seen, &diagram(name), at(1)).await
        };
        assert_eq!(save(0, "first").await.unwrap(), 1);
        assert_eq!(save(1, "second").await.unwrap(), 2);
        for stale in [0, 1, 3] {
            let refused = save(stale, "stale").await;
            assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
        }
        let draft = house.store.draft(house.workspace, house.process, house.admin).await.unwrap();
        assert_eq!((draft.revision, draft.diagram, draft.updated_at), (2, diagram("second"), Some(at(1))));
    }
}

on_both! {
    async fn of_many_pages_saving_the_same_revision_one_wins(fresh) {
        let house = House::build(fresh).await;
        for seen in 0..2 {
            let mut racing = JoinSet::new();
            for number in 0..16 {
                let store = house.store.clone();
                let (workspace, process, author) = (house.workspace, house.process, house.admin);
                racing.spawn(async move {
                    store.save_draft(workspace, process, author, seen, &diagram(&number.to_string()), NOW).await.is_ok()
                });
            }
            let won = racing.join_all().await.into_iter().filter(|won| *won).count();
            assert_eq!(won, 1);
        }
    }
}

on_both! {
    async fn two_authors_draw_without_touching_each_others_draft(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        for (author, name, moment) in [(house.admin, "mine", 1), (eve, "hers", 2)] {
            house.store.save_draft(house.workspace, house.process, author, 0, &diagram(name), at(moment)).await.unwrap();
        }
        let mine = house.store.draft(house.workspace, house.process, house.admin).await.unwrap();
        assert_eq!(mine.diagram, diagram("mine"));
        let drafts = house.store.drafts(house.workspace, house.process).await.unwrap();
        let authors: Vec<_> = drafts.iter().map(|draft| draft.author).collect();
        assert_eq!(authors, [eve, house.admin], "last changed first");
        house.store.discard_draft(house.workspace, house.process, eve).await.unwrap();
        assert_eq!(house.store.process(house.workspace, house.process).await.unwrap().drafts, 1);
    }
}

on_both! {
    async fn publishing_makes_the_draft_the_newest_version_and_closes_it(fresh) {
        let house = House::build(fresh).await;
        let (workspace, process, admin) = (house.workspace, house.process, house.admin);
        house.store.save_draft(workspace, process, admin, from_version(1), &diagram("second"), at(1)).await.unwrap();
        let stale = house.store.publish(workspace, process, admin, 9, None, at(2)).await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        let number = house.store.publish(workspace, process, admin, 1, None, at(2)).await.unwrap();
        assert_eq!(number, VersionNumber(2));
        let twice = house.store.publish(workspace, process, admin, 1, None, at(3)).await;
        assert!(matches!(twice, Err(Error::Conflict)), "{twice:?}");

        let draft = house.store.draft(workspace, process, admin).await.unwrap();
        assert_eq!((draft.revision, draft.diagram), (0, diagram("second")), "opens on the newest version");
        assert_eq!(draft.base, Some(number));
        let first = house.store.version(workspace, process, VersionNumber(1)).await.unwrap();
        assert_eq!(first.diagram, Diagram::default(), "the old version is as it was");
        let versions = house.store.versions(workspace, process).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.number.0).collect::<Vec<_>>(), [2, 1]);
        assert_ne!(versions[0].content_hash, versions[1].content_hash);
        let summary = house.store.process(workspace, process).await.unwrap();
        assert_eq!((summary.newest_version, summary.published_at, summary.drafts), (Some(number), Some(at(2)), 0));
    }
}

on_both! {
    async fn of_many_who_publish_what_began_from_the_same_version_one_does_until_the_others_know(fresh) {
        let house = House::build(fresh).await;
        let (workspace, process) = (house.workspace, house.process);
        let mut authors = Vec::new();
        for number in 0..6 {
            let author = house.member(&format!("{number}@example.com")).await;
            house.store.save_draft(workspace, process, author, from_version(1), &diagram("mine"), NOW).await.unwrap();
            authors.push(author);
        }
        let race = async |over| {
            let mut racing = JoinSet::new();
            for author in authors.clone() {
                let store = house.store.clone();
                racing.spawn(async move { store.publish(workspace, process, author, 1, over, NOW).await });
            }
            let done = racing.join_all().await.into_iter().filter_map(Result::ok);
            let mut numbers: Vec<_> = done.map(|number| number.0).collect();
            numbers.sort();
            numbers
        };
        assert_eq!(race(None).await, [2]);
        assert_eq!(race(Some(VersionNumber(2))).await, [3]);
        assert_eq!(race(Some(VersionNumber(9))).await, [4, 5, 6, 7], "whoever knows better publishes over all of them");
    }
}

on_both! {
    async fn a_process_nobody_has_drawn_opens_empty(fresh) {
        let house = House::build(fresh).await;
        let process = house.store.add_process(house.workspace, "New", house.admin, NOW).await.unwrap();
        let draft = house.store.draft(house.workspace, process, house.admin).await.unwrap();
        assert_eq!((draft.revision, draft.diagram), (0, Diagram::default()));
        assert_eq!(house.store.newest_version(house.workspace, process).await.unwrap(), None);
        house.store.rename_process(house.workspace, process, "Newer").await.unwrap();
        house.store.archive_process(house.workspace, process, true).await.unwrap();
        let summary = house.store.process(house.workspace, process).await.unwrap();
        assert_eq!((summary.name.as_str(), summary.archived), ("Newer", true));
    }
}
