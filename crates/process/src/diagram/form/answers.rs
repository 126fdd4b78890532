//! The answers to a whole form: read from an HTML form, checked, made complete.

use super::Form;
use crate::run::{InvalidAnswer, Rejection};
use feel::Value;
use std::collections::BTreeMap;

impl Form {
    /// Reads what an HTML form sends, by field key. Every field has a value afterwards, perhaps `Null`. What the
    /// form does not ask is ignored: pages send their own fields along.
    pub fn read(
        &self,
        raw: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Value>, Vec<InvalidAnswer>> {
        let mut values = BTreeMap::new();
        let mut invalid = Vec::new();
        for field in &self.fields {
            let typed = raw.get(&field.key).map_or("", String::as_str);
            let read = field.read(typed);
            match read.and_then(|value| field.check(&value).map(|()| value)) {
                Ok(value) => {
                    values.insert(field.key.clone(), value);
                }
                Err(message) => invalid.push(InvalidAnswer {
                    field: field.key.clone(),
                    message,
                }),
            }
        }
        if invalid.is_empty() {
            Ok(values)
        } else {
            Err(invalid)
        }
    }

    /// What is wrong with these answers; nothing when they may be taken.
    pub fn check(&self, values: &BTreeMap<String, Value>) -> Vec<InvalidAnswer> {
        let asked = self.fields.iter().filter_map(|field| {
            let value = values.get(&field.key).unwrap_or(&Value::Null);
            let message = field.check(value).err()?;
            Some(InvalidAnswer {
                field: field.key.clone(),
                message,
            })
        });
        let stray = values
            .keys()
            .filter(|key| self.fields.iter().all(|field| field.key != **key))
            .map(|key| InvalidAnswer {
                field: key.clone(),
                message: "This form does not ask for it. Load the page again.".into(),
            });
        asked.chain(stray).collect()
    }

    /// The answers as data of the case: each field has a value, so that rules can always name it.
    pub(crate) fn accept(
        &self,
        answers: &BTreeMap<String, Value>,
    ) -> Result<BTreeMap<String, Value>, Rejection> {
        let invalid = self.check(answers);
        if !invalid.is_empty() {
            return Err(Rejection::InvalidAnswers { answers: invalid });
        }
        let value = |key: &String| match answers.get(key) {
            Some(Value::String(text)) if text.trim().is_empty() => Value::Null,
            Some(value) => value.clone(),
            None => Value::Null,
        };
        let keys = self.fields.iter().map(|field| &field.key);
        Ok(keys.map(|key| (key.clone(), value(key))).collect())
    }
}
