//! Something to know, set apart from the text around it.

use super::{Icon, Tone};
use leptos::prelude::*;

#[component]
pub fn Note(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    let drawing = match tone {
        Tone::Done => icondata_lu::LuCircleCheck,
        Tone::Failed => icondata_lu::LuCircleAlert,
        Tone::Waiting => icondata_lu::LuTriangleAlert,
        Tone::Active | Tone::Idle => icondata_lu::LuInfo,
    };
    view! {
        <div class="note" data-tone=tone.name()>
            <Icon drawing/>
            <div class="min-w-0">{children()}</div>
        </div>
    }
}
