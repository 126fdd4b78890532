//! Reads what was written, and says beside it what came back different.

use super::Writer;
use super::build::{Build, element};
use super::ids::Of;
use super::merge::schema_place;
use super::prefixes;
use crate::bpmn::names::{SETTINGS, TESTS, is_baton, is_model, own};
use crate::bpmn::read;
use crate::diagram::Diagram;
use crate::xml::{self, Document, Element, Node};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the file read as this diagram.
pub(super) fn settle(document: &mut Document, diagram: &Diagram) {
    strip(&mut document.root);
    xml::resolve(&mut document.root);
    // What was written is within the limits of what is read, unless the diagram is beyond them.
    let Ok((mut read, mut names)) = read::understand(document) else {
        return;
    };
    if mark_outside(document, &read.diagram, diagram)
        && let Ok(again) = read::understand(document)
    {
        (read, names) = again;
    }
    let read = read.diagram;
    let writer = Writer::of(diagram, &names);
    let id = |of: Of, id: &str| writer.ids.of(of, id);
    let mut settings: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    let mut put = |id: String, now: Value, then: Option<Value>| {
        let difference = difference(now, then.unwrap_or_default());
        if !difference.is_empty() {
            settings.insert(id, difference);
        }
    };
    let then = by(&read.steps, |step| step.id.as_str());
    for step in &diagram.steps {
        let id = id(Of::Step, step.id.as_str());
        let then = then.get(id.as_str()).map(value);
        put(id, value(step), then);
    }
    let then = by(&read.flows, |flow| flow.id.as_str());
    for flow in &diagram.flows {
        let id = id(Of::Flow, flow.id.as_str());
        let then = then.get(id.as_str()).map(value);
        put(id, value(flow), then);
    }
    let then = by(&read.pools, |pool| pool.id.as_str());
    // A pool that is not drawn is its process.
    for pool in diagram
        .pools
        .iter()
        .filter(|pool| !super::process::is_undrawn(pool))
    {
        let id = id(Of::Pool, pool.id.as_str());
        let then = then.get(id.as_str()).map(value);
        put(id, value(pool), then);
    }
    let then = by(&read.lanes, |lane| lane.id.as_str());
    for lane in &diagram.lanes {
        let id = id(Of::Lane, lane.id.as_str());
        let then = then.get(id.as_str()).map(value);
        put(id, value(lane), then);
    }
    let then = by(&read.message_flows, |flow| flow.id.as_str());
    for flow in &diagram.message_flows {
        let id = id(Of::Message, &flow.id);
        let then = then.get(id.as_str()).map(value);
        put(id, value(flow), then);
    }
    // A variable is found again by its key, or by the place it stands at.
    for (at, object) in diagram.data.iter().enumerate() {
        let same = read.data.iter().find(|then| then.key == object.key);
        let then = same.or_else(|| {
            read.data
                .get(at)
                .filter(|_| read.data.len() == diagram.data.len())
        });
        if let Some(then) = then
            && let Some(declared) = names.data.get(&(None, then.key.clone()))
        {
            put(declared.id.clone(), value(object), Some(value(then)));
        }
    }
    let mut whole = Map::new();
    let mut order = |name: &str, now: Vec<String>, then: Vec<&str>, real: Vec<&str>| {
        if now != then {
            let real = real.into_iter().map(Value::from).collect();
            whole.insert(name.to_owned(), Value::Array(real));
        }
    };
    order(
        "steps",
        diagram
            .steps
            .iter()
            .map(|it| id(Of::Step, it.id.as_str()))
            .collect(),
        read.steps.iter().map(|it| it.id.as_str()).collect(),
        diagram.steps.iter().map(|it| it.id.as_str()).collect(),
    );
    order(
        "flows",
        diagram
            .flows
            .iter()
            .map(|it| id(Of::Flow, it.id.as_str()))
            .collect(),
        read.flows.iter().map(|it| it.id.as_str()).collect(),
        diagram.flows.iter().map(|it| it.id.as_str()).collect(),
    );
    order(
        "lanes",
        diagram
            .lanes
            .iter()
            .map(|it| id(Of::Lane, it.id.as_str()))
            .collect(),
        read.lanes.iter().map(|it| it.id.as_str()).collect(),
        diagram.lanes.iter().map(|it| it.id.as_str()).collect(),
    );
    order(
        "pools",
        diagram
            .pools
            .iter()
            .map(|it| id(Of::Pool, it.id.as_str()))
            .collect(),
        read.pools.iter().map(|it| it.id.as_str()).collect(),
        diagram.pools.iter().map(|it| it.id.as_str()).collect(),
    );
    order(
        "data",
        diagram.data.iter().map(|it| it.key.clone()).collect(),
        read.data.iter().map(|it| it.key.as_str()).collect(),
        diagram.data.iter().map(|it| it.key.as_str()).collect(),
    );
    if !diagram.tests.is_empty() {
        whole.insert(TESTS.to_owned(), value(&diagram.tests));
    }
    if settings.is_empty() && whole.is_empty() {
        return;
    }
    let prefix = prefixes::baton(&mut document.root);
    if !whole.is_empty()
        && let Some(process) = names.processes.values().next()
    {
        settings.entry(process.clone()).or_default().extend(whole);
    }
    add(&mut document.root, &mut settings, &prefix);
}

/// Whether a process outside all drawn pools has one that is not drawn follows from how many there are; where it is
/// otherwise, the process says so.
fn mark_outside(document: &mut Document, read: &Diagram, diagram: &Diagram) -> bool {
    let undrawn = |diagram: &Diagram| -> BTreeSet<String> {
        let pools = diagram
            .pools
            .iter()
            .filter(|pool| super::process::is_undrawn(pool));
        pools.map(|pool| pool.id.as_str().to_owned()).collect()
    };
    let (then, now) = (undrawn(read), undrawn(diagram));
    let mut marks = BTreeMap::new();
    for (ids, mark) in [
        (then.difference(&now), "outside"),
        (now.difference(&then), "apart"),
    ] {
        for id in ids {
            let mark = Map::from_iter([(mark.to_owned(), Value::Bool(true))]);
            marks.insert(id.clone(), mark);
        }
    }
    if marks.is_empty() {
        return false;
    }
    let prefix = prefixes::baton(&mut document.root);
    add(&mut document.root, &mut marks, &prefix);
    xml::resolve(&mut document.root);
    true
}

fn by<'a, T>(things: &'a [T], id: impl Fn(&'a T) -> &'a str) -> BTreeMap<&'a str, &'a T> {
    let mut found = BTreeMap::new();
    for thing in things {
        found.entry(id(thing)).or_insert(thing);
    }
    found
}

fn value(thing: &impl Serialize) -> Value {
    serde_json::to_value(thing).unwrap_or_default()
}

/// The fields that are different now; those that are gone as null.
fn difference(now: Value, then: Value) -> Map<String, Value> {
    let (Value::Object(now), Value::Object(mut then)) = (now, then) else {
        return Map::new();
    };
    let mut difference = Map::new();
    for (key, value) in now {
        if then.remove(&key).as_ref() != Some(&value) {
            difference.insert(key, value);
        }
    }
    difference.extend(then.into_iter().map(|(key, _)| (key, Value::Null)));
    difference
}

/// Removes all settings of ours.
fn strip(element: &mut Element) {
    let mut emptied = false;
    for child in &mut element.children {
        if let Node::Element(child) = child {
            if is_model(child) && child.local_name() == "extensionElements" {
                let before = child.children.len();
                child.children.retain(|it| {
                    let ours = |it: &Element| is_baton(it) && it.local_name() == SETTINGS;
                    !it.element().is_some_and(ours)
                });
                let fewer = child.children.len() < before;
                emptied |= fewer && child.children.iter().all(Node::is_blank);
            } else {
                strip(child);
            }
        }
    }
    if emptied {
        element.children.retain(|it| {
            let empty = |it: &Element| {
                it.local_name() == "extensionElements" && it.children.iter().all(Node::is_blank)
            };
            !it.element().is_some_and(empty)
        });
    }
}

fn add(element: &mut Element, settings: &mut BTreeMap<String, Map<String, Value>>, prefix: &str) {
    if settings.is_empty() {
        return;
    }
    for child in &mut element.children {
        if let Node::Element(child) = child
            && child.local_name() != "extensionElements"
        {
            add(child, settings, prefix);
        }
    }
    if !is_model(element) {
        return;
    }
    let Some(settings) = own(element, "id").and_then(|id| settings.remove(id)) else {
        return;
    };
    let text = Value::Object(settings).to_string();
    let settings = super::build::element(&format!("{prefix}:{SETTINGS}")).text(&text);
    let existing = element.children.iter_mut().find_map(|child| match child {
        Node::Element(child) if is_model(child) && child.local_name() == "extensionElements" => {
            Some(child)
        }
        _ => None,
    });
    match existing {
        Some(extensions) => {
            let ours = |it: &Element| it.local_name() == SETTINGS && is_baton(it);
            let marked = extensions
                .children
                .iter()
                .position(|it| it.element().is_some_and(ours));
            match marked {
                Some(at) => {
                    extensions.children[at] =
                        Node::Element(united(&extensions.children[at], settings))
                }
                None => extensions.children.push(Node::Element(settings)),
            }
        }
        None => {
            let name = match element.prefix() {
                Some(own) => format!("{own}:extensionElements"),
                None => "extensionElements".to_owned(),
            };
            let extensions = self::element(&name).child(settings);
            let at = schema_place(element, "extensionElements");
            element.children.insert(at, Node::Element(extensions));
        }
    }
}

/// Settings with those that stand there already.
fn united(there: &Node, more: Element) -> Element {
    let fields =
        |text: String| serde_json::from_str::<Map<String, Value>>(&text).unwrap_or_default();
    let mut all = there
        .element()
        .map(|it| fields(Element::text(it)))
        .unwrap_or_default();
    all.extend(fields(Element::text(&more)));
    element(&more.name).text(&Value::Object(all).to_string())
}
