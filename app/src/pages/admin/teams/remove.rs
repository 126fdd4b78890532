//! Removes a team, after saying what that means.

use crate::{
    api::team::RemoveTeam,
    ui::{Button, Dialog, Look, close_dialog, open_dialog},
};
use leptos::{html, prelude::*};

#[component]
pub fn Remove(team: String, name: String, remove: ServerAction<RemoveTeam>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // Removed or refused: the answer stands on the page, not in the dialog.
    Effect::new(move || {
        if remove.value().get().is_some() {
            close_dialog(dialog);
        }
    });
    view! {
        <div class="form-foot team-foot">
            <Button
                label=format!("Remove the team {name}") look=Look::Danger icon=icondata_lu::LuTrash2
                on_click=Callback::new(move |_| open_dialog(dialog))
            />
        </div>
        <Dialog id=format!("remove-{team}") title=format!("Remove {name}?") node=dialog>
            <ActionForm action=remove>
                <div class="form">
                    <p class="text-ink-soft">
                        "Nobody loses a task: a team that a published process or a running case still asks is not \
                         removed, and you are told where. Its members stay in the workspace, finished cases go on \
                         naming it, and drawings that ask it say that it is missing."
                    </p>
                    <input type="hidden" name="team" value=team/>
                    <div class="form-foot">
                        <Button label="Remove" look=Look::Danger busy=remove.pending()/>
                        <Button label="Keep it" look=Look::Plain on_click=Callback::new(move |_| close_dialog(dialog))/>
                    </div>
                </div>
            </ActionForm>
        </Dialog>
    }
}
