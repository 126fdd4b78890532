//! How a connection signs in.

use crate::{Failure, input};
use reqwest::RequestBuilder;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use std::collections::BTreeMap;

pub(super) struct Authentication(Option<(HeaderName, HeaderValue)>);

impl Authentication {
    pub fn read(
        settings: &BTreeMap<String, String>,
        secrets: &BTreeMap<String, String>,
    ) -> Result<Self, Failure> {
        let header = match input::setting(settings, "authentication") {
            "" | "none" => None,
            "bearer" => {
                let token = input::needed(secrets, "token", "token")?;
                Some((AUTHORIZATION, secret_value(&format!("Bearer {token}"))?))
            }
            "basic" => {
                let user = input::needed(settings, "user", "user name")?;
                let password = input::needed(secrets, "password", "password")?;
                let pair = crate::secrets::base64(&format!("{user}:{password}"));
                Some((AUTHORIZATION, secret_value(&format!("Basic {pair}"))?))
            }
            "header" => {
                let name = input::needed(settings, "header", "name of the header")?;
                let name = name.parse::<HeaderName>().map_err(|_| {
                    Failure::permanent(format!("\"{name}\" cannot be the name of a header."))
                })?;
                let key = input::needed(secrets, "key", "key")?;
                Some((name, secret_value(key)?))
            }
            other => {
                return Err(Failure::permanent(format!(
                    "This version of Baton cannot sign in by \"{other}\"."
                )));
            }
        };
        Ok(Self(header))
    }

    pub fn apply(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.0 {
            Some((name, value)) => request.header(name.clone(), value.clone()),
            None => request,
        }
    }

    /// Whether a header of this name belongs to the connection.
    pub fn owns(&self, name: &HeaderName) -> bool {
        self.0.as_ref().is_some_and(|(own, _)| own == name)
    }
}

fn secret_value(text: &str) -> Result<HeaderValue, Failure> {
    let mut value = HeaderValue::from_str(text).map_err(|_| {
        Failure::permanent(
            "The connection's credential contains characters that cannot be sent. Ask an admin to enter it again.",
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}
