//! What is too large is refused with an answer one can read, and nothing is lost.

use crate::support::{Folder, Server};
use app::api::{
    ApiError, ErrorKind,
    draft::{OpenDraft, SaveDraft},
    process::CreateProcess,
};
use process::Diagram;
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn a_body_of_50_mb_is_refused_in_words_with_and_without_its_length_told() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let ada = server.set_up().await;
    let form = "application/x-www-form-urlencoded";
    let large = format!("name={}", "x".repeat(50 * 1024 * 1024));
    let announced = ada.post("/api/create_team", form, large.clone()).await;
    let pieces = futures::stream::iter(
        large
            .into_bytes()
            .chunks(1 << 20)
            .map(<[u8]>::to_vec)
            .map(Ok::<_, std::io::Error>)
            .collect::<Vec<_>>(),
    );
    let silent = ada
        .post("/api/create_team", form, reqwest::Body::wrap_stream(pieces))
        .await;
    for answer in [announced, silent] {
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let error: ApiError = answer.json().await.expect("words for a page to show");
        assert_eq!(error.kind, ErrorKind::TooLarge);
    }
    assert_eq!(
        ada.get("/health").await.status(),
        StatusCode::OK,
        "the server goes on"
    );
}

#[tokio::test]
async fn a_diagram_of_10_000_steps_is_refused_in_words_and_the_draft_stays_as_it_was() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = ada
        .form(CreateProcess {
            name: "Large".to_owned(),
            template: "leave-request".to_owned(),
        })
        .await
        .expect("a template");
    let before = ada.form(OpenDraft { process }).await.expect("a draft");
    let steps: Vec<_> = (0..10_000)
        .map(|at| json!({ "id": format!("s{at}"), "type": "decide", "position": { "x": at, "y": 0 } }))
        .collect();
    let diagram: Diagram =
        serde_json::from_value(json!({ "steps": steps, "flows": [] })).expect("a diagram");
    let save = SaveDraft {
        process,
        diagram,
        base_revision: before.revision,
        based_on: before.based_on,
    };
    let refused = ada.json(save).await.expect_err("too many steps");
    assert_eq!(refused.kind, ErrorKind::TooLarge);
    assert!(
        refused.message.contains("10000 steps"),
        "{}",
        refused.message
    );

    let mut wordy = before.diagram.clone();
    wordy.steps[0].note = "x".repeat(3 * 1024 * 1024);
    let save = SaveDraft {
        process,
        diagram: wordy,
        base_revision: before.revision,
        based_on: before.based_on,
    };
    let refused = ada.json(save).await.expect_err("too much text");
    assert_eq!(refused.kind, ErrorKind::TooLarge);
    assert_eq!(
        ada.form(OpenDraft { process }).await.expect("a draft"),
        before
    );
}

#[tokio::test]
async fn an_old_window_cannot_overwrite_what_a_newer_one_has_drawn() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = ada
        .form(CreateProcess {
            name: "Leave".to_owned(),
            template: "leave-request".to_owned(),
        })
        .await
        .expect("a template");
    let opened = ada.form(OpenDraft { process }).await.expect("a draft");
    let mut newer = opened.diagram.clone();
    newer.steps[0].name = "Newer".to_owned();
    let save = |diagram: &Diagram| SaveDraft {
        process,
        diagram: diagram.clone(),
        base_revision: opened.revision,
        based_on: opened.based_on,
    };
    let revision = ada.json(save(&newer)).await.expect("it is kept");
    assert!(revision > opened.revision);
    let stale = ada
        .json(save(&opened.diagram))
        .await
        .expect_err("it is old");
    assert_eq!(stale.kind, ErrorKind::Conflict);
    assert_eq!(
        ada.form(OpenDraft { process })
            .await
            .expect("a draft")
            .diagram,
        newer
    );
}

#[tokio::test]
async fn what_is_no_form_at_all_is_refused_in_words() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let ada = server.set_up().await;
    let deep = "[".repeat(100_000);
    for (path, kind, body) in [
        (
            "/api/open_case",
            "application/x-www-form-urlencoded",
            "case=seven",
        ),
        (
            "/api/open_case",
            "application/x-www-form-urlencoded",
            "%ff%00=&&&==",
        ),
        ("/api/open_case", "text/plain", "case=7"),
        ("/api/save_draft", "application/json", "{"),
        ("/api/save_draft", "application/json", &deep),
        (
            "/api/list_cases",
            "application/json",
            "{\"filter\":{\"process\":1e999}}",
        ),
    ] {
        let answer = ada.post(path, kind, body.to_owned()).await;
        assert!(
            answer.status().is_client_error(),
            "{path} {} {}",
            answer.status(),
            &body[..body.len().min(30)]
        );
        answer
            .json::<ApiError>()
            .await
            .expect("words for a page to show");
    }
}
