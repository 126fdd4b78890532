//! Reads a file of test cases.

use crate::value;
use process::Value;
use process::xml::{Element, XmlError, read};

pub struct Suite {
    /// The file of the model; nothing where there is only one.
    pub model: Option<String>,
    pub cases: Vec<Case>,
}

pub struct Case {
    pub id: String,
    /// What is asked when it is not the decisions themselves: a knowledge model or a service.
    pub invocable: Option<String>,
    pub inputs: Vec<Given>,
    pub results: Vec<Wanted>,
}

pub struct Given {
    pub name: String,
    pub namespace: Option<String>,
    pub value: Value,
}

pub struct Wanted {
    pub name: String,
    pub expected: Value,
    /// Whether something should have been noticed.
    pub error: bool,
}

pub fn read_suite(text: &str) -> Result<Suite, XmlError> {
    let root = read(text.as_bytes())?.root;
    Ok(Suite {
        model: child(&root, "modelName").map(|name| name.text().trim().to_owned()),
        cases: children(&root, "testCase").map(case).collect(),
    })
}

fn case(element: &Element) -> Case {
    let kind = element.attribute("type").unwrap_or("decision");
    let invocable = element.attribute("invocableName").map(str::to_owned);
    Case {
        id: element.attribute("id").unwrap_or_default().to_owned(),
        invocable: invocable.filter(|_| kind != "decision"),
        inputs: children(element, "inputNode")
            .map(|node| Given {
                name: node.attribute("name").unwrap_or_default().to_owned(),
                namespace: node.attribute("namespace").map(str::to_owned),
                value: value::read(node),
            })
            .collect(),
        results: children(element, "resultNode")
            .map(|node| Wanted {
                name: node.attribute("name").unwrap_or_default().to_owned(),
                expected: child(node, "expected").map_or(Value::Null, value::read),
                error: node.attribute("errorResult") == Some("true"),
            })
            .collect(),
    }
}

pub fn children<'a>(element: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    element
        .elements()
        .filter(move |child| child.local_name() == name)
}

pub fn child<'a>(element: &'a Element, name: &'a str) -> Option<&'a Element> {
    children(element, name).next()
}
