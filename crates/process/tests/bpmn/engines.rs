//! What other engines add is understood where it says something we can run, and a named problem where not.

use process::bpmn::{self, Imported, Standing};
use process::diagram::{Diagram, FieldKind};
use process::step::{Assignment, Binding, Each, Mapping, Repetition, Setting, StepKind};
use process::{Catalog, compile};

fn import(inner: &str) -> Imported {
    let file = format!(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:flowable="http://flowable.org/bpmn">
            <message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="=order.id"/></extensionElements></message>
            <process id="p">{inner}</process></definitions>"#
    );
    bpmn::read(file.as_bytes()).unwrap()
}

fn first(imported: &Imported) -> &process::diagram::Step {
    &imported.diagram.steps[0]
}

fn says(imported: &Imported, words: &str) -> bool {
    let mut report = imported.report.iter();
    report.any(|it| it.standing == Standing::CannotRun && it.message.contains(words))
}

fn mapping(key: &str, from: &str) -> Mapping {
    Mapping {
        key: key.into(),
        from: from.into(),
    }
}

#[test]
fn a_user_task_of_camunda_8() {
    let imported = import(
        r#"<userTask id="u"><extensionElements>
            <zeebe:formDefinition formKey="camunda-forms:bpmn:f"/>
            <zeebe:assignmentDefinition candidateGroups="sales"/>
            <zeebe:taskSchedule dueDate="=now() + duration(&quot;P2D&quot;)"/>
            <zeebe:ioMapping><zeebe:input source="= a + 1" target="b"/><zeebe:output source="=c" target="d"/></zeebe:ioMapping>
        </extensionElements></userTask>
        <extensionElements><zeebe:userTaskForm id="f">{"components":[
            {"type":"textfield","key":"name","label":"Name","validate":{"required":true}},
            {"type":"group","components":[{"type":"select","key":"size","label":"Size","values":[{"label":"L","value":"l"}]}]},
            {"type":"number","key":"n"},{"type":"text","text":"Hello"}]}</zeebe:userTaskForm></extensionElements>"#,
    );
    let step = first(&imported);
    let StepKind::AskPerson(ask) = &step.kind else {
        panic!("asks a person")
    };
    let keys: Vec<&str> = ask
        .form
        .fields
        .iter()
        .map(|field| field.key.as_str())
        .collect();
    assert_eq!(keys, ["name", "size", "n"]);
    assert!(ask.form.fields[0].required);
    assert_eq!(
        ask.form.fields[1].kind,
        FieldKind::Choice {
            options: vec!["L".into()]
        }
    );
    assert_eq!(
        ask.assignment,
        Assignment::Team {
            team: "sales".into()
        }
    );
    assert_eq!(ask.due_in, "duration(\"P2D\")");
    assert_eq!(step.inputs, [mapping("b", "a + 1")]);
    assert_eq!(step.outputs, [mapping("d", "c")]);
}

#[test]
fn a_user_task_of_camunda_7_and_flowable() {
    let imported = import(
        r#"<userTask id="u" camunda:assignee="${initiator}"><extensionElements><camunda:formData>
            <camunda:formField id="ok" label="OK?" type="boolean"/>
            <camunda:formField id="why" type="enum"><camunda:value id="a" name="A"/></camunda:formField>
            </camunda:formData>
            <camunda:inputOutput><camunda:inputParameter name="x">${y}</camunda:inputParameter><camunda:inputParameter name="t">text</camunda:inputParameter></camunda:inputOutput>
        </extensionElements></userTask>
        <userTask id="v" flowable:candidateGroups="hr"><extensionElements><flowable:formProperty id="n" name="N" type="long" required="true"/></extensionElements></userTask>"#,
    );
    let StepKind::AskPerson(ask) = &first(&imported).kind else {
        panic!("asks a person")
    };
    assert_eq!(ask.assignment, Assignment::Requester);
    assert_eq!(ask.form.fields[0].kind, FieldKind::YesNo);
    assert_eq!(
        ask.form.fields[1].kind,
        FieldKind::Choice {
            options: vec!["A".into()]
        }
    );
    assert_eq!(
        first(&imported).inputs,
        [mapping("x", "y"), mapping("t", "\"text\"")]
    );
    let StepKind::AskPerson(ask) = &imported.diagram.steps[1].kind else {
        panic!("asks a person")
    };
    assert_eq!(ask.assignment, Assignment::Team { team: "hr".into() });
    assert_eq!(
        (&ask.form.fields[0].kind, ask.form.fields[0].required),
        (&FieldKind::Number, true)
    );
}

#[test]
fn jobs_messages_calls_and_lists() {
    let imported = import(
        r#"<serviceTask id="a"><extensionElements><zeebe:taskDefinition type="charge"/><zeebe:taskHeaders><zeebe:header key="url" value="x"/></zeebe:taskHeaders></extensionElements></serviceTask>
        <receiveTask id="b" messageRef="m"/>
        <callActivity id="c"><extensionElements><zeebe:calledElement processId="other" bindingType="deployment" propagateAllChildVariables="true"/></extensionElements></callActivity>
        <callActivity id="d" calledElement="old" camunda:calledElementBinding="version" camunda:calledElementVersion="3"><extensionElements><camunda:in source="a" target="b"/></extensionElements></callActivity>
        <task id="e"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=orders" inputElement="order" outputCollection="all" outputElement="=total"/></extensionElements></multiInstanceLoopCharacteristics></task>
        <scriptTask id="s"><extensionElements><zeebe:script expression="=a + b" resultVariable="sum"/></extensionElements></scriptTask>"#,
    );
    let kinds: Vec<&StepKind> = imported
        .diagram
        .steps
        .iter()
        .map(|step| &step.kind)
        .collect();
    let StepKind::Service(service) = kinds[0] else {
        panic!("a service")
    };
    assert_eq!(
        (service.connector.as_str(), &service.settings["url"]),
        ("charge", &Setting::Text("x".into()))
    );
    assert!(says(&imported, "charge"));
    let StepKind::Receive(receive) = kinds[1] else {
        panic!("receives")
    };
    assert_eq!(
        (receive.message.name.as_str(), receive.message.key.as_str()),
        ("paid", "order.id")
    );
    let StepKind::Call(call) = kinds[2] else {
        panic!("calls")
    };
    assert_eq!(
        (call.process.as_str(), call.binding, call.share_all),
        ("other", Binding::Deployment, true)
    );
    let StepKind::Call(call) = kinds[3] else {
        panic!("calls")
    };
    assert_eq!(
        (call.process.as_str(), call.binding),
        ("old", Binding::Version { version: 3 })
    );
    assert_eq!(imported.diagram.steps[3].inputs, [mapping("b", "a")]);
    let mut each = Each::of_list("orders", "order");
    each.collect = Some(mapping("all", "total"));
    assert_eq!(
        imported.diagram.steps[4].repetition,
        Some(Repetition::Each(Box::new(each)))
    );
    let StepKind::Script(script) = kinds[5] else {
        panic!("works out")
    };
    assert_eq!(
        (script.script.as_str(), script.result.as_str()),
        ("a + b", "sum")
    );
}

#[test]
fn foreign_languages_are_named_problems_and_their_text_stays() {
    let imported = import(
        r#"<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="e"/>
        <scriptTask id="x" scriptFormat="groovy"><script>println 1</script></scriptTask>
        <sequenceFlow id="f" sourceRef="g" targetRef="e"><conditionExpression>${amount &gt; 5}</conditionExpression></sequenceFlow>"#,
    );
    assert!(
        says(&imported, "JUEL") && says(&imported, "groovy"),
        "{:?}",
        imported.report
    );
    assert_eq!(
        imported.diagram.flows[0].condition.as_deref(),
        Some("${amount > 5}")
    );
    assert!(
        problems(&imported.diagram)
            .iter()
            .any(|it| it.contains("JUEL"))
    );
}

fn problems(diagram: &Diagram) -> Vec<String> {
    let (definition, problems) = compile(diagram, &Catalog::default());
    assert!(definition.is_none(), "it must not deploy");
    problems
        .into_iter()
        .map(|problem| problem.message)
        .collect()
}

#[test]
fn what_cannot_run_blocks_until_somebody_has_changed_it() {
    let mut imported = import(
        r#"<userTask id="u"><extensionElements><camunda:taskListener class="org.acme.Listener" event="create"/></extensionElements></userTask>"#,
    );
    let listener = "Code is called here when something happens. It is not called by Baton.";
    assert!(problems(&imported.diagram).iter().any(|it| it == listener));
    let StepKind::AskPerson(ask) = &mut imported.diagram.steps[0].kind else {
        panic!("asks a person")
    };
    ask.instructions = "Call them".into();
    assert!(!problems(&imported.diagram).iter().any(|it| it == listener));
}
