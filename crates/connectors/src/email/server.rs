//! The mail server a connection names.

use super::addresses;
use crate::{Failure, input};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use std::collections::BTreeMap;

pub(super) struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub credentials: Option<Credentials>,
    pub from: Mailbox,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Security {
    None,
    StartTls,
    Tls,
}

impl Server {
    pub fn read(
        settings: &BTreeMap<String, String>,
        secrets: &BTreeMap<String, String>,
    ) -> Result<Self, Failure> {
        let host = input::needed(settings, "host", "mail server")?.to_owned();
        let port = input::needed(settings, "port", "port")?;
        let port = port
            .parse::<u16>()
            .ok()
            .filter(|port| *port != 0)
            .ok_or_else(|| {
                Failure::permanent(format!(
                    "\"{port}\" is not a port. A port is a number from 1 to 65535."
                ))
            })?;
        let security = match input::setting(settings, "security") {
            "none" => Security::None,
            "" | "starttls" => Security::StartTls,
            "tls" => Security::Tls,
            other => {
                return Err(Failure::permanent(format!(
                    "This version of Baton has no encryption called \"{other}\"."
                )));
            }
        };
        let credentials = match input::setting(settings, "user") {
            "" => None,
            user => {
                let password = input::needed(secrets, "password", "password")?;
                Some(Credentials::new(user.to_owned(), password.to_owned()))
            }
        };
        let mut from = addresses::one(
            input::needed(settings, "fromAddress", "sender address")?,
            "Sender address",
        )?;
        let name = input::setting(settings, "fromName");
        addresses::no_line_break(name, "Sender name")?;
        if !name.is_empty() {
            from.name = Some(name.to_owned());
        }
        Ok(Self {
            host,
            port,
            security,
            credentials,
            from,
        })
    }
}
