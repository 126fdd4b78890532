//! The e-mail connector against a real local SMTP server.

use crate::support::smtp::Server;
use crate::support::{Wish, allowing, entry, input, texts};
use connectors::{Failure, Trial};
use process::Value;
use process::run::FailureKind::{self, Permanent, Transient, Unknown};

fn mail_to(server: &Server) -> Wish {
    Wish {
        connector: "email",
        action: "send",
        input: input(&[
            ("to", "anna@example.com, \"Ray, Bo\" <bo@example.com>"),
            ("cc", "cleo@example.com;"),
            ("subject", "Your leave is approved"),
            ("body", "Dear Anna,\n.\nenjoy.\n"),
        ]),
        settings: texts(&[
            ("host", "127.0.0.1"),
            ("port", &server.port.to_string()),
            ("security", "none"),
            ("fromAddress", "baton@example.com"),
            ("fromName", "Example Ltd"),
        ]),
        secrets: texts(&[]),
        outbound: allowing(&["127.0.0.1"]),
    }
}

async fn failure_with(changes: &[(&str, &str)]) -> Failure {
    let server = Server::in_mood(vec![]).await;
    let mut wish = mail_to(&server);
    wish.input.extend(input(changes));
    let failure = wish.run().await.unwrap_err();
    assert_eq!(server.messages(), Vec::<String>::new(), "{changes:?}");
    failure
}

#[tokio::test]
async fn a_message_arrives_whole_with_an_id_made_from_its_key() {
    let server = Server::in_mood(vec![]).await;
    let output = mail_to(&server).run().await.unwrap();
    assert_eq!(
        entry(&output, "messageId"),
        &Value::from("<baton-1-7-3@example.com>")
    );
    assert_eq!(entry(&output, "recipients"), &Value::from(3));
    let message = server.messages().remove(0);
    assert!(
        message.contains("Message-ID: <baton-1-7-3@example.com>\r\n"),
        "{message}"
    );
    assert!(
        message.contains("Subject: Your leave is approved\r\n"),
        "{message}"
    );
    assert!(
        message.contains("From: \"Example Ltd\" <baton@example.com>\r\n"),
        "{message}"
    );
    // The lone dot is doubled on the wire.
    assert!(
        message.contains("\r\n\r\nDear Anna,\r\n..\r\nenjoy.\r\n"),
        "{message}"
    );
    let commands = server.commands();
    for recipient in ["anna", "bo", "cleo"] {
        assert!(
            commands.contains(&format!("RCPT TO:<{recipient}@example.com>")),
            "{commands:?}"
        );
    }
}

#[tokio::test]
async fn other_letters_survive_in_subject_and_body() {
    let server = Server::in_mood(vec![]).await;
    let mut wish = mail_to(&server);
    wish.input.extend(input(&[
        ("subject", "Urlaub für Zoë 🎉"),
        ("body", "Grüße"),
    ]));
    wish.run().await.unwrap();
    let message = server.messages().remove(0);
    assert!(
        message.contains("Subject: Urlaub =?utf-8?b?ZsO8ciBab8OrIPCfjok=?="),
        "{message}"
    );
    assert!(message.contains("R3LDvMOfZQ=="), "{message}");
}

#[tokio::test]
async fn a_connection_with_a_user_name_signs_in() {
    let server = Server::in_mood(vec![]).await;
    let mut wish = mail_to(&server);
    wish.settings.extend(texts(&[("user", "anna")]));
    wish.secrets = texts(&[("password", "s3cret-pass")]);
    wish.run().await.unwrap();
    assert!(
        server
            .commands()
            .contains(&"AUTH PLAIN AGFubmEAczNjcmV0LXBhc3M=".to_owned())
    );
}

#[tokio::test]
async fn what_a_moment_of_failure_means() {
    let moments: [(&'static str, &'static str, FailureKind); 14] = [
        ("CONNECT", "421 too busy", Transient),
        ("CONNECT", "554 go away", Permanent),
        ("CONNECT", "close", Transient),
        ("CONNECT", "HTTP/1.1 400 Bad Request", Transient),
        ("MAIL", "451 try later", Transient),
        ("MAIL", "550 not you", Permanent),
        ("MAIL", "close", Transient),
        ("RCPT", "450 greylisted", Transient),
        ("RCPT", "550 no such person", Permanent),
        ("DATA", "451 later", Transient),
        ("DATA", "554 no", Permanent),
        (".", "452 disk full", Transient),
        (".", "552 too large", Permanent),
        (".", "close", Unknown),
    ];
    for (moment, answer, kind) in moments {
        let server = Server::in_mood(vec![(moment, answer)]).await;
        let failure = mail_to(&server).run().await.unwrap_err();
        assert_eq!(failure.kind, kind, "{moment} {answer}: {}", failure.message);
        assert!(failure.message.contains("127.0.0.1"), "{}", failure.message);
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_silent_after_the_message_leaves_it_unknown() {
    let server = Server::in_mood(vec![(".", "")]).await;
    let failure = mail_to(&server).run().await.unwrap_err();
    assert_eq!(failure.kind, Unknown);
    assert_eq!(
        failure.message,
        "127.0.0.1 did not confirm the message. Nobody can tell whether it was sent."
    );
}

#[tokio::test]
async fn a_good_bye_that_fails_does_not_undo_a_sent_message() {
    let server = Server::in_mood(vec![("QUIT", "close")]).await;
    mail_to(&server).run().await.unwrap();
    assert_eq!(server.messages().len(), 1);
}

#[tokio::test]
async fn an_echoed_password_is_hidden() {
    let server = Server::in_mood(vec![(
        "AUTH",
        "535 s3cret-pass (AGFubmEAczNjcmV0LXBhc3M=) is wrong",
    )])
    .await;
    let mut wish = mail_to(&server);
    wish.settings.extend(texts(&[("user", "anna")]));
    wish.secrets = texts(&[("password", "s3cret-pass")]);
    let failure = wish.run().await.unwrap_err();
    assert_eq!(failure.kind, Permanent);
    assert!(
        failure.message.contains("refused the sign-in"),
        "{}",
        failure.message
    );
    assert!(
        !failure.message.contains("s3cret") && !failure.message.contains("AGFubmEA"),
        "{}",
        failure.message
    );
}

#[tokio::test]
async fn header_injection_is_refused() {
    for (key, text) in [
        ("subject", "Hello\r\nBcc: eve@example.com"),
        ("subject", "Hello\nBcc: eve@example.com"),
        ("subject", "Hello\0"),
        ("to", "anna@example.com\r\nBcc: eve@example.com"),
        ("to", "Anna\nX <anna@example.com>"),
        ("cc", "cleo@example.com\rX"),
    ] {
        let failure = failure_with(&[(key, text)]).await;
        assert_eq!(failure.kind, Permanent);
        assert!(
            failure.message.contains("line break"),
            "{text:?}: {}",
            failure.message
        );
    }
}

#[tokio::test]
async fn what_is_not_an_address_is_named() {
    for text in [
        "anna",
        "anna@",
        "@example.com",
        "anna at example.com",
        "a@b@c",
        "anna@example.com bo@example.com",
    ] {
        let failure = failure_with(&[("to", text)]).await;
        assert_eq!(failure.kind, Permanent);
        assert_eq!(
            failure.message,
            format!(
                "\"{text}\" in \"To\" is not an e-mail address. Write it like anna@example.com."
            )
        );
    }
    let nobody = failure_with(&[("to", " , ")]).await;
    assert!(
        nobody.message.contains("nobody to go to"),
        "{}",
        nobody.message
    );
    let crowd = vec!["a@example.com"; 101].join(",");
    let failure = failure_with(&[("to", &crowd)]).await;
    assert!(
        failure.message.contains("at most 100"),
        "{}",
        failure.message
    );
}

#[tokio::test]
async fn a_mail_server_inside_is_refused_unless_allowed() {
    let server = Server::in_mood(vec![]).await;
    for host in [
        "127.0.0.1",
        "localhost",
        "0x7f.1",
        "2130706433",
        "::1",
        "10.0.0.25",
    ] {
        let mut wish = mail_to(&server);
        wish.outbound = allowing(&[]);
        wish.settings.insert("host".to_owned(), host.to_owned());
        let failure = wish.run().await.unwrap_err();
        assert_eq!(failure.kind, Permanent, "{host}: {}", failure.message);
        assert!(
            failure.message.contains("An admin can allow"),
            "{}",
            failure.message
        );
    }
    assert_eq!(server.commands(), Vec::<String>::new());
}

#[tokio::test]
async fn encryption_that_is_not_offered_is_not_done_without() {
    let server = Server::in_mood(vec![]).await;
    let mut wish = mail_to(&server);
    wish.settings
        .insert("security".to_owned(), "starttls".to_owned());
    let failure = wish.run().await.unwrap_err();
    assert_eq!(failure.kind, Permanent);
    assert!(
        failure.message.contains("does not offer STARTTLS"),
        "{}",
        failure.message
    );
    assert_eq!(server.messages(), Vec::<String>::new());
}

#[tokio::test]
async fn testing_a_connection_signs_in_and_sends_nothing() {
    let server = Server::in_mood(vec![]).await;
    let mut wish = mail_to(&server);
    wish.settings.extend(texts(&[("user", "anna")]));
    let said = connectors::test_connection(Trial {
        connector: "email",
        settings: &wish.settings,
        secrets: &texts(&[("password", "s3cret-pass")]),
        outbound: &wish.outbound,
    })
    .await
    .unwrap();
    assert_eq!(said, "127.0.0.1 answered and accepted the sign-in.");
    assert_eq!(server.messages(), Vec::<String>::new());
}
