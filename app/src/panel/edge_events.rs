//! What may happen while a step is at work: the events on its edge, and buttons that add one.

use super::settings::Settings;
use crate::canvas::looks;
use crate::ui::Icon;
use canvas::palette::OFFERS;
use canvas::rules::stands_on_edge;
use leptos::prelude::*;
use process::step::{Sort, StepKind};

#[component]
pub fn EdgeEvents(settings: Settings) -> impl IntoView {
    let Settings { state, id } = settings;
    let transaction = Memo::new(move |_| {
        let step = state
            .step(&id.get_value())
            .filter(process::diagram::Step::may_have_events);
        step.map(|step| matches!(step.kind, StepKind::SubProcess(group) if group.sort == Sort::Transaction))
    });
    let events = Memo::new(move |_| {
        state.with_diagram(|diagram| {
            let here = id.get_value();
            let events = diagram
                .steps
                .iter()
                .filter(|step| step.host() == Some(&here));
            events
                .map(|step| (step.id.clone(), canvas::words::name(step)))
                .collect::<Vec<_>>()
        })
    });
    let offers = move |transaction: bool| {
        OFFERS
            .iter()
            .filter(|offer| stands_on_edge(&offer.fresh().kind))
            .filter(move |offer| transaction || offer.id != "edgeCancel")
            .map(|offer| {
                let icon = looks(&offer.fresh().kind).icon;
                view! {
                    <li>
                        <button
                            type="button"
                            class="edge-offer"
                            title=offer.description
                            on:click=move |_| state.add_event(&id.get_value(), offer.fresh())
                        >
                            <Icon drawing=icon/>
                            <span>{offer.name}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    move || {
        transaction.get().map(|transaction| {
            view! {
                <details class="panel-more">
                    <summary>"While this is at work"</summary>
                    {move || (!events.with(Vec::is_empty)).then(|| view! {
                        <ul class="edge-events" aria-label="Events of this step">
                            <For each=move || events.get() key=|event| event.clone() let((event, name))>
                                <li>
                                    <button type="button" class="link" on:click=move |_| state.show_step(&event)>{name}</button>
                                </li>
                            </For>
                        </ul>
                    })}
                    <ul class="edge-offers" aria-label="Add an event">{offers(transaction)}</ul>
                </details>
            }
        })
    }
}
