//! The builder's page.

use crate::{
    api::{
        ProcessId,
        draft::{DraftView, open_draft},
    },
    pages::{id_in_address, load},
    ui::Loaded,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn EditPage() -> impl IntoView {
    let id = id_in_address::<ProcessId>();
    let draft = Resource::new(move || id.get(), |id| load(id, "This process", open_draft));
    view! {
        <div class="builder">
            <Loaded resource=draft view=|draft| view! { <Builder draft/> }.into_any()/>
        </div>
    }
}

#[component]
fn Builder(draft: DraftView) -> impl IntoView {
    view! {
        <Title text=draft.name.clone()/>
        <h1 class="sr-only">{draft.name}</h1>
    }
}
