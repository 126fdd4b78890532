//! Two who draw the same process, and what a team that is still asked says when somebody removes it.

use crate::support::{
    Folder, Person, Server,
    process::{only_asking, publish_diagram, requester},
};
use app::api::{
    ErrorKind, ProcessId,
    draft::{DiscardDraft, OpenDraft, Publish, PublishOutcome, SaveDraft},
    process::OpenProcess,
    team::{CreateTeam, ListTeams, RemoveTeam},
};
use process::step::Role;
use serde_json::json;

/// Saves a change on top of what is opened, and gives the revision.
async fn draw(builder: &mut Person, process: ProcessId, name: &str) -> u64 {
    let mut draft = builder
        .form(OpenDraft { process })
        .await
        .expect("a builder may draw");
    draft.diagram.steps[1].name = name.to_owned();
    let save = SaveDraft {
        process,
        diagram: draft.diagram,
        base_revision: draft.revision,
        based_on: draft.based_on,
    };
    builder.json(save).await.expect("it is kept")
}

async fn publish(
    builder: &mut Person,
    process: ProcessId,
    revision: u64,
    over: Option<u32>,
) -> PublishOutcome {
    let wish = Publish {
        process,
        revision,
        over,
    };
    builder.form(wish).await.expect("a builder may publish")
}

#[tokio::test]
async fn whoever_publishes_second_is_told_who_was_first_and_chooses() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let mut bert = server.person(&mut ada, "Bert", Role::Builder).await;
    let process = publish_diagram(&mut ada, "Order", only_asking(requester())).await;

    let his = draw(&mut bert, process, "His step").await;
    let hers = draw(&mut ada, process, "Her step").await;
    let first = publish(&mut ada, process, hers, None).await;
    assert_eq!(first, PublishOutcome::Published { version: 2 });

    let PublishOutcome::Overtaken { by } = publish(&mut bert, process, his, None).await else {
        panic!("he is not told");
    };
    assert_eq!((by.number, by.published_by.as_str()), (2, "Ada"));
    let view = bert
        .form(OpenProcess { process })
        .await
        .expect("it is there");
    assert_eq!(
        view.diagram.steps[1].name, "Her step",
        "nothing was published"
    );

    let second = publish(&mut bert, process, his, Some(by.number)).await;
    assert_eq!(second, PublishOutcome::Published { version: 3 });
    let view = ada
        .form(OpenProcess { process })
        .await
        .expect("it is there");
    assert_eq!(view.diagram.steps[1].name, "His step");
}

#[tokio::test]
async fn whoever_begins_again_begins_from_the_new_version() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let mut bert = server.person(&mut ada, "Bert", Role::Builder).await;
    let process = publish_diagram(&mut ada, "Order", only_asking(requester())).await;
    draw(&mut bert, process, "His step").await;
    let hers = draw(&mut ada, process, "Her step").await;
    publish(&mut ada, process, hers, None).await;

    let anew = bert
        .form(DiscardDraft { process })
        .await
        .expect("a builder may discard");
    assert_eq!(anew.based_on, Some(2));
    assert_eq!(anew.diagram.steps[1].name, "Her step");
    let his = draw(&mut bert, process, "Ours").await;
    let done = publish(&mut bert, process, his, None).await;
    assert_eq!(done, PublishOutcome::Published { version: 3 });
}

#[tokio::test]
async fn a_team_that_is_still_asked_stays_and_says_where() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let wish = CreateTeam {
        name: "Managers".to_owned(),
    };
    let team = ada.form(wish).await.expect("an admin may add a team").key;
    let asked = json!({ "to": "team", "team": team });
    publish_diagram(&mut ada, "Order", only_asking(asked)).await;
    let remove = || RemoveTeam { team: team.clone() };
    let refused = ada.form(remove()).await.expect_err("it is asked");
    assert_eq!(refused.kind, ErrorKind::Conflict);
    assert!(
        refused.message.contains("“Approve the order” of “Order”"),
        "{}",
        refused.message
    );

    let idle = CreateTeam {
        name: "Gardeners".to_owned(),
    };
    let team = ada.form(idle).await.expect("an admin may add a team").key;
    ada.form(RemoveTeam { team })
        .await
        .expect("nothing asks it");
    let left = ada.form(ListTeams {}).await.expect("an admin may look");
    let names: Vec<_> = left.iter().map(|team| team.name.as_str()).collect();
    assert_eq!(names, ["Managers"]);
}
