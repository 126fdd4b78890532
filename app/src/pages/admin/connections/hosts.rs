//! Which hosts of the private network steps may call. None unless an admin says so.

use crate::{
    api::hosts::{AllowHosts, allowed_hosts},
    pages::{at, failure},
    ui::{Button, FormError, Loaded, Textarea, use_toasts},
};
use leptos::prelude::*;

#[component]
pub fn Hosts() -> impl IntoView {
    let allow = ServerAction::<AllowHosts>::new();
    let version = allow.version();
    let hosts = Resource::new(move || version.get(), |_| allowed_hosts());
    let error = failure(*allow);
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(_)) = allow.value().get() {
            toasts.say("The allowed hosts are saved.");
        }
    });
    view! {
        <section class="hosts" aria-labelledby="hosts">
            <div class="section-head"><h2 id="hosts">"Allowed private hosts"</h2></div>
            <p class="text-ink-soft max-w-2xl">
                "Steps may call any public address. Addresses inside your own network are closed to them, except the \
                 hosts you list here."
            </p>
            <Loaded resource=hosts lines=2 view=move |hosts| view! {
                <ActionForm action=allow>
                    <div class="form max-w-md">
                        <FormError error/>
                        <Textarea
                            id="hosts-list" name="hosts" label="One host a line"
                            help="Such as erp.example.internal or 10.0.0.12:8443."
                            value=hosts.join("\n") error=at(error, "hosts")
                        />
                        <div class="form-foot"><Button label="Save" busy=allow.pending()/></div>
                    </div>
                </ActionForm>
            }.into_any()/>
        </section>
    }
}
