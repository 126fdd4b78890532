//! What was read comes out again, and what was written reads the same.

use crate::drawing::FILE;
use crate::random;
use process::bpmn;
use process::diagram::Diagram;
use process::xml::{self, Element, Node};
use proptest::prelude::*;
use serde_json::Value;

/// The tree without white space between elements.
pub fn tree(text: &str) -> Element {
    fn plain(element: &Element) -> Element {
        let mut element = element.clone();
        element.as_written = true;
        element
            .attributes
            .retain(|it| !it.name.starts_with("xmlns"));
        element.attributes.sort_by(|a, b| a.name.cmp(&b.name));
        element.children.retain(|child| !child.is_blank());
        for child in &mut element.children {
            if let Node::Element(inner) = child {
                *inner = plain(inner);
            }
        }
        element
    }
    plain(&xml::read(text.as_bytes()).unwrap().root)
}

/// Without the file it came in.
pub fn bare(mut diagram: Diagram) -> Diagram {
    diagram.kept = Default::default();
    diagram
}

pub fn read(text: &str) -> Diagram {
    bpmn::read(text.as_bytes()).unwrap().diagram
}

/// Where two diagrams differ.
pub fn differences(before: &Diagram, after: &Diagram) -> Vec<String> {
    fn walk(at: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
        match (before, after) {
            (Value::Object(a), Value::Object(b)) => {
                for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                    let of = |map: &serde_json::Map<String, Value>| {
                        map.get(key).cloned().unwrap_or_default()
                    };
                    walk(&format!("{at}.{key}"), &of(a), &of(b), found);
                }
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (number, (a, b)) in a.iter().zip(b).enumerate() {
                    walk(&format!("{at}[{number}]"), a, b, found);
                }
            }
            _ if before == after => {}
            _ => found.push(format!("{at}: {before} became {after}")),
        }
    }
    let value = |diagram: &Diagram| serde_json::to_value(bare(diagram.clone())).unwrap();
    let mut found = Vec::new();
    walk("", &value(before), &value(after), &mut found);
    found
}

#[test]
fn a_file_that_nobody_changed_comes_out_as_it_came_in() {
    let diagram = read(FILE);
    let saved = serde_json::to_string(&diagram).unwrap();
    let loaded: Diagram = serde_json::from_str(&saved).unwrap();
    assert_eq!(tree(&bpmn::write(&loaded)), tree(FILE));
}

#[test]
fn without_the_file_the_diagram_still_says_the_same() {
    let diagram = bare(read(FILE));
    assert_eq!(bare(read(&bpmn::write(&diagram))), diagram);
}

#[test]
fn what_bpmn_has_words_for_is_said_in_them() {
    let written = bpmn::write(&bare(read(FILE)));
    for words in [
        r#"<participant id="shop" name="Shop" processRef="p"/>"#,
        r#"default="f3""#,
        "=amount &gt; 5",
        r#"<boundaryEvent id="b" name="Broken" cancelActivity="false" attachedToRef="sub">"#,
        r#"errorCode="broken""#,
        r#"<di:waypoint x="325" y="360"/>"#,
        "<documentation>By phone too</documentation>",
    ] {
        assert!(written.contains(words), "{words} is not in\n{written}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_drawn_reads_the_same_after_it_was_written(seed in any::<u64>()) {
        let diagram = random::diagram(seed);
        let written = bpmn::write(&diagram);
        prop_assert_eq!(differences(&diagram, &read(&written)), Vec::<String>::new());
    }

    #[test]
    fn whatever_is_changed_in_an_imported_file_reads_the_same(seed in any::<u64>(), other in any::<u64>()) {
        let mut changed = read(&bpmn::write(&random::diagram(seed)));
        random::change(&mut changed, other);
        let written = bpmn::write(&changed);
        prop_assert_eq!(differences(&changed, &read(&written)), Vec::<String>::new());
    }
}

#[test]
fn several_arrows_from_one_event_to_one_step_stay_several() {
    let diagram = random::diagram(1_707_428_334_085_846_820);
    assert!(differences(&diagram, &read(&bpmn::write(&diagram))).is_empty());
}

#[test]
fn scenarios_go_with_the_file() {
    let mut seen = 0;
    for template in process::sample::templates() {
        let written = bpmn::write(&template.diagram);
        assert_eq!(
            read(&written).tests,
            template.diagram.tests,
            "{}",
            template.key
        );
        seen += template.diagram.tests.scenarios.len();
    }
    assert!(seen > 0);
    // What cannot be read is said, and the process is there all the same.
    let template = process::sample::templates().remove(0);
    let written = bpmn::write(&template.diagram).replace("\"scenarios\":[", "\"scenarios\":[7,");
    let imported = bpmn::read(written.as_bytes()).unwrap();
    assert_eq!(imported.diagram.steps.len(), template.diagram.steps.len());
    assert!(imported.diagram.tests.is_empty());
    assert!(imported.report.iter().any(|remark| {
        remark
            .message
            .contains("settings of Baton could not be read")
    }));
}
