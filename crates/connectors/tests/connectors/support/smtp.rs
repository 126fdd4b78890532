//! A small SMTP server: takes messages and keeps them, or fails at the moment it is told to.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What to say instead of yes, by the first word of a command; `.` is the end of a message. An empty answer is
/// silence.
pub type Mood = Vec<(&'static str, &'static str)>;

pub struct Server {
    pub port: u16,
    messages: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
}

/// Whether and when what is said is encrypted.
#[derive(Clone)]
pub enum Encryption {
    Never,
    WhenAsked(TlsAcceptor),
    FromTheStart(TlsAcceptor),
}

impl Server {
    pub async fn in_mood(mood: Mood) -> Self {
        Self::start(mood, Encryption::Never).await
    }

    pub async fn encrypted(encryption: Encryption) -> Self {
        Self::start(Vec::new(), encryption).await
    }

    async fn start(mood: Mood, encryption: Encryption) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let messages = Arc::new(Mutex::new(Vec::new()));
        let commands = Arc::new(Mutex::new(Vec::new()));
        let (kept, heard) = (messages.clone(), commands.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let talk = Talk {
                    mood: mood.clone(),
                    messages: kept.clone(),
                    commands: heard.clone(),
                };
                let encryption = encryption.clone();
                tokio::spawn(async move { talk.begin(stream, encryption).await.ok() });
            }
        });
        Self {
            port,
            messages,
            commands,
        }
    }

    pub fn messages(&self) -> Vec<String> {
        self.messages.lock().unwrap().clone()
    }

    pub fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap().clone()
    }
}

struct Talk {
    mood: Mood,
    messages: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
}

impl Talk {
    async fn begin(self, stream: TcpStream, encryption: Encryption) -> std::io::Result<()> {
        let mut plain = BufReader::new(stream);
        match encryption {
            Encryption::Never => {
                self.say(&mut plain, "CONNECT", "220 sink ready").await?;
                self.serve(&mut plain, false).await.map(drop)
            }
            Encryption::FromTheStart(acceptor) => {
                let secret = acceptor.accept(plain.into_inner()).await?;
                let mut secret = BufReader::new(secret);
                self.say(&mut secret, "CONNECT", "220 sink ready").await?;
                self.serve(&mut secret, false).await.map(drop)
            }
            Encryption::WhenAsked(acceptor) => {
                self.say(&mut plain, "CONNECT", "220 sink ready").await?;
                if self.serve(&mut plain, true).await? {
                    let secret = acceptor.accept(plain.into_inner()).await?;
                    self.serve(&mut BufReader::new(secret), false).await?;
                }
                Ok(())
            }
        }
    }

    /// Until the other side leaves, or asks for encryption where that is offered: then true.
    async fn serve<S>(
        &self,
        stream: &mut BufReader<S>,
        offers_encryption: bool,
    ) -> std::io::Result<bool>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let hello = match offers_encryption {
            true => "250-sink\r\n250 STARTTLS",
            false => "250-sink\r\n250 AUTH PLAIN LOGIN",
        };
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(false);
            }
            let line = line.trim_end().to_owned();
            let word = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_uppercase();
            self.commands.lock().unwrap().push(line);
            match word.as_str() {
                "EHLO" => self.say(stream, "EHLO", hello).await?,
                "STARTTLS" if offers_encryption => {
                    self.say(stream, "STARTTLS", "220 go ahead").await?;
                    return Ok(true);
                }
                "AUTH" => self.say(stream, "AUTH", "235 welcome").await?,
                "DATA" => {
                    self.say(stream, "DATA", "354 go ahead").await?;
                    if !self.mood.iter().any(|(at, _)| *at == "DATA") {
                        let message = body(stream).await?;
                        self.messages.lock().unwrap().push(message);
                        self.say(stream, ".", "250 taken").await?;
                    }
                }
                "QUIT" => {
                    self.say(stream, "QUIT", "221 bye").await?;
                    return Ok(false);
                }
                other => self.say(stream, other, "250 ok").await?,
            }
        }
    }

    async fn say(
        &self,
        stream: &mut (impl AsyncWrite + Unpin),
        moment: &str,
        usual: &str,
    ) -> std::io::Result<()> {
        let answer = self
            .mood
            .iter()
            .find(|(at, _)| *at == moment)
            .map_or(usual, |(_, answer)| answer);
        match answer {
            "" => std::future::pending().await,
            "close" => Err(std::io::ErrorKind::ConnectionAborted.into()),
            answer => stream.write_all(format!("{answer}\r\n").as_bytes()).await,
        }
    }
}

async fn body(stream: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(message);
        }
        message.push_str(&line);
    }
}
