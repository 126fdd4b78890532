//! One step: a card, a small gateway or a pill. At rest a dozen elements.

use super::group_card::{GroupToggle, StepMarks, edge, event_name_place};
use super::looks::shape;
use super::overlay::Overlay;
use super::rename::Rename;
use super::shown::Shown;
use super::signs::Sign;
use super::state::{AddAt, EditorState};
use canvas::routing::Side;
use canvas::{Rect, Selection, words};
use leptos::prelude::*;
use process::StepId;
use process::diagram::shape::is_gateway;
use process::diagram::{Point, Step};
use process::problem::{Place, Problem, Severity};
use process::step::StepKind;

/// What all cards of a canvas share.
#[derive(Clone, Copy)]
pub struct Scenery {
    pub state: EditorState,
    pub shown: Shown,
    pub live: Option<Signal<Overlay>>,
    /// The step a flow being drawn would lead to, and whether it may.
    pub magnet: Memo<Option<(StepId, bool)>>,
}

#[component]
pub fn StepCard(scenery: Scenery, id: StepId) -> impl IntoView {
    let Scenery {
        state,
        shown,
        live,
        magnet,
    } = scenery;
    let id = StoredValue::new(id);
    // All but the place: moving a step must not make its words again.
    let step = Memo::new(move |_| {
        let step = state.step(&id.read_value())?;
        Some(Step {
            position: Point::default(),
            ..step
        })
    });
    let offer = Memo::new(move |_| {
        step.with(|step| {
            let offer = step.as_ref().map(|step| canvas::palette::offer(&step.kind));
            offer.map_or(("", ""), |offer| (offer.id, offer.looks))
        })
    });
    let kind = Memo::new(move |_| offer.get().1);
    let shape = Memo::new(move |_| {
        step.with(|step| step.as_ref().map_or("is-card", |step| shape(&step.kind)))
    });
    let edge = Memo::new(move |_| step.with(|step| step.as_ref().and_then(edge)));
    let rect = Memo::new(move |_| {
        state.track_step(&id.read_value());
        state
            .with(|canvas| canvas.drawing().rect(&id.read_value()))
            .unwrap_or_default()
    });
    let name =
        Memo::new(move |_| step.with(|step| step.as_ref().map(shown_name).unwrap_or_default()));
    let line = Memo::new(move |_| {
        // What a lane is set to shows on its steps.
        state.track_lanes();
        state.catalog.with(|catalog| {
            step.with(|step| {
                let Some(step) = step else {
                    return String::new();
                };
                state.with(|canvas| words::summary(canvas.diagram(), step, catalog))
            })
        })
    });
    let chosen = Memo::new(move |_| {
        state
            .selection
            .with(|selection| selection.steps.contains(&*id.read_value()))
    });
    let tab_stop = Memo::new(move |_| {
        let focus = state.selection.with(|selection| selection.focus.clone());
        match focus {
            Some(focus) => focus == *id.read_value(),
            None => shown
                .places
                .with(|places| places.get(&*id.read_value()) == Some(&1)),
        }
    });
    let problems = Memo::new(move |_| {
        state
            .problems
            .with(|problems| at_step(problems, &id.read_value()))
    });
    let overlay = Memo::new(move |_| {
        live.and_then(|live| live.with(|overlay| overlay.steps.get(&*id.read_value()).cloned()))
    });
    let said = Memo::new(move |_| {
        state.structure.track();
        let step = step.get()?;
        let place = shown
            .places
            .with(|places| places.get(&step.id).copied().unwrap_or_default());
        let of = shown.places.with(|places| places.len());
        let mut words = state.catalog.with(|catalog| {
            state.with(|canvas| words::describe(canvas.diagram(), &step, place, of, catalog))
        });
        if let Some(overlay) = overlay.get() {
            words = format!("{words} {}.", overlay.words());
        }
        for problem in problems.get() {
            words = format!("{words} Problem: {}", problem.message);
        }
        Some(words)
    });
    let attract = move || {
        magnet.with(|magnet| match magnet {
            Some((to, allowed)) if *to == *id.read_value() => {
                Some(if *allowed { "yes" } else { "no" })
            }
            _ => None,
        })
    };
    let name_place = Memo::new(move |_| {
        state.structure.track();
        rect.track();
        match shape.get() {
            "is-gateway" => state.with(|canvas| name_place(canvas, &id.read_value())),
            "is-event" => state.with(|canvas| event_name_place(canvas, &id.read_value())),
            _ => "",
        }
    });
    let state_key =
        move || overlay.with(|overlay| overlay.as_ref().and_then(|it| it.state).map(|it| it.key()));
    let renaming = Memo::new(move |_| {
        state
            .renaming
            .with(|step| step.as_ref() == Some(&*id.read_value()))
    });
    let closed = Memo::new(move |_| {
        step.with(|step| match step.as_ref().map(|step| &step.kind) {
            Some(StepKind::SubProcess(group)) => Some(group.closed),
            _ => None,
        })
    });
    view! {
        <li
            class=move || format!("step {} {}", shape.get(), name_place.get())
            class:chosen=chosen
            style:transform=move || at(rect.get())
            style:width=move || format!("{}px", rect.get().width())
            style:height=move || format!("{}px", rect.get().height())
            data-step-id=id.get_value().as_str().to_owned()
            data-step-type=move || offer.get().0
            data-edge=move || edge.get().map(|(edge, _)| edge)
            data-stops=move || edge.get().map(|(_, stops)| stops)
            data-kind=kind
            data-state=state_key
            data-attract=attract
        >
            <button
                type="button"
                class="step-body"
                id=format!("step-{}", id.get_value())
                tabindex=move || if tab_stop.get() { "0" } else { "-1" }
                aria-label=said
                aria-pressed=move || chosen.get().to_string()
                on:focus=move |_| focused(state, &id.read_value())
                on:click=move |event| {
                    // A real pointer has been answered by the gesture already.
                    if event.detail() == 0 {
                        state.select(Selection::of_step(&id.read_value()));
                    }
                }
            >
                <span class="step-sign"><Sign id=Signal::derive(move || format!("sign-{}", kind.get()))/></span>
                <span class="step-words">
                    <span class="step-name">{name}</span>
                    {move || line.with(|line| (!line.is_empty()).then(|| view! { <span class="step-line">{line.clone()}</span> }))}
                </span>
                <StepMarks step/>
            </button>
            {move || closed.get().map(|closed| view! { <GroupToggle state id name closed/> })}
            {move || mark(overlay, problems)}
            {live.is_none().then(|| view! { <Handles state id step name chosen/> })}
            {move || renaming.get().then(|| view! { <Rename state id=id.get_value()/> })}
        </li>
    }
}

/// The port and the `+`. Both are reached with the pointer; the keyboard has C and A.
#[component]
fn Handles(
    state: EditorState,
    id: StoredValue<StepId>,
    step: Memo<Option<Step>>,
    name: Memo<String>,
    chosen: Memo<bool>,
) -> impl IntoView {
    let leads = Memo::new(move |_| {
        step.with(|step| {
            step.as_ref()
                .is_some_and(|step| !canvas::rules::ends(&step.kind))
        })
    });
    let plus = Memo::new(move |_| {
        state.structure.track();
        chosen.track();
        state.track_step(&id.read_value());
        state.with(|canvas| canvas.scene().plus(&id.read_value()))
    });
    // Its place on the step, which moves with it; level with the port it hangs on a stem.
    let plus_at = Memo::new(move |_| {
        let plus = plus.get()?;
        let (rect, exit) = state.with(|canvas| {
            let shape = canvas.drawing().index().shape(&id.read_value())?;
            Some((shape.rect, shape.exit))
        })?;
        Some((
            plus.x - rect.left,
            plus.y - rect.top,
            plus.y == rect.center().y && exit.is_none(),
        ))
    });
    let side = move || {
        plus.track();
        state.track_step(&id.read_value());
        let exit = state.with(|canvas| canvas.drawing().index().shape(&id.read_value())?.exit);
        exit.map(|side| match side {
            Side::Left => "left",
            Side::Right => "right",
            Side::Top => "top",
            Side::Bottom => "bottom",
        })
    };
    let called = move || {
        name.with(|name| {
            if name.is_empty() {
                "this step".to_owned()
            } else {
                name.clone()
            }
        })
    };
    let add = move || {
        if let Some(at) = plus.get_untracked() {
            let after = Some(id.get_value());
            state.menu.set(Some(AddAt {
                after,
                on: None,
                at,
                here: false,
            }));
        }
    };
    view! {
        {move || leads.get().then(|| view! {
            <button
                type="button"
                class="step-port"
                data-side=side
                tabindex="-1"
                aria-label=move || format!("Connect {} to another step", called())
                on:click=move |event| {
                    if event.detail() == 0 {
                        state.act(|canvas| canvas.start_connecting(&id.read_value()));
                    }
                }
            ></button>
        })}
        {move || plus_at.get().map(|(x, y, stemmed)| view! {
            <button
                type="button"
                class="step-plus"
                class:stemmed=stemmed
                style:left=format!("{x}px")
                style:top=format!("{y}px")
                tabindex="-1"
                aria-label=move || format!("Add a step after {}", called())
                on:click=move |event| {
                    if event.detail() == 0 {
                        add();
                    }
                }
            >
                <Sign id="sign-plus".to_owned()/>
            </button>
        })}
    }
}

/// How the step stands: the case's state first, else its problems.
fn mark(
    overlay: Memo<Option<super::StepOverlay>>,
    problems: Memo<Vec<Problem>>,
) -> Option<AnyView> {
    if let Some(overlay) = overlay.get().filter(|overlay| !overlay.words().is_empty()) {
        let sign = overlay
            .state
            .map_or("sign-active", |state| state.sign())
            .to_owned();
        return Some(
            view! { <span class="step-mark" class:counted={overlay.count > 0}><Sign id=sign/><span>{overlay.words()}</span></span> }
                .into_any(),
        );
    }
    let problems = problems.get();
    let first = problems.first()?.clone();
    let error = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let more = (problems.len() > 1).then(|| view! { <b>{problems.len()}</b> });
    Some(
        view! {
            <span class="step-problem" class:error=error title=first.message>
                <Sign id="sign-problem".to_owned()/>
                {more}
            </span>
        }
        .into_any(),
    )
}

fn focused(state: EditorState, id: &StepId) {
    let selection = state.selection.get_untracked();
    if selection.focus.as_ref() != Some(id) {
        state.select(Selection {
            focus: Some(id.clone()),
            ..selection
        });
    }
}

fn at_step(problems: &[Problem], id: &StepId) -> Vec<Problem> {
    let here =
        |problem: &&Problem| matches!(&problem.place, Place::Step { step, .. } if step == id);
    let mut here: Vec<Problem> = problems.iter().filter(here).cloned().collect();
    here.sort_by_key(|problem| problem.severity);
    here
}

/// Gateways without a name show none; everything else says at least what it is.
fn shown_name(step: &Step) -> String {
    match &step.kind {
        kind if is_gateway(kind) => step.name.trim().to_owned(),
        _ => words::name(step),
    }
}

/// Gateways carry their name outside: above, or below where a flow is in the way, or beside it where two are.
fn name_place(canvas: &canvas::Canvas, id: &StepId) -> &'static str {
    let touches = |side| canvas.drawing().touches(id, side);
    match (touches(Side::Top), touches(Side::Bottom)) {
        (false, _) => "",
        (true, false) => "name-below",
        (true, true) => "name-aside",
    }
}

fn at(rect: Rect) -> String {
    format!("translate({}px,{}px)", rect.left, rect.top)
}
