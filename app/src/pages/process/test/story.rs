//! What happened in the case, in words. Choosing a line shows the case as it stood then.

use super::trial::Trial;
use crate::{
    api::{
        history::Storyteller,
        live::{HistoryKind, HistoryLine},
    },
    ui::Button,
};
use leptos::prelude::*;
use process::{Timestamp, Value, Zone, words};

#[component]
pub fn Story(state: Trial) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let names = state.names();
        state.play.with(|play| {
            let Some(play) = play else {
                return Vec::new();
            };
            let mut teller = Storyteller::default();
            state.with_diagram(|diagram| {
                let events = play.log().iter().enumerate();
                events
                    .filter_map(|(at, event)| teller.tell(diagram, &names, at as u64 + 1, event))
                    .collect::<Vec<HistoryLine>>()
            })
        })
    });
    let zone = move || {
        state.play.with(|play| {
            let zone = play.as_ref().map(|play| play.state().zone.clone());
            zone.and_then(|zone| zone.parse().ok()).unwrap_or(Zone::Utc)
        })
    };
    view! {
        <section aria-labelledby="story">
            <div class="section-head">
                <h2 id="story">"What happened"</h2>
                {move || (!state.is_now()).then(|| view! {
                    <Button
                        label="Go on from here" icon=icondata_lu::LuUndo2
                        on_click=Callback::new(move |_| state.back_to_here())
                    />
                })}
            </div>
            <ol class="trial-story">
                <For each=move || lines.get() key=|line| (line.seq, line.text.clone()) let:line>
                    <Line state line zone=zone()/>
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Line(state: Trial, line: HistoryLine, zone: Zone) -> impl IntoView {
    let place = usize::try_from(line.seq).unwrap_or(usize::MAX);
    let tone = match line.kind {
        HistoryKind::Started | HistoryKind::System => "idle",
        HistoryKind::Person => "active",
        HistoryKind::Waiting => "waiting",
        HistoryKind::Failed => "failed",
        HistoryKind::Ended => "done",
    };
    let until = line.until.map(|until| format!(" {}", moment(until, &zone)));
    view! {
        <li>
            <button
                type="button" class="trial-line" data-tone=tone
                class:later=move || state.place.get() < place
                on:click=move |_| state.place.set(place)
            >
                <span>{line.text} {until}</span>
                <time>{moment(line.at, &zone)}</time>
            </button>
        </li>
    }
}

fn moment(at: i64, zone: &Zone) -> String {
    Timestamp(at)
        .in_zone(zone)
        .map_or_else(String::new, |moment| words::value(&Value::DateTime(moment)))
}
