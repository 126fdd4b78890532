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

#[cfg(test)]
mod tests {
    use super::super::{Field, FieldKind, Form, MAX_ANSWER};
    use feel::Value;
    use std::collections::BTreeMap;

    fn read(kind: FieldKind, required: bool, typed: &str) -> Result<Value, String> {
        let form = Form {
            fields: vec![Field {
                key: "x".into(),
                label: "The answer".into(),
                kind,
                required,
                help: String::new(),
            }],
        };
        let raw = BTreeMap::from([
            ("x".to_owned(), typed.to_owned()),
            ("csrf".to_owned(), "of the page itself".to_owned()),
        ]);
        match form.read(&raw) {
            Ok(values) => {
                assert!(
                    form.check(&values).is_empty(),
                    "what is read passes the check"
                );
                assert_eq!(values.len(), 1);
                Ok(values["x"].clone())
            }
            Err(invalid) => Err(invalid[0].message.clone()),
        }
    }

    fn text() -> FieldKind {
        FieldKind::Text { multiline: false }
    }

    fn plain(value: Result<Value, String>) -> String {
        value.map_or_else(|message| message, |value| value.to_source())
    }

    #[test]
    fn texts_are_trimmed_and_keep_their_lines_only_where_there_may_be_several() {
        assert_eq!(plain(read(text(), true, "  a b  ")), "\"a b\"");
        assert_eq!(read(text(), true, "a\nb"), Ok(Value::from("a b")));
        let lines = FieldKind::Text { multiline: true };
        assert_eq!(read(lines, true, "a\r\nb"), Ok(Value::from("a\nb")));
    }

    #[test]
    fn numbers_are_read_in_plain_notation() {
        for (typed, number) in [("12", "12"), ("-0.50", "-0.5"), ("+3", "3"), ("0012", "12")] {
            assert_eq!(plain(read(FieldKind::Number, true, typed)), number);
        }
        for typed in [
            "1e9",
            "12,5",
            "1 000",
            "NaN",
            "0x1F",
            "1.2.3",
            "--1",
            &"9".repeat(60),
        ] {
            let message = "“The answer” must be a number, such as 12 or 12.5.";
            assert_eq!(
                plain(read(FieldKind::Number, true, typed)),
                message,
                "{typed}"
            );
        }
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert_eq!(
            plain(read(FieldKind::Date, true, "2028-02-29")),
            "date(\"2028-02-29\")"
        );
        for typed in [
            "2026-02-29",
            "29.02.2028",
            "20280229",
            "today",
            "0000-01-01",
            "12026-01-01",
        ] {
            let message = "“The answer” must be a date, such as 2026-12-24.";
            assert_eq!(
                plain(read(FieldKind::Date, true, typed)),
                message,
                "{typed}"
            );
        }
    }

    #[test]
    fn choices_are_one_of_theirs_and_yes_is_yes() {
        let choice = FieldKind::Choice {
            options: vec!["Red".into(), "Blue".into()],
        };
        assert_eq!(read(choice.clone(), true, "Red"), Ok(Value::from("Red")));
        assert_eq!(
            plain(read(choice, true, "red")),
            "“The answer” must be one of its choices."
        );
        for (typed, answer) in [("yes", true), ("on", true), ("no", false)] {
            assert_eq!(
                read(FieldKind::YesNo, true, typed),
                Ok(Value::Boolean(answer))
            );
        }
        assert_eq!(
            plain(read(FieldKind::YesNo, true, "perhaps")),
            "“The answer” must be yes or no."
        );
    }

    #[test]
    fn what_is_left_empty_is_nothing_unless_it_is_required() {
        for kind in [text(), FieldKind::Number, FieldKind::Date, FieldKind::YesNo] {
            assert_eq!(read(kind.clone(), false, "  "), Ok(Value::Null));
            assert!(read(kind, true, "  ").is_err());
        }
        assert_eq!(plain(read(text(), true, "")), "Fill in “The answer”.");
    }

    #[test]
    fn too_long_and_what_cannot_be_kept_is_refused() {
        assert!(read(text(), true, &"ü".repeat(MAX_ANSWER)).is_ok());
        assert_eq!(
            plain(read(text(), true, &"ü".repeat(MAX_ANSWER + 1))),
            "“The answer” is too long: 10001 characters of at most 10000. Shorten it."
        );
        let message = "“The answer” holds a character that cannot be kept. Type it anew.";
        assert_eq!(plain(read(text(), true, "a\0b")), message);
        assert_eq!(plain(read(FieldKind::Number, true, "1\0")), message);
    }
}
