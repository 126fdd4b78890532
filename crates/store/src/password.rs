//! Passwords as argon2id hashes. Hashing is slow and takes memory on purpose, so it runs beside the async threads
//! and only a few at a time.

use crate::Store;
use crate::error::Error;
use crate::secret::Secret;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// The longest password, in bytes. Forms refuse longer ones; here they are never the right one.
pub const LONGEST_PASSWORD: usize = 1_024;

impl Store {
    pub(crate) async fn hash_password(&self, password: &Secret) -> Result<String, Error> {
        let password = password.clone();
        self.beside(move || hash(&password)).await?
    }

    /// Whether the password is the one that was hashed. Without a hash it takes as long and is false, so that the
    /// time an answer takes does not tell which e-mail addresses have an account.
    pub(crate) async fn password_is(
        &self,
        password: &Secret,
        hashed: Option<String>,
    ) -> Result<bool, Error> {
        if password.expose().len() > LONGEST_PASSWORD {
            return Ok(false);
        }
        let password = password.clone();
        self.beside(move || match hashed {
            Some(hashed) => verify(&password, &hashed),
            None => hash(&password).map(|_| false),
        })
        .await?
    }

    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let _turn = self.hashing.acquire().await.map_err(Error::database)?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Error::database)
    }
}

fn hash(password: &Secret) -> Result<String, Error> {
    if password.expose().len() > LONGEST_PASSWORD {
        return Err(Error::database("the password is too long"));
    }
    Argon2::default()
        .hash_password(password.expose().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| Error::database(format!("the password cannot be hashed: {error}")))
}

fn verify(password: &Secret, hashed: &str) -> Result<bool, Error> {
    let hashed = PasswordHash::new(hashed)
        .map_err(|error| Error::database(format!("a stored password hash is damaged: {error}")))?;
    Ok(Argon2::default()
        .verify_password(password.expose().as_bytes(), &hashed)
        .is_ok())
}
