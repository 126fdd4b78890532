//! Changing one's own password.

use super::{at, failure};
use crate::{
    api::session::ChangePassword,
    ui::{Button, ErrorBox, Look, Note, PageHeader, TextInput, Tone},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn PasswordPage() -> impl IntoView {
    let change = ServerAction::<ChangePassword>::new();
    let error = failure(*change);
    view! {
        <Title text="Change password"/>
        <div class="page narrow">
            <PageHeader title="Change password"/>
            <ActionForm action=change>
                <div class="form">
                    {move || match change.value().get() {
                        Some(Ok(())) => Some(view! {
                            <div role="status">
                                <Note tone=Tone::Done>
                                    "Your password is changed. Everywhere else you have been signed out."
                                </Note>
                            </div>
                        }.into_any()),
                        Some(Err(error)) => Some(view! { <ErrorBox error/> }.into_any()),
                        None => None,
                    }}
                    <TextInput
                        id="current" name="current" label="Present password" kind="password"
                        autocomplete="current-password" required=true error=at(error, "current")
                    />
                    <TextInput
                        id="new" name="new" label="New password" kind="password" help="At least 12 characters."
                        autocomplete="new-password" min_length=12 required=true error=at(error, "new")
                    />
                    <div class="form-foot">
                        <Button label="Change password" look=Look::Primary busy=change.pending()/>
                    </div>
                </div>
            </ActionForm>
        </div>
    }
}
