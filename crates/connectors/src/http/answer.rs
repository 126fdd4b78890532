//! Reading an answer, and what its status means.

use super::trouble;
use crate::failure::shorten;
use crate::secrets::Secrets;
use crate::{Failure, Outcome};
use process::Value;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Method, Response, StatusCode};
use std::collections::BTreeMap;

/// More than this does not belong into a case.
const MAX_ANSWER: usize = 1024 * 1024;
const EXCERPT: usize = 200;

pub(super) async fn read(response: Response, method: &Method, secrets: &Secrets) -> Outcome {
    let status = response.status();
    let host = response.url().host_str().unwrap_or_default().to_owned();
    let headers = response.headers().clone();
    let body = read_body(response).await;
    if !status.is_success() {
        // Whatever was read is only for the message.
        return Err(refused(&host, status, &headers, &body.text(), secrets));
    }
    match body {
        Body::Whole(bytes) => {
            let text = secrets.hide_in_data(&String::from_utf8_lossy(&bytes));
            let body =
                value(&text, &headers).map_err(|what| trouble::after_sending(what, method))?;
            Ok(output(status, &headers, body, secrets))
        }
        Body::TooLong(_) => Err(Failure::permanent(format!(
            "{host} accepted the request ({status}), but its answer is larger than 1 MB and cannot be read."
        ))),
        Body::Broken(_) => Err(trouble::after_sending(
            format!("The answer of {host} broke off."),
            method,
        )),
    }
}

enum Body {
    Whole(Vec<u8>),
    TooLong(Vec<u8>),
    Broken(Vec<u8>),
}

impl Body {
    fn text(&self) -> String {
        match self {
            Body::Whole(bytes) | Body::TooLong(bytes) | Body::Broken(bytes) => {
                String::from_utf8_lossy(bytes).into_owned()
            }
        }
    }
}

async fn read_body(mut response: Response) -> Body {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Body::Whole(bytes),
            Ok(Some(chunk)) if bytes.len() + chunk.len() > MAX_ANSWER => {
                return Body::TooLong(bytes);
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Err(_) => return Body::Broken(bytes),
        }
    }
}

fn refused(
    host: &str,
    status: StatusCode,
    headers: &HeaderMap,
    text: &str,
    secrets: &Secrets,
) -> Failure {
    // Hidden before it is cut, so that no half of a secret is left.
    let excerpt = |text: &str| shorten(&secrets.hide(text), EXCERPT);
    if status.is_redirection() {
        let place = headers.get(LOCATION).and_then(|place| place.to_str().ok());
        return Failure::permanent(format!(
            "{host} points to another address ({status}{}). Baton does not follow it; use the new address.",
            place
                .map(|place| format!(", {}", excerpt(place)))
                .unwrap_or_default()
        ));
    }
    let said = match excerpt(text) {
        nothing if nothing.is_empty() => String::new(),
        said => format!(": {said}"),
    };
    let message = format!("{host} answered {status}{said}");
    match status.as_u16() {
        408 | 425 | 429 | 500.. => Failure::transient(message),
        _ => Failure::permanent(message),
    }
}

fn value(text: &str, headers: &HeaderMap) -> Result<Value, String> {
    let declared_json = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(means_json);
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    if !declared_json && !text.trim_start().starts_with(['{', '[']) {
        return Ok(Value::from(text));
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(json) => Value::from_plain_json(&json)
            .map_err(|deep| format!("The answer cannot be read. {deep}")),
        Err(_) if !declared_json => Ok(Value::from(text)),
        Err(why) => Err(format!(
            "The answer says it is JSON, but cannot be read (line {}, character {}).",
            why.line(),
            why.column()
        )),
    }
}

/// `application/json`, and kinds such as `application/problem+json`.
pub(super) fn means_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json") || kind.to_ascii_lowercase().ends_with("+json")
}

fn output(status: StatusCode, headers: &HeaderMap, body: Value, secrets: &Secrets) -> Value {
    let mut named = BTreeMap::<String, String>::new();
    for (name, value) in headers {
        let text = secrets.hide_in_data(&String::from_utf8_lossy(value.as_bytes()));
        named
            .entry(name.as_str().to_owned())
            .and_modify(|all| *all = format!("{all}, {text}"))
            .or_insert(text);
    }
    let named = named
        .into_iter()
        .map(|(name, text)| (name, Value::from(text)))
        .collect();
    Value::context(BTreeMap::from([
        ("status".to_owned(), Value::from(u32::from(status.as_u16()))),
        ("headers".to_owned(), Value::context(named)),
        ("body".to_owned(), body),
    ]))
}
