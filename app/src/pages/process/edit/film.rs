//! The film of something that goes wrong: tokens on the drawing, moment by moment, in place of the drawing itself until
//! it is closed.

use crate::{
    canvas::{CanvasView, EditorState, Overlay, StepOverlay, StepState, Travel},
    ui::IconButton,
};
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use process::check::{Finding, Frame};
use process::{Diagram, FlowId, StepId};
use std::{collections::HashMap, time::Duration};

/// Long enough to read what has happened.
const BEAT: Duration = Duration::from_millis(1100);

#[component]
pub fn FilmView(state: EditorState, finding: Finding) -> impl IntoView {
    let frames = finding.film.map(|film| film.frames).unwrap_or_default();
    let last = frames.len().saturating_sub(1);
    let culprit = finding.steps.first().cloned();
    let diagram = state.to_diagram();
    let shown = StoredValue::new(
        frames
            .iter()
            .enumerate()
            .map(|(at, frame)| {
                let culprit = culprit.as_ref().filter(|_| at == last);
                let before = &frames[..at];
                (
                    painted(before, frame, &diagram, culprit),
                    frame.happened.clone(),
                )
            })
            .collect::<Vec<_>>(),
    );
    let at = RwSignal::new(0_usize);
    let playing = StoredValue::new(None::<IntervalHandle>);
    let plays = RwSignal::new(false);
    let stop = move || {
        if let Some(Some(handle)) = playing.try_update_value(Option::take) {
            handle.clear();
        }
        let _ = plays.try_set(false);
    };
    on_cleanup(stop);
    let play = move |_| {
        if plays.get_untracked() {
            return stop();
        }
        if at.get_untracked() >= last {
            at.set(0);
        }
        let beat = move || match at.try_get_untracked() {
            Some(now) if now < last => at.set(now + 1),
            _ => stop(),
        };
        playing.set_value(set_interval_with_handle(beat, BEAT).ok());
        plays.set(true);
    };
    let overlay = Signal::derive(move || {
        let at = at.get();
        shown.with_value(|shown| {
            shown
                .get(at)
                .map(|(overlay, _)| overlay.clone())
                .unwrap_or_default()
        })
    });
    let words = move || {
        let at = at.get();
        shown.with_value(|shown| {
            shown
                .get(at)
                .map(|(_, words)| words.clone())
                .unwrap_or_default()
        })
    };
    let catalog = state.catalog.get_untracked();
    view! {
        <section class="film" aria-label="Film of what goes wrong">
            <CanvasView diagram=diagram.clone() catalog overlay label="Steps, as the film shows them"/>
            <div class="film-bar">
                <IconButton
                    label="One back" icon=icondata_lu::LuStepBack disabled=Signal::derive(move || at.get() == 0)
                    on_click=Callback::new(move |_| { stop(); at.update(|at| *at = at.saturating_sub(1)); })
                />
                {move || match plays.get() {
                    true => view! { <IconButton label="Pause" icon=icondata_lu::LuPause on_click=Callback::new(play)/> },
                    false => view! { <IconButton label="Play" icon=icondata_lu::LuPlay on_click=Callback::new(play)/> },
                }}
                <IconButton
                    label="One on" icon=icondata_lu::LuStepForward disabled=Signal::derive(move || at.get() >= last)
                    on_click=Callback::new(move |_| { stop(); at.update(|at| *at = (*at + 1).min(last)); })
                />
                <p role="status">
                    <span class="row-note">{move || format!("{} of {}", at.get() + 1, last + 1)}</span>
                    " "
                    {words}
                </p>
                <IconButton
                    label="Close the film" icon=icondata_lu::LuX
                    on_click=Callback::new(move |_| state.behaviour.watched.set(None))
                />
            </div>
        </section>
    }
}

/// The flows that hold a token which was not there a moment before.
fn travels(before: &[Frame], frame: &Frame) -> HashMap<FlowId, Travel> {
    let held = |flow: &FlowId| before.last().and_then(|last| last.tokens.get(flow));
    let come = frame
        .tokens
        .iter()
        .filter(|(flow, count)| held(flow).is_none_or(|held| held < count));
    come.enumerate()
        .map(|(order, (flow, _))| {
            let moment = before.len();
            (flow.clone(), Travel { moment, order })
        })
        .collect()
}

/// A step that is at work and was not a moment before.
fn now_at(before: &[Frame], frame: &Frame) -> Option<StepId> {
    let was = |step: &StepId| before.last().is_some_and(|last| last.at.contains_key(step));
    frame.at.keys().find(|step| !was(step)).cloned()
}

/// Where tokens have been, steps at work, and steps that a token waits before.
fn painted(
    before: &[Frame],
    frame: &Frame,
    diagram: &Diagram,
    culprit: Option<&StepId>,
) -> Overlay {
    let tokens = before
        .iter()
        .chain([frame])
        .flat_map(|frame| frame.tokens.keys());
    let mut overlay = Overlay {
        taken: tokens.cloned().collect(),
        travels: travels(before, frame),
        now_at: now_at(before, frame),
        ..Overlay::default()
    };
    for step in before.iter().flat_map(|frame| frame.at.keys()) {
        let been = StepOverlay {
            state: Some(StepState::Done),
            ..StepOverlay::default()
        };
        overlay.steps.insert(step.clone(), been);
    }
    for (flow, count) in &frame.tokens {
        if let Some(flow) = diagram.flow(flow) {
            let waits = StepOverlay {
                state: Some(StepState::Waiting),
                count: if *count > 1 { u64::from(*count) } else { 0 },
                badge: String::new(),
            };
            overlay.steps.insert(flow.to.clone(), waits);
        }
    }
    for (step, count) in &frame.at {
        let works = StepOverlay {
            state: Some(StepState::Active),
            count: if *count > 1 { u64::from(*count) } else { 0 },
            badge: String::new(),
        };
        overlay.steps.insert(step.clone(), works);
    }
    if let Some(step) = culprit {
        let wrong = overlay.steps.entry(step.clone()).or_default();
        wrong.state = Some(StepState::Failed);
        wrong.badge = "Here".to_owned();
    }
    overlay
}
