//! An operator sends a message: to the case that waits for it, or to begin one.

use crate::{
    api::message::send_message,
    pages::typed_values::{TypedValue, TypedValues, read, read_value},
    ui::{Button, Dialog, Field, FormError, Look, close_dialog, open_dialog, use_toasts},
};
use leptos::{html, prelude::*};

/// A message sent by hand waits so long for somebody who wants it.
const KEPT_MINUTES: u32 = 60;

#[component]
pub fn SendMessage() -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let name = RwSignal::new(String::new());
    let key = RwSignal::new(String::new());
    let values = RwSignal::new(Vec::<TypedValue>::new());
    let send = Action::new(move |(): &()| {
        let key = Some(key.get_untracked()).filter(|key| !key.trim().is_empty());
        send_message(
            name.get_untracked(),
            key.map(|key| read_value(&key)),
            values.with_untracked(|values| read(values)),
            KEPT_MINUTES,
        )
    });
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = send.value().get() {
            close_dialog(dialog);
            toasts.say("The message is on its way.");
        }
    });
    let error = Signal::derive(move || send.value().get().and_then(Result::err));
    view! {
        <Button
            label="Send a message" icon=icondata_lu::LuSend
            on_click=Callback::new(move |_| open_dialog(dialog))
        />
        <Dialog id="send-message" title="Send a message" node=dialog>
            <div class="form">
                <p class="text-ink-soft">
                    "The case that waits for it goes on. When none does, a process that begins by it begins. Otherwise it is kept for an hour."
                </p>
                <FormError error/>
                <Field id="message-name" label="Name of the message">
                    <input
                        id="message-name" type="text" class="input" autocomplete="off" placeholder="Order confirmed"
                        prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))
                    />
                </Field>
                <Field
                    id="message-key" label="Which one is meant?"
                    help="The value both sides know, such as the order number. Empty means any case that waits for it."
                >
                    <input
                        id="message-key" type="text" class="input" autocomplete="off"
                        prop:value=move || key.get() on:input=move |event| key.set(event_target_value(&event))
                    />
                </Field>
                <TypedValues id="message" values/>
                <div class="form-foot">
                    <Button
                        label="Send" look=Look::Primary busy=send.pending()
                        on_click=Callback::new(move |_| _ = send.dispatch(()))
                    />
                    <Button
                        label="Not now" look=Look::Plain
                        on_click=Callback::new(move |_| close_dialog(dialog))
                    />
                </div>
            </div>
        </Dialog>
    }
}
