//! One element of a file, changed by what differs between two that were written for it.

use super::keyed::{key_of, wraps};
use super::merge::schema_place;
use super::prefixes::Prefixes;
use crate::xml::{Attribute, Element, Node};
use std::collections::BTreeSet;

pub(super) fn patch(
    original: &mut Element,
    before: &Element,
    after: &Element,
    prefixes: &Prefixes,
) {
    if before == after {
        return;
    }
    if before.local_name() != after.local_name() {
        original.name = match original.prefix() {
            Some(prefix) => format!("{prefix}:{}", after.local_name()),
            None => after.local_name().to_owned(),
        };
    }
    attributes(original, before, after);
    if original.local_name() == "BPMNShape" {
        shift_label(original, before, after);
    }
    children(original, before, after, prefixes);
    let text = |element: &Element| element.elements().next().is_none().then(|| element.text());
    if let (Some(then), Some(now)) = (text(before), text(after))
        && then != now
    {
        original
            .children
            .retain(|child| !matches!(child, Node::Text(_)));
        if !now.is_empty() {
            original.children.insert(0, Node::Text(now));
        }
    }
}

fn attributes(original: &mut Element, before: &Element, after: &Element) {
    for attribute in &after.attributes {
        if before.attribute(&attribute.name) != Some(&attribute.value) {
            set(original, &attribute.name, &attribute.value);
        }
    }
    for attribute in &before.attributes {
        if after.attribute(&attribute.name).is_none() {
            original.attributes.retain(|it| it.name != attribute.name);
        }
    }
}

pub(super) fn set(element: &mut Element, name: &str, value: &str) {
    match element.attributes.iter_mut().find(|it| it.name == name) {
        Some(attribute) => value.clone_into(&mut attribute.value),
        None => element.attributes.push(Attribute {
            name: name.to_owned(),
            value: value.to_owned(),
        }),
    }
}

/// Children without a key of their own, by their names.
fn children(original: &mut Element, before: &Element, after: &Element, prefixes: &Prefixes) {
    let own = |element: &Element| -> Vec<Element> {
        let own = element.elements();
        own.filter(|it| key_of(it).is_none() && !wraps(it.local_name()))
            .cloned()
            .collect()
    };
    let (before, after) = (own(before), own(after));
    let mut names = BTreeSet::new();
    names.extend(
        before
            .iter()
            .chain(&after)
            .map(|it| it.local_name().to_owned()),
    );
    for name in names {
        let of = |all: &[Element]| -> Vec<Element> {
            all.iter()
                .filter(|it| it.local_name() == name)
                .cloned()
                .collect()
        };
        let (then, now) = (of(&before), of(&after));
        if then == now {
            continue;
        }
        match name.as_str() {
            "incoming" | "outgoing" | "flowNodeRef" => texts(original, &then, &now, prefixes),
            "waypoint" => points(original, now, prefixes),
            _ => one_by_one(original, &name, &then, &now, prefixes),
        }
    }
}

/// Lists of names: those that are gone go, new ones come.
fn texts(original: &mut Element, before: &[Element], after: &[Element], prefixes: &Prefixes) {
    let all =
        |elements: &[Element]| -> BTreeSet<String> { elements.iter().map(Element::text).collect() };
    let (then, now) = (all(before), all(after));
    let Some(name) = before
        .first()
        .or(after.first())
        .map(|it| it.local_name().to_owned())
    else {
        return;
    };
    original.children.retain(|child| {
        let lost = |it: &Element| {
            let text = it.text();
            it.local_name() == name && then.contains(text.trim()) && !now.contains(text.trim())
        };
        !child.element().is_some_and(lost)
    });
    for new in after.iter().filter(|it| !then.contains(&it.text())) {
        add(original, new.clone(), prefixes);
    }
}

/// The course of an arrow is one thing; its label finds a new place.
fn points(original: &mut Element, now: Vec<Element>, prefixes: &Prefixes) {
    original.children.retain(|child| {
        child
            .element()
            .is_none_or(|it| it.local_name() != "waypoint")
    });
    for point in now.into_iter().rev() {
        let mut point = point;
        prefixes.adapt(&mut point);
        original.children.insert(0, Node::Element(point));
    }
    for child in &mut original.children {
        if let Node::Element(label) = child
            && label.local_name() == "BPMNLabel"
        {
            label
                .children
                .retain(|it| it.element().is_none_or(|it| it.local_name() != "Bounds"));
        }
    }
}

fn one_by_one(
    original: &mut Element,
    name: &str,
    before: &[Element],
    after: &[Element],
    prefixes: &Prefixes,
) {
    let is = |node: &Node| node.element().is_some_and(|it| it.local_name() == name);
    let places: Vec<usize> = (0..original.children.len())
        .filter(|at| is(&original.children[*at]))
        .collect();
    let mut lost = BTreeSet::new();
    let mut new = Vec::new();
    for at in 0..before.len().max(after.len()) {
        let place = places.get(at).copied();
        match (before.get(at), after.get(at)) {
            (Some(then), Some(now)) if then == now => {}
            (Some(then), Some(now)) => {
                match place.and_then(|place| original.children.get_mut(place)) {
                    Some(Node::Element(found)) => patch(found, then, now, prefixes),
                    _ => new.push(now.clone()),
                }
            }
            (Some(_), None) => lost.extend(place),
            (None, Some(now)) => new.push(now.clone()),
            (None, None) => {}
        }
    }
    let mut at = 0;
    original.children.retain(|_| {
        at += 1;
        !lost.contains(&(at - 1))
    });
    for element in new {
        add(original, element, prefixes);
    }
}

fn add(original: &mut Element, mut child: Element, prefixes: &Prefixes) {
    prefixes.adapt(&mut child);
    let at = schema_place(original, child.local_name());
    original.children.insert(at, Node::Element(child));
}

/// The name of a shape moves along with it.
fn shift_label(original: &mut Element, before: &Element, after: &Element) {
    let corner = |element: &Element, name: &str| -> f64 {
        let bounds = element.elements().find(|it| it.local_name() == "Bounds");
        let value = bounds.and_then(|it| it.attribute(name)?.parse().ok());
        value.unwrap_or_default()
    };
    for child in &mut original.children {
        let Node::Element(label) = child else {
            continue;
        };
        if label.local_name() != "BPMNLabel" {
            continue;
        }
        for inner in &mut label.children {
            let Node::Element(bounds) = inner else {
                continue;
            };
            for name in ["x", "y"] {
                let by = corner(after, name) - corner(before, name);
                let value = bounds
                    .attribute(name)
                    .and_then(|text| text.parse::<f64>().ok());
                if let Some(value) = value.filter(|_| by != 0.0) {
                    set(bounds, name, &(value + by).to_string());
                }
            }
        }
    }
}
