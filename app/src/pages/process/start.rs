//! Starts a case: the form its requester fills in.

use crate::{
    api::ProcessId,
    api::case::{StartCase, StartForm, start_form},
    pages::{failure, id_in_address, load},
    ui::{Button, FormError, FormView, LinkButton, Loaded, Look, PageHeader},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn StartPage() -> impl IntoView {
    let process = id_in_address::<ProcessId>();
    let form = Resource::new(
        move || process.get(),
        |id| load(id, "This process", start_form),
    );
    view! {
        <Title text="Start"/>
        <div class="page narrow">
            <Loaded resource=form whole_page=true view=|form| view! { <Start form/> }.into_any()/>
        </div>
    }
}

#[component]
fn Start(form: StartForm) -> impl IntoView {
    let start = ServerAction::<StartCase>::new();
    let error = failure(*start);
    let StartForm {
        process,
        name,
        form,
        key,
        ..
    } = form;
    let asks = !form.fields.is_empty();
    view! {
        <Title text=format!("Start {name}")/>
        <PageHeader
            title=name.clone()
            parent=("Processes".to_owned(), "/processes".to_owned())
            note=move || if asks {
                "Fill this in to start. You can follow it afterwards."
            } else {
                "This asks nothing to begin. Start it, and follow it afterwards."
            }
        />
        <ActionForm action=start>
            <div class="form">
                <FormError error/>
                <input type="hidden" name="process" value=process.to_string()/>
                <input type="hidden" name="key" value=key/>
                <FormView form error/>
                <div class="form-foot">
                    <Button label="Start" look=Look::Primary large=true busy=start.pending()/>
                    <LinkButton label="Cancel" href="/processes" look=Look::Plain large=true/>
                </div>
            </div>
        </ActionForm>
    }
}
