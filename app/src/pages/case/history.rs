//! What happened to a case, in words, newest first.

use super::live::LiveCase;
use crate::{
    api::live::{HistoryKind, HistoryLine},
    ui::{Icon, MomentTime, RelativeTime},
};
use icondata_core::Icon as Drawing;
use leptos::prelude::*;

#[component]
pub fn History(live: LiveCase) -> impl IntoView {
    let newest_first = move || {
        live.history
            .with(|lines| lines.iter().rev().cloned().collect::<Vec<_>>())
    };
    view! {
        <section aria-labelledby="history">
            <div class="section-head">
                <h2 id="history">"History"</h2>
                {move || live.connected.get().then(|| view! { <span class="live">"Live"</span> })}
            </div>
            <ol class="history">
                <For each=newest_first key=|line| line.seq let:line><Line line/></For>
            </ol>
        </section>
    }
}

#[component]
fn Line(line: HistoryLine) -> impl IntoView {
    let (tone, drawing) = looks(line.kind);
    view! {
        <li class="event" data-tone=tone>
            <Icon drawing/>
            <p>
                {line.text}
                {line.until.map(|moment| view! { " " <MomentTime moment/> "." })}
            </p>
            <span class="row-note"><RelativeTime moment=line.at/></span>
        </li>
    }
}

fn looks(kind: HistoryKind) -> (&'static str, Drawing) {
    match kind {
        HistoryKind::Started => ("idle", icondata_lu::LuPlay),
        HistoryKind::Person => ("active", icondata_lu::LuUserRound),
        HistoryKind::System => ("idle", icondata_lu::LuZap),
        HistoryKind::Waiting => ("waiting", icondata_lu::LuClock),
        HistoryKind::Failed => ("failed", icondata_lu::LuOctagonAlert),
        HistoryKind::Ended => ("done", icondata_lu::LuFlag),
    }
}
