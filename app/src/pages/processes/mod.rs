//! All processes: what runs, what waits to be published, and the way to a new one.

mod bring;
mod new;
mod thumbnail;

use bring::BringFile;
pub use new::NewProcessPage;

use crate::{
    api::process::{ProcessRow, list_processes},
    frame::{use_changes, use_me},
    ui::{Badge, EmptyState, LinkButton, Loaded, Look, PageHeader, RelativeTime, StateMark, Tone},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ProcessesPage() -> impl IntoView {
    let me = use_me();
    let changes = use_changes();
    let list = Resource::new(
        move || changes.get().seq,
        move |_| async move {
            let builds = me.await?.is_some_and(|me| me.builds());
            Ok((list_processes().await?, builds))
        },
    );
    // Said once the list is there. The files are taken outside of it, because the list is drawn anew when one is in.
    let takes_files = RwSignal::new(false);
    view! {
        <Title text="Processes"/>
        <div class="page">
            <BringFile taken=takes_files>
                <Loaded resource=list whole_page=true view=move |(rows, builds)| {
                    takes_files.set(builds);
                    view! { <All rows builds/> }.into_any()
                }/>
            </BringFile>
        </div>
    }
}

#[component]
fn All(rows: Vec<ProcessRow>, builds: bool) -> impl IntoView {
    let nothing = rows.is_empty();
    view! {
        <PageHeader title="Processes">
            {(builds && !nothing).then(|| view! {
                <LinkButton
                    label="New process" href="/processes/new" look=Look::Primary
                    icon=icondata_lu::LuPlus
                />
            })}
        </PageHeader>
        {match (nothing, builds) {
            (true, true) => view! {
                <EmptyState
                    icon=icondata_lu::LuWorkflow
                    title="No processes yet"
                    text="A process is a drawing that runs: who does what, in which order, and what happens by itself. \
                          Begin with an empty one or a template, or drop a BPMN file here."
                >
                    <LinkButton
                        label="New process" href="/processes/new" look=Look::Primary
                        icon=icondata_lu::LuPlus
                    />
                </EmptyState>
            }.into_any(),
            (true, false) => view! {
                <EmptyState
                    icon=icondata_lu::LuWorkflow
                    title="Nothing to start yet"
                    text="As soon as somebody publishes a process, you can start it here."
                />
            }.into_any(),
            (false, _) => view! { <List rows builds/> }.into_any(),
        }}
    }
}

#[component]
fn List(rows: Vec<ProcessRow>, builds: bool) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| view! { <li><Row row builds/></li> })
        .collect();
    view! { <ul class="rows">{rows}</ul> }
}

#[component]
fn Row(row: ProcessRow, builds: bool) -> impl IntoView {
    let address = format!("/processes/{}", row.id);
    let name = if row.name.is_empty() {
        "Unnamed process".to_owned()
    } else {
        row.name
    };
    view! {
        <div class="row process-row">
            <div class="row-main">
                <a class="row-link" href=address.clone()>{name.clone()}</a>
                <p class="row-note">
                    {match row.version {
                        Some(version) => format!("Version {version}"),
                        None => "Not published yet".to_owned(),
                    }}
                    " · changed " <RelativeTime moment=row.changed_at/>
                </p>
            </div>
            <div class="row-marks">
                {(builds && row.unpublished_changes).then(|| view! { <Badge label="Draft"/> })}
                {(row.stuck > 0).then(|| view! { <StateMark tone=Tone::Failed label=format!("{} stuck", row.stuck)/> })}
                {(row.running > 0).then(|| view! {
                    <StateMark tone=Tone::Active label=format!("{} running", row.running)/>
                })}
            </div>
            <div class="row-acts">
                {row.version.map(|_| view! {
                    <a class="btn quiet" href=format!("{address}/start") aria-label=format!("Start {name}")>"Start"</a>
                })}
            </div>
        </div>
    }
}
