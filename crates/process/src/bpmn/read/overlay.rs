//! Our own settings: what BPMN has no words for stands beside it as JSON of the fields that differ.

use super::Reader;
use crate::bpmn::Standing;
use crate::bpmn::names::{SETTINGS, TESTS, child, extensions, is_baton, own};
use crate::step::StepKind;
use crate::xml::Element;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The settings of an element.
pub(super) fn settings(element: &Element) -> Option<Map<String, Value>> {
    child(element, "extensionElements")?;
    let mut own = extensions(element).filter(|it| is_baton(it) && it.local_name() == SETTINGS);
    serde_json::from_str(&own.next()?.text()).ok()
}

impl<'a> Reader<'a> {
    pub(super) fn overlay(&mut self, root: &'a Element) {
        let mut found = BTreeMap::new();
        let mut whole = None;
        collect(root, &mut found, &mut whole);
        if found.is_empty() && whole.is_none() {
            return;
        }
        let mut broken: Vec<&'a Element> = Vec::new();
        let mut lay = Lay {
            found: &found,
            broken: &mut broken,
        };
        let diagram = &mut self.diagram;
        // Variables first: a step's own settings may name them.
        let names = &mut self.names.data;
        let mut of_data = |inside: Option<&crate::id::StepId>,
                           object: &mut crate::diagram::DataObject| {
            let spot = (inside.cloned(), object.key.clone());
            let Some(name) = names.get(&spot).cloned() else {
                return;
            };
            lay.on(&name.id, object);
            names.remove(&spot);
            names.insert((spot.0, object.key.clone()), name);
        };
        for object in &mut diagram.data {
            of_data(None, object);
        }
        for step in &mut diagram.steps {
            if let StepKind::SubProcess(sub) = &mut step.kind {
                for object in &mut sub.data {
                    of_data(Some(&step.id), object);
                }
            }
        }
        for step in &mut diagram.steps {
            lay.on(step.id.clone().as_str(), step);
        }
        for flow in &mut diagram.flows {
            lay.on(flow.id.clone().as_str(), flow);
        }
        for pool in &mut diagram.pools {
            lay.on(pool.id.clone().as_str(), pool);
        }
        for lane in &mut diagram.lanes {
            lay.on(lane.id.clone().as_str(), lane);
        }
        for flow in &mut diagram.message_flows {
            lay.on(flow.id.clone().as_str(), flow);
        }
        if let Some(whole) = whole {
            order(&mut diagram.steps, &whole["steps"], |step| step.id.as_str());
            order(&mut diagram.flows, &whole["flows"], |flow| flow.id.as_str());
            order(&mut diagram.lanes, &whole["lanes"], |lane| lane.id.as_str());
            order(&mut diagram.pools, &whole["pools"], |pool| pool.id.as_str());
            order(&mut diagram.data, &whole["data"], |object| {
                object.key.as_str()
            });
            if let Some(tests) = whole.get(TESTS) {
                match serde_json::from_value(tests.clone()) {
                    Ok(tests) => diagram.tests = tests,
                    Err(_) => broken.push(root),
                }
            }
        }
        for element in broken {
            self.remark(
                Standing::Mended,
                element,
                "Its settings of Baton could not be read and were left out.",
            );
        }
    }
}

struct Lay<'b, 'a> {
    found: &'b BTreeMap<String, (&'a Element, Map<String, Value>)>,
    broken: &'b mut Vec<&'a Element>,
}

impl Lay<'_, '_> {
    fn on<T: Serialize + DeserializeOwned>(&mut self, id: &str, thing: &mut T) {
        let Some((element, settings)) = self.found.get(id) else {
            return;
        };
        match patched(thing, settings) {
            Some(patched) => *thing = patched,
            None => self.broken.push(element),
        }
    }
}

fn patched<T: Serialize + DeserializeOwned>(thing: &T, settings: &Map<String, Value>) -> Option<T> {
    let mut value = serde_json::to_value(thing).ok()?;
    let fields = value.as_object_mut()?;
    for (key, value) in settings {
        match value {
            Value::Null => fields.remove(key),
            value => fields.insert(key.clone(), value.clone()),
        };
    }
    serde_json::from_value(value).ok()
}

/// Puts things in the order of a list of their ids; those not in it stay behind.
fn order<T>(things: &mut [T], ids: &Value, id: impl Fn(&T) -> &str) {
    let ids = ids.as_array().into_iter().flatten();
    let ranks: BTreeMap<&str, usize> = ids.filter_map(Value::as_str).zip(0..).collect();
    if !ranks.is_empty() {
        things.sort_by_key(|thing| ranks.get(id(thing)).copied().unwrap_or(usize::MAX));
    }
}

fn collect<'a>(
    element: &'a Element,
    found: &mut BTreeMap<String, (&'a Element, Map<String, Value>)>,
    whole: &mut Option<Value>,
) {
    if let Some(settings) = settings(element) {
        if element.local_name() == "process" {
            let mut all = settings;
            if let Some(Value::Object(earlier)) = whole.take() {
                all.extend(earlier);
            }
            *whole = Some(Value::Object(all));
        } else if let Some(id) = own(element, "id") {
            found.entry(id.to_owned()).or_insert((element, settings));
        }
    }
    for child in element.elements() {
        if child.local_name() != "extensionElements" {
            collect(child, found, whole);
        }
    }
}
