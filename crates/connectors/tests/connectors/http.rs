//! The HTTP connector against real local servers, and against recorded odd answers.

use crate::support::http::{Reply, Server};
use crate::support::{Wish, allowing, entry, input, texts};
use connectors::{Failure, Trial};
use process::run::FailureKind::{Permanent, Transient, Unknown};
use process::{Value, run::FailureKind};
use std::collections::BTreeMap;

pub fn post_to(server: &Server) -> Wish {
    Wish {
        connector: "http",
        action: "request",
        input: input(&[
            ("method", "POST"),
            ("address", "/orders"),
            ("body", r#"{"name": "Zoë", "days": 3}"#),
        ]),
        settings: texts(&[("address", &server.address()), ("authentication", "none")]),
        secrets: texts(&[]),
        outbound: allowing(&["127.0.0.1"]),
    }
}

async fn failure_of(server: &Server) -> Failure {
    post_to(server).run().await.unwrap_err()
}

async fn raw(bytes: impl Into<Vec<u8>>) -> Server {
    Server::answering(Reply::Bytes(bytes.into())).await
}

#[tokio::test]
async fn a_request_carries_its_key_and_body_and_the_answer_becomes_data() {
    let server = Server::saying(
        "201 Created",
        "Content-Type: application/json\r\nX-Trace: a\r\nX-Trace: b\r\n",
        r#"{"id": 12345678901234567, "rate": 0.1, "tags": ["new"]}"#,
    )
    .await;
    let mut wish = post_to(&server);
    let header = BTreeMap::from([
        ("name".to_owned(), Value::from("X-Team")),
        ("value".to_owned(), Value::from("sales")),
    ]);
    let headers = Value::list(vec![Value::context(header)]);
    wish.input.insert("headers".to_owned(), headers);

    let output = wish.run().await.unwrap();

    assert_eq!(entry(&output, "status"), &Value::from(201));
    assert_eq!(
        entry(&output, "body").to_plain_json_text(),
        r#"{"id":12345678901234567,"rate":0.1,"tags":["new"]}"#
    );
    assert_eq!(
        entry(entry(&output, "headers"), "x-trace"),
        &Value::from("a, b")
    );
    let heard = server.heard().remove(0);
    assert!(heard.starts_with("POST /orders HTTP/1.1\r\n"), "{heard}");
    assert!(
        heard.contains("idempotency-key: baton-1-7-3\r\n"),
        "{heard}"
    );
    assert!(
        heard.contains("content-type: application/json\r\n"),
        "{heard}"
    );
    assert!(heard.contains("x-team: sales\r\n"), "{heard}");
    assert!(
        heard.ends_with("\r\n\r\n{\"name\": \"Zoë\", \"days\": 3}"),
        "{heard}"
    );
}

#[tokio::test]
async fn a_connection_signs_in_the_way_it_is_set_up() {
    let ways = [
        (
            "bearer",
            texts(&[]),
            texts(&[("token", "s3cret-token")]),
            "authorization: Bearer s3cret-token\r\n",
        ),
        (
            "basic",
            texts(&[("user", "anna")]),
            texts(&[("password", "pass:word")]),
            "authorization: Basic YW5uYTpwYXNzOndvcmQ=\r\n",
        ),
        (
            "header",
            texts(&[("header", "X-Api-Key")]),
            texts(&[("key", "k-123")]),
            "x-api-key: k-123\r\n",
        ),
    ];
    for (way, settings, secrets, expected) in ways {
        let server = Server::saying("204 No Content", "", "").await;
        let mut wish = post_to(&server);
        wish.settings.extend(settings);
        wish.settings
            .insert("authentication".to_owned(), way.to_owned());
        wish.secrets = secrets;
        let output = wish.run().await.unwrap();
        assert_eq!(entry(&output, "body"), &Value::Null);
        let heard = server.heard().remove(0);
        assert!(heard.contains(expected), "{way}: {heard}");
    }
}

#[tokio::test]
async fn what_a_status_means() {
    let meanings: [(&str, FailureKind); 16] = [
        ("408 Request Timeout", Transient),
        ("425 Too Early", Transient),
        ("429 Too Many Requests", Transient),
        ("500 Internal Server Error", Transient),
        ("502 Bad Gateway", Transient),
        ("503 Service Unavailable", Transient),
        ("504 Gateway Timeout", Transient),
        ("599 Odd", Transient),
        ("400 Bad Request", Permanent),
        ("401 Unauthorized", Permanent),
        ("403 Forbidden", Permanent),
        ("404 Not Found", Permanent),
        ("409 Conflict", Permanent),
        ("422 Unprocessable Content", Permanent),
        ("301 Moved Permanently", Permanent),
        ("304 Not Modified", Permanent),
    ];
    for (status, kind) in meanings {
        let server = Server::saying(status, "", "").await;
        let failure = failure_of(&server).await;
        assert_eq!(failure.kind, kind, "{status}");
        assert!(
            failure.message.contains(&status[..3]),
            "{}",
            failure.message
        );
    }
}

#[tokio::test]
async fn a_refusal_says_what_the_other_side_said_in_short() {
    let long = "The cost centre 4711 is closed.\n".repeat(50);
    let server = Server::saying("400 Bad Request", "", &long).await;
    let failure = failure_of(&server).await;
    assert!(
        failure
            .message
            .starts_with("127.0.0.1 answered 400 Bad Request: The cost centre 4711 is closed. The")
    );
    assert!(failure.message.ends_with('…'));
    assert!(failure.message.chars().count() < 300);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::saying("200 OK", "", "gotcha").await;
    let location = format!("Location: {}/stolen\r\n", elsewhere.address());
    let server = Server::saying("307 Temporary Redirect", &location, "").await;
    let failure = failure_of(&server).await;
    assert_eq!(failure.kind, Permanent);
    assert!(failure.message.contains("/stolen"), "{}", failure.message);
    assert_eq!(elsewhere.heard(), Vec::<String>::new());
}

#[tokio::test]
async fn nobody_listening_may_pass_by_itself() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let server = Server::saying("200 OK", "", "").await;
    let mut wish = post_to(&server);
    wish.settings
        .insert("address".to_owned(), format!("http://127.0.0.1:{port}"));
    let failure = wish.run().await.unwrap_err();
    assert_eq!(failure.kind, Transient);
    assert!(
        failure
            .message
            .starts_with("127.0.0.1 could not be reached"),
        "{}",
        failure.message
    );
}

#[tokio::test]
async fn a_name_nobody_knows_may_pass_by_itself() {
    let server = Server::saying("200 OK", "", "").await;
    let mut wish = post_to(&server);
    wish.settings.insert(
        "address".to_owned(),
        "http://no-such-host.invalid".to_owned(),
    );
    let failure = wish.run().await.unwrap_err();
    assert_eq!(failure.kind, Transient);
    assert_eq!(
        failure.message,
        "no-such-host.invalid was not found. Check the address."
    );
}

#[tokio::test]
async fn silence_after_sending_is_unknown_and_for_reading_may_pass() {
    let server = Server::answering(Reply::Silence).await;
    let mut wish = post_to(&server);
    wish.input.extend(input(&[("timeout", "0.2")]));
    assert_eq!(wish.run().await.unwrap_err().kind, Unknown);
    wish.input.extend(input(&[("method", "GET")]));
    assert_eq!(wish.run().await.unwrap_err().kind, Transient);
}

#[tokio::test]
async fn recorded_odd_answers_are_never_a_success() {
    let json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let deep = "[".repeat(10_000);
    let nested = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    let huge = "x".repeat(1024 * 1024 + 1);
    let odd: Vec<(&str, Vec<u8>, FailureKind)> = vec![
        ("closed without a word", b"".to_vec(), Unknown),
        (
            "not HTTP at all",
            b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(),
            Unknown,
        ),
        (
            "half a head",
            b"HTTP/1.1 200 OK\r\nContent-Le".to_vec(),
            Unknown,
        ),
        (
            "half a body",
            format!("{json}Content-Length: 100\r\n\r\n{{\"id\":").into(),
            Unknown,
        ),
        (
            "a chunk cut off",
            format!("{json}Transfer-Encoding: chunked\r\n\r\nff\r\n{{").into(),
            Unknown,
        ),
        (
            "broken JSON",
            format!("{json}Content-Length: 6\r\n\r\n{{\"id\":").into(),
            Unknown,
        ),
        (
            "a page called JSON",
            format!("{json}Content-Length: 6\r\n\r\n<html>").into(),
            Unknown,
        ),
        (
            "JSON without end",
            format!("{json}Content-Length: {}\r\n\r\n{deep}", deep.len()).into(),
            Unknown,
        ),
        (
            "JSON nested too deep",
            format!("{json}Content-Length: {}\r\n\r\n{nested}", nested.len()).into(),
            Unknown,
        ),
        (
            "a number beyond all bounds",
            format!("{json}Content-Length: 5\r\n\r\n1e999").into(),
            Unknown,
        ),
        (
            "more than 1 MB",
            format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{huge}",
                huge.len()
            )
            .into(),
            Permanent,
        ),
    ];
    for (name, bytes, kind) in odd {
        let failure = failure_of(&raw(bytes).await).await;
        assert_eq!(failure.kind, kind, "{name}: {}", failure.message);
    }
}

#[tokio::test]
async fn an_answer_is_read_for_what_it_is() {
    let answers = [
        ("Content-Type: text/plain\r\n", "done", r#""done""#),
        ("", r#"{"ok": true}"#, r#"{"ok":true}"#),
        ("", "{not json}", r#""{not json}""#),
        (
            "Content-Type: application/vnd.api+json; charset=utf-8\r\n",
            "[1]",
            "[1]",
        ),
        (
            "Content-Type: application/json\r\n",
            r#"{"$date": "2026-01-01"}"#,
            r#"{"$date":"2026-01-01"}"#,
        ),
    ];
    for (headers, body, expected) in answers {
        let server = Server::saying("200 OK", headers, body).await;
        let output = post_to(&server).run().await.unwrap();
        assert_eq!(entry(&output, "body").to_plain_json_text(), expected);
    }
}

#[tokio::test]
async fn settings_that_cannot_be_sent_are_refused_before_sending() {
    let server = Server::saying("200 OK", "", "").await;
    let header = |name: &str, value: &str| {
        let pair = [("name", name), ("value", value)];
        Value::list(vec![Value::context(input(&pair))])
    };
    let refused = [
        ("body", Value::from("{\"days\": }")),
        ("method", Value::from("TRACE")),
        ("method", Value::from("")),
        ("address", Value::from("")),
        ("timeout", Value::from("soon")),
        ("timeout", Value::from(-1)),
        ("headers", header("X-A\r\nX-B", "1")),
        ("headers", header("X-A", "1\r\nX-Injected: 2")),
        ("headers", header("X-A", "a\0b")),
        ("headers", header("Host", "evil.example")),
        ("headers", header("Transfer-Encoding", "chunked")),
        ("headers", header("Idempotency-Key", "mine")),
        ("headers", Value::from("X-A: 1")),
    ];
    for (key, value) in refused {
        let mut wish = post_to(&server);
        wish.input.insert(key.to_owned(), value.clone());
        let failure = wish.run().await.unwrap_err();
        assert_eq!(
            failure.kind, Permanent,
            "{key} {value:?}: {}",
            failure.message
        );
    }
    let mut wish = post_to(&server);
    wish.action = "upload";
    assert_eq!(wish.run().await.unwrap_err().kind, Permanent);
    wish.connector = "fax";
    assert_eq!(wish.run().await.unwrap_err().kind, Permanent);
    assert_eq!(server.heard(), Vec::<String>::new());
}

#[tokio::test]
async fn testing_a_connection_says_whether_it_works() {
    for (status, works) in [
        ("200 OK", true),
        ("404 Not Found", true),
        ("401 Unauthorized", false),
        ("500 Odd", false),
    ] {
        let server = Server::saying(status, "", "").await;
        let settings = texts(&[("address", &server.address()), ("authentication", "bearer")]);
        let outcome = connectors::test_connection(Trial {
            connector: "http",
            settings: &settings,
            secrets: &texts(&[("token", "abc")]),
            outbound: &allowing(&["127.0.0.1"]),
        })
        .await;
        assert_eq!(outcome.is_ok(), works, "{status}: {outcome:?}");
        assert!(server.heard().remove(0).starts_with("GET / "));
    }
}
