//! Decision models: what is required comes first, functions call each other, services hide what they use.

use crate::support::{ask, compiled, decision, model, value};
use process::Value;
use process::decision::{Decisions, Mode, dmn};

const INPUT: &str =
    r#"<inputData id="in" name="given"><variable name="given" typeRef="number"/></inputData>"#;

#[test]
fn what_is_required_comes_first_and_once() {
    // Without keeping results, this would take 2^40 steps.
    let mut elements = format!("{INPUT}{}", decision("d0", &["#in"], "given"));
    for level in 1..40 {
        let before = format!("d{}", level - 1);
        let name = format!("d{level}");
        let href = format!("#{before}");
        elements.push_str(&decision(&name, &[&href], &format!("{before} + {before}")));
    }
    let decisions = compiled(&model(&elements));
    let found = value(&decisions, "d39", &[("given", Value::from(1))]);
    assert_eq!(found, (1u64 << 39).to_string());
}

#[test]
fn a_chain_of_ten_thousand_decisions_ends() {
    let mut elements = decision("d0", &[], "1");
    for level in 1..10_000 {
        let before = format!("d{}", level - 1);
        elements.push_str(&decision(
            &format!("d{level}"),
            &[&format!("#{before}")],
            &format!("{before} + 1"),
        ));
    }
    let decisions = compiled(&model(&elements));
    assert_eq!(value(&decisions, "d9999", &[]), "10000");
}

#[test]
fn decisions_that_require_each_other_say_so() {
    let xml = model(&format!(
        "{}{}{}",
        decision("a", &["#b"], "b"),
        decision("b", &["#a"], "a"),
        decision("c", &["#a"], "a")
    ));
    let parsed = dmn::read(xml.as_bytes()).unwrap();
    let (decisions, problems) = Decisions::compile(&[parsed]);
    let names: Vec<_> = problems.iter().map(|it| it.element.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    let error = value(&decisions, "c", &[]);
    assert!(error.contains("requires itself"), "{error}");
    let kind = ask(&decisions, "c", &[], Mode::Kind).unwrap();
    assert_eq!(kind.value, Value::Null);
    assert!(kind.mistakes[0].reason.contains("requires itself"));
}

fn recursive(body: &str) -> Decisions {
    compiled(&model(&format!(
        r##"<businessKnowledgeModel id="bkm" name="fact"><variable name="fact"/><encapsulatedLogic>
        <formalParameter name="n" typeRef="number"/><literalExpression><text>{body}</text></literalExpression>
        </encapsulatedLogic></businessKnowledgeModel>{}"##,
        decision("d", &["#bkm"], "fact(5)")
    )))
}

#[test]
fn a_knowledge_model_may_call_itself() {
    let decisions = recursive("if n &lt;= 1 then 1 else n * fact(n - 1)");
    assert_eq!(value(&decisions, "d", &[]), "120");
}

#[test]
fn a_recursion_without_end_ends_in_words() {
    for mode in [Mode::Strict, Mode::Kind] {
        let error = ask(&recursive("fact(n + 1)"), "d", &[], mode).unwrap_err();
        assert!(
            error.reason.contains("too deeply") || error.reason.contains("too long"),
            "{}",
            error.reason
        );
    }
}

#[test]
fn a_table_that_asks_itself_without_end_ends_in_words() {
    let decisions = compiled(&model(&format!(
        r##"<businessKnowledgeModel id="bkm" name="h"><variable name="h"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
        <context><contextEntry><variable name="inner"/><decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>
        <rule><inputEntry><text>&gt; 0</text></inputEntry><outputEntry><text>h(n + 1)</text></outputEntry></rule></decisionTable></contextEntry></context>
        </encapsulatedLogic></businessKnowledgeModel>{}"##,
        decision("d", &["#bkm"], "h(5)")
    )));
    let error = value(&decisions, "d", &[]);
    assert_eq!(
        error,
        "error: Rule 1: This is nested too deeply. Split it into smaller parts."
    );
}

#[test]
fn values_are_checked_against_their_types() {
    let xml = model(
        r##"<itemDefinition name="level"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
        <inputData id="in" name="given"><variable name="given" typeRef="level"/></inputData>
        <decision id="d" name="d"><variable name="d" typeRef="string"/>
        <informationRequirement><requiredInput href="#in"/></informationRequirement>
        <literalExpression><text>[given]</text></literalExpression></decision>"##,
    );
    let decisions = compiled(&xml);
    // A list of one value becomes the value where one is declared.
    assert_eq!(
        value(&decisions, "d", &[("given", "low".into())]),
        "\"low\""
    );
    let error = value(&decisions, "d", &[("given", "middle".into())]);
    assert!(error.contains("declared to be"), "{error}");
}

const SERVICE: &str = r##"<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#sum"/>
    <encapsulatedDecision href="#sum"/><inputDecision href="#other"/><inputData href="#in"/></decisionService>"##;

#[test]
fn a_service_takes_its_input_decisions_as_parameters() {
    let elements = [
        INPUT,
        &decision("other", &[], "1000"),
        &decision("sum", &["#in", "#other"], "given + other"),
        SERVICE,
        &decision("asks", &["#bkm-none", "#in"], "given").replace("#bkm-none", "#s"),
    ];
    let decisions = compiled(&model(&elements.concat()));
    let inputs = [("given", Value::from(1)), ("other", Value::from(2))];
    assert_eq!(value(&decisions, "s", &inputs), "3");
    assert_eq!(value(&decisions, "sum", &inputs[..1]), "1001");
}

#[test]
fn functions_written_in_java_are_refused_in_words() {
    let decisions = compiled(&model(
        r#"<decision id="d" name="d"><variable name="d"/><invocation><literalExpression><text>max</text></literalExpression></invocation></decision>
        <decision id="e" name="e"><variable name="e"/><context><contextEntry><variable name="f"/>
        <functionDefinition kind="Java"><formalParameter name="a"/></functionDefinition></contextEntry>
        <contextEntry><literalExpression><text>f(1)</text></literalExpression></contextEntry></context></decision>"#,
    ));
    let error = value(&decisions, "e", &[]);
    assert!(error.contains("written in Java"), "{error}");
}

#[test]
fn it_is_told_which_rules_fired() {
    let decisions = compiled(&model(
        r##"<inputData id="in" name="given"><variable name="given" typeRef="number"/></inputData>
        <decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#in"/></informationRequirement>
        <decisionTable hitPolicy="COLLECT" aggregation="SUM"><input><inputExpression><text>given</text></inputExpression></input><output/>
        <rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>5</text></outputEntry></rule>
        <rule><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>6</text></outputEntry></rule>
        <rule><inputEntry><text>&gt; 2</text></inputEntry><outputEntry><text>7</text></outputEntry></rule></decisionTable></decision>"##,
    ));
    let answer = ask(&decisions, "d", &[("given", Value::from(3))], Mode::Strict).unwrap();
    assert_eq!(answer.value, Value::from(12));
    assert_eq!(answer.fired[0].element, "d");
    assert_eq!(answer.fired[0].rules, [0, 2]);
}

#[test]
fn models_import_each_other_by_name() {
    let lender = model(&decision("rate", &[], "5"));
    let shop = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="shop" namespace="urn:shop">
        <import name="bank" namespace="urn:test" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
        <decision id="d" name="d"><variable name="d"/><informationRequirement><requiredDecision href="urn:test#rate"/></informationRequirement>
        <literalExpression><text>bank.rate * 2</text></literalExpression></decision></definitions>"##;
    let models = [shop, &lender].map(|xml| dmn::read(xml.as_bytes()).unwrap());
    let (decisions, problems) = Decisions::compile(&models);
    assert_eq!(problems, []);
    assert_eq!(value(&decisions, "d", &[]), "10");
}
