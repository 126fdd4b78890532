//! A new connection, and changing one.

use super::{both, form::Settings, test::Test};
use crate::{
    api::{
        ApiError,
        connection::{
            ArchiveConnection, ConnectionView, CreateConnection, UpdateConnection, list_connectors,
        },
    },
    pages::{at, failure, query},
    ui::{Button, FormError, LinkButton, Loaded, Look, TextInput, use_toasts},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use process::catalog::Manifest;

const LIST: &str = "/admin/connections";

#[component]
pub fn NewConnectionPage() -> impl IntoView {
    let connectors = Resource::new(|| (), |()| list_connectors());
    let chosen = query("connector");
    view! {
        <Title text="New connection"/>
        <Loaded resource=connectors view=move |connectors| {
            match connectors.iter().find(|connector| connector.id == chosen.get()) {
                Some(connector) => view! { <New connector=connector.clone()/> }.into_any(),
                None => view! { <Connectors connectors/> }.into_any(),
            }
        }/>
    }
}

/// Which system to connect to.
#[component]
fn Connectors(connectors: Vec<Manifest>) -> impl IntoView {
    let rows: Vec<_> = connectors
        .into_iter()
        .filter(|connector| !connector.connection.is_empty())
        .map(|connector| view! {
            <li class="row">
                <div class="row-main">
                    <a class="row-link" href=format!("{LIST}/new?connector={}", connector.id)>{connector.name}</a>
                    <p class="row-note">{connector.description}</p>
                </div>
            </li>
        })
        .collect();
    view! {
        <div class="section-head list-head"><h2>"What do you want to connect to?"</h2></div>
        <ul class="rows">{rows}</ul>
    }
}

#[component]
fn New(connector: Manifest) -> impl IntoView {
    let create = ServerAction::<CreateConnection>::new();
    let error = failure(*create);
    let go = use_navigate();
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(id)) = create.value().get() {
            toasts.say("The connection is saved. Test it to be sure.");
            go(&format!("{LIST}/{id}"), Default::default());
        }
    });
    view! {
        <div class="section-head list-head"><h2>{format!("New connection: {}", connector.name)}</h2></div>
        <ActionForm action=create>
            <div class="form max-w-md">
                <FormError error/>
                <input type="hidden" name="connector" value=connector.id/>
                <Name value="" error/>
                <Settings specs=connector.connection error/>
                <div class="form-foot">
                    <Button label="Save" look=Look::Primary busy=create.pending()/>
                    <LinkButton label="Cancel" href=LIST look=Look::Plain/>
                </div>
            </div>
        </ActionForm>
    }
}

#[component]
pub fn EditConnectionPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get_str("id").unwrap_or_default().to_owned());
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            let (connections, connectors) = both().await?;
            connections
                .into_iter()
                .find(|connection| connection.id.to_string() == id)
                .map(|connection| (connection, connectors))
                .ok_or_else(|| ApiError::not_found("This connection"))
        },
    );
    view! {
        <Loaded resource=loaded view=|(connection, connectors)| {
            let specs = connectors
                .into_iter()
                .find(|connector| connector.id == connection.connector)
                .map(|connector| connector.connection)
                .unwrap_or_default();
            view! { <Edit connection specs/> }.into_any()
        }/>
    }
}

#[component]
fn Edit(connection: ConnectionView, specs: Vec<process::catalog::SettingSpec>) -> impl IntoView {
    let update = ServerAction::<UpdateConnection>::new();
    let archive = ServerAction::<ArchiveConnection>::new();
    let error = failure(*update);
    let toasts = use_toasts();
    let go = use_navigate();
    Effect::new(move || {
        if let Some(Ok(())) = update.value().get() {
            toasts.say("The connection is saved.");
        }
    });
    Effect::new(move || {
        if let Some(Ok(())) = archive.value().get() {
            toasts.say("The connection is archived.");
            go(LIST, Default::default());
        }
    });
    let ConnectionView {
        id,
        name,
        settings,
        secrets,
        ..
    } = connection;
    view! {
        <Title text=name.clone()/>
        <div class="section-head list-head">
            <h2>{name.clone()}</h2>
            <Test connection=id name=name.clone()/>
        </div>
        <ActionForm action=update>
            <div class="form max-w-md">
                <FormError error/>
                <input type="hidden" name="connection" value=id.to_string()/>
                <Name value=name error/>
                <Settings specs values=settings secrets error/>
                <div class="form-foot">
                    <Button label="Save" look=Look::Primary busy=update.pending()/>
                    <LinkButton label="Back" href=LIST look=Look::Plain/>
                </div>
            </div>
        </ActionForm>
        <section class="apart" aria-labelledby="archive">
            <h2 id="archive">"Archive this connection"</h2>
            <p class="text-ink-soft">"New steps cannot use it any more, and its secret is no longer handed out."</p>
            <FormError error=failure(*archive)/>
            <ActionForm action=archive>
                <input type="hidden" name="connection" value=id.to_string()/>
                <Button label="Archive" look=Look::Danger icon=icondata_lu::LuArchive busy=archive.pending()/>
            </ActionForm>
        </section>
    }
}

#[component]
fn Name(#[prop(into)] value: String, error: Signal<Option<ApiError>>) -> impl IntoView {
    view! {
        <TextInput
            id="name" name="name" label="Name" help="How your builders find it, such as “ERP, live”." value
            required=true error=at(error, "name")
        />
    }
}
