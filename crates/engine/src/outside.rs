//! What connectors need from the workspace: the account they use, and which hosts they may reach.

use crate::{Engine, Error};
use connectors::outbound::{AllowEntry, AllowList};
use connectors::{Failure, Outbound, Trial};
use process::id::ConnectionId;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use store::WorkspaceId;

/// A list costs an HTTP client; so many workspaces with lists of their own are kept at once.
const MOST: usize = 100;

/// How long a workspace's list is used before it is read again; this server's own changes count at once.
const LASTS: Duration = Duration::from_secs(1);

/// One HTTP client for each list of allowed hosts in use, and which workspace uses which.
#[derive(Default)]
pub(crate) struct Outside {
    clients: Mutex<HashMap<AllowList, Outbound>>,
    used: Mutex<HashMap<WorkspaceId, Used>>,
}

struct Used {
    outbound: Outbound,
    revision: u64,
    since: Instant,
}

/// A connection as a connector gets it. Not printable, because of its secrets.
#[derive(Default)]
pub(crate) struct Account {
    pub settings: BTreeMap<String, String>,
    pub secrets: BTreeMap<String, String>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum NoOutbound {
    #[error(transparent)]
    Database(#[from] store::Error),
    #[error(transparent)]
    NotReady(#[from] connectors::outbound::NotReady),
}

impl Engine {
    /// The settings and the credential of a connection; nothing without one.
    pub(crate) async fn account(
        &self,
        workspace: WorkspaceId,
        connection: Option<ConnectionId>,
    ) -> Result<Account, Failure> {
        let Some(id) = connection else {
            return Ok(Account::default());
        };
        match self.read_account(workspace, id).await {
            Ok((_, account)) => Ok(account),
            Err(store::Error::NotFound) => Err(Failure::permanent(
                "The connection this step uses was removed. Choose another one, publish, and start again; or ask an admin to restore it.",
            )),
            Err(error) => {
                tracing::error!(connection = %id, %error, "a connection cannot be read");
                Err(Failure::transient(
                    "The connection this step uses cannot be read at the moment.",
                ))
            }
        }
    }

    async fn read_account(
        &self,
        workspace: WorkspaceId,
        id: ConnectionId,
    ) -> Result<(String, Account), store::Error> {
        let connection = self.store().connection(workspace, id).await?;
        let credential = self.store().credential(workspace, id).await?;
        let secrets = credential
            .into_iter()
            .map(|(field, secret)| (field, secret.expose().to_owned()))
            .collect();
        let account = Account {
            settings: connection.settings,
            secrets,
        };
        Ok((connection.connector, account))
    }

    /// Tries a connection out, for the admin who set it up. The answer is a sentence either way.
    pub async fn test_connection(
        &self,
        workspace: WorkspaceId,
        connection: ConnectionId,
        by: process::UserId,
    ) -> Result<Result<String, Failure>, Error> {
        let (connector, account) = self.read_account(workspace, connection).await?;
        let outbound = self
            .outbound(workspace)
            .await
            .map_err(|error| match error {
                NoOutbound::Database(error) => Error::from(error),
                NoOutbound::NotReady(error) => {
                    tracing::error!(%error, "no connections to the outside");
                    Error::Internal
                }
            })?;
        let outcome = connectors::test_connection(Trial {
            connector: &connector,
            settings: &account.settings,
            secrets: &account.secrets,
            outbound: &outbound,
        })
        .await;
        // Who used a credential, and for what.
        tracing::info!(target: "audit", %workspace, %connection, %by, works = outcome.is_ok(), "a connection was tested");
        Ok(outcome)
    }

    /// The door to the outside, with the hosts that the workspace's admins allow.
    pub(crate) async fn outbound(&self, workspace: WorkspaceId) -> Result<Outbound, NoOutbound> {
        let revision = self.store().revision();
        if let Some(used) = lock(&self.outside().used).get(&workspace)
            && used.revision == revision
            && used.since.elapsed() < LASTS
        {
            return Ok(used.outbound.clone());
        }
        let outbound = self.read_outbound(workspace).await?;
        let used = Used {
            outbound: outbound.clone(),
            revision,
            since: Instant::now(),
        };
        let mut all = lock(&self.outside().used);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(workspace, used);
        Ok(outbound)
    }

    async fn read_outbound(&self, workspace: WorkspaceId) -> Result<Outbound, NoOutbound> {
        let lines = self.store().private_hosts(workspace).await?;
        let allowed = AllowList::new(lines.iter().filter_map(|line| {
            line.parse::<AllowEntry>()
                .inspect_err(
                    |error| tracing::warn!(%workspace, %error, "an allowed host is skipped"),
                )
                .ok()
        }));
        let mut kept = lock(&self.outside().clients);
        if let Some(outbound) = kept.get(&allowed) {
            return Ok(outbound.clone());
        }
        let outbound = Outbound::new(allowed.clone())?;
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(allowed, outbound.clone());
        Ok(outbound)
    }
}

/// The maps are whole at every moment, so a panic elsewhere does not spoil them.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
