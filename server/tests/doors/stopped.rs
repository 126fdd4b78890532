//! The server is asked to stop, and the disk is full: what was acknowledged is kept, and callers hear why.

use crate::support::{Folder, Server, live::Stream};
use app::api::{
    ErrorKind,
    team::{CreateTeam, ListTeams},
};
use reqwest::StatusCode;
use std::time::{Duration, Instant};

#[tokio::test]
async fn asked_to_stop_it_ends_live_streams_and_leaves_at_once() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let ada = server.set_up().await;
    let mut stream = Stream::open(&ada, "/live/workspace").await;
    stream
        .next()
        .await
        .expect("the stream begins with how things are");
    let asked = Instant::now();
    let stopping = tokio::task::spawn_blocking(move || server.stop());
    assert!(
        stream.next().await.is_none(),
        "it ends without a word about the session"
    );
    assert!(stopping.await.expect("it was asked"), "it ends well");
    assert!(
        asked.elapsed() < Duration::from_secs(4),
        "{:?}",
        asked.elapsed()
    );
}

#[tokio::test]
async fn on_a_full_disk_a_change_is_refused_in_words_and_what_was_acknowledged_is_kept() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    assert!(server.stop());

    let server = Server::start_on_a_full_disk(folder.path(), 600);
    ada.address = server.address.clone();
    let mut kept = Vec::new();
    let refused = loop {
        let name = format!("Team {} {}", kept.len(), "x".repeat(80));
        match ada.form(CreateTeam { name: name.clone() }).await {
            Ok(_) => kept.push(name),
            Err(error) => break error,
        }
        assert!(kept.len() < 10_000, "the disk has to be full some time");
    };
    assert_eq!(refused.kind, ErrorKind::Unavailable, "{refused:?}");
    assert_eq!(names(&mut ada).await, sorted(&kept), "reading goes on");
    assert_eq!(ada.page("/processes").await.status(), StatusCode::OK);
    server.kill();

    let server = Server::start(folder.path());
    ada.address = server.address.clone();
    assert_eq!(
        names(&mut ada).await,
        sorted(&kept),
        "nothing is lost, nothing half there"
    );
    ada.form(CreateTeam {
        name: "There is room again".to_owned(),
    })
    .await
    .expect("it goes on");
}

async fn names(ada: &mut crate::support::Person) -> Vec<String> {
    let teams = ada.form(ListTeams {}).await.expect("a list");
    sorted(&teams.into_iter().map(|team| team.name).collect::<Vec<_>>())
}

fn sorted(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    names.sort();
    names
}
