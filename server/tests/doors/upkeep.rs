//! What an operator does beside serving: a backup while the server runs, restored elsewhere, verified and rebuilt.

use crate::support::{BATON, Folder, PASSWORD, Server};
use app::api::team::{CreateTeam, ListTeams};
use std::path::Path;
use std::process::Command;

/// Whether it went well, and all it printed.
fn baton(data: &Path, words: &[&str]) -> (bool, String) {
    let output = Command::new(BATON)
        .args(words)
        .arg("--data")
        .arg(data)
        .output()
        .expect("the binary starts");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("it prints text");
    (output.status.success(), text)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_the_server_runs_is_restored_in_another_place() {
    let (here, there) = (Folder::new(), Folder::new());
    let file = there.path().join("saved.baton");
    let name = file.to_string_lossy().into_owned();
    let server = Server::start(here.path());
    let mut ada = server.set_up().await;
    let team = |name: &str| CreateTeam {
        name: name.to_owned(),
    };
    ada.form(team("Saved")).await.expect("a team");
    let (saved, said) = baton(here.path(), &["backup", &name]);
    assert!(saved, "{said}");
    ada.form(team("Too late")).await.expect("a team");
    let (again, said) = baton(here.path(), &["backup", &name]);
    assert!(!again && said.contains("is there already"), "{said}");

    // The key travels apart from the data.
    std::fs::copy(
        here.path().join("master.key"),
        there.path().join("master.key"),
    )
    .expect("the key file");
    let (restored, said) = baton(there.path(), &["restore", &name]);
    assert!(restored, "{said}");
    let (twice, said) = baton(there.path(), &["restore", &name]);
    assert!(!twice && said.contains("empty database"), "{said}");
    for word in ["verify", "rebuild"] {
        let (fine, said) = baton(there.path(), &[word]);
        assert!(fine, "{said}");
    }

    let elsewhere = Server::start(there.path());
    let mut ada = elsewhere
        .sign_in("ada@example.com", PASSWORD)
        .await
        .expect("her password is in the backup");
    let teams = ada.form(ListTeams {}).await.expect("the teams");
    let names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
    assert_eq!(names, ["Saved"]);
}
