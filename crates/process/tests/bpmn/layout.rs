//! The layout: nothing overlaps, the same drawing always comes out the same, and a new step moves little else.

use crate::random::{self, Dice};
use process::StepId;
use process::diagram::edit::intent;
use process::diagram::layout::{Area, arrange};
use process::diagram::{Diagram, Flow, Point, Step};
use process::step::{Sort, Stands, StepKind, SubProcess, Task};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn tidied(mut diagram: Diagram) -> Diagram {
    let edit = intent::tidy(&diagram, &BTreeSet::new());
    edit.apply(&mut diagram).unwrap();
    diagram
}

fn is_attached(step: &Step) -> bool {
    matches!(&step.kind, StepKind::Event(event) if matches!(event.at, Stands::Boundary { .. }))
}

fn overlap(a: Area, b: Area) -> bool {
    a.at.x < b.at.x + b.size.width
        && b.at.x < a.at.x + a.size.width
        && a.at.y < b.at.y + b.size.height
        && b.at.y < a.at.y + a.size.height
}

fn overlaps(diagram: &Diagram) -> Vec<String> {
    let steps: Vec<&Step> = diagram
        .steps
        .iter()
        .filter(|step| !is_attached(step))
        .collect();
    let mut found = Vec::new();
    for (at, a) in steps.iter().enumerate() {
        for b in &steps[at + 1..] {
            if a.inside == b.inside && overlap(Area::of(a), Area::of(b)) {
                found.push(format!("{} and {}", a.id, b.id));
            }
        }
        let holder = a.inside.as_ref().and_then(|id| diagram.step(id));
        let closed = |step: &Step| matches!(&step.kind, StepKind::SubProcess(sub) if sub.closed);
        if let Some(holder) = holder.filter(|holder| !closed(holder)) {
            let within = holder.left() <= a.left()
                && holder.top() <= a.top()
                && a.right() <= holder.right()
                && a.bottom() <= holder.bottom();
            if !within {
                found.push(format!("{} reaches out of {}", a.id, holder.id));
            }
        }
    }
    found
}

/// A process of blocks: rows, branches, loops back, groups.
fn process(seed: u64, size: usize) -> Diagram {
    let dice = &mut Dice::new(seed);
    let mut diagram = Diagram::default();
    let mut ends = vec![add(&mut diagram, StepKind::Start(Default::default()), None)];
    let mut groups: Vec<StepId> = Vec::new();
    while diagram.steps.len() < size {
        let from = ends.remove(dice.below(ends.len()));
        let inside = diagram.step(&from).unwrap().inside.clone();
        match dice.below(6) {
            0 => {
                let gateway = add(&mut diagram, StepKind::Decide, inside.clone());
                link(&mut diagram, &from, &gateway);
                for _ in 0..2 + dice.below(2) {
                    let step = add(
                        &mut diagram,
                        StepKind::Task(Task::default()),
                        inside.clone(),
                    );
                    link(&mut diagram, &gateway, &step);
                    ends.push(step);
                }
            }
            1 if ends
                .iter()
                .any(|end| diagram.step(end).unwrap().inside == inside) =>
            {
                let join = add(&mut diagram, StepKind::Parallel, inside.clone());
                let (same, others): (Vec<_>, Vec<_>) = ends
                    .drain(..)
                    .partition(|end| diagram.step(end).unwrap().inside == inside);
                for end in same.iter().chain([&from]) {
                    link(&mut diagram, end, &join);
                }
                ends = others;
                ends.push(join);
            }
            2 if inside.is_none() => {
                let kind = StepKind::SubProcess(SubProcess {
                    sort: Sort::Embedded,
                    closed: false,
                    data: Vec::new(),
                });
                let group = add(&mut diagram, kind, None);
                link(&mut diagram, &from, &group);
                ends.push(add(
                    &mut diagram,
                    StepKind::Start(Default::default()),
                    Some(group.clone()),
                ));
                groups.push(group.clone());
                ends.push(group);
            }
            3 => {
                let earlier = diagram.steps[dice.below(diagram.steps.len())].clone();
                let step = add(&mut diagram, StepKind::Decide, inside.clone());
                link(&mut diagram, &from, &step);
                let step_id = step.clone();
                ends.push(step);
                if earlier.inside == inside && !matches!(earlier.kind, StepKind::Start(_)) {
                    link(&mut diagram, &step_id, &earlier.id);
                }
            }
            _ => {
                let step = add(&mut diagram, StepKind::Task(Task::default()), inside);
                link(&mut diagram, &from, &step);
                ends.push(step);
            }
        }
    }
    diagram
}

fn add(diagram: &mut Diagram, kind: StepKind, inside: Option<StepId>) -> StepId {
    let id = StepId::new(format!("s{}", diagram.steps.len()));
    let mut step = Step::new(id.clone(), kind);
    step.inside = inside;
    diagram.steps.push(step);
    id
}

fn link(diagram: &mut Diagram, from: &StepId, to: &StepId) {
    diagram.flows.push(Flow {
        id: format!("f{}", diagram.flows.len()).as_str().into(),
        from: from.clone(),
        to: to.clone(),
        label: String::new(),
        condition: None,
        otherwise: false,
        bends: Vec::new(),
    });
}

/// Puts a new step into a flow.
fn with_one_more(mut diagram: Diagram, at: usize) -> Diagram {
    let flow = diagram.flows[at].clone();
    let inside = diagram.step(&flow.from).unwrap().inside.clone();
    let mut step = Step::new("new", StepKind::Task(Task::default()));
    step.inside = inside;
    diagram.steps.push(step);
    diagram.flows[at].to = "new".into();
    link(&mut diagram, &"new".into(), &flow.to);
    diagram
}

fn after(diagram: &Diagram, step: &StepId) -> BTreeSet<StepId> {
    let mut found = BTreeSet::new();
    let mut open = vec![step.clone()];
    while let Some(step) = open.pop() {
        if found.insert(step.clone()) {
            open.extend(diagram.outgoing(&step).map(|flow| flow.to.clone()));
            let around = diagram.step(&step).and_then(|step| step.inside.clone());
            open.extend(around);
            // What stands in a sub-process goes where it goes.
            let within = diagram
                .steps
                .iter()
                .filter(|it| it.inside.as_ref() == Some(&step));
            open.extend(within.map(|it| it.id.clone()));
        }
    }
    found
}

fn places(diagram: &Diagram) -> BTreeMap<StepId, Point> {
    diagram
        .steps
        .iter()
        .map(|step| (step.id.clone(), step.position))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_everything_stands_in_what_it_belongs_to(seed in any::<u64>()) {
        for diagram in [random::diagram(seed), process(seed, 5 + (seed % 60) as usize)] {
            let tidied = tidied(diagram);
            prop_assert_eq!(overlaps(&tidied), Vec::<String>::new());
        }
    }

    #[test]
    fn a_tidied_drawing_stays_as_it_is(seed in any::<u64>()) {
        let once = tidied(process(seed, 5 + (seed % 60) as usize));
        prop_assert_eq!(&tidied(once.clone()), &once);
        prop_assert_eq!(arrange(&once, Point::default()), arrange(&once, Point::default()));
    }

    #[test]
    fn tidying_up_can_be_taken_back(seed in any::<u64>()) {
        let mut diagram = random::diagram(seed);
        let before = diagram.clone();
        let inverse = intent::tidy(&diagram, &BTreeSet::new()).apply(&mut diagram).unwrap();
        inverse.apply(&mut diagram).unwrap();
        prop_assert_eq!(diagram, before);
    }
}

#[test]
fn a_new_step_moves_little_but_what_comes_after_it() {
    let (mut others, mut moved, mut before, mut before_moved) = (0, 0, 0, 0);
    for seed in 1..=200_u64 {
        let drawn = tidied(process(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), 30));
        let at = (seed as usize * 7) % drawn.flows.len();
        let more = tidied(with_one_more(drawn.clone(), at));
        let later = after(&more, &"new".into());
        let now = places(&more);
        for (step, place) in places(&drawn) {
            others += 1;
            moved += usize::from(now[&step] != place);
            if !later.contains(&step) {
                before += 1;
                before_moved += usize::from(now[&step] != place);
            }
        }
    }
    println!(
        "of {others} steps {moved} moved; of {before} that do not come after the new one {before_moved}"
    );
    assert!(moved * 100 < others * 45, "{moved} of {others}");
    assert!(
        before_moved * 100 < before * 4,
        "{before_moved} of {before}"
    );
}

#[test]
fn the_main_line_is_straight_and_exceptions_stand_below() {
    let mut diagram = Diagram::default();
    let start = add(&mut diagram, StepKind::Start(Default::default()), None);
    let gateway = add(&mut diagram, StepKind::Decide, None);
    let short = add(&mut diagram, StepKind::End, None);
    let work = add(&mut diagram, StepKind::Task(Task::default()), None);
    let more = add(&mut diagram, StepKind::Task(Task::default()), None);
    let end = add(&mut diagram, StepKind::End, None);
    for (from, to) in [
        (&start, &gateway),
        (&gateway, &short),
        (&gateway, &work),
        (&work, &more),
        (&more, &end),
    ] {
        link(&mut diagram, from, to);
    }
    let diagram = tidied(diagram);
    let middle = |id: &StepId| diagram.step(id).unwrap().center().y;
    for step in [&gateway, &work, &more, &end] {
        assert_eq!(middle(step), middle(&start), "{step}");
    }
    assert!(middle(&short) > middle(&start));
}

#[test]
fn a_file_without_positions_is_laid_out() {
    let file = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
        <startEvent id="a"/><task id="b"/><endEvent id="c"/>
        <sequenceFlow id="x" sourceRef="a" targetRef="b"/><sequenceFlow id="y" sourceRef="b" targetRef="c"/></process></definitions>"#;
    let diagram = process::bpmn::read(file.as_bytes()).unwrap().diagram;
    assert!(overlaps(&diagram).is_empty());
    let lefts: Vec<i32> = diagram.steps.iter().map(Step::left).collect();
    assert!(lefts.is_sorted(), "{lefts:?}");
}
