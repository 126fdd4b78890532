//! Listening to a live stream, as a browser does.

use super::Person;
use reqwest::{Response, StatusCode, header};

pub struct Stream {
    response: Response,
    heard: String,
}

#[derive(Debug, Default)]
pub struct Heard {
    /// The kind of event; empty for the usual one.
    pub name: String,
    pub id: String,
    pub data: String,
}

impl Stream {
    pub async fn open(person: &Person, path: &str) -> Self {
        Self::resume(person, path, None).await
    }

    pub async fn resume(person: &Person, path: &str, last: Option<&str>) -> Self {
        let mut request = person.client.get(format!("{}{path}", person.address));
        if let Some(cookie) = &person.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = request.send().await.expect("the server answers");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Self {
            response,
            heard: String::new(),
        }
    }

    /// The next event; none when the stream has ended or broken off.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let heard = parse(event);
                self.heard = rest.to_owned();
                // Comments keep the line open and say nothing.
                if let Some(heard) = heard {
                    return Some(heard);
                }
                continue;
            }
            let piece = self.response.chunk().await.ok().flatten()?;
            self.heard.push_str(&String::from_utf8_lossy(&piece));
        }
    }
}

fn parse(event: &str) -> Option<Heard> {
    let mut heard = Heard::default();
    let mut said = false;
    for line in event.lines() {
        let (key, value) = line
            .split_once(": ")
            .or_else(|| line.split_once(':'))
            .unwrap_or((line, ""));
        match key {
            "event" => heard.name = value.to_owned(),
            "id" => heard.id = value.to_owned(),
            "data" => heard.data.push_str(value),
            _ => continue,
        }
        said = true;
    }
    said.then_some(heard)
}
