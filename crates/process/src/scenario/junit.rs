//! What came of scenarios, for build servers: JUnit's XML.

use super::gate::Tested;
use crate::xml::{self, Attribute, Document, Element, Node};

/// One suite for each process: its name and what was run.
pub fn junit(suites: &[(String, Vec<Tested>)]) -> String {
    let mut root = Element::new("testsuites");
    for (name, tested) in suites {
        let mut suite = Element::new("testsuite");
        let failed = tested.iter().filter(|one| !one.outcome.passed()).count();
        suite.attributes = vec![
            attribute("name", name),
            attribute("tests", &tested.len().to_string()),
            attribute("failures", &failed.to_string()),
        ];
        let cases = tested.iter().map(|one| Node::Element(case(name, one)));
        suite.children = cases.collect();
        root.children.push(Node::Element(suite));
    }
    xml::write(&Document {
        before: Vec::new(),
        root,
        after: Vec::new(),
    })
}

fn case(suite: &str, tested: &Tested) -> Element {
    let mut case = Element::new("testcase");
    case.attributes = vec![
        attribute("classname", suite),
        attribute("name", &tested.title),
    ];
    for failure in &tested.outcome.failures {
        let mut failed = Element::new("failure");
        failed.attributes = vec![attribute("message", &failure.sentence)];
        case.children.push(Node::Element(failed));
    }
    case
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{At, Failure, Outcome};

    #[test]
    fn what_failed_says_why_and_names_are_escaped() {
        let tested = |title: &str, failures: Vec<Failure>| Tested {
            id: "one".into(),
            title: title.into(),
            outcome: Outcome {
                failures,
                log: Vec::new(),
            },
        };
        let failure = Failure {
            at: At::Beginning,
            sentence: "“A” & <b> failed.".into(),
        };
        let text = junit(&[(
            "leave.json".into(),
            vec![
                tested("Passes", Vec::new()),
                tested("Fails \"here\"", vec![failure]),
            ],
        )]);
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites>\n\
             \x20 <testsuite name=\"leave.json\" tests=\"2\" failures=\"1\">\n\
             \x20   <testcase classname=\"leave.json\" name=\"Passes\"/>\n\
             \x20   <testcase classname=\"leave.json\" name=\"Fails &quot;here&quot;\">\n\
             \x20     <failure message=\"“A” &amp; &lt;b&gt; failed.\"/>\n\
             \x20   </testcase>\n\
             \x20 </testsuite>\n\
             </testsuites>\n"
        );
    }
}
