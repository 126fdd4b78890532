//! When a timer fires: after some time, on a date, again and again; as plain fields, or worked out by a formula.

use super::calendar::{CalendarPick, RelativeFields, three_days_before};
use super::formula::FormulaBar;
use super::input::{Line, Pick};
use super::schedule::Schedule;
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{Stands, StepKind, Timer, When};

/// The unit as it is chosen, and what it is in an ISO 8601 duration.
const UNITS: [(&str, &str, &str); 6] = [
    ("minutes", "PT", "M"),
    ("hours", "PT", "H"),
    ("days", "P", "D"),
    ("weeks", "P", "W"),
    ("months", "P", "M"),
    ("years", "P", "Y"),
];

const WAYS: [(&str, &str); 6] = [
    ("after", "After an amount of time"),
    ("relative", "Before or after a date of the case"),
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
            "relative" => When::Relative(three_days_before()),
            "every" => When::Every {
                cycle: "0 9 * * *".to_owned(),
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
    let relative = Signal::derive(move || match timer.get().when {
        When::Relative(relative) => relative,
        _ => three_days_before(),
    });
    // A case that begins has no dates yet that one could count from.
    let begins = settings.step().with_untracked(|step| {
        let step = step.as_ref().filter(|step| step.inside.is_none());
        step.is_some_and(|step| matches!(&step.kind, StepKind::Event(event) if matches!(event.at, Stands::Start { .. })))
    });
    let ways = WAYS.iter().filter(|(one, _)| {
        let of_the_case = ["after", "relative", "afterFormula", "dateFormula"];
        !begins || !of_the_case.contains(one) || *one == way.get_untracked()
    });
    let ways: Vec<_> = ways
        .map(|(one, words)| ((*one).to_owned(), (*words).to_owned()))
        .collect();
    view! {
        <Pick
            id="timer-way"
            label="When?"
            value=Signal::derive(move || way.get().to_owned())
            options=ways
            on_pick=choose
        />
        {move || match way.get() {
            "after" => view! {
                <Amount id="timer" text on_change=Callback::new(move |duration| put(When::After { duration }))/>
            }
            .into_any(),
            "relative" => view! {
                <RelativeFields settings value=relative on_change=Callback::new(move |to| put(When::Relative(to)))/>
            }
            .into_any(),
            "every" => view! { <Schedule text on_change=Callback::new(move |cycle| put(When::Every { cycle }))/> }.into_any(),
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
        <CalendarPick
            id="timer-calendar"
            state=settings.state
            value=Signal::derive(move || timer.get().calendar)
            on_change=Callback::new(move |calendar| on_change.run(Timer { calendar, ..timer.get_untracked() }))
        />
    }
}

/// An amount and a unit.
#[component]
pub fn Amount(
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

fn way_of(when: &When) -> &'static str {
    match when {
        When::After { duration } if amount_of(duration).is_some() => "after",
        When::After { .. } => "afterFormula",
        When::Date { date }
            if date.is_empty() || date.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            "date"
        }
        When::Date { .. } => "dateFormula",
        When::Relative(_) => "relative",
        When::Every { .. } => "every",
    }
}

/// `P3D` is 3 days; none for what has several units or is no such literal.
pub fn amount_of(text: &str) -> Option<(String, &'static str)> {
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
