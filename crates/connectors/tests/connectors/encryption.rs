//! Mail over an encrypted connection: with a server that is vouched for, and with one that is not.

use crate::support::smtp::{Encryption, Server};
use crate::support::{Wish, allowing, input, texts};
use process::run::FailureKind;
use std::process::Command;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// The names of the settings for a server encrypted when asked, and from the start.
const WAYS: [&str; 2] = ["starttls", "tls"];
/// Where the test that is run by another one finds the server's key and certificate.
const KEY: &str = "BATON_TEST_MAIL_KEY";
const CERTIFICATE: &str = "SSL_CERT_FILE";

fn acceptor(key: &str, certificate: &str) -> TlsAcceptor {
    let read = |pem: &str| {
        let body: String = pem
            .lines()
            .filter(|line| !line.starts_with("-----"))
            .collect();
        base64(&body)
    };
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![read(certificate).into()],
            PrivateKeyDer::Pkcs8(read(key).into()),
        )
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

fn base64(body: &str) -> Vec<u8> {
    use ::base64::Engine;
    ::base64::engine::general_purpose::STANDARD
        .decode(body)
        .unwrap()
}

/// A key and a certificate for `localhost`, both as PEM.
fn made() -> (String, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    (made.signing_key.serialize_pem(), made.cert.pem())
}

async fn server(way: &str, key: &str, certificate: &str) -> Server {
    let acceptor = acceptor(key, certificate);
    Server::encrypted(match way {
        "tls" => Encryption::FromTheStart(acceptor),
        _ => Encryption::WhenAsked(acceptor),
    })
    .await
}

fn mail_to(server: &Server, way: &str) -> Wish {
    Wish {
        connector: "email",
        action: "send",
        input: input(&[
            ("to", "anna@example.com"),
            ("subject", "Hello"),
            ("body", "A secret"),
        ]),
        settings: texts(&[
            ("host", "localhost"),
            ("port", &server.port.to_string()),
            ("security", way),
            ("user", "anna"),
            ("fromAddress", "baton@example.com"),
        ]),
        secrets: texts(&[("password", "s3cret-pass")]),
        outbound: allowing(&["localhost"]),
    }
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_neither_password_nor_message() {
    let (key, certificate) = made();
    for way in WAYS {
        let server = server(way, &key, &certificate).await;
        let failure = mail_to(&server, way).run().await.unwrap_err();
        assert!(
            matches!(
                failure.kind,
                FailureKind::Permanent | FailureKind::Transient
            ),
            "{failure:?}"
        );
        assert!(failure.message.contains("localhost"), "{}", failure.message);
        assert!(
            failure.message.contains("certificate"),
            "{}",
            failure.message
        );
        assert_eq!(server.messages(), Vec::<String>::new());
        let heard = server.commands().join("\n");
        assert!(!heard.contains("AUTH"), "{heard}");
    }
}

/// Which certificates are trusted is read from the environment once, so a process of its own has to do it.
#[test]
fn a_server_that_is_vouched_for_gets_the_message_encrypted() {
    let (key, certificate) = made();
    let folder = std::env::temp_dir().join(format!("baton-mail-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (key_file, certificate_file) = (folder.join("key.pem"), folder.join("certificate.pem"));
    std::fs::write(&key_file, key).unwrap();
    std::fs::write(&certificate_file, certificate).unwrap();
    let told = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "encryption::sends_encrypted_mails"])
        .env(KEY, &key_file)
        .env(CERTIFICATE, &certificate_file)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[tokio::test]
#[ignore = "run by the test above, with a certificate of its own in the environment"]
async fn sends_encrypted_mails() {
    let read = |name| std::fs::read_to_string(std::env::var(name).unwrap()).unwrap();
    let (key, certificate) = (read(KEY), read(CERTIFICATE));
    for way in WAYS {
        let server = server(way, &key, &certificate).await;
        mail_to(&server, way).run().await.unwrap();
        assert!(server.messages().remove(0).contains("A secret"), "{way}");
        let heard = server.commands().join("\n");
        assert!(heard.contains("AUTH PLAIN"), "{heard}");
    }
}
