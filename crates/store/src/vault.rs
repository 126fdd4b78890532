//! Where secrets are sealed: each with a data key of its own (XChaCha20-Poly1305), and that key with the master key.
//!
//! A seal is bound to its place: workspace, connection, field and the version of the master key. Moved to another
//! row, or changed by a bit, it does not open.

use crate::error::Error;
use crate::id::{ConnectionId, WorkspaceId};
use crate::secret::Secret;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// A sealed data key: nonce, key, tag.
const SEALED_KEY_BYTES: usize = NONCE_BYTES + KEY_BYTES + 16;
/// What a check value holds: any known text would do.
const CHECK: &[u8] = b"baton master key";

/// The master key and its version. Never written anywhere but into its own file.
pub struct Vault {
    key: Zeroizing<[u8; KEY_BYTES]>,
    version: i64,
}

/// What a seal is bound to.
pub(crate) struct Place<'a> {
    pub workspace: WorkspaceId,
    pub connection: ConnectionId,
    pub field: &'a str,
}

impl Vault {
    /// A master key that the operator keeps: 32 bytes from a good source of randomness.
    pub fn from_bytes(key: [u8; KEY_BYTES]) -> Self {
        Self {
            key: Zeroizing::new(key),
            version: 1,
        }
    }

    /// The master key in a file, which is made on first use, readable by its owner only.
    pub fn from_file(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => Self::from_file_content(path, Zeroizing::new(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let key = Zeroizing::new(random::<KEY_BYTES>().map_err(io::Error::other)?);
                match write_new(path, &key) {
                    // Another first start was quicker: its key is the key.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        Self::from_file_content(path, Zeroizing::new(fs::read(path)?))
                    }
                    written => written.map(|()| Self::from_bytes(*key)),
                }
            }
            Err(error) => Err(error),
        }
    }

    fn from_file_content(path: &Path, bytes: Zeroizing<Vec<u8>>) -> io::Result<Self> {
        let key = <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).map_err(|_| {
            let message = format!(
                "the key file {} is damaged: it must hold 32 bytes. Put the right file back",
                path.display()
            );
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        Ok(Self::from_bytes(key))
    }

    pub(crate) fn version(&self) -> i64 {
        self.version
    }

    pub(crate) fn seal(&self, place: &Place<'_>, secret: &Secret) -> Result<Vec<u8>, Error> {
        let data_key = Zeroizing::new(random::<KEY_BYTES>().map_err(Error::database)?);
        let bound = place.bound(self.version);
        let mut sealed = encrypt(&self.key, &data_key[..], &bound)?;
        sealed.extend(encrypt(&data_key, secret.expose().as_bytes(), &bound)?);
        Ok(sealed)
    }

    pub(crate) fn open(
        &self,
        place: &Place<'_>,
        key_version: i64,
        sealed: &[u8],
    ) -> Result<Secret, Error> {
        if key_version != self.version {
            return Err(Error::database(format!(
                "a secret was sealed with master key {key_version}, and this is master key {}",
                self.version
            )));
        }
        let bound = place.bound(key_version);
        let (sealed_key, sealed_text) = sealed
            .split_at_checked(SEALED_KEY_BYTES)
            .ok_or_else(damaged)?;
        let data_key = decrypt(&self.key, sealed_key, &bound)?;
        let data_key = <&[u8; KEY_BYTES]>::try_from(data_key.as_slice()).map_err(|_| damaged())?;
        let text = decrypt(data_key, sealed_text, &bound)?;
        let text = std::str::from_utf8(&text).map_err(|_| damaged())?;
        Ok(Secret::new(text))
    }

    /// A text that only this master key can have sealed, to be kept in the database.
    pub(crate) fn check_value(&self) -> Result<Vec<u8>, Error> {
        encrypt(&self.key, CHECK, &self.check_bound())
    }

    pub(crate) fn made(&self, check_value: &[u8]) -> bool {
        decrypt(&self.key, check_value, &self.check_bound())
            .is_ok_and(|text| text.as_slice() == CHECK)
    }

    fn check_bound(&self) -> Vec<u8> {
        format!("baton check {}", self.version).into_bytes()
    }
}

impl Place<'_> {
    /// The numbers have no spaces, and the field comes last: no two places read the same.
    fn bound(&self, key_version: i64) -> Vec<u8> {
        let Self {
            workspace,
            connection,
            field,
        } = self;
        format!("baton secret {workspace} {connection} {key_version} {field}").into_bytes()
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vault(master key {})", self.version)
    }
}

/// Bytes nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn encrypt(key: &[u8; KEY_BYTES], text: &[u8], bound: &[u8]) -> Result<Vec<u8>, Error> {
    let nonce = random::<NONCE_BYTES>().map_err(Error::database)?;
    let payload = Payload {
        msg: text,
        aad: bound,
    };
    let sealed = XChaCha20Poly1305::new(&Key::from(*key))
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Error::database("the secret is too long to be sealed"))?;
    Ok([&nonce[..], &sealed].concat())
}

fn decrypt(
    key: &[u8; KEY_BYTES],
    sealed: &[u8],
    bound: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (nonce, sealed) = sealed
        .split_first_chunk::<NONCE_BYTES>()
        .ok_or_else(damaged)?;
    let payload = Payload {
        msg: sealed,
        aad: bound,
    };
    XChaCha20Poly1305::new(&Key::from(*key))
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| damaged())
}

fn damaged() -> Error {
    Error::database(
        "a stored secret does not open: it was changed, moved, or sealed with another master key",
    )
}

/// Never over a key that is there: without it the secrets it sealed are lost.
fn write_new(path: &Path, key: &[u8; KEY_BYTES]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(key).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a key would be taken for a damaged one at the next start.
        fs::remove_file(path)?;
    }
    written?;
    // The folder too, or a power cut could take back a key that secrets are sealed with already.
    #[cfg(unix)]
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
