//! Every edit can be taken back, and what a user means becomes one of them.

use process::diagram::edit::{Edit, History, Refused, intent};
use process::diagram::{Diagram, Point};
use process::step::{Start, StepKind, Unit, Wait};
use process::{FlowId, StepId};
use std::collections::BTreeSet;

fn ids() -> impl FnMut() -> String {
    let mut next = 0;
    move || {
        next += 1;
        format!("new-{next}")
    }
}

fn wait() -> intent::Fresh {
    intent::Fresh {
        kind: StepKind::Wait(Wait::For {
            amount: "1".into(),
            unit: Unit::Days,
            calendar: None,
        }),
        name: "Wait a day".into(),
    }
}

/// `a → b → c` in a row, a card wide each.
fn row() -> Diagram {
    let mut diagram = Diagram::default();
    for (at, id) in ["a", "b", "c"].into_iter().enumerate() {
        let (add, _) = intent::add_step(wait(), Point::new(320 * at as i32, 0), &mut || {
            id.to_owned()
        });
        add.apply(&mut diagram).expect("fits");
    }
    for (from, to) in [("a", "b"), ("b", "c")] {
        let (add, _) = intent::connect(&from.into(), &to.into(), &mut || format!("{from}-{to}"));
        add.apply(&mut diagram).expect("fits");
    }
    diagram
}

fn ways(diagram: &Diagram) -> Vec<String> {
    let mut ways: Vec<String> = diagram
        .flows
        .iter()
        .map(|f| format!("{}→{}", f.from, f.to))
        .collect();
    ways.sort();
    ways
}

fn set(ids: &[&str]) -> BTreeSet<StepId> {
    ids.iter().map(StepId::new).collect()
}

#[test]
fn deleting_a_step_heals_and_keeps_the_condition_of_what_came_in() {
    let mut diagram = row();
    diagram.flows[0].condition = Some("amount > 100".into());
    let before = diagram.clone();
    let inverse = intent::remove(&diagram, &set(&["b"]), &BTreeSet::new())
        .apply(&mut diagram)
        .expect("fits");
    assert_eq!(ways(&diagram), ["a→c"]);
    assert_eq!(diagram.flows[0].condition.as_deref(), Some("amount > 100"));
    inverse.apply(&mut diagram).expect("fits");
    assert_eq!(diagram, before);
}

#[test]
fn deleting_neighbours_together_heals_over_both() {
    let mut diagram = row();
    let (add, d) = intent::append_after(&diagram, &"c".into(), wait(), &mut ids()).expect("fits");
    add.apply(&mut diagram).expect("fits");
    let before = diagram.clone();
    let inverse = intent::remove(&diagram, &set(&["b", "c"]), &BTreeSet::new())
        .apply(&mut diagram)
        .expect("fits");
    assert_eq!(ways(&diagram), [format!("a→{d}")]);
    inverse.apply(&mut diagram).expect("fits");
    assert_eq!(diagram, before);
}

#[test]
fn a_step_where_ways_part_or_meet_does_not_heal() {
    let mut diagram = row();
    let (flow, _) = intent::connect(&"a".into(), &"c".into(), &mut ids());
    flow.apply(&mut diagram).expect("fits");
    intent::remove(&diagram, &set(&["b"]), &BTreeSet::new())
        .apply(&mut diagram)
        .expect("fits");
    assert_eq!(
        ways(&diagram),
        ["a→c"],
        "they are connected already, so nothing is doubled"
    );
}

#[test]
fn appending_to_a_step_that_leads_on_goes_in_between_and_shifts_what_follows() {
    let mut diagram = row();
    let (edit, id) = intent::append_after(&diagram, &"a".into(), wait(), &mut ids()).expect("fits");
    let inverse = edit.apply(&mut diagram).expect("fits");
    assert_eq!(
        ways(&diagram),
        [format!("a→{id}"), "b→c".into(), format!("{id}→b")]
    );
    let lefts: Vec<i32> = ["a", id.as_str(), "b", "c"]
        .iter()
        .filter_map(|id| diagram.step(&StepId::new(id)))
        .map(|step| step.left())
        .collect();
    assert_eq!(lefts, [0, 320, 640, 960]);
    inverse.apply(&mut diagram).expect("fits");
    assert_eq!(diagram, row());
}

#[test]
fn branches_of_a_decision_stand_below_each_other() {
    let mut diagram = Diagram::default();
    let decide = intent::Fresh {
        kind: StepKind::Decide,
        name: "Enough?".into(),
    };
    let mut ids = ids();
    let (add, decision) = intent::add_step(decide, Point::new(0, 8), &mut ids);
    add.apply(&mut diagram).expect("fits");
    let mut tops = Vec::new();
    for _ in 0..3 {
        let (edit, id) = intent::append_after(&diagram, &decision, wait(), &mut ids).expect("fits");
        edit.apply(&mut diagram).expect("fits");
        tops.push(diagram.step(&id).expect("was added").position);
    }
    assert_eq!(
        tops,
        [
            Point::new(192, 0),
            Point::new(192, 112),
            Point::new(192, 224)
        ]
    );
}

#[test]
fn inserting_on_a_bent_flow_gives_each_half_its_bends() {
    let mut diagram = row();
    let bends = [(280, 36), (280, 200), (600, 200), (600, 36)];
    Edit::SetBends {
        flow: "a-b".into(),
        bends: bends.iter().map(|&(x, y)| Point::new(x, y)).collect(),
    }
    .apply(&mut diagram)
    .expect("fits");
    let middle = Some(Point::new(440, 200));
    let (edit, id) =
        intent::insert_on_flow(&diagram, &"a-b".into(), wait(), middle, &mut ids()).expect("fits");
    edit.apply(&mut diagram).expect("fits");
    let first = diagram.flow(&"a-b".into()).expect("is kept");
    let second = diagram.outgoing(&id).next().expect("leads on");
    assert_eq!(first.bends, [Point::new(280, 36), Point::new(280, 200)]);
    assert_eq!(second.bends, [Point::new(600, 200), Point::new(600, 36)]);
}

#[test]
fn moving_a_group_takes_the_bends_inside_it_along() {
    let mut diagram = row();
    diagram.flows[0].bends = vec![Point::new(280, 100)];
    diagram.flows[1].bends = vec![Point::new(600, 100)];
    intent::move_steps(&diagram, &set(&["a", "b"]), Point::new(8, 16))
        .apply(&mut diagram)
        .expect("fits");
    assert_eq!(diagram.flows[0].bends, [Point::new(288, 116)]);
    assert_eq!(diagram.flows[1].bends, [Point::new(600, 100)]);
}

#[test]
fn a_pasted_fragment_gets_ids_of_its_own_and_leaves_foreign_flows_out() {
    let mut diagram = row();
    let copied = intent::fragment(&diagram, &set(&["a", "b"]));
    let (edit, pasted) =
        intent::paste(&diagram, &copied, Point::new(32, 32), &mut ids()).expect("fits");
    edit.apply(&mut diagram).expect("fits");
    assert_eq!(diagram.steps.len(), 5);
    assert_eq!(diagram.flows.len(), 3);
    assert!(pasted.iter().all(|id| id.as_str().starts_with("new-")));
}

#[test]
fn a_batch_that_does_not_fit_changes_nothing() {
    let mut diagram = row();
    let edit = Edit::batch(vec![
        Edit::RemoveStep { step: "a".into() },
        Edit::Rename {
            step: "nobody".into(),
            name: "x".into(),
        },
    ]);
    assert_eq!(
        edit.apply(&mut diagram),
        Err(Refused::NoSuchStep("nobody".into()))
    );
    assert_eq!(diagram, row());
}

#[test]
fn typing_in_one_field_is_one_undo_and_leaving_it_starts_another() {
    let mut diagram = row();
    let mut history = History::default();
    let typed = |name: &str| Edit::Rename {
        step: "a".into(),
        name: name.into(),
    };
    for name in ["A", "As", "Ask"] {
        history
            .type_into(&mut diagram, "name", typed(name))
            .expect("fits");
    }
    history.pause();
    history
        .type_into(&mut diagram, "name", typed("Ask Eve"))
        .expect("fits");
    history.undo(&mut diagram);
    assert_eq!(diagram.steps[0].name, "Ask");
    history.undo(&mut diagram);
    assert_eq!(diagram, row());
    history.redo(&mut diagram);
    history.redo(&mut diagram);
    assert_eq!(diagram.steps[0].name, "Ask Eve");
    assert!(history.redo(&mut diagram).is_none());
}

#[test]
fn an_edit_that_changes_nothing_is_no_entry() {
    let mut diagram = row();
    let mut history = History::default();
    let touched = history.apply(
        &mut diagram,
        Edit::Move {
            step: "a".into(),
            to: Point::default(),
        },
    );
    assert!(touched.expect("fits").is_nothing());
    assert!(!history.can_undo());
}

#[test]
fn there_is_one_otherwise_and_it_has_no_condition() {
    let mut diagram = row();
    diagram.flows[0].otherwise = true;
    let (flow, other) = intent::connect(&"a".into(), &"c".into(), &mut ids());
    flow.apply(&mut diagram).expect("fits");
    diagram.flows[2].condition = Some("true".into());
    intent::choose_otherwise(&diagram, &other)
        .expect("is there")
        .apply(&mut diagram)
        .expect("fits");
    let otherwise: Vec<bool> = diagram.flows.iter().map(|flow| flow.otherwise).collect();
    assert_eq!(otherwise, [false, false, true]);
    assert_eq!(diagram.flows[2].condition, None);
}

#[test]
fn edits_travel_as_json() {
    let edit = Edit::batch(vec![
        Edit::SetKind {
            step: "a".into(),
            kind: StepKind::Start(Start::default()),
        },
        Edit::SetBends {
            flow: "f".into(),
            bends: vec![Point::new(1, 2)],
        },
    ]);
    let text = serde_json::to_string(&edit).expect("is plain data");
    assert_eq!(
        serde_json::from_str::<Edit>(&text).expect("comes back"),
        edit
    );
}

/// Ten thousand random edits, good and bad; then all the way back and forth.
#[test]
fn whatever_was_done_can_be_undone_and_redone() {
    let mut diagram = row();
    let mut history = History::default();
    let mut seed: u64 = 7;
    let mut dice = move |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % sides
    };
    let mut ids = ids();
    for _ in 0..20 {
        let start = diagram.clone();
        let mut done = 0;
        for _ in 0..400 {
            let step = match diagram.steps.len() {
                0 => StepId::new("a"),
                n => diagram.steps[dice(n)].id.clone(),
            };
            let flow = match diagram.flows.len() {
                0 => FlowId::new("f"),
                n => diagram.flows[dice(n)].id.clone(),
            };
            let place = Point::new(dice(4000) as i32, dice(900) as i32);
            let edit = match dice(11) {
                0 | 1 => intent::append_after(&diagram, &step, wait(), &mut ids).map(|it| it.0),
                2 => intent::insert_on_flow(&diagram, &flow, wait(), Some(place), &mut ids)
                    .map(|it| it.0),
                3 => Ok(intent::remove(&diagram, &[step].into(), &[flow].into())),
                4 => Ok(intent::move_steps(&diagram, &[step].into(), place)),
                5 => {
                    let copied = intent::fragment(&diagram, &[step].into());
                    intent::paste(&diagram, &copied, place, &mut ids).map(|it| it.0)
                }
                6 => Ok(Edit::SetBends {
                    flow,
                    bends: vec![place],
                }),
                7 => Ok(Edit::OrderFlow { flow, at: dice(9) }),
                8 => Ok(intent::connect(&step, &diagram.steps[0].id, &mut ids).0),
                9 => Ok(Edit::RemoveStep { step }),
                _ => Ok(Edit::Rename {
                    step,
                    name: format!("n{}", dice(3)),
                }),
            };
            if let Ok(touched) = edit.and_then(|edit| history.apply(&mut diagram, edit)) {
                done += usize::from(!touched.is_nothing());
            }
            if diagram.steps.is_empty() {
                break;
            }
        }
        let end = diagram.clone();
        for _ in 0..done {
            history.undo(&mut diagram).expect("is kept");
        }
        assert_eq!(diagram, start);
        for _ in 0..done {
            history.redo(&mut diagram).expect("is kept");
        }
        assert_eq!(diagram, end);
        if diagram.steps.is_empty() {
            diagram = row();
            history = History::default();
        }
    }
}
