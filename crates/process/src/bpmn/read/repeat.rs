//! Loops and multi-instance.

use super::Reader;
use crate::bpmn::expression::{Formula, juel_name};
use crate::bpmn::names::{added, child, children, extension, is_model, is_true, own};
use crate::step::{Each, Mapping, Over, Repetition, Tells, TellsWhen, Trigger};
use crate::xml::Element;

impl<'a> Reader<'a> {
    pub(super) fn repetition(&mut self, element: &'a Element) -> Option<Repetition> {
        if let Some(found) = child(element, "standardLoopCharacteristics") {
            let condition = child(found, "loopCondition");
            let condition =
                condition.map(|it| self.formula(element, "The loop's condition", Formula::of(it)));
            return Some(Repetition::While {
                condition: condition.unwrap_or_default(),
                before: is_true(found, "testBefore", false),
                most: own(found, "loopMaximum").and_then(|text| text.trim().parse().ok()),
            });
        }
        let found = child(element, "multiInstanceLoopCharacteristics")?;
        let mut each = Each::over(self.over(element, found));
        each.sequential = is_true(found, "isSequential", false);
        if let Some(until) = child(found, "completionCondition") {
            each.until = self.formula(element, "The condition to be done", Formula::of(until));
        }
        let zeebe = extension(found, "loopCharacteristics");
        let collect = zeebe.and_then(|it| it.attribute("outputCollection"));
        if let Some(key) = collect.filter(|key| !key.is_empty()) {
            let from = zeebe
                .and_then(|it| it.attribute("outputElement"))
                .unwrap_or_default();
            let from = self.formula(element, "What is collected", Formula::spelled(from));
            each.collect = Some(Mapping {
                key: key.to_owned(),
                from,
            });
        } else if let Some(name) = child(found, "loopDataOutputRef").map(Element::text) {
            let item = child(found, "outputDataItem");
            let item = item.and_then(|it| own(it, "name").or_else(|| own(it, "id")));
            each.collect = Some(Mapping {
                key: self.data_name(&name),
                from: item.unwrap_or_default().to_owned(),
            });
        }
        each.tells = self.tells(element, found);
        Some(Repetition::Each(Box::new(each)))
    }

    fn over(&mut self, owner: &'a Element, found: &'a Element) -> Over {
        let zeebe = extension(found, "loopCharacteristics");
        let item = zeebe.and_then(|it| it.attribute("inputElement"));
        let item = item.or_else(|| added(found, "elementVariable"));
        let of_model = child(found, "inputDataItem");
        let of_model = of_model.and_then(|it| own(it, "name").or_else(|| own(it, "id")));
        let item = item.or(of_model).unwrap_or_default().to_owned();
        let list = zeebe.and_then(|it| it.attribute("inputCollection"));
        if let Some(list) = list.or_else(|| added(found, "collection")) {
            let list = match juel_name(list) {
                Some(name) => name.to_owned(),
                None => self.formula(owner, "The list", Formula::spelled(list)),
            };
            return Over::List { list, item };
        }
        if let Some(list) = child(found, "loopDataInputRef").map(Element::text) {
            return Over::List {
                list: self.data_name(&list),
                item,
            };
        }
        let times = child(found, "loopCardinality");
        let times = times.map(|it| self.formula(owner, "How often", Formula::of(it)));
        Over::Times {
            times: times.unwrap_or_default(),
        }
    }

    /// The variable that a reference to a data object, an input or an output means.
    fn data_name(&self, name: &str) -> String {
        let name = name.trim();
        let Some(found) = self.index.get(name) else {
            return name.to_owned();
        };
        let object = own(found, "dataObjectRef").and_then(|name| self.index.get(name));
        let told = [Some(found), object];
        let told = told
            .into_iter()
            .flatten()
            .find_map(|it| own(it, "name").filter(|it| !it.is_empty()));
        told.unwrap_or(name).to_owned()
    }

    fn tells(&mut self, owner: &'a Element, found: &'a Element) -> Tells {
        let event = |reader: &mut Self, by: &str| -> Option<Trigger> {
            let name = own(found, by)?;
            let definition = reader.index.get(name)?;
            reader.trigger(owner, definition)
        };
        match own(found, "behavior") {
            Some("None") => event(self, "noneBehaviorEventRef")
                .map_or(Tells::Never, |what| Tells::EachTime { what }),
            Some("One") => event(self, "oneBehaviorEventRef")
                .map_or(Tells::Never, |what| Tells::First { what }),
            Some("Complex") => {
                let mut cases = Vec::new();
                for definition in children(found, "complexBehaviorDefinition") {
                    let condition = child(definition, "condition");
                    let condition = condition
                        .map(|it| self.formula(owner, "The condition", Formula::of(it)))
                        .unwrap_or_default();
                    let throws = child(definition, "event");
                    let throws = throws
                        .into_iter()
                        .flat_map(Element::elements)
                        .filter(|it| is_model(it));
                    for thrown in throws {
                        if let Some(what) = self.trigger(owner, thrown) {
                            cases.push(TellsWhen {
                                condition: condition.clone(),
                                what,
                            });
                        }
                    }
                }
                Tells::Cases { cases }
            }
            _ => Tells::Never,
        }
    }
}
