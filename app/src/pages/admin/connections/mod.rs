//! Connections to outside systems, and the private hosts that steps may call.

mod edit;
mod form;
mod hosts;
mod test;

pub use edit::{EditConnectionPage, NewConnectionPage};

use crate::{
    api::{
        ApiError,
        connection::{ConnectionView, list_connections, list_connectors},
    },
    ui::{EmptyState, LinkButton, Loaded, Look, RelativeTime},
};
use hosts::Hosts;
use leptos::prelude::*;
use leptos_meta::Title;
use process::catalog::Manifest;
use test::Test;

type Both = (Vec<ConnectionView>, Vec<Manifest>);

async fn both() -> Result<Both, ApiError> {
    Ok((list_connections().await?, list_connectors().await?))
}

#[component]
pub fn ConnectionsPage() -> impl IntoView {
    let list = Resource::new(|| (), |()| both());
    view! {
        <Title text="Connections"/>
        <Loaded resource=list view=|(connections, connectors)| {
            view! { <List connections connectors/> }.into_any()
        }/>
        <Hosts/>
    }
}

#[component]
fn List(connections: Vec<ConnectionView>, connectors: Vec<Manifest>) -> impl IntoView {
    let new = || {
        view! {
            <LinkButton
                label="New connection" href="/admin/connections/new" look=Look::Primary icon=icondata_lu::LuPlus
            />
        }
    };
    if connections.is_empty() {
        return view! {
            <EmptyState
                icon=icondata_lu::LuCable
                title="No connections yet"
                text="A connection is an account in another system: where it is and how to sign in. Steps use it \
                      without ever showing its secret."
            >
                {new()}
            </EmptyState>
        }
        .into_any();
    }
    let rows: Vec<_> = connections
        .into_iter()
        .map(|connection| {
            let connector = connectors
                .iter()
                .find(|connector| connector.id == connection.connector)
                .map_or_else(
                    || connection.connector.clone(),
                    |connector| connector.name.clone(),
                );
            view! {
                <li class="row">
                    <div class="row-main">
                        <a class="row-link" href=format!("/admin/connections/{}", connection.id)>
                            {connection.name.clone()}
                        </a>
                        <p class="row-note">
                            {connector} " · changed " <RelativeTime moment=connection.changed_at/>
                        </p>
                    </div>
                    <Test connection=connection.id name=connection.name/>
                </li>
            }
        })
        .collect();
    view! {
        <div class="section-head list-head"><h2>"Connections"</h2>{new()}</div>
        <ul class="rows">{rows}</ul>
    }
    .into_any()
}
