//! The conversation with a mail server, one moment after the other: what a failure means depends on how far it got.

use super::message::Letter;
use super::server::{Security, Server};
use crate::failure::shorten;
use crate::outbound::NoAddress;
use crate::secrets::Secrets;
use crate::{Failure, Outbound};
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const EXCERPT: usize = 200;

pub(super) struct Dialogue<'a> {
    connection: AsyncSmtpConnection,
    server: &'a Server,
    secrets: &'a Secrets,
    patience: Duration,
}

impl<'a> Dialogue<'a> {
    /// Connects, encrypts and signs in.
    pub async fn open(
        server: &'a Server,
        secrets: &'a Secrets,
        outbound: &Outbound,
        patience: Duration,
    ) -> Result<Self, Failure> {
        let addresses = addresses(server, outbound).await?;
        let host = &server.host;
        let on_this_computer = addresses.iter().all(|address| address.ip().is_loopback());
        if server.security == Security::None && server.credentials.is_some() && !on_this_computer {
            return Err(Failure::permanent(
                "The connection would send its password unencrypted. Choose STARTTLS or TLS.",
            ));
        }
        let hello = ClientId::Domain(server.from.email.domain().to_owned());
        let tls = || {
            TlsParameters::new(host.clone()).map_err(|why| {
                Failure::permanent(format!("Encryption for {host} could not be set up: {why}."))
            })
        };
        let from_the_start = match server.security {
            Security::Tls => Some(tls()?),
            Security::None | Security::StartTls => None,
        };
        let connecting = AsyncSmtpConnection::connect_tokio1(
            addresses.as_slice(),
            Some(CONNECT_TIMEOUT),
            &hello,
            from_the_start,
            None,
        );
        let connection = match tokio::time::timeout(patience, connecting).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) if error.status().is_some() => {
                return Err(answer(server, secrets, "the connection", &error));
            }
            Ok(Err(error)) => {
                return Err(Failure::transient(format!(
                    "{host} could not be reached: {}.",
                    innermost(&error)
                )));
            }
            Err(_) => return Err(silent(server)),
        };
        let mut dialogue = Self {
            connection,
            server,
            secrets,
            patience,
        };
        if server.security == Security::StartTls {
            dialogue.encrypt(tls()?, &hello).await?;
        }
        dialogue.sign_in().await?;
        Ok(dialogue)
    }

    async fn encrypt(&mut self, tls: TlsParameters, hello: &ClientId) -> Result<(), Failure> {
        if !self.connection.can_starttls() {
            return Err(Failure::permanent(format!(
                "{} does not offer STARTTLS. Choose another encryption in the connection.",
                self.server.host
            )));
        }
        let (server, secrets) = (self.server, self.secrets);
        let encrypting = self.connection.starttls(tls, hello);
        heard(server, secrets, "the encryption", self.patience, encrypting).await
    }

    async fn sign_in(&mut self) -> Result<(), Failure> {
        let Some(credentials) = &self.server.credentials else {
            return Ok(());
        };
        let (server, secrets) = (self.server, self.secrets);
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        let signing_in = self.connection.auth(&mechanisms, credentials);
        heard(server, secrets, "the sign-in", self.patience, signing_in).await?;
        Ok(())
    }

    /// Hands the message over. Once its last line is sent, only the server's answer says what became of it.
    pub async fn deliver(mut self, letter: &Letter) -> Result<(), Failure> {
        let mut parameters = Vec::new();
        if !everybody(letter).all(|address| address.to_string().is_ascii()) {
            if !self
                .connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
            {
                return Err(Failure::permanent(format!(
                    "{} cannot send to addresses with letters beyond a to z.",
                    self.server.host
                )));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let sender = Mail::new(letter.envelope.from().cloned(), parameters);
        self.say("the sender", sender).await?;
        for recipient in letter.envelope.to() {
            let what = format!("the recipient {recipient}");
            self.say(&what, Rcpt::new(recipient.clone(), Vec::new()))
                .await?;
        }
        self.say("the message", Data).await?;

        let handing_over = self.connection.message(&letter.bytes);
        match tokio::time::timeout(self.patience, handing_over).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) if error.status().is_some() => {
                return Err(answer(self.server, self.secrets, "the message", &error));
            }
            Ok(Err(_)) | Err(_) => {
                return Err(Failure::unknown(format!(
                    "{} did not confirm the message. Nobody can tell whether it was sent.",
                    self.server.host
                )));
            }
        }
        self.close().await;
        Ok(())
    }

    pub async fn probe(mut self) -> Result<(), Failure> {
        self.say("the test", Noop).await?;
        self.close().await;
        Ok(())
    }

    async fn say(&mut self, what: &str, command: impl std::fmt::Display) -> Result<(), Failure> {
        let (server, secrets) = (self.server, self.secrets);
        let saying = self.connection.command(command);
        heard(server, secrets, what, self.patience, saying).await?;
        Ok(())
    }

    /// A server that is not said good-bye to loses nothing.
    async fn close(mut self) {
        let goodbye = self.connection.quit();
        tokio::time::timeout(Duration::from_secs(2), goodbye)
            .await
            .ok();
    }
}

fn everybody(letter: &Letter) -> impl Iterator<Item = &Address> {
    letter
        .envelope
        .from()
        .into_iter()
        .chain(letter.envelope.to())
}

async fn addresses(server: &Server, outbound: &Outbound) -> Result<Vec<SocketAddr>, Failure> {
    let resolving = outbound.addresses(&server.host, server.port);
    match tokio::time::timeout(CONNECT_TIMEOUT, resolving).await {
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(NoAddress::Refused(refused))) => Err(Failure::permanent(refused.to_string())),
        Ok(Err(not_found)) => Err(Failure::transient(format!(
            "{not_found}. Check the mail server's name."
        ))),
        Err(_) => Err(silent(server)),
    }
}

/// Nothing has been handed over yet: silence and broken connections may pass.
async fn heard<T>(
    server: &Server,
    secrets: &Secrets,
    what: &str,
    patience: Duration,
    saying: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(patience, saying).await {
        Ok(Ok(heard)) => Ok(heard),
        Ok(Err(error)) => Err(answer(server, secrets, what, &error)),
        Err(_) => Err(silent(server)),
    }
}

fn answer(server: &Server, secrets: &Secrets, what: &str, error: &Error) -> Failure {
    let host = &server.host;
    // Hidden before it is cut, so that no half of a secret is left.
    let said = shorten(&secrets.hide(&innermost(error)), EXCERPT);
    match error.status() {
        Some(code) if error.is_transient() => Failure::transient(format!(
            "{host} cannot take {what} right now ({code}): {said}"
        )),
        Some(code) => Failure::permanent(format!("{host} refused {what} ({code}): {said}")),
        None if error.is_client() || error.is_tls() => Failure::permanent(format!(
            "{host} and Baton could not agree on {what}: {said}"
        )),
        None => Failure::transient(format!("The connection to {host} broke at {what}: {said}")),
    }
}

fn silent(server: &Server) -> Failure {
    Failure::transient(format!("{} did not answer in time.", server.host))
}

fn innermost(error: &Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        words = inner.to_string();
        cause = inner.source();
    }
    words
}
