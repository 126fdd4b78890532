//! How a case begins: the form its requester fills.

use super::form_designer::FormDesigner;
use super::settings::Settings;
use leptos::prelude::*;
use process::step::{Start, StepKind};

#[component]
pub fn StartSettings(settings: Settings) -> impl IntoView {
    let start = settings.memo(|kind| match kind {
        StepKind::Start(start) => Some(start.clone()),
        _ => None,
    });
    view! {
        <FormDesigner
            settings
            form=Signal::derive(move || start.get().form)
            on_change=Callback::new(move |(field, form)| {
                settings.typed(field, StepKind::Start(Start { form }));
            })
            title="What does the requester fill in?"
            empty="Without fields a case starts with one click. Add what you need to know."
        />
    }
}
