//! Signing in with e-mail address and password, and slowing down whoever guesses.
//!
//! An attempt is counted before its password is looked at, in one statement's lock: a hundred guesses at once are
//! a hundred counted guesses.

use crate::Store;
use crate::entity::sign_in_attempt;
use crate::error::Error;
use crate::id::{UserId, WorkspaceId};
use crate::secret::Secret;
use crate::session::millis;
use crate::{sql, text};
use process::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::time::Duration;

/// Wrong passwords for one e-mail address before the next try must wait.
const TRIES_PER_EMAIL: i64 = 5;
/// The same for one network address, behind which a whole office may sit.
const TRIES_PER_ADDRESS: i64 = 50;
/// The first wait; each further wrong password doubles it.
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// After this long without a try, counting begins anew.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Clone, Debug)]
pub struct SignIn<'a> {
    pub workspace: WorkspaceId,
    pub email: &'a str,
    pub password: &'a Secret,
    /// Where the request comes from: the network address.
    pub address: &'a str,
    /// The session the browser had before, if any; it ends.
    pub old: Option<&'a Secret>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// The token for the cookie; it is nowhere else.
    SignedIn { user: UserId, token: Secret },
    /// The address or the password is wrong, or the account is switched off; which one is not told.
    Wrong,
    /// Too many wrong passwords: the password was not looked at. The next try counts from this moment.
    Wait { until: Timestamp },
}

#[derive(FromQueryResult)]
struct Account {
    id: i64,
    password_hash: String,
    active: bool,
}

impl Store {
    pub async fn sign_in(
        &self,
        sign_in: &SignIn<'_>,
        now: Timestamp,
    ) -> Result<SignInOutcome, Error> {
        let email = text::email_key(sign_in.email);
        let by_email = format!("email {} {email}", sign_in.workspace);
        let by_address = format!("address {}", text::plain(sign_in.address));
        let transaction = self.database.begin().await?;
        let blocked = [
            count(&transaction, &by_address, TRIES_PER_ADDRESS, now).await?,
            count(&transaction, &by_email, TRIES_PER_EMAIL, now).await?,
        ];
        if let Some(until) = blocked.into_iter().flatten().max() {
            // Waiting is not made longer by asking: what was counted just now is forgotten.
            transaction.rollback().await?;
            return Ok(SignInOutcome::Wait { until });
        }
        transaction.commit().await?;

        let account: Option<Account> = sql::one(
            self.database.read(),
            "SELECT id, password_hash, active FROM \"user\" WHERE workspace = $1 AND email_key = $2",
            [sign_in.workspace.0.into(), email.into()],
        )
        .await?;
        let (user, hash) = match account {
            Some(account) => (
                Some(UserId(account.id)).filter(|_| account.active),
                Some(account.password_hash),
            ),
            None => (None, None),
        };
        let right = self.password_is(sign_in.password, hash).await?;
        let Some(user) = user.filter(|_| right) else {
            return Ok(SignInOutcome::Wrong);
        };
        self.forgive(&by_email, &by_address).await?;
        let token = self
            .begin_session(sign_in.workspace, user, sign_in.old, now)
            .await?;
        Ok(SignInOutcome::SignedIn { user, token })
    }

    /// After the right password: the e-mail address starts anew, and the network address gets its one try back. It
    /// is not forgiven the others, or an attacker with one account of their own could guess on for ever.
    async fn forgive(&self, by_email: &str, by_address: &str) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        sql::run(
            &transaction,
            "UPDATE sign_in_attempt SET failures = failures - 1, blocked_until = 0 \
             WHERE subject = $1 AND failures > 0",
            [by_address.into()],
        )
        .await?;
        sql::run(
            &transaction,
            "DELETE FROM sign_in_attempt WHERE subject = $1",
            [by_email.into()],
        )
        .await?;
        Ok(transaction.commit().await?)
    }
}

/// Counts one attempt. `Some` is the moment until which this subject must wait.
async fn count(
    on: &impl ConnectionTrait,
    subject: &str,
    tries: i64,
    now: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    // Makes the row, or locks it when it is there.
    let before: sign_in_attempt::Model = sql::one(
        on,
        "INSERT INTO sign_in_attempt (subject, failures, last_at, blocked_until) VALUES ($1, 0, $2, 0) \
         ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject \
         RETURNING subject, failures, last_at, blocked_until",
        [subject.into(), now.0.into()],
    )
    .await?
    .ok_or(Error::NotFound)?;
    if before.blocked_until > now.0 {
        return Ok(Some(Timestamp(before.blocked_until)));
    }
    let forgotten = now.0.saturating_sub(before.last_at) > millis(FORGOTTEN_AFTER);
    let failures = if forgotten { 1 } else { before.failures + 1 };
    let blocked_until = match wait_after(failures - tries) {
        Some(wait) => now.0.saturating_add(millis(wait)),
        None => 0,
    };
    sql::run(
        on,
        "UPDATE sign_in_attempt SET failures = $2, last_at = $3, blocked_until = $4 WHERE subject = $1",
        [
            subject.into(),
            failures.into(),
            now.0.into(),
            blocked_until.into(),
        ],
    )
    .await?;
    Ok(None)
}

/// How long the next try must wait, by the number of tries that were too many; the last allowed one counts as 0.
fn wait_after(too_many: i64) -> Option<Duration> {
    let doublings = u32::try_from(too_many).ok()?.min(16);
    Some((FIRST_WAIT * 2_u32.pow(doublings)).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_stays_bounded() {
        let waits: Vec<_> = [-1, 0, 1, 2, 7, 8, 1_000]
            .into_iter()
            .map(|too_many| wait_after(too_many).map(|wait| wait.as_secs()))
            .collect();
        assert_eq!(
            waits,
            [
                None,
                Some(5),
                Some(10),
                Some(20),
                Some(640),
                Some(900),
                Some(900)
            ]
        );
    }
}
