//! A case that is stuck: what happened, since when, and how to carry on.

use super::live::LiveCase;
use crate::{
    api::incident::{IncidentRow, RetryIncident},
    pages::failure,
    ui::{Button, FormError, Icon, Look, RelativeTime, use_toasts},
};
use leptos::prelude::*;
use process::run::IncidentReason;

#[component]
pub fn FailureCard(incident: IncidentRow, may_retry: bool, live: LiveCase) -> impl IntoView {
    let retry = ServerAction::<RetryIncident>::new();
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = retry.value().get() {
            toasts.say("Tried again. The case carries on if it works now.");
            live.ask_again();
        }
    });
    let what_to_do = match incident.reason {
        IncidentReason::Job => {
            "Mend the other system or its connection, then retry. The case carries on from here."
        }
        IncidentReason::Expression => "What this step works out did not fit the data of this case.",
        IncidentReason::NoWay => "No way of this decision fits this case.",
        IncidentReason::Uncaught => "An error occurred that nothing in this process takes care of.",
        IncidentReason::Call => "The process that this step calls did not run to its end.",
        IncidentReason::Join => "Ways that should meet did not.",
        IncidentReason::Loop => "The case went round many times without ever waiting.",
    };
    view! {
        <section class="failure" aria-label=format!("Stuck at {}", incident.step_name)>
            <Icon drawing=icondata_lu::LuOctagonAlert/>
            <div class="failure-words">
                <h2>{format!("Stuck at “{}”", incident.step_name)}</h2>
                <p>{incident.message}</p>
                <p class="row-note">{what_to_do} " Stuck " <RelativeTime moment=incident.raised_at/> "."</p>
                <FormError error=failure(*retry)/>
            </div>
            {may_retry.then(|| view! {
                <ActionForm action=retry>
                    <input type="hidden" name="case" value=incident.case.to_string()/>
                    <input type="hidden" name="incident" value=incident.incident.to_string()/>
                    <Button label="Retry" look=Look::Primary icon=icondata_lu::LuRotateCw busy=retry.pending()/>
                </ActionForm>
            })}
        </section>
    }
}
