//! When a timer fires: after some time, on a date, again and again; as plain fields, or worked out by a formula.

use super::formula::FormulaBar;
use super::input::{Line, Pick};
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{Timer, When};

/// The unit as it is chosen, and what it is in an ISO 8601 duration.
const UNITS: [(&str, &str, &str); 6] = [
    ("minutes", "PT", "M"),
    ("hours", "PT", "H"),
    ("days", "P", "D"),
    ("weeks", "P", "W"),
    ("months", "P", "M"),
    ("years", "P", "Y"),
];

const WAYS: [(&str, &str); 5] = [
    ("after", "After an amount of time"),
    ("date", "On a date"),
    ("every", "Again and again"),
    ("afterFormula", "After a time worked out"),
    ("dateFormula", "On a date worked out"),
];

#[component]
pub fn TimerFields(
    settings: Settings,
    timer: Memo<Timer>,
    on_change: Callback<Timer>,
) -> impl IntoView {
    // Which of the ways was chosen; the texts alone do not say while they are empty.
    let way = RwSignal::new(way_of(&timer.get_untracked().when));
    let put = move |when: When| {
        let calendar = timer.with_untracked(|timer| timer.calendar.clone());
        on_change.run(Timer { when, calendar });
    };
    let choose = Callback::new(move |chosen: String| {
        let Some((chosen, _)) = WAYS.iter().find(|(one, _)| *one == chosen) else {
            return;
        };
        way.set(*chosen);
        put(match *chosen {
            "after" => When::After {
                duration: "P1D".to_owned(),
            },
            "date" => When::Date {
                date: String::new(),
            },
            "every" => When::Every {
                cycle: "R/P1D".to_owned(),
            },
            "afterFormula" => When::After {
                duration: String::new(),
            },
            _ => When::Date {
                date: String::new(),
            },
        });
    });
    let text = Signal::derive(move || match timer.get().when {
        When::Date { date } => date,
        When::After { duration } => duration,
        When::Every { cycle } => cycle,
        When::Relative(to) => to.date,
    });
    view! {
        <Pick
            id="timer-way"
            label="When?"
            value=Signal::derive(move || way.get().to_owned())
            options=WAYS.map(|(one, words)| (one.to_owned(), words.to_owned())).to_vec()
            on_pick=choose
        />
        {move || match way.get() {
            "after" => view! {
                <Amount id="timer" text on_change=Callback::new(move |duration| put(When::After { duration }))/>
            }
            .into_any(),
            "every" => view! { <Every text on_change=Callback::new(move |cycle| put(When::Every { cycle }))/> }.into_any(),
            "date" => view! {
                <Line
                    id="timer-date"
                    label="Date and time"
                    value=text
                    placeholder="2026-12-24T18:00:00"
                    help="Year, month and day; the time after a T."
                    on_input=Callback::new(move |date| put(When::Date { date }))
                />
            }
            .into_any(),
            "afterFormula" => view! {
                <FormulaBar
                    id="timer-after"
                    label="How long?"
                    settings
                    wanted=Type::Duration
                    error=settings.problem_at("timer")
                    value=text
                    on_input=Callback::new(move |duration| put(When::After { duration }))
                    help="A formula that gives an amount of time."
                    placeholder="duration(\"P2D\")"
                />
            }
            .into_any(),
            _ => view! {
                <FormulaBar
                    id="timer-moment"
                    label="Which date?"
                    settings
                    error=settings.problem_at("timer")
                    value=text
                    on_input=Callback::new(move |date| put(When::Date { date }))
                    help="A formula that gives a date, or a date and time."
                    placeholder="first_day - duration(\"P7D\")"
                />
            }
            .into_any(),
        }}
    }
}

/// An amount and a unit.
#[component]
fn Amount(
    #[prop(into)] id: String,
    text: Signal<String>,
    on_change: Callback<String>,
) -> impl IntoView {
    let parts = Memo::new(move |_| {
        text.with(|text| amount_of(text))
            .unwrap_or((String::new(), "days"))
    });
    view! {
        <div class="panel-pair">
            <Line
                id=format!("{id}-amount")
                label="Amount"
                mode="numeric"
                value=Signal::derive(move || parts.get().0)
                on_input=Callback::new(move |amount: String| on_change.run(written(&amount, parts.get_untracked().1)))
            />
            <Pick
                id=format!("{id}-unit")
                label="Unit"
                value=Signal::derive(move || parts.get().1.to_owned())
                options=UNITS.map(|(unit, ..)| (unit.to_owned(), unit.to_owned())).to_vec()
                on_pick=Callback::new(move |unit: String| on_change.run(written(&parts.get_untracked().0, &unit)))
            />
        </div>
    }
}

/// `R/P1D`, `R3/PT1H`; anything else, such as a cron line, is one text.
#[component]
fn Every(text: Signal<String>, on_change: Callback<String>) -> impl IntoView {
    let parts = Memo::new(move |_| {
        text.with(|text| {
            let (times, each) = text.strip_prefix('R')?.split_once('/')?;
            let plain = times.chars().all(|digit| digit.is_ascii_digit());
            (plain && (each.is_empty() || amount_of(each).is_some()))
                .then(|| (times.to_owned(), each.to_owned()))
        })
    });
    let plain = Memo::new(move |_| parts.with(Option::is_some));
    let times = move || parts.get().map(|(times, _)| times).unwrap_or_default();
    let each = move || parts.get().map(|(_, each)| each).unwrap_or_default();
    move || {
        if plain.get() {
            view! {
                <Amount
                    id="timer-each"
                    text=Signal::derive(each)
                    on_change=Callback::new(move |each: String| on_change.run(format!("R{}/{each}", parts.get_untracked().map(|(times, _)| times).unwrap_or_default())))
                />
                <Line
                    id="timer-times"
                    label="How many times?"
                    mode="numeric"
                    help="Empty means for as long as it waits."
                    value=Signal::derive(times)
                    on_input=Callback::new(move |times: String| {
                        let times: String = times.chars().filter(char::is_ascii_digit).collect();
                        on_change.run(format!("R{times}/{}", parts.get_untracked().map(|(_, each)| each).unwrap_or_default()));
                    })
                />
                <button type="button" class="btn plain" on:click=move |_| on_change.run("0 9 * * 1-5".to_owned())>
                    "Write a cron line instead"
                </button>
            }
            .into_any()
        } else {
            view! {
                <Line
                    id="timer-cycle"
                    label="Cron line"
                    value=text
                    help="Minute, hour, day of the month, month, day of the week."
                    placeholder="0 9 * * 1-5"
                    on_input=on_change
                />
                <button type="button" class="btn plain" on:click=move |_| on_change.run("R/P1D".to_owned())>
                    "Choose an amount of time instead"
                </button>
            }
            .into_any()
        }
    }
}

fn way_of(when: &When) -> &'static str {
    match when {
        When::After { duration } if amount_of(duration).is_some() => "after",
        When::After { .. } => "afterFormula",
        When::Date { date }
            if date.is_empty() || date.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            "date"
        }
        When::Date { .. } | When::Relative(_) => "dateFormula",
        When::Every { .. } => "every",
    }
}

/// `P3D` is 3 days; none for what has several units or is no such literal.
fn amount_of(text: &str) -> Option<(String, &'static str)> {
    let text = text.trim();
    UNITS.iter().find_map(|(unit, before, after)| {
        let amount = text.strip_prefix(before)?.strip_suffix(after)?;
        let digits = !amount.is_empty() && amount.chars().all(|digit| digit.is_ascii_digit());
        digits.then(|| (amount.to_owned(), *unit))
    })
}

/// Without an amount nothing is set yet.
fn written(amount: &str, unit: &str) -> String {
    let amount: String = amount.chars().filter(char::is_ascii_digit).collect();
    let unit = UNITS.iter().find(|(one, ..)| *one == unit);
    match unit.filter(|_| !amount.is_empty()) {
        Some((_, before, after)) => format!("{before}{amount}{after}"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{amount_of, written};

    #[test]
    fn an_amount_of_time_is_read_as_it_was_written() {
        for unit in ["minutes", "hours", "days", "weeks", "months", "years"] {
            assert_eq!(
                amount_of(&written("12", unit)),
                Some(("12".to_owned(), unit))
            );
        }
        assert_eq!(amount_of("P1DT2H"), None);
        assert_eq!(amount_of("Period"), None);
        assert_eq!(written("", "days"), "");
    }
}
