//! How something stands: a shape, a word and a colour that say the same.

use super::Icon;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    Done,
    Active,
    Waiting,
    Failed,
    #[default]
    Idle,
}

impl Tone {
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Idle => "idle",
        }
    }
}

/// A state in a list or a heading.
#[component]
pub fn StateMark(tone: Tone, #[prop(into)] label: String) -> impl IntoView {
    let drawing = match tone {
        Tone::Done => icondata_lu::LuCircleCheck,
        Tone::Active => icondata_lu::LuCircleDot,
        Tone::Waiting => icondata_lu::LuClock,
        Tone::Failed => icondata_lu::LuOctagonAlert,
        Tone::Idle => icondata_lu::LuCircleDashed,
    };
    view! {
        <span class="mark" data-tone=tone.name()>
            <Icon drawing/>
            {label}
        </span>
    }
}

/// A word on a tint, for what is worth noticing but is not a state.
#[component]
pub fn Badge(#[prop(into)] label: String, #[prop(optional)] tone: Tone) -> impl IntoView {
    view! { <span class="badge" data-tone=tone.name()>{label}</span> }
}
