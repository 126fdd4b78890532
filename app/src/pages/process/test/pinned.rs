//! The steps that answer by themselves in the play one looks at, and the way to be asked again.

use super::trial::Trial;
use crate::ui::IconButton;
use leptos::prelude::*;
use process::StepId;
use process::play::{Move, Pins, Play};

#[component]
pub fn Pinned(state: Trial) -> impl IntoView {
    let pinned = Memo::new(move |_| {
        state.play.with(|play| {
            let pins = play.as_ref().map(pins).unwrap_or_default();
            pins.into_keys().collect::<Vec<_>>()
        })
    });
    let ask_again = move |step: StepId| {
        state.make(Move::Pin {
            step,
            replies: Vec::new(),
        });
    };
    view! {
        <Show when=move || state.is_now() && pinned.with(|pinned| !pinned.is_empty())>
            <section aria-labelledby="pinned">
                <div class="section-head"><h2 id="pinned">"Answers by itself"</h2></div>
                <ul class="trial-pinned">
                    <For each=move || pinned.get() key=Clone::clone let(step)>
                        <li>
                            <span>{state.name(&step)}</span>
                            <IconButton
                                label=format!("Ask again: {}", state.name(&step)) icon=icondata_lu::LuPinOff
                                on_click=Callback::new(move |_| ask_again(step.clone()))
                            />
                        </li>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// Those of the beginning, with what was pinned and asked again on the way.
fn pins(play: &Play) -> Pins {
    let mut pins = play.pins().clone();
    for made in play.moves() {
        if let Move::Pin { step, replies } = made {
            match replies.is_empty() {
                true => _ = pins.remove(step),
                false => _ = pins.insert(step.clone(), replies.clone()),
            }
        }
    }
    pins
}
