//! Again and again, as people say it: every day at nine, on Mondays, on the first of the month. Kept as a cron line or
//! a cycle, which those who know them may write themselves.

use super::input::{Line, Pick};
use super::sample;
use super::timer::{Amount, amount_of};
use crate::ui::{Field, MomentTime};
use leptos::prelude::*;
use process::recurrence::{Recurrence, Since};

const WAYS: [(&str, &str); 6] = [
    ("every", "After an amount of time, again and again"),
    ("daily", "Every day"),
    ("workdays", "Every day from Monday to Friday"),
    ("weekly", "On a day of the week"),
    ("monthly", "On a day of the month"),
    ("cron", "As a cron line"),
];

const DAYS: [(&str, &str); 7] = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("0", "Sunday"),
];

/// A recurrence by the form it was made with.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// How many times, and how long in between.
    Every(String, String),
    Daily(Time),
    Workdays(Time),
    Weekly(Time, String),
    Monthly(Time, String),
    Cron(String),
}

/// Hour and minute.
type Time = (u32, u32);

const NINE: Time = (9, 0);

#[component]
pub fn Schedule(#[prop(into)] text: Signal<String>, on_change: Callback<String>) -> impl IntoView {
    let shape = Memo::new(move |_| text.with(|text| Shape::read(text)));
    // A cron line of a plain shape stays a line for whoever writes it as one.
    let as_cron = RwSignal::new(matches!(shape.get_untracked(), Shape::Cron(_)));
    let way = Memo::new(move |_| match as_cron.get() {
        true => "cron",
        false => shape.with(Shape::way),
    });
    let put = move |shape: Shape| on_change.run(shape.written());
    let choose = Callback::new(move |chosen: String| {
        let time = shape.with_untracked(Shape::time);
        as_cron.set(chosen == "cron");
        match chosen.as_str() {
            "every" => put(Shape::Every(String::new(), "P1D".to_owned())),
            "daily" => put(Shape::Daily(time)),
            "workdays" => put(Shape::Workdays(time)),
            "weekly" => put(Shape::Weekly(time, "1".to_owned())),
            "monthly" => put(Shape::Monthly(time, "1".to_owned())),
            _ => {
                if !Recurrence::is_cron(&text.get_untracked()) {
                    put(Shape::Workdays(time));
                }
            }
        }
    });
    let every = move || match shape.get() {
        Shape::Every(times, each) => (times, each),
        _ => Default::default(),
    };
    let day = Signal::derive(move || match shape.get() {
        Shape::Weekly(_, day) | Shape::Monthly(_, day) => day,
        _ => String::new(),
    });
    let at = move |time: Time| shape.with_untracked(|shape| shape.clone().at(time));
    let fields = move || {
        match way.get() {
        "every" => view! {
            <Amount
                id="timer-each"
                text=Signal::derive(move || every().1)
                on_change=Callback::new(move |each: String| put(Shape::Every(untrack(every).0, each)))
            />
            <Line
                id="timer-times"
                label="How many times?"
                mode="numeric"
                help="Empty means without end."
                value=Signal::derive(move || every().0)
                on_input=Callback::new(move |times: String| {
                    let times = times.chars().filter(char::is_ascii_digit).collect();
                    put(Shape::Every(times, untrack(every).1));
                })
            />
        }
        .into_any(),
        "cron" => view! {
            <Line
                id="timer-cycle"
                label="Cron line"
                value=text
                help="Minute, hour, day of the month, month, day of the week."
                placeholder="0 9 * * 1-5"
                on_input=on_change
            />
        }
        .into_any(),
        way => view! {
            {(way == "weekly").then(|| view! {
                <Pick
                    id="timer-weekday"
                    label="Which day?"
                    value=day
                    options=DAYS.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec()
                    on_pick=Callback::new(move |day: String| put(Shape::Weekly(shape.with_untracked(Shape::time), day)))
                />
            })}
            {(way == "monthly").then(|| view! {
                <Pick
                    id="timer-day"
                    label="Which day?"
                    value=day
                    options=days_of_the_month()
                    on_pick=Callback::new(move |day: String| put(Shape::Monthly(shape.with_untracked(Shape::time), day)))
                />
            })}
            <TimeOfDay
                value=Signal::derive(move || shape.with(Shape::time))
                on_change=Callback::new(move |time: Time| put(at(time)))
            />
        }
        .into_any(),
    }
    };
    view! {
        <Pick
            id="timer-every"
            label="How often?"
            value=Signal::derive(move || way.get().to_owned())
            options=WAYS.map(|(one, words)| (one.to_owned(), words.to_owned())).to_vec()
            on_pick=choose
        />
        {fields}
        <NextTimes text/>
    }
}

#[component]
fn TimeOfDay(#[prop(into)] value: Signal<Time>, on_change: Callback<Time>) -> impl IntoView {
    view! {
        <Field id="timer-time" label="At what time?">
            <input
                id="timer-time"
                type="time"
                class="input"
                required
                prop:value=move || {
                    let (hour, minute) = value.get();
                    format!("{hour:02}:{minute:02}")
                }
                on:input=move |event| {
                    if let Some(time) = clock(&event_target_value(&event)) {
                        on_change.run(time);
                    }
                }
            />
        </Field>
    }
}

/// It in words, and when the next three are.
#[component]
fn NextTimes(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let told = Memo::new(move |_| {
        // The clock is the browser's.
        if cfg!(feature = "ssr") {
            return None;
        }
        Some(text.with(|text| next_three(text)))
    });
    view! {
        <div class="next-times" aria-live="polite">
            {move || told.get().map(|told| match told {
                Ok((words, times)) => view! {
                    <p class="panel-hint">{words} ". The next times:"</p>
                    <ul>
                        {times.into_iter().map(|moment| view! { <li><MomentTime moment/></li> }).collect_view()}
                    </ul>
                }
                .into_any(),
                Err(problem) => view! { <p class="field-error">{problem}</p> }.into_any(),
            })}
        </div>
    }
}

fn next_three(text: &str) -> Result<(String, Vec<i64>), String> {
    let recurrence = Recurrence::parse(text)?;
    let now = sample::now();
    let zone = sample::zone_here();
    let since = Since {
        began: now,
        zone: &zone,
        working: None,
    };
    let mut times = Vec::new();
    let mut at = now;
    while let Some(next) = recurrence.next(&since, at).filter(|_| times.len() < 3) {
        times.push(next.0);
        at = next;
    }
    Ok((recurrence.in_words(), times))
}

fn days_of_the_month() -> Vec<(String, String)> {
    let days = (1..=28).map(|day| (day.to_string(), format!("The {day}.")));
    let last = ("L".to_owned(), "The last day".to_owned());
    days.chain([last]).collect()
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Some((hour.parse().ok()?, minute.get(..2)?.parse().ok()?))
}

impl Shape {
    fn read(text: &str) -> Self {
        Self::plain(text.trim()).unwrap_or_else(|| Self::Cron(text.to_owned()))
    }

    fn plain(text: &str) -> Option<Self> {
        if let Some((times, each)) = text.strip_prefix('R').and_then(|rest| rest.split_once('/')) {
            let counted = times.chars().all(|digit| digit.is_ascii_digit());
            let fits = counted && (each.is_empty() || amount_of(each).is_some());
            return fits.then(|| Self::Every(times.to_owned(), each.to_owned()));
        }
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, "*", weekday] = fields.as_slice() else {
            return None;
        };
        let time = (
            hour.parse().ok().filter(|hour| *hour < 24)?,
            minute.parse().ok().filter(|minute| *minute < 60)?,
        );
        let one_of = |all: &[(&str, &str)]| all.iter().any(|(value, _)| value == weekday);
        Some(match (*day, *weekday) {
            ("*", "*") => Self::Daily(time),
            ("*", "1-5") => Self::Workdays(time),
            ("*", weekday) if one_of(&DAYS) => Self::Weekly(time, weekday.to_owned()),
            (day, "*") if days_of_the_month().iter().any(|(value, _)| value == day) => {
                Self::Monthly(time, day.to_owned())
            }
            _ => return None,
        })
    }

    fn written(&self) -> String {
        match self {
            Self::Every(times, each) => format!("R{times}/{each}"),
            Self::Daily((hour, minute)) => format!("{minute} {hour} * * *"),
            Self::Workdays((hour, minute)) => format!("{minute} {hour} * * 1-5"),
            Self::Weekly((hour, minute), day) => format!("{minute} {hour} * * {day}"),
            Self::Monthly((hour, minute), day) => format!("{minute} {hour} {day} * *"),
            Self::Cron(line) => line.clone(),
        }
    }

    fn way(&self) -> &'static str {
        match self {
            Self::Every(..) => "every",
            Self::Daily(_) => "daily",
            Self::Workdays(_) => "workdays",
            Self::Weekly(..) => "weekly",
            Self::Monthly(..) => "monthly",
            Self::Cron(_) => "cron",
        }
    }

    fn time(&self) -> Time {
        match self {
            Self::Daily(time)
            | Self::Workdays(time)
            | Self::Weekly(time, _)
            | Self::Monthly(time, _) => *time,
            Self::Every(..) | Self::Cron(_) => NINE,
        }
    }

    /// The same at another time of day.
    fn at(self, time: Time) -> Self {
        match self {
            Self::Daily(_) => Self::Daily(time),
            Self::Workdays(_) => Self::Workdays(time),
            Self::Weekly(_, day) => Self::Weekly(time, day),
            Self::Monthly(_, day) => Self::Monthly(time, day),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn what_the_form_writes_it_reads_as_the_same_form() {
        for text in [
            "R/P1D",
            "R3/PT1H",
            "30 7 * * *",
            "0 9 * * 1-5",
            "0 9 * * 1",
            "0 9 1 * *",
            "0 9 L * *",
        ] {
            let shape = Shape::read(text);
            assert_ne!(shape.way(), "cron", "{text}");
            assert_eq!(shape.written(), text);
        }
        for text in ["*/5 * * * *", "0 9 1 1 *", "@daily", "R/P1DT2H", ""] {
            assert_eq!(Shape::read(text), Shape::Cron(text.to_owned()));
        }
    }
}
