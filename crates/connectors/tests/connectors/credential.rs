//! Where a credential may go, and that it comes back nowhere.

use crate::http::post_to;
use crate::support::http::Server;
use crate::support::{input, texts};
use process::run::FailureKind::Permanent;

#[tokio::test]
async fn an_echoed_secret_is_hidden_in_messages_and_in_data() {
    let echo = r#"{"you sent": "Bearer s3cret-token", "also": "czNjcmV0LXRva2Vu"}"#;
    for status in ["200 OK", "400 Bad Request"] {
        let headers = "Content-Type: application/json\r\nX-Echo: s3cret-token\r\n";
        let server = Server::saying(status, headers, echo).await;
        let mut wish = post_to(&server);
        wish.settings
            .insert("authentication".to_owned(), "bearer".to_owned());
        wish.secrets = texts(&[("token", "s3cret-token")]);
        let said = match wish.run().await {
            Ok(output) => output.to_plain_json_text(),
            Err(failure) => failure.message,
        };
        assert!(said.contains("Bearer •••"), "{said}");
        assert!(
            !said.contains("s3cret") && !said.contains("czNjcmV0"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_secret_at_the_end_of_an_excerpt_leaves_no_half() {
    let echo = format!("{}s3cret-token-that-is-long", "x".repeat(190));
    let server = Server::saying("400 Bad Request", "", &echo).await;
    let mut wish = post_to(&server);
    wish.secrets = texts(&[("token", "s3cret-token-that-is-long")]);
    let failure = wish.run().await.unwrap_err();
    assert!(!failure.message.contains("s3cret"), "{}", failure.message);
}

#[tokio::test]
async fn a_credential_never_leaves_its_host_and_path() {
    let elsewhere = Server::saying("200 OK", "", "").await;
    let server = Server::saying("200 OK", "", "").await;
    let away = [
        elsewhere.address(),
        format!("https://127.0.0.1:{}/orders", server.port),
        format!("http://localhost:{}/orders", server.port),
        "../other".to_owned(),
        "/..%2f..%2e/%2e%2e/%2e%2e/other".to_owned(),
        "/orders/../../other".to_owned(),
        "\\..\\..\\other".to_owned(),
        format!("http://127.0.0.1:{}@evil.example/", server.port),
        format!("http://anna:pw@127.0.0.1:{}/", server.port),
        "file:///etc/passwd".to_owned(),
        "ftp://127.0.0.1/x".to_owned(),
    ];
    for address in away {
        let mut wish = post_to(&server);
        wish.settings
            .insert("address".to_owned(), format!("{}/api", server.address()));
        wish.input.extend(input(&[("address", &address)]));
        let failure = wish.run().await.unwrap_err();
        assert_eq!(failure.kind, Permanent, "{address}: {}", failure.message);
    }
    assert_eq!(server.heard(), Vec::<String>::new());
    assert_eq!(elsewhere.heard(), Vec::<String>::new());
}

#[tokio::test]
async fn a_path_stays_under_the_base_address() {
    let stays = [
        ("/orders", "/api/orders"),
        ("orders?state=new", "/api/orders?state=new"),
        ("//evil.example/x", "/api/evil.example/x"),
        ("?page=2", "/api?page=2"),
        ("/", "/api"),
    ];
    for (path, expected) in stays {
        let server = Server::saying("200 OK", "", "").await;
        let mut wish = post_to(&server);
        wish.settings
            .insert("address".to_owned(), format!("{}/api/", server.address()));
        wish.input.extend(input(&[("address", path)]));
        wish.run().await.unwrap();
        let heard = server.heard().remove(0);
        assert!(
            heard.starts_with(&format!("POST {expected} HTTP/1.1")),
            "{path}: {heard}"
        );
    }
}
