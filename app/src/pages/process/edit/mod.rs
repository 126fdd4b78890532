//! The builder's page: the drawing in the middle, settings at its side, and above them what becomes of it all.

mod bar;
mod film;
mod publish;
mod saving;

use crate::{
    api::{
        ProcessId,
        draft::{DraftView, open_draft},
    },
    canvas::{CanvasEditor, EditorState},
    pages::{id_in_address, load},
    panel::{OpenTable, Sample, SidePanel, TableDrawer},
    ui::Loaded,
};
use bar::Bar;
use film::FilmView;
use leptos::prelude::*;
use leptos_meta::Title;
use saving::Saving;

#[component]
pub fn EditPage() -> impl IntoView {
    let id = id_in_address::<ProcessId>();
    let draft = Resource::new(move || id.get(), |id| load(id, "This process", open_draft));
    view! {
        <Loaded resource=draft whole_page=true view=move |draft| {
            let again = Callback::new(move |()| draft_again(draft.process));
            view! { <Builder draft again/> }.into_any()
        }/>
    }
}

/// Opens the page anew. The drawing on screen is given up, so this is only done when asked for.
fn draft_again(process: ProcessId) {
    // It fails only for an address that cannot be read.
    let _ = window()
        .location()
        .set_href(&format!("/processes/{process}/edit"));
}

#[component]
fn Builder(draft: DraftView, again: Callback<()>) -> impl IntoView {
    let DraftView {
        process,
        name,
        diagram,
        revision,
        others,
        version,
        based_on,
        catalog,
        ..
    } = draft;
    Sample::provide(process);
    let state = EditorState::new(diagram, catalog);
    let saving = Saving::start(process, revision, based_on, state);
    let table = OpenTable::provide();
    view! {
        <Title text=name.clone()/>
        <div class="builder">
            <Bar process name version others state saving again/>
            <div
                class="builder-body"
                class:with-table=move || table.shown(state).is_some()
                class:table-whole=move || table.whole.get()
            >
                <div class="builder-canvas">
                    <CanvasEditor state/>
                    {move || state.behaviour.watched.get().map(|finding| view! { <FilmView state finding/> })}
                </div>
                <TableDrawer state open=table/>
                <SidePanel state/>
            </div>
        </div>
    }
}
