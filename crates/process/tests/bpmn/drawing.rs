//! A file opens as it looked.

use process::bpmn;
use process::diagram::{Point, Size};
use process::step::{Happening, Sort, Stands, StepKind, Trigger};

pub const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:acme="urn:acme" id="d" targetNamespace="urn:t">
  <bpmn:error id="e" name="Broken" errorCode="broken"/>
  <bpmn:collaboration id="c">
    <bpmn:participant id="shop" name="Shop" processRef="p" acme:colour="blue"/>
    <bpmn:participant id="customer" name="Customer"/>
    <bpmn:messageFlow id="m" name="order" sourceRef="customer" targetRef="s"/>
  </bpmn:collaboration>
  <bpmn:process id="p" isExecutable="true">
    <bpmn:laneSet id="ls">
      <bpmn:lane id="sales" name="Sales"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>g</bpmn:flowNodeRef></bpmn:lane>
      <bpmn:lane id="store" name="Store"><bpmn:flowNodeRef>sub</bpmn:flowNodeRef><bpmn:flowNodeRef>end</bpmn:flowNodeRef></bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="s" name="Ordered"><bpmn:documentation>By phone too</bpmn:documentation><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:exclusiveGateway id="g" name="Enough?" default="f3"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
    <bpmn:sequenceFlow id="f2" name="yes" sourceRef="g" targetRef="sub"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= amount &gt; 5</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" name="no" sourceRef="g" targetRef="end"/>
    <bpmn:transaction id="sub" name="Pack" acme:weight="3">
      <bpmn:task id="t" name="Fold"/>
      <bpmn:dataObjectReference id="dr" name="Parcel" dataObjectRef="do"/>
      <bpmn:dataObject id="do"/>
    </bpmn:transaction>
    <bpmn:boundaryEvent id="b" name="Broken" cancelActivity="false" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>
    <bpmn:endEvent id="end"><bpmn:terminateEventDefinition/></bpmn:endEvent>
    <bpmn:textAnnotation id="ta"><bpmn:text>Be careful</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="as" sourceRef="t" targetRef="ta"/>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="c">
    <bpmndi:BPMNShape id="x1" bpmnElement="shop" isHorizontal="true"><dc:Bounds x="100" y="100" width="900" height="400"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x2" bpmnElement="sales" isHorizontal="true"><dc:Bounds x="130" y="100" width="870" height="150"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x3" bpmnElement="s"><dc:Bounds x="200" y="150.4" width="36" height="36"/><bpmndi:BPMNLabel><dc:Bounds x="190" y="190" width="50" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x4" bpmnElement="g" isMarkerVisible="true"><dc:Bounds x="300" y="143" width="50" height="50"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x5" bpmnElement="sub" isExpanded="true"><dc:Bounds x="420" y="280" width="300" height="160"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x6" bpmnElement="t"><dc:Bounds x="450" y="320" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x7" bpmnElement="b"><dc:Bounds x="600" y="422" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="x8" bpmnElement="end"><dc:Bounds x="800" y="340" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="y1" bpmnElement="f1"><di:waypoint x="236" y="168"/><di:waypoint x="300" y="168"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="y2" bpmnElement="f2"><di:waypoint x="325" y="193"/><di:waypoint x="325" y="360"/><di:waypoint x="420" y="360"/><bpmndi:BPMNLabel><dc:Bounds x="330" y="200" width="20" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
  <acme:extra>kept</acme:extra>
</bpmn:definitions>
"#;

#[test]
fn positions_sizes_and_bends_are_as_in_the_file() {
    let diagram = bpmn::read(FILE.as_bytes()).unwrap().diagram;
    let step = |id: &str| diagram.step(&id.into()).unwrap();
    assert_eq!(step("s").position, Point::new(200, 150));
    assert_eq!(
        step("t").extent,
        Some(Size {
            width: 100,
            height: 80
        })
    );
    assert_eq!(diagram.flow(&"f1".into()).unwrap().bends, []);
    assert_eq!(
        diagram.flow(&"f2".into()).unwrap().bends,
        [
            Point::new(325, 193),
            Point::new(325, 360),
            Point::new(420, 360)
        ]
    );
    assert_eq!(diagram.pools[0].position, Point::new(100, 100));
    assert_eq!(diagram.pools[1].size, None);
    assert_eq!(
        diagram.lanes[0].size,
        Some(Size {
            width: 870,
            height: 150
        })
    );
}

#[test]
fn everything_finds_its_place_in_the_diagram() {
    let diagram = bpmn::read(FILE.as_bytes()).unwrap().diagram;
    let step = |id: &str| diagram.step(&id.into()).unwrap();
    assert!(matches!(step("s").kind, StepKind::Start(_)));
    assert_eq!(step("s").note, "By phone too");
    assert_eq!(step("s").lane.as_ref().unwrap().as_str(), "sales");
    assert_eq!(step("t").inside.as_ref().unwrap().as_str(), "sub");
    let StepKind::SubProcess(sub) = &step("sub").kind else {
        panic!("a sub-process");
    };
    assert_eq!((&sub.sort, sub.closed), (&Sort::Transaction, false));
    assert_eq!(sub.data[0].key, "Parcel");
    let boundary = Happening::new(
        Stands::Boundary {
            of: "sub".into(),
            interrupting: false,
        },
        [Trigger::Error {
            code: "broken".into(),
        }],
    );
    assert_eq!(step("b").kind, StepKind::Event(boundary));
    assert_eq!(
        step("end").kind,
        StepKind::Event(Happening::new(Stands::End, [Trigger::Terminate]))
    );
    let flow = |id: &str| diagram.flow(&id.into()).unwrap();
    assert_eq!(flow("f2").condition.as_deref(), Some("amount > 5"));
    assert!(flow("f3").otherwise && !flow("f2").otherwise);
    assert_eq!(diagram.message_flows[0].label, "order");
    assert_eq!(diagram.pools[0].process.as_deref(), Some("p"));
}

#[test]
fn what_is_kept_out_of_sight_is_said() {
    let report = bpmn::read(FILE.as_bytes()).unwrap().report;
    let said = |element: &str| {
        report
            .iter()
            .any(|it| it.element == element && it.standing == bpmn::Standing::Kept)
    };
    assert!(said("ta"), "{report:?}");
}
