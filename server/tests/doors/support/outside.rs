//! The outside world: a system that answers over HTTP and a mail server, both real and local, that remember
//! what reached them.

use axum::{Json, Router, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, atomic::AtomicBool, atomic::Ordering},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A system that does each piece of work once, by its idempotency key.
#[derive(Clone, Default)]
pub struct System {
    /// By idempotency key: what was asked, and how often.
    work: Arc<Mutex<BTreeMap<String, (Value, u32)>>>,
    broken: Arc<AtomicBool>,
    pub port: u16,
}

impl System {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let system = Self {
            port,
            ..Self::default()
        };
        let router = Router::new()
            .route("/work", post(work))
            .with_state(system.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        system
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers 500 from now on, or works again.
    pub fn set_broken(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }

    /// What was asked for, once for each key.
    pub fn work(&self) -> Vec<Value> {
        let work = self.work.lock().expect("nobody panicked");
        work.values().map(|(asked, _)| asked.clone()).collect()
    }
}

async fn work(
    State(system): State<System>,
    headers: HeaderMap,
    Json(asked): Json<Value>,
) -> (StatusCode, Json<Value>) {
    if system.broken.load(Ordering::SeqCst) {
        return (
            StatusCode::INTERNAL_SERVER_ERROR,
            Json(json!({ "error": "out of order" })),
        );
    }
    let Some(key) = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
    else {
        return (
            StatusCode::BAD_REQUEST,
            Json(json!({ "error": "no idempotency key" })),
        );
    };
    let mut work = system.work.lock().expect("nobody panicked");
    let next = work.len();
    let (_, times) = work.entry(key.to_owned()).or_insert((asked, 0));
    *times += 1;
    (StatusCode::OK, Json(json!({ "id": format!("W-{next}") })))
}

/// A mail server that takes everything.
#[derive(Clone, Default)]
pub struct Mailbox {
    mails: Arc<Mutex<Vec<String>>>,
    pub port: u16,
}

impl Mailbox {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let mailbox = Self {
            port,
            ..Self::default()
        };
        let taking = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mailbox = taking.clone();
                // A sender that is killed hangs up; that is its own affair.
                tokio::spawn(async move { mailbox.talk(stream).await.ok() });
            }
        });
        mailbox
    }

    /// Each mail as it came, with its headers.
    pub fn mails(&self) -> Vec<String> {
        self.mails.lock().expect("nobody panicked").clone()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut read = BufReader::new(read);
        write.write_all(b"220 mailbox\r\n").await?;
        loop {
            let mut line = String::new();
            if read.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let answer = match line.split_whitespace().next().unwrap_or_default() {
                "EHLO" => "250-mailbox\r\n250 8BITMIME\r\n",
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mail = until_dot(&mut read).await?;
                    self.mails.lock().expect("nobody panicked").push(mail);
                    "250 taken\r\n"
                }
                "QUIT" => {
                    write.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => "250 ok\r\n",
            };
            write.write_all(answer.as_bytes()).await?;
        }
    }
}

async fn until_dot(
    read: &mut (impl AsyncReadExt + AsyncBufReadExt + Unpin),
) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let mut line = String::new();
        if read.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(mail);
        }
        mail.push_str(&line);
    }
}
