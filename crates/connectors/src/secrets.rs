//! Hiding secrets in what other systems say: an answer may echo the credential it was sent.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::BTreeMap;

/// The forms a credential can come back in.
pub(crate) struct Secrets(Vec<String>);

const HIDDEN: &str = "•••";
/// A shorter secret is hidden in messages, but not cut out of data: "1" would break every answer.
const LONG_ENOUGH_FOR_DATA: usize = 8;

impl Secrets {
    /// `settings` matter too: a user name and a password travel together in one encoded text.
    pub fn new(secrets: &BTreeMap<String, String>, settings: &BTreeMap<String, String>) -> Self {
        let mut forms = Vec::new();
        for secret in secrets.values().filter(|secret| !secret.trim().is_empty()) {
            forms.push(secret.clone());
            forms.push(secret.trim().to_owned());
            forms.push(in_json(secret));
            forms.push(base64(secret));
            for setting in settings.values() {
                forms.push(base64(&format!("{setting}:{secret}")));
                forms.push(base64(&format!("\0{setting}\0{secret}")));
            }
        }
        // The longest first, so that no part of it is left over.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self(forms)
    }

    /// For messages to people.
    pub fn hide(&self, text: &str) -> String {
        self.replace(text, 1)
    }

    /// For answers that become data of a case.
    pub fn hide_in_data(&self, text: &str) -> String {
        self.replace(text, LONG_ENOUGH_FOR_DATA)
    }

    fn replace(&self, text: &str, shortest: usize) -> String {
        let forms = self.0.iter().filter(|form| form.len() >= shortest);
        forms.fold(text.to_owned(), |text, form| text.replace(form, HIDDEN))
    }
}

pub(crate) fn base64(text: &str) -> String {
    BASE64_STANDARD.encode(text)
}

fn in_json(secret: &str) -> String {
    serde_json::Value::from(secret)
        .to_string()
        .trim_matches('"')
        .to_owned()
}
