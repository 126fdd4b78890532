//! One walk over a sentence, for two purposes: to show its parts, or to set one of them.

use super::{Input, Part};

pub(super) struct Slots<'a> {
    found: Vec<Part>,
    /// What is to be set: its key and the text.
    wanted: Option<(&'a str, &'a str)>,
    result: Option<Result<(), String>>,
}

impl<'a> Slots<'a> {
    pub fn showing() -> Self {
        Self {
            found: Vec::new(),
            wanted: None,
            result: None,
        }
    }

    pub fn setting(key: &'a str, text: &'a str) -> Self {
        Self {
            wanted: Some((key, text)),
            ..Self::showing()
        }
    }

    pub fn slot(
        &mut self,
        key: &str,
        label: &str,
        input: Input,
        text: String,
        set: impl FnOnce(&str) -> Result<(), String>,
    ) {
        match self.wanted {
            None => self.found.push(Part {
                key: key.to_owned(),
                label: label.to_owned(),
                input,
                text,
            }),
            Some((wanted, text)) if wanted == key => self.result = Some(set(text)),
            Some(_) => {}
        }
    }

    /// A text that is taken as it is.
    pub fn text(&mut self, key: &str, label: &str, value: &mut String) {
        let shown = value.clone();
        self.slot(key, label, Input::Text, shown, |text| {
            text.clone_into(value);
            Ok(())
        });
    }

    pub fn shown(self) -> Vec<Part> {
        self.found
    }

    pub fn result(self) -> Result<(), String> {
        let gone = "That part of the sentence is not there any more. Look at the scenario again.";
        self.result.unwrap_or_else(|| Err(gone.to_owned()))
    }
}
