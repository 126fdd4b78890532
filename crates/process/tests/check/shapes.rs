//! Drawings that are large in one way: side by side, one after the other, into each other.

use crate::draw;
use process::diagram::{Diagram, Step};

pub type Gateway = fn(&str) -> Step;

/// So many steps between two gateways.
pub fn branches(count: usize, split: Gateway, join: Gateway) -> Diagram {
    let mut steps = vec![
        draw::start(),
        split("split"),
        join("join"),
        draw::end("end"),
    ];
    let mut lines = vec!["start -> split".to_owned(), "join -> end".to_owned()];
    for number in 0..count {
        steps.push(draw::ask(&format!("a{number}")));
        lines.push(format!("split -> a{number} -> join"));
    }
    drawn(steps, &lines)
}

/// Each branch may also go over to the next one.
pub fn tangled(count: usize) -> Diagram {
    let mut steps = vec![
        draw::start(),
        draw::and("split"),
        draw::or("join"),
        draw::end("end"),
    ];
    let mut lines = vec!["start -> split".to_owned(), "join -> end".to_owned()];
    for number in 0..count {
        let next = (number + 1).min(count - 1);
        steps.extend([
            draw::or(&format!("in{number}")),
            draw::ask(&format!("a{number}")),
            draw::or(&format!("out{number}")),
        ]);
        lines.push(format!(
            "split -> in{number} -> a{number} -> out{number} -> join"
        ));
        if next > number {
            lines.push(format!("out{number} -> in{next}"));
        }
    }
    drawn(steps, &lines)
}

/// So many steps one after the other.
pub fn line(count: usize) -> Diagram {
    let mut steps = vec![draw::start()];
    steps.extend((0..count).map(|number| draw::ask(&format!("a{number}"))));
    let lines: Vec<String> = (1..count)
        .map(|number| format!("a{} -> a{number}", number - 1))
        .collect();
    drawn(steps, &lines)
}

fn drawn(steps: Vec<Step>, lines: &[String]) -> Diagram {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    draw::draw(steps, &lines)
}
