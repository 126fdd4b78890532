//! The one-time token of the first run: whoever can read the server's output may set it up, nobody else.

use leptos::server_fn::const_format::concatcp;
use subtle::ConstantTimeEq;
use tokio::sync::{Mutex, MutexGuard};

const BYTES: usize = 32;

/// The page that takes the token.
pub const PAGE: &str = "/setup";
const ADDRESS: &str = concatcp!(PAGE, "?token=");

/// None once the workspace is there.
#[derive(Default)]
pub struct SetupToken(Mutex<Option<String>>);

/// A turn at setting up; only one at a time has it.
pub struct Turn<'a>(MutexGuard<'a, Option<String>>);

impl SetupToken {
    /// Makes a token and gives the path to print.
    pub async fn offer(&self) -> Result<String, getrandom::Error> {
        let mut bytes = [0_u8; BYTES];
        getrandom::fill(&mut bytes)?;
        let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = format!("{ADDRESS}{token}");
        *self.0.lock().await = Some(token);
        Ok(path)
    }

    /// A turn, if the token is the right one. Compared in constant time.
    pub async fn redeem(&self, token: &str) -> Option<Turn<'_>> {
        let held = self.0.lock().await;
        let fits = held
            .as_ref()
            .is_some_and(|right| right.as_bytes().ct_eq(token.trim().as_bytes()).into());
        fits.then_some(Turn(held))
    }
}

impl Turn<'_> {
    /// The workspace is made: the token is gone.
    pub fn use_up(mut self) {
        *self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_token_fits_until_it_is_used_up() {
        let setup = SetupToken::default();
        assert!(setup.redeem("").await.is_none());
        let path = setup.offer().await.expect("randomness");
        let token = path.strip_prefix(ADDRESS).expect("the page's path");
        assert_eq!(token.len(), 2 * BYTES);
        assert!(setup.redeem(&token[1..]).await.is_none());
        drop(
            setup
                .redeem(token)
                .await
                .expect("it fits, and making the workspace may still fail"),
        );
        setup.redeem(token).await.expect("it still fits").use_up();
        assert!(setup.redeem(token).await.is_none());
    }
}
