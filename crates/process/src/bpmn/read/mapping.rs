//! What goes into a step, and what comes out of it.

use super::Reader;
use crate::bpmn::expression::{Formula, is_juel, juel_name};
use crate::bpmn::names::{extension, extensions, is_baton};
use crate::diagram::Step;
use crate::step::Mapping;
use crate::xml::Element;

impl<'a> Reader<'a> {
    pub(super) fn mappings(&mut self, element: &'a Element, step: &mut Step) {
        if let Some(zeebe) = extension(element, "ioMapping") {
            for each in zeebe.elements() {
                let from = each.attribute("source").unwrap_or_default();
                let from = self.formula(element, "A value handed over", Formula::or_text(from));
                let Some(key) = each.attribute("target").map(str::to_owned) else {
                    continue;
                };
                let mapping = Mapping { key, from };
                match each.local_name() {
                    "input" => step.inputs.push(mapping),
                    "output" => step.outputs.push(mapping),
                    _ => {}
                }
            }
        }
        if let Some(camunda) = extension(element, "inputOutput") {
            for each in camunda.elements() {
                let Some(key) = each.attribute("name").map(str::to_owned) else {
                    continue;
                };
                let from = self.parameter(element, each);
                let mapping = Mapping { key, from };
                match each.local_name() {
                    "inputParameter" => step.inputs.push(mapping),
                    "outputParameter" => step.outputs.push(mapping),
                    _ => {}
                }
            }
        }
        for each in extensions(element).filter(|it| !is_baton(it)) {
            let source = each.attribute("source").map(str::to_owned);
            let computed = each.attribute("sourceExpression");
            let from = match (source, computed) {
                (Some(source), _) => source,
                (None, Some(computed)) => self.parameter_text(element, computed),
                (None, None) => continue,
            };
            let Some(key) = each.attribute("target").map(str::to_owned) else {
                continue;
            };
            let mapping = Mapping { key, from };
            match each.local_name() {
                "in" => step.inputs.push(mapping),
                "out" => step.outputs.push(mapping),
                _ => {}
            }
        }
    }

    /// A parameter of Camunda 7: a text, `${…}`, a list, a map or a script.
    fn parameter(&mut self, owner: &Element, parameter: &Element) -> String {
        let Some(inner) = parameter.elements().next() else {
            return self.parameter_text(owner, &parameter.text());
        };
        match inner.local_name() {
            "list" => {
                let items: Vec<String> = inner
                    .elements()
                    .map(|it| self.parameter_text(owner, &it.text()))
                    .collect();
                format!("[{}]", items.join(", "))
            }
            "map" => {
                let entries: Vec<String> = inner
                    .elements()
                    .map(|it| {
                        let key = Formula::literal(it.attribute("key").unwrap_or_default());
                        let value = self.parameter_text(owner, &it.text());
                        format!("{}: {value}", key.text)
                    })
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
            _ => {
                let formula = Formula {
                    text: inner.text().trim().to_owned(),
                    foreign: Some(
                        inner
                            .attribute("scriptFormat")
                            .unwrap_or("a script")
                            .to_owned(),
                    ),
                };
                self.formula(owner, "A value handed over", formula)
            }
        }
    }

    fn parameter_text(&mut self, owner: &Element, text: &str) -> String {
        match juel_name(text) {
            Some(name) => name.to_owned(),
            None if is_juel(text) => {
                self.formula(owner, "A value handed over", Formula::spelled(text))
            }
            None => Formula::or_text(text).text,
        }
    }
}
