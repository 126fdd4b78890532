//! Adds a person. Baton makes their first password, and shows it once to be handed over.

use super::ROLES;
use crate::{
    api::{
        ApiError,
        person::{CreatePerson, FreshPassword, PersonView},
    },
    pages::{at, failure},
    ui::{
        Button, Choice, Dialog, FormError, Look, Note, TextInput, Tone, close_dialog, open_dialog,
    },
};
use leptos::{html, prelude::*};

#[component]
pub fn Invite(again: Resource<Result<Vec<PersonView>, ApiError>>) -> impl IntoView {
    let create = ServerAction::<CreatePerson>::new();
    let error = failure(*create);
    let dialog = NodeRef::<html::Dialog>::new();
    let made = Signal::derive(move || create.value().get());
    Effect::new(move || {
        if let Some(Ok(_)) = made.get() {
            again.refetch();
        }
    });
    let open = move |_| {
        create.clear();
        open_dialog(dialog);
    };
    let roles: Vec<_> = ROLES
        .into_iter()
        .map(|(_, value, words)| (value.to_owned(), words.to_owned()))
        .collect();
    view! {
        <Button label="Add a person" look=Look::Primary icon=icondata_lu::LuPlus on_click=Callback::new(open)/>
        <Dialog id="invite" title="Add a person" node=dialog>
            <Handover made/>
            <div class:hidden=move || matches!(made.get(), Some(Ok(_)))>
                <ActionForm action=create>
                    <div class="form">
                        <FormError error/>
                        <TextInput id="person-name" name="name" label="Name" required=true error=at(error, "name")/>
                        <TextInput
                            id="person-email" name="email" label="E-mail" kind="email" required=true
                            error=at(error, "email")
                        />
                        <Choice
                            id="person-role" name="role" label="What may they do?" options=roles.clone() value="member"
                            help="Members answer tasks and start cases. Builders draw and publish processes as well. \
                                  Admins manage connections, people and teams as well."
                            required=true error=at(error, "role")
                        />
                        <div class="form-foot">
                            <Button label="Add" look=Look::Primary busy=create.pending()/>
                            <Button
                                label="Cancel" look=Look::Plain
                                on_click=Callback::new(move |_| close_dialog(dialog))
                            />
                        </div>
                    </div>
                </ActionForm>
            </div>
        </Dialog>
    }
}

/// A fresh password, for once.
#[component]
pub fn Handover(
    #[prop(into)] made: Signal<Option<Result<FreshPassword, ApiError>>>,
) -> impl IntoView {
    view! {
        <div role="status">
            {move || match made.get() {
                Some(Ok(fresh)) => Some(view! {
                    <Note tone=Tone::Done>
                        <p>"Hand over this password. It is shown only now, and they can change it after signing in."</p>
                        <p class="secret"><code>{fresh.password}</code></p>
                    </Note>
                }),
                _ => None,
            }}
        </div>
    }
}
