//! How long a step waits, or until when.

use super::calendar::{
    CalendarPick, RelativeFields, three_days_before, unit_of, unit_options, unit_word,
};
use super::formula::FormulaBar;
use super::input::Pick;
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{StepKind, Unit, Wait};

const WAYS: [(&str, &str); 3] = [
    ("for", "For an amount of time"),
    ("relative", "Until before or after a date of the case"),
    ("until", "Until a date"),
];

#[component]
pub fn WaitSettings(settings: Settings) -> impl IntoView {
    let wait = settings.memo(|kind| match kind {
        StepKind::Wait(wait) => Some(wait.clone()),
        _ => None,
    });
    let way = Memo::new(move |_| match wait.get() {
        Wait::For { .. } => "for",
        Wait::Until { .. } => "until",
        Wait::Relative { .. } => "relative",
    });
    let set = move |field: &str, wait: Wait| settings.typed(field.to_owned(), StepKind::Wait(wait));
    let calendar = Signal::derive(move || match wait.get() {
        Wait::For { calendar, .. } | Wait::Relative { calendar, .. } => calendar,
        Wait::Until { .. } => None,
    });
    let choose = Callback::new(move |way: String| {
        let calendar = calendar.get_untracked();
        settings.set(StepKind::Wait(match way.as_str() {
            "until" => Wait::Until {
                moment: String::new(),
            },
            "relative" => Wait::Relative {
                to: three_days_before(),
                calendar,
            },
            _ => Wait::For {
                amount: "1".to_owned(),
                unit: Unit::Days,
                calendar,
            },
        }));
    });
    let amount = Signal::derive(move || match wait.get() {
        Wait::For { amount, .. } => amount,
        _ => String::new(),
    });
    let unit = Signal::derive(move || match wait.get() {
        Wait::For { unit, .. } => unit_word(unit).to_owned(),
        _ => String::new(),
    });
    let moment = Signal::derive(move || match wait.get() {
        Wait::Until { moment } => moment,
        _ => String::new(),
    });
    let relative = Signal::derive(move || match wait.get() {
        Wait::Relative { to, .. } => to,
        _ => three_days_before(),
    });
    let fields = move || match way.get() {
        "until" => view! {
            <FormulaBar
                id="wait-moment"
                label="Until"
                settings
                error=settings.problem_at("moment")
                value=moment
                on_input=Callback::new(move |moment| set("moment", Wait::Until { moment }))
                help="A date or a date and time. A moment that has passed is no wait at all."
                placeholder="first_day"
            />
        }
        .into_any(),
        "relative" => view! {
            <RelativeFields
                settings
                value=relative
                on_change=Callback::new(move |to| {
                    set("relative", Wait::Relative { to, calendar: calendar.get_untracked() });
                })
            />
        }
        .into_any(),
        _ => view! {
            <FormulaBar
                id="wait-amount"
                label="Amount"
                settings
                wanted=Type::Number
                value=amount
                error=settings.problem_at("amount")
                help="A number, or a formula that gives one."
                on_input=Callback::new(move |amount| {
                    if let Wait::For { unit, calendar, .. } = wait.get_untracked() {
                        set("amount", Wait::For { amount, unit, calendar });
                    }
                })
            />
            <Pick
                id="wait-unit"
                label="Unit"
                value=unit
                options=unit_options()
                on_pick=Callback::new(move |chosen: String| {
                    if let Wait::For { amount, calendar, .. } = wait.get_untracked() {
                        let unit = unit_of(&chosen);
                        settings.set(StepKind::Wait(Wait::For { amount, unit, calendar }));
                    }
                })
            />
        }
        .into_any(),
    };
    view! {
        <Pick
            id="wait-way"
            label="How long?"
            value=Signal::derive(move || way.get().to_owned())
            options=WAYS.map(|(one, words)| (one.to_owned(), words.to_owned())).to_vec()
            on_pick=choose
        />
        {fields}
        <Show when=move || way.get() != "until">
            <CalendarPick
                id="wait-calendar"
                state=settings.state
                value=calendar
                error=settings.problem_at("calendar")
                on_change=Callback::new(move |calendar: Option<String>| set("calendar", match wait.get_untracked() {
                    Wait::For { amount, unit, .. } => Wait::For { amount, unit, calendar },
                    Wait::Relative { to, .. } => Wait::Relative { to, calendar },
                    until => until,
                }))
            />
        </Show>
    }
}
