//! Forms: those of Camunda 7 and Flowable on the element, and those of Camunda 8 as JSON in the process.

use super::Reader;
use crate::bpmn::names::{added, extension, own};
use crate::diagram::{Field, FieldKind, Form, MAX_FIELDS};
use crate::xml::Element;
use serde_json::Value;

impl<'a> Reader<'a> {
    pub(super) fn form(&mut self, element: &'a Element) -> Form {
        let mut fields = Vec::new();
        let data = extension(element, "formData");
        let inside = data.into_iter().flat_map(Element::elements);
        let beside = crate::bpmn::names::extensions(element);
        for each in inside.chain(beside) {
            if matches!(each.local_name(), "formField" | "formProperty") {
                fields.extend(self.field(element, each));
            }
        }
        let key = extension(element, "formDefinition");
        let key = key.and_then(|it| it.attribute("formKey").or_else(|| it.attribute("formId")));
        if let Some(key) = key
            .or_else(|| added(element, "formKey"))
            .or_else(|| added(element, "formRef"))
        {
            match self.json_form(key) {
                Some(form) => self.components(element, &form["components"], 0, &mut fields),
                None => self.cannot_run(
                    element,
                    format!("The form “{key}” is not in this file. Draw it here."),
                ),
            }
        }
        fields.truncate(MAX_FIELDS);
        Form { fields }
    }

    fn field(&mut self, owner: &Element, field: &Element) -> Option<Field> {
        let key = field.attribute("id")?.to_owned();
        let label = field.attribute("label").or_else(|| field.attribute("name"));
        let label = label
            .filter(|it| !it.trim().is_empty())
            .unwrap_or(&key)
            .to_owned();
        let told = field.attribute("type").unwrap_or("string");
        let kind = match told {
            "long" | "double" | "integer" | "int" | "number" | "decimal" | "float" => {
                FieldKind::Number
            }
            "boolean" => FieldKind::YesNo,
            "date" => FieldKind::Date,
            "enum" => FieldKind::Choice {
                options: field
                    .elements()
                    .filter(|it| it.local_name() == "value")
                    .filter_map(|it| it.attribute("name").or_else(|| it.attribute("id")))
                    .map(str::to_owned)
                    .collect(),
            },
            "string" | "text" => FieldKind::Text { multiline: false },
            other => {
                self.cannot_run(
                    owner,
                    format!("The field “{label}” is of the kind “{other}”, which is a text here."),
                );
                FieldKind::Text { multiline: false }
            }
        };
        let constraints = field
            .elements()
            .filter(|it| it.local_name() == "validation");
        let constraints = constraints.flat_map(Element::elements);
        let required = constraints.into_iter().any(|it| {
            it.attribute("name") == Some("required") && it.attribute("config") != Some("false")
        });
        Some(Field {
            key,
            label,
            kind,
            required: required || field.attribute("required") == Some("true"),
            help: String::new(),
        })
    }

    /// The JSON of a form that stands in the file.
    fn json_form(&self, key: &str) -> Option<Value> {
        let id = key.rsplit(':').next().unwrap_or(key);
        self.index
            .forms
            .iter()
            .find(|form| own(form, "id") == Some(id))
            .and_then(|form| {
                let form: Value = serde_json::from_str(&form.text()).ok()?;
                form["components"].is_array().then_some(form)
            })
    }

    fn components(
        &mut self,
        owner: &Element,
        components: &Value,
        depth: usize,
        fields: &mut Vec<Field>,
    ) {
        for each in components.as_array().into_iter().flatten() {
            let told = each["type"].as_str().unwrap_or_default();
            if depth < 8 && matches!(told, "group" | "dynamiclist" | "columns") {
                self.components(owner, &each["components"], depth + 1, fields);
                continue;
            }
            let Some(key) = each["key"].as_str().filter(|key| !key.is_empty()) else {
                continue;
            };
            let kind = match told {
                "number" => FieldKind::Number,
                "checkbox" => FieldKind::YesNo,
                "datetime" => FieldKind::Date,
                "select" | "radio" => FieldKind::Choice {
                    options: options(each),
                },
                "textarea" => FieldKind::Text { multiline: true },
                "textfield" => FieldKind::Text { multiline: false },
                "button" | "text" | "html" | "image" | "separator" | "spacer" => continue,
                other => {
                    self.cannot_run(
                        owner,
                        format!(
                            "The field “{key}” is of the kind “{other}”, which is a text here."
                        ),
                    );
                    FieldKind::Text { multiline: false }
                }
            };
            fields.push(Field {
                key: key.to_owned(),
                label: each["label"].as_str().unwrap_or(key).to_owned(),
                kind,
                required: each["validate"]["required"] == true,
                help: each["description"].as_str().unwrap_or_default().to_owned(),
            });
        }
    }
}

fn options(component: &Value) -> Vec<String> {
    let values = component["values"].as_array().into_iter().flatten();
    let words = values.filter_map(|it| it["label"].as_str().or_else(|| it["value"].as_str()));
    words.map(str::to_owned).collect()
}
