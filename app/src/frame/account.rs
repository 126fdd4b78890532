//! One's own corner: name, appearance, password, and the way out.

use crate::{
    api::session::{Me, SignOut},
    ui::{Avatar, Icon, Menu, theme::ThemeSwitch},
};
use leptos::prelude::*;

#[component]
pub fn Account(me: Me) -> impl IntoView {
    let sign_out = ServerAction::<SignOut>::new();
    let name = me.name.clone();
    view! {
        <div class="rail-account">
            <Menu
                id="account"
                label=format!("Account of {}", me.name)
                class="rail-avatar"
                trigger=move || view! { <Avatar name=name.clone()/> }
            >
                <p class="menu-who">
                    <b>{me.name.clone()}</b>
                    <span>{me.email.clone()}</span>
                    <span>{me.workspace.clone()}</span>
                </p>
                <hr class="menu-rule"/>
                <ThemeSwitch/>
                <hr class="menu-rule"/>
                <a class="menu-item" href="/password">
                    <Icon drawing=icondata_lu::LuKeyRound/>
                    <span>"Change password"</span>
                </a>
                <ActionForm action=sign_out>
                    <button type="submit" class="menu-item">
                        <Icon drawing=icondata_lu::LuLogOut/>
                        <span>"Sign out"</span>
                    </button>
                </ActionForm>
            </Menu>
        </div>
    }
}
