//! A small SMTP server: takes messages and keeps them, or fails at the moment it is told to.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What to say instead of yes, by the first word of a command; `.` is the end of a message. An empty answer is
/// silence.
pub type Mood = Vec<(&'static str, &'static str)>;

pub struct Server {
    pub port: u16,
    messages: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn in_mood(mood: Mood) -> Self {
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
                tokio::spawn(async move { talk.serve(stream).await.ok() });
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
    async fn serve(self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        self.say(&mut stream, "CONNECT", "220 sink ready").await?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            let word = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_uppercase();
            self.commands.lock().unwrap().push(line);
            match word.as_str() {
                "EHLO" => {
                    self.say(&mut stream, "EHLO", "250-sink\r\n250 AUTH PLAIN LOGIN")
                        .await?
                }
                "AUTH" => self.say(&mut stream, "AUTH", "235 welcome").await?,
                "DATA" => {
                    self.say(&mut stream, "DATA", "354 go ahead").await?;
                    if !self.mood.iter().any(|(at, _)| *at == "DATA") {
                        let message = body(&mut stream).await?;
                        self.messages.lock().unwrap().push(message);
                        self.say(&mut stream, ".", "250 taken").await?;
                    }
                }
                "QUIT" => {
                    self.say(&mut stream, "QUIT", "221 bye").await?;
                    return Ok(());
                }
                other => self.say(&mut stream, other, "250 ok").await?,
            }
        }
    }

    async fn say(
        &self,
        stream: &mut BufReader<TcpStream>,
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

async fn body(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(message);
        }
        message.push_str(&line);
    }
}
