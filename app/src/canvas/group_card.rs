//! What only some steps show: the edge of an event, the marks of a repeated step, the button that opens a group.

use super::signs::Sign;
use super::state::EditorState;
use leptos::prelude::*;
use process::StepId;
use process::diagram::Step;
use process::step::{Repetition, Stands, StepKind};

/// How the edge of an event is drawn, and whether it stops what it stands on.
pub(super) fn edge(step: &Step) -> Option<(&'static str, &'static str)> {
    let stops = |interrupting: bool| if interrupting { "yes" } else { "no" };
    match &step.kind {
        StepKind::Event(event) => Some(match &event.at {
            Stands::Start { interrupting } => ("start", stops(*interrupting)),
            Stands::Catch => ("catch", "yes"),
            Stands::Boundary { interrupting, .. } => ("boundary", stops(*interrupting)),
            Stands::Throw => ("throw", "yes"),
            Stands::End => ("end", "yes"),
        }),
        _ => None,
    }
}

/// Where the name of an event goes: below it; on an edge beside it, where there is room between its neighbours.
pub(super) fn event_name_place(canvas: &canvas::Canvas, id: &StepId) -> &'static str {
    /// Names are about so wide.
    const NAME: i32 = 150;
    let drawing = canvas.drawing();
    let Some(step) = drawing.step(id) else {
        return "";
    };
    let Some(host) = step.host() else { return "" };
    let here = step.center();
    let near = |other: &&Step| {
        let there = other.center();
        other.id != *id && other.host() == Some(host) && (there.y - here.y).abs() < 30
    };
    let others: Vec<&Step> = canvas.diagram().steps.iter().filter(near).collect();
    let taken = |side: fn(i32, i32) -> bool| {
        others.iter().any(|other| {
            let x = other.center().x;
            side(x, here.x) && (x - here.x).abs() < NAME
        })
    };
    let above = drawing
        .step(host)
        .is_some_and(|host| here.y < host.center().y);
    match (taken(|x, here| x > here), taken(|x, here| x < here), above) {
        (true, true, _) => "name-hidden",
        (true, false, false) => "name-left",
        (true, false, true) => "name-left name-over",
        (false, _, false) => "name-right",
        (false, _, true) => "name-right name-over",
    }
}

/// How often a step is done, and whether it only undoes another one; as small signs, in words when pointed at.
#[component]
pub(super) fn StepMarks(step: Memo<Option<Step>>) -> impl IntoView {
    let marks = Memo::new(move |_| step.with(|step| step.as_ref().map(marks).unwrap_or_default()));
    move || {
        let marks = marks.get();
        (!marks.is_empty()).then(|| {
            let words: Vec<_> = marks.iter().map(|(_, words)| *words).collect();
            let width = 28 * marks.len() - 4;
            let signs = marks.iter().enumerate().map(|(at, (sign, _))| {
                view! { <use href=format!("#{sign}") x=28 * at width="24" height="24"></use> }
            });
            view! {
                <svg
                    class="sign step-marks"
                    style:width=format!("{}em", width as f64 / 24.0)
                    viewBox=format!("0 0 {width} 24")
                    aria-hidden="true"
                    focusable="false"
                >
                    <title>{words.join(", ")}</title>
                    {signs.collect_view()}
                </svg>
            }
        })
    }
}

fn marks(step: &Step) -> Vec<(&'static str, &'static str)> {
    let mut marks = Vec::new();
    match &step.repetition {
        Some(Repetition::While { .. }) => marks.push(("sign-again", "Again and again")),
        Some(Repetition::Each(each)) if each.sequential => {
            marks.push(("sign-in-turn", "One after the other"));
        }
        Some(Repetition::Each(_)) => marks.push(("sign-at-once", "All at once")),
        None => {}
    }
    if !step.only.one_of.is_empty() || step.only.while_open.is_some() {
        marks.push(("sign-only", "Not at any time"));
    }
    if step.for_compensation {
        marks.push(("sign-only-undo", "Only to undo another step"));
    }
    marks
}

/// Opens or closes a group of steps.
#[component]
pub(super) fn GroupToggle(
    state: EditorState,
    id: StoredValue<StepId>,
    name: Memo<String>,
    closed: bool,
) -> impl IntoView {
    let (word, sign) = if closed {
        ("Open", "sign-plus")
    } else {
        ("Close", "sign-minus")
    };
    view! {
        <button
            type="button"
            class="step-toggle"
            tabindex="-1"
            aria-label=move || format!("{word} {}", name.get())
            on:pointerdown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
            on:click=move |_| state.act(|canvas| canvas.toggle_group(&id.read_value()))
        >
            <Sign id=sign.to_owned()/>
        </button>
    }
}
