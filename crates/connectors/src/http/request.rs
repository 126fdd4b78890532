//! Sending one request.

use super::authentication::Authentication;
use super::{address, answer, trouble};
use crate::secrets::Secrets;
use crate::{Call, Failure, Outcome, Trial, input};
use reqwest::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING, UPGRADE,
};
use reqwest::{Method, Url};
use std::time::Duration;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_TIMEOUT: Duration = Duration::from_secs(120);
const TEST_TIMEOUT: Duration = Duration::from_secs(15);

pub(crate) async fn run(call: &Call<'_>, secrets: &Secrets) -> Outcome {
    match call.action {
        "request" => request(call, secrets).await,
        other => Err(Failure::permanent(format!(
            "This version of Baton has no HTTP action called \"{other}\"."
        ))),
    }
}

async fn request(call: &Call<'_>, secrets: &Secrets) -> Outcome {
    let method = method(&input::text(call.input, "method"))?;
    let base = match input::setting(call.settings, "address") {
        "" => None,
        text => Some(address::base(text)?),
    };
    let url = address::target(base.as_ref(), &input::text(call.input, "address"))?;
    let authentication = Authentication::read(call.settings, call.secrets)?;
    let mut headers = headers(call, &authentication)?;
    headers.insert(IDEMPOTENCY_KEY, key(call.idempotency_key)?);
    let body = body(call, &method, &mut headers)?;
    check(call.outbound, &url)?;

    let mut request = call
        .outbound
        .client()
        .request(method.clone(), url)
        .timeout(timeout(&input::text(call.input, "timeout"))?)
        .headers(headers);
    if let Some(body) = body {
        request = request.body(body);
    }
    let response = authentication
        .apply(request)
        .send()
        .await
        .map_err(|error| trouble::while_sending(&error, &method))?;
    answer::read(response, &method, secrets).await
}

/// Reads the base address. What it answers matters less than that it answers, and does not refuse the credential.
pub(crate) async fn test(trial: &Trial<'_>) -> Result<String, Failure> {
    let url = address::base(input::needed(trial.settings, "address", "base address")?)?;
    let authentication = Authentication::read(trial.settings, trial.secrets)?;
    check(trial.outbound, &url)?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let request = trial.outbound.client().get(url).timeout(TEST_TIMEOUT);
    let response = authentication
        .apply(request)
        .send()
        .await
        .map_err(|error| trouble::while_sending(&error, &Method::GET))?;
    match response.status().as_u16() {
        401 | 403 => Err(Failure::permanent(format!(
            "{host} answered, but refused the sign-in ({}).",
            response.status()
        ))),
        500.. => Err(Failure::transient(format!(
            "{host} answered with an error of its own ({}).",
            response.status()
        ))),
        _ => Ok(format!("{host} answered ({}).", response.status())),
    }
}

fn method(text: &str) -> Result<Method, Failure> {
    match text.trim() {
        "GET" => Ok(Method::GET),
        "POST" => Ok(Method::POST),
        "PUT" => Ok(Method::PUT),
        "PATCH" => Ok(Method::PATCH),
        "DELETE" => Ok(Method::DELETE),
        "" => Err(Failure::permanent("No method is chosen for the request.")),
        other => Err(Failure::permanent(format!(
            "\"{}\" is not a method that can be used.",
            crate::failure::shorten(other, 20)
        ))),
    }
}

fn headers(call: &Call<'_>, authentication: &Authentication) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    for (name, text) in input::pairs(call.input, "headers")? {
        if name.trim().is_empty() {
            continue;
        }
        let shown = crate::failure::shorten(&name, 60);
        let name = name.trim().parse::<HeaderName>().map_err(|_| {
            Failure::permanent(format!("\"{shown}\" cannot be the name of a header."))
        })?;
        let ours = [
            HOST,
            CONTENT_LENGTH,
            TRANSFER_ENCODING,
            CONNECTION,
            UPGRADE,
            IDEMPOTENCY_KEY,
        ];
        if ours.contains(&name) || authentication.owns(&name) {
            return Err(Failure::permanent(format!(
                "The header \"{shown}\" is set by Baton. Remove it from the step."
            )));
        }
        let value = HeaderValue::from_str(text.trim()).map_err(|_| {
            Failure::permanent(format!(
                "The header \"{shown}\" contains a line break or another character that headers cannot carry."
            ))
        })?;
        headers.append(name, value);
    }
    Ok(headers)
}

fn body(
    call: &Call<'_>,
    method: &Method,
    headers: &mut HeaderMap,
) -> Result<Option<String>, Failure> {
    let text = input::text(call.input, "body");
    if text.trim().is_empty() || *method == Method::GET {
        return Ok(None);
    }
    let is_json = match headers.get(CONTENT_TYPE) {
        None => true,
        Some(kind) => kind.to_str().is_ok_and(answer::means_json),
    };
    if is_json {
        if let Err(why) = serde_json::from_str::<serde::de::IgnoredAny>(&text) {
            return Err(Failure::permanent(format!(
                "The body is not valid JSON after inserting the values (line {}, character {}).",
                why.line(),
                why.column()
            )));
        }
        headers
            .entry(CONTENT_TYPE)
            .or_insert(HeaderValue::from_static("application/json"));
    }
    Ok(Some(text))
}

fn timeout(text: &str) -> Result<Duration, Failure> {
    if text.trim().is_empty() {
        return Ok(DEFAULT_TIMEOUT);
    }
    text.trim()
        .parse::<f64>()
        .ok()
        .filter(|seconds| *seconds > 0.0)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .map(|wanted| wanted.min(MAX_TIMEOUT))
        .ok_or_else(|| {
            Failure::permanent(
                "The time to wait for an answer must be a number of seconds above 0.",
            )
        })
}

fn key(text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::from_str(text)
        .map_err(|_| Failure::permanent("The key of this work cannot be sent in a header."))
}

fn check(outbound: &crate::Outbound, url: &Url) -> Result<(), Failure> {
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or_default();
    outbound
        .check(host, port)
        .map_err(|refused| Failure::permanent(refused.to_string()))
}
