//! Administration: connections, people, teams.

pub mod connections;
mod people;
mod teams;

pub use people::PeoplePage;
pub use teams::TeamsPage;

use crate::ui::{PageHeader, Tab, Tabs};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

const PLACES: [(&str, &str); 3] = [
    ("/admin/connections", "Connections"),
    ("/admin/people", "People"),
    ("/admin/teams", "Teams"),
];

/// What stands around every page of the administration.
#[component]
pub fn AdminPage() -> impl IntoView {
    let place = use_location().pathname;
    view! {
        <div class="page">
            <PageHeader title="Admin"/>
            {move || {
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
            }}
            <Outlet/>
        </div>
    }
}
