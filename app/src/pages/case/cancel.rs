//! Stops a case, with a reason that stays in its history.

use super::live::LiveCase;
use crate::{
    api::{CaseId, case::CancelCase},
    pages::{at, failure},
    ui::{Button, Dialog, FormError, Look, Textarea, close_dialog, open_dialog},
};
use leptos::{html, prelude::*};

#[component]
pub fn Cancel(case: CaseId, live: LiveCase) -> impl IntoView {
    let cancel = ServerAction::<CancelCase>::new();
    let error = failure(*cancel);
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(Ok(())) = cancel.value().get() {
            close_dialog(dialog);
            live.ask_again();
        }
    });
    view! {
        <Button
            label="Cancel the case" look=Look::Danger icon=icondata_lu::LuBan
            on_click=Callback::new(move |_| open_dialog(dialog))
        />
        <Dialog id="cancel-case" title=format!("Cancel case {case}?") node=dialog>
            <ActionForm action=cancel>
                <div class="form">
                    <p class="text-ink-soft">
                        "It stops for good and its open tasks disappear from the inboxes. What already happened \
                         stays as it is."
                    </p>
                    <FormError error/>
                    <input type="hidden" name="case" value=case.to_string()/>
                    <Textarea
                        id="reason" name="reason" label="Why?" help="Everybody who looks at the case can read this."
                        required=true error=at(error, "reason")
                    />
                    <div class="form-foot">
                        <Button label="Cancel the case" look=Look::Danger busy=cancel.pending()/>
                        <Button
                            label="Keep it running" look=Look::Plain
                            on_click=Callback::new(move |_| close_dialog(dialog))
                        />
                    </div>
                </div>
            </ActionForm>
        </Dialog>
    }
}
