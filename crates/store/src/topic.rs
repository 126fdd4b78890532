//! What messages and signals are found by: hashes of names and keys, which an index can hold however long they are.

use crate::error::Error;
use crate::session::hex;
use crate::text;
use process::Value;
use sha2::{Digest, Sha256};

/// What somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Message,
    Signal,
    Timer,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Signal => "signal",
            Self::Timer => "timer",
        }
    }

    pub fn topic(self, name: &str) -> String {
        hex(&Sha256::digest(format!(
            "{}:{}",
            self.word(),
            text::plain(name)
        )))
    }
}

/// Empty for no key.
pub(crate) fn key_hash(key: Option<&Value>) -> Result<String, Error> {
    let text = match key {
        None => return Ok(String::new()),
        // 12.5 and 12.50 are the same key.
        Some(Value::Number(number)) => {
            let digits = number.to_string();
            match digits.contains('.') {
                true => digits
                    .trim_end_matches('0')
                    .trim_end_matches('.')
                    .to_owned(),
                false => digits,
            }
        }
        Some(key) => text::json(key)?,
    };
    Ok(hex(&Sha256::digest(text)))
}

/// The number by which PostgreSQL knows the lock of a topic.
pub(crate) fn lock_number(workspace: i64, topic: &str) -> i64 {
    let digest = Sha256::digest(format!("{workspace}:{topic}"));
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use process::feel::Number;

    #[test]
    fn a_number_is_the_same_key_however_it_is_written() {
        let key = |text: &str| Value::Number(text.parse::<Number>().unwrap());
        let hash = |value: &Value| key_hash(Some(value)).unwrap();
        assert_eq!(hash(&key("12.50")), hash(&key("12.5")));
        assert_eq!(hash(&key("12.0")), hash(&key("12")));
        assert_ne!(hash(&key("120")), hash(&key("12")));
        assert_ne!(hash(&key("12")), hash(&Value::from("12")));
        assert_eq!(key_hash(None).unwrap(), "");
    }
}
