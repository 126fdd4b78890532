//! A secret goes in and never comes out: by no door, in no page, and not readable on disk.

use crate::support::{Folder, Person, Server};
use app::api::{
    connection::{CreateConnection, ListConnections, TestConnection, UpdateConnection},
    draft::OpenDraft,
    process::CreateProcess,
};
use process::id::ConnectionId;
use std::{collections::BTreeMap, fs, path::Path};

const CANARY: &str = "canary-7f3a9c51-do-not-show";

fn settings(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

async fn connect(admin: &mut Person) -> ConnectionId {
    admin
        .form(CreateConnection {
            name: "HR".to_owned(),
            connector: "http".to_owned(),
            settings: settings(&[
                ("address", "http://127.0.0.1:9"),
                ("authentication", "bearer"),
                ("token", CANARY),
            ]),
        })
        .await
        .expect("an admin may connect a system")
}

#[tokio::test]
async fn no_door_and_no_page_gives_a_secret_out_and_the_disk_does_not_show_it() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let connection = connect(&mut ada).await;
    let listed = ada.form(ListConnections {}).await.expect("a list");
    assert_eq!(listed[0].secrets, ["token"], "it says that there is one");
    assert!(!format!("{listed:?}").contains(CANARY));
    let tested = ada
        .form(TestConnection { connection })
        .await
        .expect("it is tried");
    assert!(
        !tested.works && !tested.message.contains(CANARY),
        "{}",
        tested.message
    );
    let process = ada
        .form(CreateProcess {
            name: "Leave".to_owned(),
            template: "leave-request".to_owned(),
        })
        .await
        .expect("a template");
    let draft = ada.form(OpenDraft { process }).await.expect("a draft");
    assert!(!format!("{draft:?}").contains(CANARY));
    for page in [
        "/admin/connections".to_owned(),
        format!("/admin/connections/{connection}"),
        format!("/processes/{process}/edit"),
    ] {
        let text = ada.page(&page).await.text().await.expect("a page");
        assert!(!text.contains(CANARY), "{page}");
    }
    assert!(server.stop());
    let mut files = 0;
    for_each_file(folder.path(), &mut |path| {
        let bytes = fs::read(path).expect("a file");
        let shown = bytes
            .windows(CANARY.len())
            .any(|window| window == CANARY.as_bytes());
        assert!(!shown, "{}", path.display());
        files += 1;
    });
    assert!(files >= 2, "the database and the key");
}

fn for_each_file(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            for_each_file(&path, look)
        } else {
            look(&path)
        }
    }
}

#[tokio::test]
async fn a_kept_secret_does_not_follow_a_connection_to_another_address() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let connection = connect(&mut ada).await;
    let change = |name: &str, address: &str, token: &str| UpdateConnection {
        connection,
        name: name.to_owned(),
        settings: settings(&[
            ("address", address),
            ("authentication", "bearer"),
            ("token", token),
        ]),
    };
    ada.form(change("HR 2", "http://127.0.0.1:9", ""))
        .await
        .expect("a name may change");
    let moved = ada.form(change("HR 2", "http://evil.example", "")).await;
    assert!(moved.expect_err("refused").at("token").is_some());
    ada.form(change("HR 3", "http://other.example", "anew"))
        .await
        .expect("with the secret it may");
    let listed = ada.form(ListConnections {}).await.expect("a list");
    assert_eq!((listed[0].name.as_str(), listed.len()), ("HR 3", 1));
}
