//! Connections: configured accounts of outside systems. Their secrets go in and never come out.

use super::{ApiError, Moment};
#[cfg(feature = "ssr")]
use crate::door::{self, Inside};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use process::catalog::SettingKind;
use process::{catalog::Manifest, id::ConnectionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use store::{Secret, connection::ConnectionForm};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionView {
    pub id: ConnectionId,
    pub name: String,
    /// The connector's id in the catalog.
    pub connector: String,
    /// By setting key; secrets are left out.
    pub settings: BTreeMap<String, String>,
    /// The keys of the secrets that are set.
    pub secrets: Vec<String>,
    pub changed_at: Moment,
}

/// What became of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestResult {
    pub works: bool,
    pub message: String,
}

#[server(endpoint = "list_connections")]
pub async fn list_connections() -> Result<Vec<ConnectionView>, ApiError> {
    let at = door::enter::<ListConnections>()?;
    let connections = at.store.connections(at.workspace()).await?.into_iter();
    let usable = connections.filter(|connection| !connection.archived);
    Ok(usable
        .map(|connection| ConnectionView {
            id: connection.id,
            name: connection.name,
            connector: connection.connector,
            settings: connection.settings,
            secrets: connection.secrets,
            changed_at: connection.updated_at.0,
        })
        .collect())
}

/// The systems a connection can be made to; forms draw themselves from the manifests.
#[server(endpoint = "list_connectors")]
pub async fn list_connectors() -> Result<Vec<Manifest>, ApiError> {
    let at = door::enter::<ListConnectors>()?;
    Ok(at.engine.catalog(at.workspace()).await?.connectors)
}

/// `settings` by key, secrets among them.
#[server(endpoint = "create_connection")]
pub async fn create_connection(
    name: String,
    connector: String,
    #[server(default)] settings: BTreeMap<String, String>,
) -> Result<ConnectionId, ApiError> {
    let at = door::enter::<CreateConnection>()?;
    let manifest = manifest(&at, &connector).await?;
    let form = form(&manifest, &name, settings, &[])?;
    Ok(at
        .store
        .add_connection(at.workspace(), &manifest.id, &form, at.now)
        .await?)
}

/// A secret that is empty or left out stays as it is, while what it is sent to stays as it is.
#[server(endpoint = "update_connection")]
pub async fn update_connection(
    connection: ConnectionId,
    name: String,
    #[server(default)] settings: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let at = door::enter::<UpdateConnection>()?;
    let before = at
        .store
        .connection(at.workspace(), connection)
        .await
        .map_err(gone)?;
    let manifest = manifest(&at, &before.connector).await?;
    let form = form(&manifest, &name, settings, &before.secrets)?;
    keep_secrets_at_home(&manifest, &before, &form)?;
    at.store
        .change_connection(at.workspace(), connection, &form, at.now)
        .await
        .map_err(gone)
}

#[server(endpoint = "archive_connection")]
pub async fn archive_connection(connection: ConnectionId) -> Result<(), ApiError> {
    let at = door::enter::<ArchiveConnection>()?;
    at.store
        .archive_connection(at.workspace(), connection, true, at.now)
        .await
        .map_err(gone)
}

#[server(endpoint = "test_connection")]
pub async fn test_connection(connection: ConnectionId) -> Result<TestResult, ApiError> {
    let at = door::enter::<TestConnection>()?;
    let outcome = at
        .engine
        .test_connection(at.workspace(), connection, at.user())
        .await?;
    Ok(match outcome {
        Ok(message) => TestResult {
            works: true,
            message,
        },
        Err(failure) => TestResult {
            works: false,
            message: failure.message,
        },
    })
}

#[cfg(feature = "ssr")]
async fn manifest(at: &Inside, connector: &str) -> Result<Manifest, ApiError> {
    let catalog = at.engine.catalog(at.workspace()).await?;
    let found = catalog
        .connectors
        .into_iter()
        .find(|manifest| manifest.id == connector);
    found.ok_or_else(|| ApiError::invalid("connector", "There is no such kind of system."))
}

/// The longest setting, in bytes: a certificate fits.
#[cfg(feature = "ssr")]
const LONGEST_SETTING: usize = 20_000;

/// What was filled in, checked against what the connector asks. `set` are the secrets that have a value already.
#[cfg(feature = "ssr")]
fn form(
    manifest: &Manifest,
    name: &str,
    filled: BTreeMap<String, String>,
    set: &[String],
) -> Result<ConnectionForm, ApiError> {
    let name = door::text::name("name", "The name", name)?;
    let value = |key: &str| filled.get(key).map_or("", |value| value.trim());
    let mut form = ConnectionForm {
        name,
        settings: BTreeMap::new(),
        secrets: BTreeMap::new(),
        hosts: Vec::new(),
    };
    for spec in &manifest.connection {
        let secret = matches!(spec.kind, SettingKind::Secret);
        let asked = spec
            .when
            .as_ref()
            .is_none_or(|(key, values)| values.iter().any(|wanted| wanted == value(key)));
        if !asked {
            // What is not asked any more is not kept either.
            if secret {
                form.secrets.insert(spec.key.clone(), None);
            }
            continue;
        }
        let given = value(&spec.key);
        if given.len() > LONGEST_SETTING || given.contains('\0') {
            return Err(ApiError::invalid(
                &spec.key,
                format!("“{}” cannot be kept. Type it anew.", spec.label),
            ));
        }
        if let SettingKind::Choice { options } = &spec.kind
            && !given.is_empty()
            && options.iter().all(|(option, _)| option != given)
        {
            return Err(ApiError::invalid(
                &spec.key,
                format!("Choose “{}” from its list.", spec.label),
            ));
        }
        let kept = secret && set.contains(&spec.key);
        if spec.required && given.is_empty() && !kept {
            return Err(ApiError::invalid(
                &spec.key,
                format!("Fill in “{}”.", spec.label),
            ));
        }
        match (secret, given) {
            (true, "") => {}
            (true, given) => {
                form.secrets
                    .insert(spec.key.clone(), Some(Secret::new(given)));
            }
            (false, given) => {
                form.settings.insert(spec.key.clone(), given.to_owned());
            }
        }
    }
    Ok(form)
}

/// A credential goes only where it was meant to go: whoever changes the address has to know the secret.
#[cfg(feature = "ssr")]
fn keep_secrets_at_home(
    manifest: &Manifest,
    before: &store::connection::Connection,
    form: &ConnectionForm,
) -> Result<(), ApiError> {
    let place = |settings: &BTreeMap<String, String>| {
        ["address", "host", "port", "security"].map(|key| settings.get(key).cloned())
    };
    if place(&before.settings) == place(&form.settings) {
        return Ok(());
    }
    let kept = before
        .secrets
        .iter()
        .find(|key| !form.secrets.contains_key(*key));
    match kept.and_then(|key| manifest.connection.iter().find(|spec| spec.key == *key)) {
        None => Ok(()),
        Some(spec) => Err(ApiError::invalid(
            &spec.key,
            format!(
                "The address has changed, so fill in “{}” again.",
                spec.label
            ),
        )),
    }
}

#[cfg(feature = "ssr")]
fn gone(error: store::Error) -> ApiError {
    match error {
        store::Error::NotFound => ApiError::not_found("This connection"),
        error => error.into(),
    }
}
