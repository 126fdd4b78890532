//! Connections: configured accounts of outside systems. Their secrets go in and never come out.

use super::{ApiError, Moment};
use leptos::prelude::*;
use process::{catalog::Manifest, id::ConnectionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    Err(ApiError::unavailable())
}

/// The systems a connection can be made to; forms draw themselves from the manifests.
#[server(endpoint = "list_connectors")]
pub async fn list_connectors() -> Result<Vec<Manifest>, ApiError> {
    Err(ApiError::unavailable())
}

/// `settings` by key, secrets among them.
#[server(endpoint = "create_connection")]
pub async fn create_connection(
    name: String,
    connector: String,
    #[server(default)] settings: BTreeMap<String, String>,
) -> Result<ConnectionId, ApiError> {
    let _ = (name, connector, settings);
    Err(ApiError::unavailable())
}

/// A secret that is empty or left out stays as it is.
#[server(endpoint = "update_connection")]
pub async fn update_connection(
    connection: ConnectionId,
    name: String,
    #[server(default)] settings: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let _ = (connection, name, settings);
    Err(ApiError::unavailable())
}

#[server(endpoint = "archive_connection")]
pub async fn archive_connection(connection: ConnectionId) -> Result<(), ApiError> {
    let _ = connection;
    Err(ApiError::unavailable())
}

#[server(endpoint = "test_connection")]
pub async fn test_connection(connection: ConnectionId) -> Result<TestResult, ApiError> {
    let _ = connection;
    Err(ApiError::unavailable())
}
