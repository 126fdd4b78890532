//! The browser's own dialog: it keeps the focus, closes on Escape and gives the focus back.

use super::IconButton;
use leptos::{html, prelude::*};

#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    node: NodeRef<html::Dialog>,
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <dialog id=id.clone() class="dialog" node_ref=node aria-labelledby=heading>
            <div class="flex items-start justify-between gap-4 mb-4">
                <h2 id=format!("{id}-title") class="text-read font-semibold">{title}</h2>
                <div class="-mt-1 -mr-2">
                    <IconButton
                        label="Close"
                        icon=icondata_lu::LuX
                        on_click=Callback::new(move |_| close_dialog(node))
                    />
                </div>
            </div>
            {children()}
        </dialog>
    }
}

pub fn open_dialog(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.get_untracked() {
        // It refuses only when it is open already.
        let _ = dialog.show_modal();
    }
}

pub fn close_dialog(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.get_untracked() {
        dialog.close();
    }
}
