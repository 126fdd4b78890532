//! What nobody can guess: keys of forms, fresh passwords.

use crate::api::ApiError;

const KEY_BYTES: usize = 16;
const LONGEST_KEY: usize = 100;
/// Without those that look alike when read aloud or copied by hand.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const PASSWORD_LETTERS: usize = 20;

/// Names one filled-in form, so that sending it twice counts once.
pub fn key() -> Result<String, ApiError> {
    Ok(random::<KEY_BYTES>()?
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// A key that came back with its form.
pub fn known_key(key: &str) -> Result<&str, ApiError> {
    let plain = !key.is_empty() && key.len() <= LONGEST_KEY;
    if plain
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        return Ok(key);
    }
    Err(ApiError::invalid(
        "key",
        "This form is damaged. Load the page again.",
    ))
}

/// A password of 100 random bits, in groups of five letters.
pub fn password() -> Result<String, ApiError> {
    let letters =
        random::<PASSWORD_LETTERS>()?.map(|byte| LETTERS[usize::from(byte) % LETTERS.len()]);
    let groups = letters
        .chunks(5)
        .map(|group| String::from_utf8_lossy(group).into_owned());
    Ok(groups.collect::<Vec<_>>().join("-"))
}

fn random<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        tracing::error!(%error, "no randomness");
        ApiError::unavailable()
    })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_passwords_can_be_read_aloud_and_differ() {
        let (one, other) = (
            password().expect("randomness"),
            password().expect("randomness"),
        );
        assert_ne!(one, other);
        assert_eq!(one.len(), 23);
        assert!(one.split('-').all(|group| group.len() == 5));
    }

    #[test]
    fn a_form_keeps_the_key_it_was_given_and_no_other_text() {
        let key = key().expect("randomness");
        assert_eq!(known_key(&key), Ok(key.as_str()));
        for damaged in ["", "a b", "a\0", &"x".repeat(101)] {
            assert!(known_key(damaged).is_err(), "{damaged:?}");
        }
    }
}
