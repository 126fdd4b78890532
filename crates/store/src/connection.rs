//! Connections: configured accounts of outside systems. Their secrets go in here and come out by one door only,
//! [`Store::credential`].

use crate::Store;
use crate::entity::{connection, connection_secret};
use crate::error::Error;
use crate::id::{ConnectionId, WorkspaceId};
use crate::secret::Secret;
use crate::vault::Place;
use crate::{sql, text};
use process::Timestamp;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, FromQueryResult, NotSet, Set};
use std::collections::BTreeMap;

/// A connection as anyone may see it who may see connections: never its secrets, only which are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    pub id: ConnectionId,
    pub name: String,
    pub connector: String,
    /// By setting key of the connector's manifest, secrets left out.
    pub settings: BTreeMap<String, String>,
    /// The keys of the secret settings that have a value.
    pub secrets: Vec<String>,
    /// The hosts its credential may be sent to; empty means that its settings alone say where.
    pub hosts: Vec<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub archived: bool,
}

/// What an administrator fills in, for a new connection or a changed one.
#[derive(Clone, Debug)]
pub struct ConnectionForm {
    pub name: String,
    pub settings: BTreeMap<String, String>,
    /// Secret settings that get a new value (`Some`) or lose theirs (`None`). Others keep what they have.
    pub secrets: BTreeMap<String, Option<Secret>>,
    pub hosts: Vec<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    connector: String,
    settings: String,
    hosts: String,
    created_at: i64,
    updated_at: i64,
    archived: bool,
}

#[derive(FromQueryResult)]
struct FieldRow {
    connection: i64,
    field: String,
}

#[derive(FromQueryResult)]
struct SealedRow {
    field: String,
    key_version: i64,
    sealed: Vec<u8>,
}

const SELECT: &str =
    "SELECT id, name, connector, settings, hosts, created_at, updated_at, archived FROM connection";

impl Store {
    /// All connections by name, archived ones too: diagrams may still speak of them.
    pub async fn connections(&self, workspace: WorkspaceId) -> Result<Vec<Connection>, Error> {
        let on = self.database.read();
        let rows: Vec<Row> = sql::all(
            on,
            &format!("{SELECT} WHERE workspace = $1 ORDER BY LOWER(name), id"),
            [workspace.0.into()],
        )
        .await?;
        let fields: Vec<FieldRow> = sql::all(
            on,
            "SELECT connection, field FROM connection_secret WHERE workspace = $1 ORDER BY field",
            [workspace.0.into()],
        )
        .await?;
        let mut secrets: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in fields {
            secrets.entry(row.connection).or_default().push(row.field);
        }
        rows.into_iter()
            .map(|row| {
                let secrets = secrets.remove(&row.id).unwrap_or_default();
                Connection::of(row, secrets)
            })
            .collect()
    }

    pub async fn connection(
        &self,
        workspace: WorkspaceId,
        id: ConnectionId,
    ) -> Result<Connection, Error> {
        let on = self.database.read();
        let row: Row = sql::one(
            on,
            &format!("{SELECT} WHERE workspace = $1 AND id = $2"),
            [workspace.0.into(), id.0.into()],
        )
        .await?
        .ok_or(Error::NotFound)?;
        let fields: Vec<FieldRow> = sql::all(
            on,
            "SELECT connection, field FROM connection_secret WHERE workspace = $1 AND connection = $2 ORDER BY field",
            [workspace.0.into(), id.0.into()],
        )
        .await?;
        Connection::of(row, fields.into_iter().map(|row| row.field).collect())
    }

    pub async fn add_connection(
        &self,
        workspace: WorkspaceId,
        connector: &str,
        form: &ConnectionForm,
        at: Timestamp,
    ) -> Result<ConnectionId, Error> {
        let transaction = self.database.begin().await?;
        let row = connection::ActiveModel {
            id: NotSet,
            workspace: Set(workspace.0),
            name: Set(text::plain(&form.name)),
            connector: Set(text::plain(connector)),
            settings: Set(text::json(&form.settings)?),
            hosts: Set(text::json(&form.hosts)?),
            created_at: Set(at.0),
            updated_at: Set(at.0),
            archived: Set(false),
        };
        let id = ConnectionId(row.insert(&transaction).await?.id);
        self.keep_secrets(&transaction, workspace, id, &form.secrets)
            .await?;
        transaction.commit().await?;
        Ok(id)
    }

    pub async fn change_connection(
        &self,
        workspace: WorkspaceId,
        id: ConnectionId,
        form: &ConnectionForm,
        at: Timestamp,
    ) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        let changed = sql::run(
            &transaction,
            "UPDATE connection SET name = $3, settings = $4, hosts = $5, updated_at = $6 \
             WHERE workspace = $1 AND id = $2",
            [
                workspace.0.into(),
                id.0.into(),
                text::plain(&form.name).into(),
                text::json(&form.settings)?.into(),
                text::json(&form.hosts)?.into(),
                at.0.into(),
            ],
        )
        .await?;
        sql::found(changed)?;
        self.keep_secrets(&transaction, workspace, id, &form.secrets)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Puts a connection away, or takes it out again. While it is away it gives no credential.
    pub async fn archive_connection(
        &self,
        workspace: WorkspaceId,
        id: ConnectionId,
        archived: bool,
        at: Timestamp,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            "UPDATE connection SET archived = $3, updated_at = $4 WHERE workspace = $1 AND id = $2",
            [
                workspace.0.into(),
                id.0.into(),
                archived.into(),
                at.0.into(),
            ],
        )
        .await?;
        sql::found(changed)
    }

    /// The plain secrets of a connection, to be handed to its connector. The only way they leave the store.
    pub async fn credential(
        &self,
        workspace: WorkspaceId,
        id: ConnectionId,
    ) -> Result<BTreeMap<String, Secret>, Error> {
        let on = self.database.read();
        let usable = sql::exists(
            on,
            "SELECT 1 FROM connection WHERE workspace = $1 AND id = $2 AND NOT archived",
            [workspace.0.into(), id.0.into()],
        )
        .await?;
        if !usable {
            return Err(Error::NotFound);
        }
        let rows: Vec<SealedRow> = sql::all(
            on,
            "SELECT field, key_version, sealed FROM connection_secret WHERE workspace = $1 AND connection = $2",
            [workspace.0.into(), id.0.into()],
        )
        .await?;
        rows.into_iter()
            .map(|row| {
                let place = Place {
                    workspace,
                    connection: id,
                    field: &row.field,
                };
                let secret = self.vault.open(&place, row.key_version, &row.sealed)?;
                Ok((row.field, secret))
            })
            .collect()
    }

    async fn keep_secrets(
        &self,
        on: &impl ConnectionTrait,
        workspace: WorkspaceId,
        connection: ConnectionId,
        secrets: &BTreeMap<String, Option<Secret>>,
    ) -> Result<(), Error> {
        for (field, secret) in secrets {
            let field = text::plain(field);
            sql::run(
                on,
                "DELETE FROM connection_secret WHERE workspace = $1 AND connection = $2 AND field = $3",
                [
                    workspace.0.into(),
                    connection.0.into(),
                    field.clone().into(),
                ],
            )
            .await?;
            let Some(secret) = secret else { continue };
            let place = Place {
                workspace,
                connection,
                field: &field,
            };
            let row = connection_secret::ActiveModel {
                connection: Set(connection.0),
                workspace: Set(workspace.0),
                key_version: Set(self.vault.version()),
                sealed: Set(self.vault.seal(&place, secret)?),
                field: Set(field),
            };
            connection_secret::Entity::insert(row)
                .exec_without_returning(on)
                .await?;
        }
        Ok(())
    }
}

impl Connection {
    fn of(row: Row, secrets: Vec<String>) -> Result<Self, Error> {
        Ok(Self {
            id: ConnectionId(row.id),
            name: row.name,
            connector: row.connector,
            settings: text::from_json("settings", &row.settings)?,
            secrets,
            hosts: text::from_json("hosts", &row.hosts)?,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
            archived: row.archived,
        })
    }
}
