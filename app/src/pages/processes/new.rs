//! Begins a process: an empty one, from a template, or from a file.

use super::{bring::BringFile, thumbnail::Thumbnail};
use crate::{
    api::process::{CreateProcess, TemplateView, list_templates},
    pages::{at, failure},
    ui::{Button, FormError, Icon, Loaded, Look, PageHeader, TextInput},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;

#[component]
pub fn NewProcessPage() -> impl IntoView {
    let templates = Resource::new(|| (), |()| list_templates());
    let create = ServerAction::<CreateProcess>::new();
    let error = failure(*create);
    let go = use_navigate();
    Effect::new(move || {
        if let Some(Ok(process)) = create.value().get() {
            go(&format!("/processes/{process}/edit"), Default::default());
        }
    });
    view! {
        <Title text="New process"/>
        <div class="page">
            <PageHeader title="New process" parent=("Processes".to_owned(), "/processes".to_owned())/>
            <BringFile taken=true offered=true>
                <ActionForm action=create>
                    <div class="form">
                        <FormError error/>
                        <div class="max-w-md">
                            <TextInput
                                id="name" name="name" label="What is it called?"
                                placeholder="Purchase approval" required=true error=at(error, "name")
                            />
                        </div>
                        <Loaded resource=templates view=|templates| view! { <Beginnings templates/> }.into_any()/>
                        <div class="form-foot">
                            <Button label="Create and draw" look=Look::Primary large=true busy=create.pending()/>
                        </div>
                    </div>
                </ActionForm>
            </BringFile>
        </div>
    }
}

/// What to begin with: nothing, or one of the templates.
#[component]
fn Beginnings(templates: Vec<TemplateView>) -> impl IntoView {
    let cards: Vec<_> = templates
        .into_iter()
        .map(|template| {
            view! {
                <label class="template">
                    <input type="radio" name="template" value=template.key class="sr-only"/>
                    <span class="template-picture">{template.picture.map(|picture| view! { <Thumbnail picture/> })}</span>
                    <span class="template-name">{template.name}</span>
                    <span class="template-text">{template.description}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset>
            <legend class="field-label mb-2">"Begin with"</legend>
            <div class="templates">
                <label class="template">
                    <input type="radio" name="template" value="" checked=true class="sr-only"/>
                    <span class="template-picture empty-picture"><Icon drawing=icondata_lu::LuPencilLine/></span>
                    <span class="template-name">"An empty drawing"</span>
                    <span class="template-text">"A blank sheet. You draw every step."</span>
                </label>
                {cards}
            </div>
        </fieldset>
    }
}
