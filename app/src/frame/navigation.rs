//! The places one can go: a slim rail at the left, on a phone a bar at the bottom. The same links in both.

use super::{account::Account, use_changes, use_me};
use crate::{
    api::{inbox::count_tasks, session::Me},
    ui::{Icon, Logo},
};
use icondata_core::Icon as Drawing;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Navigation() -> impl IntoView {
    let me = use_me();
    let changes = use_changes();
    let tasks = Resource::new(move || changes.get().seq, |_| count_tasks());
    view! {
        <header class="rail">
            <a href="/" class="rail-home" aria-label="Baton, to the start"><Logo/></a>
            <Transition>
                {move || Suspend::new(async move {
                    let me = me.await.ok().flatten()?;
                    let waiting = tasks.await.unwrap_or_default();
                    Some(view! { <Places me=me.clone() waiting/> <Account me/> })
                })}
            </Transition>
        </header>
    }
}

#[component]
fn Places(me: Me, waiting: u64) -> impl IntoView {
    view! {
        <nav aria-label="Main" class="rail-places">
            <Place href="/inbox" label="Inbox" icon=icondata_lu::LuInbox count=waiting/>
            <Place href="/processes" label="Processes" icon=icondata_lu::LuWorkflow/>
            <Place href="/cases" label="Cases" icon=icondata_lu::LuLayers/>
            {me.builds().then(|| view! {
                <Place href="/incidents" label="Incidents" icon=icondata_lu::LuOctagonAlert/>
            })}
            {me.administers().then(|| view! {
                <Place href="/admin" label="Admin" icon=icondata_lu::LuSettings2/>
            })}
        </nav>
    }
}

#[component]
fn Place(
    href: &'static str,
    label: &'static str,
    icon: Drawing,
    #[prop(optional)] count: u64,
) -> impl IntoView {
    let shown = if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    view! {
        <A href=href attr:class="rail-place">
            <Icon drawing=icon/>
            <span>{label}</span>
            {(count > 0).then(|| view! {
                <span class="rail-count">{shown} <span class="sr-only">" waiting"</span></span>
            })}
        </A>
    }
}
