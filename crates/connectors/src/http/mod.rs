//! Calling another system over HTTP.

mod address;
mod answer;
mod authentication;
mod request;
mod trouble;

pub(crate) use request::{run, test};

use crate::manifest::{Describe, choice, setting, words};
use process::catalog::{Action, Manifest, Repeat, SettingKind};

pub(crate) const ID: &str = "http";

pub(crate) fn manifest() -> Manifest {
    Manifest {
        id: ID.to_owned(),
        name: "Update a system".to_owned(),
        description: "Calls another system over HTTP and reads its answer.".to_owned(),
        connection: vec![
            setting("address", "Base address", SettingKind::Line)
                .required()
                .help("Every call through this connection goes to this host only.")
                .example("https://hr.example.com/api"),
            setting(
                "authentication",
                "Sign-in",
                choice(&[
                    ("none", "None"),
                    ("bearer", "Bearer token"),
                    ("basic", "User name and password"),
                    ("header", "Key in a header"),
                ]),
            )
            .required()
            .default("none"),
            setting("token", "Token", SettingKind::Secret)
                .required()
                .when("authentication", &["bearer"]),
            setting("user", "User name", SettingKind::Line)
                .required()
                .when("authentication", &["basic"]),
            setting("password", "Password", SettingKind::Secret)
                .required()
                .when("authentication", &["basic"]),
            setting("header", "Name of the header", SettingKind::Line)
                .required()
                .example("X-Api-Key")
                .when("authentication", &["header"]),
            setting("key", "Key", SettingKind::Secret)
                .required()
                .when("authentication", &["header"]),
        ],
        actions: vec![Action {
            id: "request".to_owned(),
            name: "HTTP request".to_owned(),
            description: "Sends one request. Every try carries the same Idempotency-Key."
                .to_owned(),
            connection_required: false,
            repeat: Repeat::WithKey,
            settings: vec![
                setting(
                    "method",
                    "Method",
                    choice(&[
                        ("GET", "GET: read"),
                        ("POST", "POST: create"),
                        ("PUT", "PUT: replace"),
                        ("PATCH", "PATCH: change"),
                        ("DELETE", "DELETE: remove"),
                    ]),
                )
                .required()
                .default("POST"),
                setting("address", "Address", SettingKind::Address)
                    .required()
                    .help("A path after the connection's base address, or a whole address.")
                    .example("/leave-requests"),
                setting("headers", "Headers", SettingKind::Pairs),
                setting("body", "Body", SettingKind::Json)
                    .help("Sent as JSON. Leave it empty to send nothing.")
                    .when("method", &["POST", "PUT", "PATCH", "DELETE"]),
                setting(
                    "timeout",
                    "Wait for an answer, in seconds",
                    SettingKind::Number,
                )
                .default("30")
                .help("Up to 120 seconds."),
            ],
            output: words(&[
                ("status", "Status code of the answer"),
                ("headers", "Headers of the answer, by name in lower case"),
                ("body", "Body of the answer"),
            ]),
        }],
    }
}
