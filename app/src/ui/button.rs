//! Buttons, and links that look like them.

use super::Icon;
use icondata_core::Icon as Drawing;
use leptos::{ev::MouseEvent, prelude::*, text_prop::TextProp};

/// How much a button asks for attention. At most one `Primary` a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    Primary,
    #[default]
    Quiet,
    /// Without a border, for rows and toolbars.
    Plain,
    Danger,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn primary",
            Self::Quiet => "btn quiet",
            Self::Plain => "btn plain",
            Self::Danger => "btn danger",
        }
    }
}

/// A button with words. It submits its form unless it has something of its own to do.
#[component]
pub fn Button(
    #[prop(into)] label: TextProp,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<Drawing>,
    /// Working on it: shows a turning ring and cannot be pressed again.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] on_click: Option<Callback<MouseEvent>>,
    /// The reading size, for a page's main act.
    #[prop(optional)]
    large: bool,
    #[prop(optional)] wide: bool,
) -> impl IntoView {
    let sign = move || match (busy.get(), icon) {
        (true, _) => view! { <span class="spinner" aria-hidden="true"></span> }.into_any(),
        (false, Some(drawing)) => view! { <Icon drawing/> }.into_any(),
        (false, None) => ().into_any(),
    };
    view! {
        <button
            type=if on_click.is_some() { "button" } else { "submit" }
            class=look.class()
            class:large=large
            class:wide=wide
            disabled=move || busy.get() || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            on:click=move |event| {
                if let Some(act) = on_click {
                    act.run(event);
                }
            }
        >
            {sign}
            <span>{move || label.get()}</span>
        </button>
    }
}

/// A button with a sign only. Its label is what a screen reader says and what hovering shows.
#[component]
pub fn IconButton(
    #[prop(into)] label: TextProp,
    icon: Drawing,
    on_click: Callback<MouseEvent>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// For switches: whether it is on.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
) -> impl IntoView {
    let title = label.clone();
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=move || label.get()
            title=move || title.get()
            disabled=move || disabled.get()
            aria-pressed=move || pressed.get().map(|on| if on { "true" } else { "false" })
            on:click=move |event| on_click.run(event)
        >
            <Icon drawing=icon/>
        </button>
    }
}

/// A link for the places where going somewhere is the main act.
#[component]
pub fn LinkButton(
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<Drawing>,
    #[prop(optional)] large: bool,
) -> impl IntoView {
    view! {
        <a class=look.class() class:large=large href=href>
            {icon.map(|drawing| view! { <Icon drawing/> })}
            <span>{label}</span>
        </a>
    }
}
