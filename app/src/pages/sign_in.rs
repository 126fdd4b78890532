//! The way in.

use super::{at, failure, query};
use crate::{
    api::{session::SignIn, setup::setup_needed},
    ui::{Button, FormError, Look, Note, TextInput, Wordmark},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The address of this page that goes on to `next` afterwards.
pub fn address(next: &str) -> String {
    if next.is_empty() || next == "/" {
        "/sign-in".to_owned()
    } else {
        format!(
            "/sign-in?next={}",
            leptos_router::location::Url::escape(next)
        )
    }
}

#[component]
pub fn SignInPage() -> impl IntoView {
    let sign_in = ServerAction::<SignIn>::new();
    let error = failure(*sign_in);
    let next = query("next");
    let fresh = Resource::new(|| (), |()| setup_needed());
    view! {
        <Title text="Sign in"/>
        <main class="alone">
            <div class="door">
                <Wordmark/>
                <h1>"Sign in"</h1>
                <Suspense>
                    {move || Suspend::new(async move {
                        matches!(fresh.await, Ok(true)).then(|| view! {
                            <Note>
                                "This Baton is new and nobody has set it up yet. Open the address it printed when \
                                 it was started."
                            </Note>
                        })
                    })}
                </Suspense>
                <ActionForm action=sign_in>
                    <div class="form">
                        <FormError error/>
                        <input type="hidden" name="next" value=next/>
                        <TextInput
                            id="email" name="email" label="E-mail" kind="email" autocomplete="username"
                            required=true error=at(error, "email")
                        />
                        <TextInput
                            id="password" name="password" label="Password" kind="password"
                            autocomplete="current-password" required=true error=at(error, "password")
                        />
                        <Button label="Sign in" look=Look::Primary large=true wide=true busy=sign_in.pending()/>
                    </div>
                </ActionForm>
            </div>
        </main>
    }
}
