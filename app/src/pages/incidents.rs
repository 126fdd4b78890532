//! Everything that is stuck, over all processes, and the way to carry on.

use super::{failure, query};
use crate::{
    api::{
        Page,
        incident::{IncidentRow, RetryIncident, list_incidents},
    },
    frame::use_changes,
    ui::{
        Button, EmptyState, FormError, Icon, Loaded, PageHeader, Pager, RelativeTime, use_toasts,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn IncidentsPage() -> impl IntoView {
    let changes = use_changes();
    let cursor = query("after");
    let list = Resource::new(
        move || (changes.get().seq, cursor.get()),
        |(_, cursor)| list_incidents(None, cursor),
    );
    let retry = ServerAction::<RetryIncident>::new();
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = retry.value().get() {
            toasts.say("Tried again. The case carries on if it works now.");
            list.refetch();
        }
    });
    view! {
        <Title text="Incidents"/>
        <div class="page">
            <PageHeader title="Incidents" note=|| "Cases that are stuck until somebody mends the cause."/>
            <FormError error=failure(*retry)/>
            <Loaded resource=list view=move |page| view! { <List page retry first=!cursor.get().is_empty()/> }.into_any()/>
        </div>
    }
}

#[component]
fn List(page: Page<IncidentRow>, retry: ServerAction<RetryIncident>, first: bool) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <EmptyState
                icon=icondata_lu::LuCircleCheck
                title="Nothing is stuck"
                text="When a step cannot go on, its case waits here with the reason. You mend it and retry; \
                      nothing is lost meanwhile."
            />
        }
        .into_any();
    }
    let rows: Vec<_> = page
        .items
        .into_iter()
        .map(|row| view! { <li><Row row retry/></li> })
        .collect();
    view! {
        <ul class="rows">{rows}</ul>
        <Pager
            next=page.next.map(|cursor| format!("/incidents?after={cursor}"))
            first=first.then(|| "/incidents".to_owned())
        />
    }
    .into_any()
}

#[component]
fn Row(row: IncidentRow, retry: ServerAction<RetryIncident>) -> impl IntoView {
    let IncidentRow { case, incident, .. } = row;
    let busy = move || {
        retry.pending().get()
            && retry
                .input()
                .get()
                .is_some_and(|input| input.case == case && input.incident == incident)
    };
    view! {
        <div class="row">
            <Icon drawing=icondata_lu::LuOctagonAlert/>
            <div class="row-main">
                <a class="row-link" href=format!("/cases/{case}")>{format!("Case {case} · {}", row.step_name)}</a>
                <p>{row.message}</p>
                <p class="row-note">
                    {row.process_name} " · stuck " <RelativeTime moment=row.raised_at/>
                </p>
            </div>
            <ActionForm action=retry>
                <input type="hidden" name="case" value=case.to_string()/>
                <input type="hidden" name="incident" value=incident.to_string()/>
                <Button label="Retry" icon=icondata_lu::LuRotateCw busy=Signal::derive(busy)/>
            </ActionForm>
        </div>
    }
}
