//! DMN files in and out: nothing is lost.

use process::decision::dmn;
use process::decision::model::DrgElement;
use process::xml::{Element, Node, read};

const FILE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment before -->
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
    xmlns:acme="urn:acme" id="defs" name="Loan &amp; more" namespace="urn:loan" exporter="Acme" acme:colour="blue">
  <dmn:description>What it is for, with <![CDATA[<signs>]]></dmn:description>
  <dmn:extensionElements><acme:note at="1">kept <b>as</b> it is </acme:note></dmn:extensionElements>
  <dmn:itemDefinition name="tLoan" label="Loan" isCollection="false"><dmn:itemComponent name="amount"><dmn:typeRef>number</dmn:typeRef></dmn:itemComponent></dmn:itemDefinition>
  <!-- a comment between -->
  <dmn:inputData id="loan" name="Loan"><dmn:variable id="v" name="Loan" typeRef="tLoan"/></dmn:inputData>
  <dmn:knowledgeSource id="law" name="Law" locationURI="urn:law"/>
  <dmn:decision id="d" name="Decide" acme:reviewed="yes">
    <dmn:question>Shall we?</dmn:question>
    <dmn:variable name="Decide" typeRef="string"/>
    <dmn:informationRequirement id="r1"><dmn:requiredInput href="#loan"/></dmn:informationRequirement>
    <dmn:authorityRequirement id="r2"><dmn:requiredAuthority href="#law"/></dmn:authorityRequirement>
    <dmn:decisionTable id="t" hitPolicy="FIRST" outputLabel="Decide" preferredOrientation="Rule-as-Row">
      <dmn:input id="i" label="Amount"><dmn:inputExpression typeRef="number"><dmn:text>Loan.amount</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:output id="o"><dmn:outputValues><dmn:text>"yes", "no"</dmn:text></dmn:outputValues></dmn:output>
      <dmn:annotation name="Why"/>
      <dmn:rule id="one"><dmn:description>small</dmn:description><dmn:inputEntry id="c"><dmn:text>&lt; 1000</dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text>"yes"</dmn:text></dmn:outputEntry><dmn:annotationEntry><dmn:text>cheap</dmn:text></dmn:annotationEntry></dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <dmn:textAnnotation id="ta"><dmn:text>  spaces stay  </dmn:text></dmn:textAnnotation>
  <dmndi:DMNDI><dmndi:DMNDiagram/></dmndi:DMNDI>
</dmn:definitions>
<?after this?>
"##;

/// The tree without white space between elements.
fn tree(element: &Element) -> Element {
    let mut element = element.clone();
    element.namespace = None;
    element.as_written = true;
    element.attributes.sort_by(|a, b| a.name.cmp(&b.name));
    element.children.retain(|child| !child.is_blank());
    for child in &mut element.children {
        if let Node::Element(inner) = child {
            *inner = tree(inner);
        }
    }
    element
}

#[test]
fn reading_and_writing_loses_nothing() {
    let written = dmn::write(&dmn::read(FILE.as_bytes()).unwrap());
    let (mut before, after) = (
        read(FILE.as_bytes()).unwrap(),
        read(written.as_bytes()).unwrap(),
    );
    assert_eq!((before.before, before.after), (after.before, after.after));
    for attribute in &mut before.root.attributes {
        attribute.value = attribute.value.replace("20191111", "20230324");
    }
    assert_eq!(tree(&before.root), tree(&after.root));
}

#[test]
fn what_was_written_reads_the_same() {
    let model = dmn::read(FILE.as_bytes()).unwrap();
    let written = dmn::write(&model);
    assert_eq!(dmn::read(written.as_bytes()).unwrap(), model);
    assert_eq!(dmn::write(&model), written);
}

#[test]
fn every_version_is_read_and_the_newest_written() {
    for version in [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ] {
        let file = format!(
            r#"<definitions xmlns="{version}" name="a" namespace="b"><inputData id="i" name="i"/></definitions>"#
        );
        let model = dmn::read(file.as_bytes()).unwrap();
        assert!(matches!(model.elements[..], [DrgElement::InputData(_)]));
        assert!(dmn::write(&model).contains("https://www.omg.org/spec/DMN/20230324/MODEL/"));
    }
}

#[test]
fn what_is_not_dmn_is_refused_in_words() {
    for (file, words) in [
        ("", "holds no XML"),
        ("<a>", "ends too early"),
        ("<a></b>", "not well-formed"),
        ("<a/><b/>", "second root"),
        ("<a>&lol;</a>", "entities of its own"),
        ("<!DOCTYPE a><a/>", "document type"),
        ("<a b='&lol;'/>", "entities of its own"),
        ("<a>&#0;</a>", "entities"),
        ("<a>\u{1}</a>", "does not allow"),
        (
            "<?xml version='1.0' encoding='shift_jis'?><a/>",
            "not a DMN file",
        ),
        ("<html/>", "not a DMN file"),
        ("<definitions/>", "not a DMN file"),
    ] {
        let error = dmn::read(file.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(words), "{file}: {error}");
    }
    let unheard_of = dmn::read(b"<?xml version='1.0' encoding='shift_jis'?><a b='\x82\xa0'/>");
    assert!(unheard_of.unwrap_err().to_string().contains("only UTF-8"));
    for file in [&b"\xff\xfe<\0a\0/"[..], b"<a>\xff</a>", b"\xff\xfe\0\xd8"] {
        let error = dmn::read(file).unwrap_err().to_string();
        assert!(error.contains("UTF-8"), "{error}");
    }
}

#[test]
fn an_error_names_its_line() {
    let error = dmn::read(b"<a>\n<b>\n</c>\n</a>").unwrap_err();
    assert_eq!(error.line, Some(3));
}
