//! Moments as people say them. The server writes the moment itself, in UTC; once awake, the page says it in the
//! reader's own time zone and relative to now.

mod words;

use super::{Badge, Tone};
use crate::api::Moment;
use leptos::prelude::*;

/// When something happened.
#[component]
pub fn RelativeTime(moment: Moment) -> impl IntoView {
    let words = RwSignal::new(words::in_utc(moment));
    let exact = RwSignal::new(None);
    Effect::new(move || {
        exact.set(Some(words::in_this_zone(moment)));
        words.set(words::ago(moment, now()));
    });
    view! {
        <time datetime=words::machine(moment) title=exact class="whitespace-nowrap">{words}</time>
    }
}

/// A moment to come or to look up, in the middle of a sentence.
#[component]
pub fn MomentTime(moment: Moment) -> impl IntoView {
    let words = RwSignal::new(words::in_utc(moment));
    Effect::new(move || words.set(words::in_this_zone(moment)));
    view! { <time datetime=words::machine(moment)>{words}</time> }
}

/// When something is due: marked when it is late.
#[component]
pub fn DueTime(moment: Moment) -> impl IntoView {
    let words = RwSignal::new(format!("Due {}", words::in_utc(moment)));
    let late = RwSignal::new(false);
    let exact = RwSignal::new(None);
    Effect::new(move || {
        let now = now();
        exact.set(Some(words::in_this_zone(moment)));
        late.set(moment < now);
        words.set(words::due(moment, now));
    });
    view! {
        <time datetime=words::machine(moment) title=exact class="whitespace-nowrap">
            {move || {
                let tone = if late.get() { Tone::Failed } else { Tone::Idle };
                view! { <Badge label=words.get() tone/> }
            }}
        </time>
    }
}

/// The browser's clock.
pub fn now() -> Moment {
    js_sys::Date::now() as Moment
}
