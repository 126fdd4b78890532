//! Short ways to write a manifest down.

use process::catalog::{SettingKind, SettingSpec};

pub(crate) fn setting(key: &str, label: &str, kind: SettingKind) -> SettingSpec {
    SettingSpec {
        key: key.to_owned(),
        label: label.to_owned(),
        help: String::new(),
        placeholder: String::new(),
        kind,
        required: false,
        default: String::new(),
        when: None,
    }
}

pub(crate) fn choice(options: &[(&str, &str)]) -> SettingKind {
    SettingKind::Choice {
        options: words(options),
    }
}

pub(crate) fn words(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(value, label)| ((*value).to_owned(), (*label).to_owned()))
        .collect()
}

pub(crate) trait Describe {
    fn required(self) -> Self;
    fn help(self, text: &str) -> Self;
    fn example(self, text: &str) -> Self;
    fn default(self, text: &str) -> Self;
    fn when(self, key: &str, values: &[&str]) -> Self;
}

impl Describe for SettingSpec {
    fn required(mut self) -> Self {
        self.required = true;
        self
    }

    fn help(mut self, text: &str) -> Self {
        self.help = text.to_owned();
        self
    }

    fn example(mut self, text: &str) -> Self {
        self.placeholder = text.to_owned();
        self
    }

    fn default(mut self, text: &str) -> Self {
        self.default = text.to_owned();
        self
    }

    fn when(mut self, key: &str, values: &[&str]) -> Self {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.when = Some((key.to_owned(), values));
        self
    }
}
