//! Whether everything stands where the file says that it is drawn.

use process::bpmn;
use process::diagram::Diagram;
use process::xml::{self, Element};
use std::collections::{BTreeMap, BTreeSet};

/// What is drawn elsewhere when the drawing is written again from the diagram alone: shapes to the pixel, arrows point
/// by point.
pub fn moved(file: &Element, diagram: &Diagram) -> Vec<String> {
    let Ok(again) = xml::read(bpmn::write(diagram).as_bytes()) else {
        return vec!["the drawing is not read".to_owned()];
    };
    let (before, after) = (places(file), places(&again.root));
    let known: BTreeSet<String> = before.keys().cloned().collect();
    let mut moved = Vec::new();
    for (id, numbers) in before {
        let Some(now) = after.get(&id) else { continue };
        // An arrow needs its steps, and two points.
        let flow = diagram.flow(&id.as_str().into());
        let ends = flow
            .is_none_or(|it| known.contains(it.from.as_str()) && known.contains(it.to.as_str()));
        if !ends || numbers.len() < 4 {
            continue;
        }
        let near = numbers.len() == now.len()
            && numbers.iter().zip(now).all(|(a, b)| (a - b).abs() <= 2.0);
        if !near {
            moved.push(format!("{id} {numbers:?} is now {now:?}"));
        }
    }
    moved
}

fn places(root: &Element) -> BTreeMap<String, Vec<f64>> {
    let mut found = BTreeMap::new();
    add(root, &mut found);
    found
}

fn add(element: &Element, found: &mut BTreeMap<String, Vec<f64>>) {
    let numbers = |of: &Element, names: &[&str]| -> Vec<f64> {
        let number = |name: &&str| of.attribute(name).and_then(|it| it.trim().parse().ok());
        names
            .iter()
            .map(|name| number(name).unwrap_or_default())
            .collect()
    };
    let drawn = element
        .attribute("bpmnElement")
        .map(|it| xml::local(it.trim()).to_owned());
    match (element.local_name(), drawn) {
        ("BPMNShape", Some(id)) => {
            if let Some(bounds) = element.elements().find(|it| it.local_name() == "Bounds") {
                found
                    .entry(id)
                    .or_insert(numbers(bounds, &["x", "y", "width", "height"]));
            }
        }
        ("BPMNEdge", Some(id)) => {
            let points = element
                .elements()
                .filter(|it| it.local_name() == "waypoint");
            found
                .entry(id)
                .or_insert(points.flat_map(|it| numbers(it, &["x", "y"])).collect());
        }
        _ => element.elements().for_each(|child| add(child, found)),
    }
}
