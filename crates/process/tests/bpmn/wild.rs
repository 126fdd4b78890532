//! What files of the wild do, each in a small file of our own.

use process::bpmn::{self, Imported, Standing};
use process::diagram::{Point, Size};

fn import(inner: &str, drawing: &str) -> Imported {
    let file = format!(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
            xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI">
            {inner}<di:BPMNDiagram><di:BPMNPlane>{drawing}</di:BPMNPlane></di:BPMNDiagram></definitions>"#
    );
    let imported = bpmn::read(file.as_bytes()).unwrap();
    let saved = serde_json::to_string(&imported.diagram).unwrap();
    let loaded = serde_json::from_str(&saved).unwrap();
    let same = crate::same::tree(&bpmn::write(&loaded)) == crate::same::tree(&file);
    assert!(same, "the file comes out as it came in");
    imported
}

fn says(imported: &Imported, element: &str, standing: Standing) -> bool {
    let mut report = imported.report.iter();
    report.any(|it| it.element == element && it.standing == standing)
}

fn shape(id: &str, at: (i32, i32), size: (i32, i32)) -> String {
    format!(
        r#"<di:BPMNShape bpmnElement="{id}"><dc:Bounds x="{}" y="{}" width="{}" height="{}"/></di:BPMNShape>"#,
        at.0, at.1, size.0, size.1
    )
}

#[test]
fn an_arrow_leaves_its_step_where_it_was_drawn_to() {
    let points = |points: &[(i32, i32)]| -> String {
        let points = points
            .iter()
            .map(|(x, y)| format!(r#"<dd:waypoint x="{x}" y="{y}"/>"#));
        points.collect()
    };
    let drawing = [
        shape("a", (0, 0), (100, 80)),
        shape("b", (200, 200), (100, 80)),
        format!(
            r#"<di:BPMNEdge bpmnElement="down">{}</di:BPMNEdge>"#,
            points(&[(50, 80), (50, 240), (200, 240)])
        ),
        format!(
            r#"<di:BPMNEdge bpmnElement="slanted">{}</di:BPMNEdge>"#,
            points(&[(100, 60), (220, 200)])
        ),
        format!(
            r#"<di:BPMNEdge bpmnElement="one">{}</di:BPMNEdge>"#,
            points(&[(100, 60)])
        ),
    ];
    let imported = import(
        r#"<process id="p"><task id="a"/><task id="b"/><sequenceFlow id="down" sourceRef="a" targetRef="b"/>
        <sequenceFlow id="slanted" sourceRef="a" targetRef="b"/><sequenceFlow id="one" sourceRef="a" targetRef="b"/></process>"#,
        &drawing.concat(),
    );
    let bends = |id: &str| imported.diagram.flow(&id.into()).unwrap().bends.clone();
    assert_eq!(
        bends("down"),
        [
            Point::new(50, 80),
            Point::new(50, 240),
            Point::new(200, 240)
        ]
    );
    assert_eq!(
        bends("slanted"),
        [Point::new(100, 60), Point::new(220, 200)]
    );
    assert_eq!(bends("one"), []);
}

#[test]
fn a_closed_sub_process_is_as_large_as_it_was_drawn() {
    let drawing = shape("s", (10, 10), (100, 80));
    let drawing = drawing.replace("<di:BPMNShape ", r#"<di:BPMNShape isExpanded="false" "#);
    let imported = import(
        r#"<process id="p"><subProcess id="s"><task id="t"/></subProcess></process>"#,
        &drawing,
    );
    let step = imported.diagram.step(&"s".into()).unwrap();
    let size = Size {
        width: 100,
        height: 80,
    };
    assert_eq!((step.size(), step.extent), (size, None));
}

#[test]
fn a_draft_of_bpmn_2_is_read_with_its_drawing() {
    let file = r#"<definitions xmlns="http://schema.omg.org/spec/BPMN/2.0" xmlns:bpmndi="http://bpmndi.org"><process id="p">
        <startEvent id="s"/><task id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>
        <bpmndi:processDiagram processRef="p"><bpmndi:eventShape eventRef="s" x="5" y="6" width="30" height="30"/>
        <bpmndi:activityShape activityRef="t" x="205" y="106" width="100" height="80"/>
        <bpmndi:sequenceFlowConnector sequenceFlowRef="f" sourceRef="x" targetRef="y"><bpmndi:bendpoint x="20" y="146"/></bpmndi:sequenceFlowConnector>
        </bpmndi:processDiagram></definitions>"#;
    let diagram = bpmn::read(file.as_bytes()).unwrap().diagram;
    assert_eq!(diagram.steps[0].position, Point::new(5, 6));
    assert_eq!(diagram.steps[1].position, Point::new(205, 106));
    assert_eq!(diagram.flows[0].bends, [Point::new(20, 146)]);
    assert_eq!(
        crate::same::tree(&bpmn::write(&diagram)),
        crate::same::tree(file)
    );
}

#[test]
fn what_has_no_place_here_is_spoken_of() {
    let imported = import(
        r#"<collaboration id="c"><callConversation id="talk"/></collaboration>
        <process id="p"><correlationSubscription id="keys"/><usertask id="odd"/>
        <task id="t"><dataInputAssociation id="in"><assignment/></dataInputAssociation></task>
        <textAnnotation id="words"/><association id="line" sourceRef="t" targetRef="words"/></process>"#,
        "",
    );
    for element in ["talk", "keys", "odd", "in"] {
        assert!(says(&imported, element, Standing::CannotRun), "{element}");
    }
    for element in ["words", "line"] {
        assert!(says(&imported, element, Standing::Kept), "{element}");
    }
}

#[test]
fn colours_and_other_additions_to_the_drawing_come_out_again() {
    import(
        r#"<process id="p"><task id="t"/></process>"#,
        r##"<di:BPMNShape bpmnElement="t" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" bioc:fill="#fff"
            xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" color:background-color="#fff">
            <dc:Bounds x="-20.5" y="-1e2" width="100" height="80"/></di:BPMNShape>"##,
    );
}
