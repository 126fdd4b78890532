//! Sending e-mail over SMTP.

mod addresses;
mod dialogue;
mod message;
mod send;
mod server;

pub(crate) use send::{run, test};

use crate::manifest::{Describe, choice, setting, words};
use process::catalog::{Action, Manifest, Repeat, SettingKind};

pub(crate) const ID: &str = "email";

pub(crate) fn manifest() -> Manifest {
    Manifest {
        id: ID.to_owned(),
        name: "Send an e-mail".to_owned(),
        description: "Sends a message through your mail server.".to_owned(),
        connection: vec![
            setting("host", "Mail server", SettingKind::Line)
                .required()
                .example("smtp.example.com"),
            setting("port", "Port", SettingKind::Number)
                .required()
                .default("587"),
            setting(
                "security",
                "Encryption",
                choice(&[
                    ("starttls", "STARTTLS (usually port 587)"),
                    ("tls", "TLS from the start (usually port 465)"),
                    ("none", "None (only inside your own network)"),
                ]),
            )
            .required()
            .default("starttls"),
            setting("user", "User name", SettingKind::Line)
                .help("Leave it empty if the server asks for no sign-in."),
            setting("password", "Password", SettingKind::Secret),
            setting("fromAddress", "Sender address", SettingKind::Line)
                .required()
                .example("processes@example.com"),
            setting("fromName", "Sender name", SettingKind::Line).example("Example Ltd"),
        ],
        actions: vec![Action {
            id: "send".to_owned(),
            name: "Send an e-mail".to_owned(),
            description: "Sends one message. Every try carries the same Message-ID.".to_owned(),
            connection_required: true,
            // Mail servers deliver a repeated Message-ID again, so a person decides.
            repeat: Repeat::Unsafe,
            settings: vec![
                setting("to", "To", SettingKind::Text)
                    .required()
                    .help("Separate several addresses with commas.")
                    .example("anna@example.com"),
                setting("cc", "Copy to", SettingKind::Text),
                setting("subject", "Subject", SettingKind::Text).required(),
                setting("body", "Message", SettingKind::LongText).required(),
            ],
            output: words(&[
                ("messageId", "The message's own number"),
                ("recipients", "How many addresses it went to"),
            ]),
        }],
    }
}
