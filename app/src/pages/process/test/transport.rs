//! Playing by itself: a step at a time, to a step, or on and on with the most ordinary answers.

use super::trial::Trial;
use crate::ui::{Button, IconButton};
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use process::StepId;
use process::run::{Fact, Status};
use process::scenario::usual_move;
use std::{collections::BTreeMap, time::Duration};

/// Quick enough not to bore, slow enough to follow.
const BEAT: Duration = Duration::from_millis(420);

#[component]
pub fn Transport(state: Trial) -> impl IntoView {
    let playing = StoredValue::new(None::<IntervalHandle>);
    let plays = RwSignal::new(false);
    let stop = move || {
        if let Some(Some(handle)) = playing.try_update_value(Option::take) {
            handle.clear();
        }
        let _ = plays.try_set(false);
    };
    on_cleanup(stop);
    let play = move |until: Option<StepId>| {
        stop();
        let beat = move || {
            if forward(state) == Went::Nowhere || stopped(state, until.as_ref()) {
                stop();
            }
        };
        playing.set_value(set_interval_with_handle(beat, BEAT).ok());
        plays.set(true);
    };
    let toggle = move |_| match plays.get_untracked() {
        true => stop(),
        false => play(None),
    };
    let to_chosen = move |_| play(state.chosen.get_untracked());
    let breaks = move |_| {
        if let Some(step) = state.chosen.get_untracked() {
            state.stops.update(|stops| {
                if !stops.remove(&step) {
                    stops.insert(step);
                }
            });
        }
    };
    let is_stop = move || {
        state.chosen.with(|chosen| {
            let chosen = chosen.as_ref();
            chosen.is_some_and(|step| state.stops.with(|stops| stops.contains(step)))
        })
    };
    view! {
        <div class="trial-transport" role="toolbar" aria-label="Playing">
            <IconButton
                label="Begin anew" icon=icondata_lu::LuRotateCcw
                on_click=Callback::new(move |_| { stop(); state.give_up(); })
            />
            <IconButton
                label="One back" icon=icondata_lu::LuStepBack
                disabled=Signal::derive(move || state.place.get() == 0)
                on_click=Callback::new(move |_| { stop(); back(state); })
            />
            {move || match plays.get() {
                true => view! { <IconButton label="Pause" icon=icondata_lu::LuPause on_click=Callback::new(toggle)/> },
                false => view! { <IconButton label="Play by itself" icon=icondata_lu::LuPlay on_click=Callback::new(toggle)/> },
            }}
            <IconButton
                label="One on" icon=icondata_lu::LuStepForward
                on_click=Callback::new(move |_| { stop(); forward(state); })
            />
            <span class="grow"></span>
            {move || state.chosen.get().map(|_| view! {
                <Button label="Run to here" icon=icondata_lu::LuCornerRightDown on_click=Callback::new(to_chosen)/>
                <IconButton
                    label="Stop here" icon=icondata_lu::LuOctagonPause
                    pressed=Signal::derive(is_stop) on_click=Callback::new(breaks)
                />
            })}
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    On,
    Nowhere,
}

/// Shows the next thing that happened; at the newest moment, does the most ordinary thing.
fn forward(state: Trial) -> Went {
    let place = state.place.get_untracked();
    let next = state.play.with_untracked(|play| {
        let log = play.as_ref()?.log();
        let seen = log.iter().enumerate().skip(place);
        let shown = seen
            .filter(|(_, event)| shows(&event.fact))
            .map(|(at, _)| at + 1);
        shown
            .into_iter()
            .next()
            .or((place < log.len()).then_some(log.len()))
    });
    if let Some(next) = next {
        state.place.set(next);
        return Went::On;
    }
    let usual = state.play.with_untracked(|play| {
        let play = play.as_ref()?;
        (play.state().status == Status::Active).then(|| usual_move(play, &BTreeMap::new()))?
    });
    let Some(usual) = usual else {
        return Went::Nowhere;
    };
    match state.make(usual) {
        true => {
            // What followed is walked through one by one.
            state.place.set(place);
            forward(state)
        }
        false => Went::Nowhere,
    }
}

fn back(state: Trial) {
    let place = state.place.get_untracked();
    let before = state.play.with_untracked(|play| {
        let log = play.as_ref()?.log();
        let seen = log.iter().enumerate().take(place.saturating_sub(1)).rev();
        let shown = seen
            .filter(|(_, event)| shows(&event.fact))
            .map(|(at, _)| at + 1);
        shown.into_iter().next()
    });
    state.place.set(before.unwrap_or(0));
}

/// Whether the drawing looks different afterwards.
fn shows(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::StepEntered { .. }
            | Fact::StepCompleted { .. }
            | Fact::StepTerminated { .. }
            | Fact::IncidentRaised { .. }
            | Fact::InstanceCompleted
            | Fact::InstanceCancelled { .. }
    )
}

/// Whether what was just shown is a place to stop at.
fn stopped(state: Trial, until: Option<&StepId>) -> bool {
    let place = state.place.get_untracked();
    state.play.with_untracked(|play| {
        let event = play
            .as_ref()
            .and_then(|play| play.log().get(place.checked_sub(1)?));
        match event.map(|event| &event.fact) {
            Some(Fact::StepEntered { step, .. }) => {
                until == Some(step) || state.stops.with_untracked(|stops| stops.contains(step))
            }
            Some(Fact::IncidentRaised { .. }) => true,
            _ => false,
        }
    })
}
