//! What an administrator has set for the workspace.

use crate::Store;
use crate::entity::setting;
use crate::error::Error;
use crate::id::WorkspaceId;
use crate::session::hex;
use crate::vault::random;
use crate::{sql, text};
use sea_orm::EntityTrait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::PoisonError;

/// What tells this workspace from those of other installations.
const UID: &str = "uid";
const PRIVATE_HOSTS: &str = "private_hosts";

impl Store {
    /// A text that no other workspace has, in this installation or any other. Made when it is first asked for.
    pub async fn uid(&self, workspace: WorkspaceId) -> Result<String, Error> {
        if let Some(uid) = self.kept_uid(workspace) {
            return Ok(uid);
        }
        let uid = self.stored_uid(workspace).await?;
        let mut kept = self.uids.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(workspace, uid.clone());
        Ok(uid)
    }

    fn kept_uid(&self, workspace: WorkspaceId) -> Option<String> {
        let kept = self.uids.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(&workspace).cloned()
    }

    async fn stored_uid(&self, workspace: WorkspaceId) -> Result<String, Error> {
        if let Some(uid) = self.setting(workspace, UID).await? {
            return Ok(uid);
        }
        let new = hex(&random::<8>().map_err(Error::database)?);
        sql::run(
            self.database.write(),
            "INSERT INTO setting (workspace, key, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [workspace.0.into(), UID.into(), text::json(&new)?.into()],
        )
        .await?;
        self.setting(workspace, UID).await?.ok_or(Error::NotFound)
    }

    /// Hosts inside private networks that connectors may call all the same.
    pub async fn private_hosts(&self, workspace: WorkspaceId) -> Result<Vec<String>, Error> {
        Ok(self
            .setting(workspace, PRIVATE_HOSTS)
            .await?
            .unwrap_or_default())
    }

    pub async fn allow_private_hosts(
        &self,
        workspace: WorkspaceId,
        hosts: &[String],
    ) -> Result<(), Error> {
        self.set(workspace, PRIVATE_HOSTS, hosts).await
    }

    async fn setting<T: DeserializeOwned>(
        &self,
        workspace: WorkspaceId,
        key: &str,
    ) -> Result<Option<T>, Error> {
        let row = setting::Entity::find_by_id((workspace.0, key.to_owned()))
            .one(self.database.read())
            .await?;
        row.map(|row| text::from_json("setting", &row.value))
            .transpose()
    }

    async fn set<T: Serialize + ?Sized>(
        &self,
        workspace: WorkspaceId,
        key: &str,
        value: &T,
    ) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "INSERT INTO setting (workspace, key, value) VALUES ($1, $2, $3) \
             ON CONFLICT (workspace, key) DO UPDATE SET value = excluded.value",
            [workspace.0.into(), key.into(), text::json(value)?.into()],
        )
        .await?;
        self.revised();
        Ok(())
    }
}
