//! Several processes in one file: one of them runs, the others are drawn.

use process::bpmn::{self, Imported, Standing};
use process::problem::Severity;
use process::run::{Actor, Wish};
use process::{Catalog, Command, Definition, State, Timestamp, advance, compile};

/// A buyer and a seller who talk to each other; who of them is said to be executable.
fn trade(buyer: &str, seller: &str) -> Imported {
    let file = format!(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <collaboration id="c">
    <participant id="Buyer" name="Buyer" processRef="buying"/>
    <participant id="Seller" name="Seller" processRef="selling"/>
    <messageFlow id="order" sourceRef="ask" targetRef="asked"/>
  </collaboration>
  <process id="buying" {buyer}>
    <startEvent id="want"/><task id="ask" name="Ask for an offer"/><endEvent id="bought"/>
    <sequenceFlow id="b1" sourceRef="want" targetRef="ask"/><sequenceFlow id="b2" sourceRef="ask" targetRef="bought"/>
  </process>
  <process id="selling" {seller}>
    <startEvent id="asked"/><task id="offer" name="Make an offer"/><endEvent id="sold"/>
    <sequenceFlow id="s1" sourceRef="asked" targetRef="offer"/><sequenceFlow id="s2" sourceRef="offer" targetRef="sold"/>
  </process>
</definitions>"#
    );
    bpmn::read(file.as_bytes()).expect("it is BPMN")
}

/// The steps a case goes through.
fn walked(imported: &Imported) -> Vec<String> {
    let (definition, problems) = compile(&imported.diagram, &Catalog::default());
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{problems:#?}");
    walk(&definition.expect("it can be published"))
}

fn walk(definition: &Definition) -> Vec<String> {
    let command = Command {
        at: Timestamp(0),
        by: Actor::Engine,
        wish: Wish::Start {
            answers: Default::default(),
            zone: "UTC".into(),
            requester: None,
        },
    };
    let events = advance(definition, &mut State::default(), &command).expect("it starts");
    let entered = events.into_iter().filter_map(|event| match event.fact {
        process::run::Fact::StepEntered { step, .. } => Some(step.to_string()),
        _ => None,
    });
    entered.collect()
}

const YES: &str = r#"isExecutable="true""#;
const NO: &str = r#"isExecutable="false""#;

#[test]
fn the_executable_process_of_two_runs_and_the_other_is_only_shown() {
    for others in [NO, ""] {
        let imported = trade(others, YES);
        assert_eq!(walked(&imported), ["asked", "offer", "sold"]);
        assert!(imported.report.is_empty(), "{:?}", imported.report);
        let rules = compile(&imported.diagram, &Catalog::default()).1;
        assert!(rules.iter().all(|problem| problem.rule != "only-drawn"));
        assert_eq!(imported.diagram.steps.len(), 6, "both are drawn");
    }
}

#[test]
fn of_two_that_could_run_the_first_does_and_both_the_report_and_a_warning_say_so() {
    for imported in [trade(YES, YES), trade("", ""), trade(NO, NO)] {
        assert_eq!(walked(&imported), ["want", "ask", "bought"]);
        let [remark] = imported.report.as_slice() else {
            panic!("one thing to know: {:?}", imported.report);
        };
        assert_eq!(
            (remark.standing, remark.element.as_str()),
            (Standing::Kept, "Seller")
        );
        assert!(
            remark.message.contains("“Buyer” runs"),
            "{}",
            remark.message
        );
        let problems = compile(&imported.diagram, &Catalog::default()).1;
        let said = problems.iter().find(|problem| problem.rule == "only-drawn");
        let said = said.expect("a warning");
        assert!(
            said.message.contains("“Seller” is only drawn"),
            "{}",
            said.message
        );
    }
}

#[test]
fn what_is_only_shown_comes_out_as_it_came_in() {
    let imported = trade(NO, YES);
    let again = bpmn::read(bpmn::write(&imported.diagram).as_bytes()).expect("it is BPMN");
    assert_eq!(again.diagram.pools, imported.diagram.pools);
    assert_eq!(walked(&again), walked(&imported));
}

#[test]
fn a_version_that_was_published_runs_the_same_process() {
    let imported = trade(NO, YES);
    let deployed = Definition::of_deployed(&imported.diagram, &Catalog::default());
    assert_eq!(walk(&deployed), ["asked", "offer", "sold"]);
}
