//! The first page anybody sees: makes the workspace and its first admin.

use super::{at, failure, query};
use crate::{
    api::setup::{SetUp, setup_needed},
    ui::{Button, EmptyState, FormError, LinkButton, Loaded, Look, TextInput, Wordmark},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn SetUpPage() -> impl IntoView {
    let needed = Resource::new(|| (), |()| setup_needed());
    let token = query("token");
    let set_up = ServerAction::<SetUp>::new();
    view! {
        <Title text="Set up"/>
        <main class="alone">
            <Loaded resource=needed view=move |needed| match (needed, token.get().is_empty()) {
                (false, _) => view! {
                    <EmptyState
                        icon=icondata_lu::LuCircleCheck
                        title="Baton is set up"
                        text="The workspace and its admin exist. Sign in to go on."
                        whole_page=true
                    >
                        <LinkButton label="Sign in" href="/sign-in" look=Look::Primary/>
                    </EmptyState>
                }.into_any(),
                (true, true) => view! {
                    <EmptyState
                        icon=icondata_lu::LuKeyRound
                        title="The address is not whole"
                        text="Open the address that Baton printed when it was started. It ends with a one-time token."
                        whole_page=true
                    />
                }.into_any(),
                (true, false) => view! { <Form set_up token=token.get()/> }.into_any(),
            }/>
        </main>
    }
}

#[component]
fn Form(set_up: ServerAction<SetUp>, token: String) -> impl IntoView {
    let error = failure(*set_up);
    view! {
        <div class="door">
            <Wordmark/>
            <div>
                <h1>"Set up your workspace"</h1>
                <p class="text-ink-soft mt-1">"You become its first admin and can add others later."</p>
            </div>
            <ActionForm action=set_up>
                <div class="form">
                    <FormError error/>
                    <input type="hidden" name="token" value=token/>
                    <TextInput
                        id="workspace" name="workspace" label="Name of the workspace"
                        help="Usually your company or team." autocomplete="organization" required=true
                        error=at(error, "workspace")
                    />
                    <TextInput
                        id="name" name="name" label="Your name" autocomplete="name" required=true
                        error=at(error, "name")
                    />
                    <TextInput
                        id="email" name="email" label="Your e-mail" kind="email" autocomplete="username" required=true
                        error=at(error, "email")
                    />
                    <TextInput
                        id="password" name="password" label="Password" kind="password"
                        help="At least 12 characters. A few words in a row are easy to remember."
                        autocomplete="new-password" min_length=12 required=true error=at(error, "password")
                    />
                    <Button label="Create the workspace" look=Look::Primary large=true wide=true busy=set_up.pending()/>
                </div>
            </ActionForm>
        </div>
    }
}
