//! Administration: connections, people, teams, calendars.

mod calendars;
pub mod connections;
mod people;
mod teams;

pub use calendars::CalendarsPage;
pub use people::PeoplePage;
pub use teams::TeamsPage;

use crate::{
    frame::use_me,
    ui::{EmptyState, LinkButton, PageHeader, Tab, Tabs},
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

const PLACES: [(&str, &str); 4] = [
    ("/admin/connections", "Connections"),
    ("/admin/people", "People"),
    ("/admin/teams", "Teams"),
    ("/admin/calendars", "Calendars"),
];

/// What stands around every page of the administration. Each page's data is refused to others on the server as well.
#[component]
pub fn AdminPage() -> impl IntoView {
    let me = use_me();
    view! {
        <div class="page">
            <PageHeader title="Admin"/>
            <Transition>
                {move || Suspend::new(async move {
                    let me = me.await.ok().flatten();
                    if me.is_some_and(|me| me.administers()) {
                        view! { <Places/> }.into_any()
                    } else {
                        view! { <ForAdmins/> }.into_any()
                    }
                })}
            </Transition>
            <div><Outlet/></div>
        </div>
    }
}

#[component]
fn Places() -> impl IntoView {
    let place = use_location().pathname;
    move || {
        let here = place.get();
        let tabs = PLACES
            .into_iter()
            .map(|(href, label)| Tab {
                label: label.to_owned(),
                href: href.to_owned(),
                current: here.starts_with(href),
                count: None,
            })
            .collect();
        view! { <Tabs label="Administration" tabs/> }
    }
}

/// Takes the place of what follows it (see the class's style): one sentence instead of a refusal for each list.
#[component]
fn ForAdmins() -> impl IntoView {
    view! {
        <div class="instead">
            <EmptyState
                icon=icondata_lu::LuLock
                title="This is for admins"
                text="Connections, people, teams and calendars are kept by the admins of your workspace. Ask one of them."
            >
                <LinkButton label="Go to the start" href="/"/>
            </EmptyState>
        </div>
    }
}
