//! JSON with inserted values: outside quotes an insert is a JSON value of its own, inside a quoted text it is
//! escaped content. So the result is valid JSON whatever the values are, once it is with any.

use super::{Content, Template, UNCLOSED};
use crate::definition::{Formula, Moment};
use feel::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub struct JsonTemplate {
    template: Template,
    /// By piece: whether it begins inside a quoted text.
    quoted: Vec<bool>,
}

impl JsonTemplate {
    pub fn parse(text: &str) -> Self {
        let template = Template::parse(text);
        let (mut quoted, mut escaped) = (false, false);
        let starts = template.pieces.iter().map(|piece| {
            let start = quoted;
            if let Content::Text(plain) = &piece.content {
                for letter in plain.chars() {
                    match letter {
                        _ if escaped => escaped = false,
                        '\\' if quoted => escaped = true,
                        '"' => quoted = !quoted,
                        _ => {}
                    }
                }
            }
            start
        });
        Self {
            quoted: starts.collect(),
            template,
        }
    }

    pub fn template(&self) -> &Template {
        &self.template
    }

    /// Whether the result is JSON, told from sample values. The error says where it stops being so.
    pub fn check(&self) -> Result<(), String> {
        // Two samples: a text could hide a missing quote that nothing shows, and the other way round.
        for sample in [Value::Null, Value::from("x")] {
            let text = self.assemble(|_| Ok(sample.clone()))?;
            serde_json::from_str::<serde::de::IgnoredAny>(&text)
                .map_err(|error| format!("line {}, column {}", error.line(), error.column()))?;
        }
        Ok(())
    }

    pub(crate) fn render(
        &self,
        variables: &BTreeMap<String, Value>,
        moment: &Moment,
    ) -> Result<String, String> {
        self.assemble(|formula| formula.evaluate(variables, moment))
    }

    fn assemble(
        &self,
        mut value_of: impl FnMut(&Formula) -> Result<Value, String>,
    ) -> Result<String, String> {
        let mut text = String::new();
        for (piece, quoted) in self.template.pieces.iter().zip(&self.quoted) {
            match &piece.content {
                Content::Text(plain) => text.push_str(plain),
                Content::Insert(formula) if *quoted => {
                    let content = serde_json::Value::from(value_of(formula)?.to_text()).to_string();
                    // Without its quotes, which stand in the template.
                    text.push_str(&content[1..content.len() - 1]);
                }
                Content::Insert(formula) => text.push_str(&value_of(formula)?.to_plain_json_text()),
                Content::Unclosed => return Err(UNCLOSED.into()),
            }
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::JsonTemplate;
    use crate::definition::Moment;
    use feel::{Timestamp, Value, Zone};
    use std::collections::BTreeMap;

    fn render(text: &str) -> Result<String, String> {
        let items = vec![Value::from(1), Value::from("x")];
        let data = BTreeMap::from([
            ("name".to_owned(), Value::from("a\"b\\c\nd")),
            ("items".to_owned(), Value::list(items)),
            ("nothing".to_owned(), Value::Null),
        ]);
        let moment = Moment::new(Timestamp(0), Zone::Utc);
        JsonTemplate::parse(text).render(&data, &moment)
    }

    #[test]
    fn outside_quotes_an_insert_is_a_value_and_inside_it_is_content() {
        assert_eq!(
            render(
                r#"{"a": {{ name }}, "b": "Dear {{ name }}!", "c": {{ items }}, "d": {{ nothing }}}"#
            ),
            Ok(r#"{"a": "a\"b\\c\nd", "b": "Dear a\"b\\c\nd!", "c": [1,"x"], "d": null}"#.into())
        );
    }

    #[test]
    fn no_value_breaks_out_of_its_place() {
        for text in [
            r#"{"a": "{{ name }}"}"#,
            r#"{"a\\": "{{ name }}"}"#,
            r#"["\"{{ name }}\""]"#,
        ] {
            assert_eq!(JsonTemplate::parse(text).check(), Ok(()), "{text}");
            let json = render(text).unwrap_or_default();
            assert!(
                serde_json::from_str::<serde_json::Value>(&json).is_ok(),
                "{json}"
            );
        }
    }

    #[test]
    fn what_would_not_be_json_is_found_before_it_runs() {
        for text in [
            "{",
            r#"{"a": {{ name }} "b"}"#,
            r#"{ {{ name }}: 1 }"#,
            r#"{"a": "\{{ name }}"}"#,
            "{{ name",
            "{{ name }} x",
        ] {
            assert!(JsonTemplate::parse(text).check().is_err(), "{text}");
        }
        assert_eq!(
            JsonTemplate::parse("{\n \"a\": }").check(),
            Err("line 2, column 7".into())
        );
    }
}
