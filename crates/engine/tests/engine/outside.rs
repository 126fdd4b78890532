//! The outside world: a system that answers over HTTP and a mail server, both real and local, that remember what
//! reached them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A system that does each piece of work once, by its idempotency key.
#[derive(Clone, Default)]
pub struct System {
    state: Arc<Mutex<SystemState>>,
    pub port: u16,
}

#[derive(Default)]
struct SystemState {
    broken: bool,
    /// While there is one, calls are heard but not answered.
    closed_gate: Option<watch::Sender<bool>>,
    calls: usize,
    /// By idempotency key: the body that was asked for.
    work: BTreeMap<String, String>,
}

impl System {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let system = Self {
            port,
            ..Self::default()
        };
        let serving = system.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let system = serving.clone();
                // A caller that dies hangs up; that is its own affair.
                tokio::spawn(async move { system.answer(stream).await.ok() });
            }
        });
        system
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers 500 from now on, or works again.
    pub fn set_broken(&self, broken: bool) {
        self.state.lock().unwrap().broken = broken;
    }

    /// Hears calls from now on, and answers them only when the gate is opened.
    pub fn close_gate(&self) {
        self.state.lock().unwrap().closed_gate = Some(watch::Sender::new(false));
    }

    pub fn open_gate(&self) {
        let gate = self.state.lock().unwrap().closed_gate.take();
        gate.unwrap().send_replace(true);
    }

    pub fn calls(&self) -> usize {
        self.state.lock().unwrap().calls
    }

    /// What was asked for, once for each key.
    pub fn work(&self) -> BTreeMap<String, String> {
        self.state.lock().unwrap().work.clone()
    }

    /// Says that it hangs up afterwards: a caller that sent its next request down the same line would not know what
    /// became of it.
    async fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let (head, body) = request(&mut stream).await?;
        let key = head
            .lines()
            .find_map(|line| line.strip_prefix("idempotency-key: "))
            .unwrap()
            .to_owned();
        let gate = {
            let mut state = self.state.lock().unwrap();
            state.calls += 1;
            state.closed_gate.as_ref().map(watch::Sender::subscribe)
        };
        if let Some(mut gate) = gate {
            gate.wait_for(|open| *open).await.unwrap();
        }
        let answer = {
            let mut state = self.state.lock().unwrap();
            if state.broken {
                let body = r#"{"error": "out of order"}"#;
                format!(
                    "HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                )
            } else {
                let number = state.work.len() + 1;
                state.work.entry(key).or_insert(body);
                let body = format!(r#"{{"id": "B-{number}"}}"#);
                format!(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                )
            }
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await
    }
}

async fn request(stream: &mut TcpStream) -> std::io::Result<(String, String)> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok((head, String::from_utf8(body).unwrap()))
}

/// A mail server that takes everything.
#[derive(Clone, Default)]
pub struct Mailbox {
    mails: Arc<Mutex<Vec<String>>>,
    pub port: u16,
}

impl Mailbox {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mailbox = Self {
            port,
            ..Self::default()
        };
        let taking = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mailbox = taking.clone();
                tokio::spawn(async move { mailbox.talk(stream).await.ok() });
            }
        });
        mailbox
    }

    /// Each mail once, however often it was sent: by its Message-ID, as a reader's mail program would.
    pub fn mails(&self) -> BTreeMap<String, String> {
        let mails = self.mails.lock().unwrap();
        mails
            .iter()
            .map(|mail| (message_id(mail), mail.clone()))
            .collect()
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
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mut mail = String::new();
                    while !mail.ends_with("\r\n.\r\n") {
                        if read.read_line(&mut mail).await? == 0 {
                            return Err(std::io::ErrorKind::UnexpectedEof.into());
                        }
                    }
                    self.mails.lock().unwrap().push(mail);
                    "250 taken\r\n"
                }
                "QUIT" => return write.write_all(b"221 bye\r\n").await,
                _ => "250 ok\r\n",
            };
            write.write_all(answer.as_bytes()).await?;
        }
    }
}

fn message_id(mail: &str) -> String {
    mail.lines()
        .find_map(|line| line.strip_prefix("Message-ID: "))
        .unwrap()
        .to_owned()
}
