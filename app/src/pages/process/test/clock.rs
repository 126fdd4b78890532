//! The clock of the case: what it shows, and how it is turned.

use super::trial::Trial;
use crate::ui::{Button, Icon};
use leptos::prelude::*;
use process::play::{Move, Play, Until};
use process::run::Fact;
use process::{StepId, Value, Zone, words};

/// (what stands in ISO 8601 before and behind the number, what people say)
const UNITS: [(&str, &str, &str); 5] = [
    ("PT", "M", "minutes"),
    ("PT", "H", "hours"),
    ("P", "D", "days"),
    ("P", "W", "weeks"),
    // Counted in a calendar, so no duration of ISO 8601.
    ("", "", "working days"),
];

#[component]
pub fn Clock(state: Trial) -> impl IntoView {
    let amount = RwSignal::new("1".to_owned());
    let unit = RwSignal::new(2_usize);
    let shows = move || {
        let place = state.place.get();
        state.play.with(|play| {
            let play = play.as_ref()?;
            let at = match place {
                place if place >= play.log().len() => play.now(),
                place => play.log().get(place.saturating_sub(1))?.at,
            };
            let zone = play.state().zone.parse().unwrap_or(Zone::Utc);
            Some(words::value(&Value::DateTime(at.in_zone(&zone)?)))
        })
    };
    let next = move || {
        state
            .play
            .with(|play| play.as_ref().and_then(Play::next_due).is_some())
    };
    let wait = move |until: Until| _ = state.make(Move::Wait { until });
    let turn = move |_| {
        let (before, behind, _) = UNITS[unit.get_untracked()];
        let amount = amount.get_untracked();
        if behind.is_empty() {
            return match amount.trim().parse() {
                Ok(days) => wait(Until::WorkingDays {
                    days,
                    calendar: calendar(state),
                }),
                Err(_) => state.refused.set(Some(
                    "Working days are counted in whole numbers.".to_owned(),
                )),
            };
        }
        // Weeks stand alone in ISO 8601; seven days say the same anywhere.
        let duration = match (behind, amount.trim().parse::<u64>()) {
            ("W", Ok(weeks)) => format!("P{}D", weeks.saturating_mul(7)),
            (behind, _) => format!("{before}{}{behind}", amount.trim()),
        };
        wait(Until::After { duration });
    };
    // Again and again: to the second time, to the third …
    let to_chosen = move |step: StepId| {
        let came = state.play.with_untracked(|play| {
            let log = play.as_ref().map(Play::log).unwrap_or_default();
            let came = log.iter().filter(
                |event| matches!(&event.fact, Fact::StepEntered { step: entered, .. } if *entered == step),
            );
            came.count()
        });
        let times = u32::try_from(came + 1).unwrap_or(u32::MAX);
        wait(Until::Times { step, times });
    };
    view! {
        <section class="trial-clock" aria-label="Clock">
            <p class="trial-now"><Icon drawing=icondata_lu::LuClock/> <span>{shows}</span></p>
            <div class="trial-row">
                <Button
                    label="To what happens next" icon=icondata_lu::LuSkipForward
                    disabled=Signal::derive(move || !next())
                    on_click=Callback::new(move |_| wait(Until::Next))
                />
                <span class="trial-turn">
                    <input
                        class="input" aria-label="How much time passes" inputmode="numeric"
                        prop:value=move || amount.get()
                        on:input=move |event| amount.set(event_target_value(&event))
                    />
                    <select
                        class="input" aria-label="Unit"
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            let found = UNITS.iter().position(|(_, _, words)| *words == chosen);
                            unit.set(found.unwrap_or(2));
                        }
                    >
                        {UNITS.iter().enumerate().map(|(at, (_, _, words))| view! {
                            <option value=*words selected=move || unit.get() == at>{*words}</option>
                        }).collect::<Vec<_>>()}
                    </select>
                    <Button label="Pass" on_click=Callback::new(turn)/>
                </span>
            </div>
            {move || state.chosen.get().map(|step| {
                let label = format!("Until it comes to “{}”", state.name(&step));
                view! {
                    <div class="trial-row">
                        <Button
                            label icon=icondata_lu::LuFastForward
                            disabled=Signal::derive(move || !next())
                            on_click=Callback::new(move |_| to_chosen(step.clone()))
                        />
                    </div>
                }
            })}
        </section>
    }
}

/// The business calendar the process counts in; the usual week where it has none.
fn calendar(state: Trial) -> Option<String> {
    state.with_diagram(|diagram| {
        let mut named = diagram.steps.iter().flat_map(|step| step.kind.calendars());
        named.next().map(str::to_owned)
    })
}
