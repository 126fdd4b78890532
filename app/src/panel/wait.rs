//! How long a step waits, or until when.

use super::formula::FormulaBar;
use super::input::Pick;
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{StepKind, Unit, Wait};

const UNITS: [(Unit, &str, &str); 5] = [
    (Unit::Seconds, "seconds", "seconds"),
    (Unit::Minutes, "minutes", "minutes"),
    (Unit::Hours, "hours", "hours"),
    (Unit::Days, "days", "days"),
    (Unit::Weeks, "weeks", "weeks"),
];

#[component]
pub fn WaitSettings(settings: Settings) -> impl IntoView {
    let wait = settings.memo(|kind| match kind {
        StepKind::Wait(wait) => Some(wait.clone()),
        _ => None,
    });
    let until = Memo::new(move |_| matches!(wait.get(), Wait::Until { .. }));
    let set = move |field: &str, wait: Wait| settings.typed(field.to_owned(), StepKind::Wait(wait));
    let choose = Callback::new(move |way: String| {
        settings.set(StepKind::Wait(match way.as_str() {
            "until" => Wait::Until {
                moment: String::new(),
            },
            _ => Wait::For {
                amount: "1".to_owned(),
                unit: Unit::Days,
                calendar: None,
            },
        }));
    });
    let amount = Signal::derive(move || match wait.get() {
        Wait::For { amount, .. } => amount,
        Wait::Relative { to, .. } => to.amount,
        Wait::Until { .. } => String::new(),
    });
    let unit = Signal::derive(move || match wait.get() {
        Wait::For { unit, .. } => word(unit).to_owned(),
        Wait::Relative { to, .. } => word(to.unit).to_owned(),
        Wait::Until { .. } => String::new(),
    });
    let moment = Signal::derive(move || match wait.get() {
        Wait::Until { moment } => moment,
        Wait::For { .. } | Wait::Relative { .. } => String::new(),
    });
    let units: Vec<_> = UNITS
        .iter()
        .map(|(_, value, words)| ((*value).to_owned(), (*words).to_owned()))
        .collect();
    view! {
        <Pick
            id="wait-way"
            label="How long?"
            value=Signal::derive(move || if until.get() { "until" } else { "for" }.to_owned())
            options=vec![
                ("for".to_owned(), "For an amount of time".to_owned()),
                ("until".to_owned(), "Until a date".to_owned()),
            ]
            on_pick=choose
        />
        {move || if until.get() {
            view! {
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
            .into_any()
        } else {
            let units = units.clone();
            view! {
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
                    options=units
                    on_pick=Callback::new(move |chosen: String| {
                        if let Wait::For { amount, calendar, .. } = wait.get_untracked() {
                            let unit = unit_of(&chosen);
                            settings.set(StepKind::Wait(Wait::For { amount, unit, calendar }));
                        }
                    })
                />
            }
            .into_any()
        }}
    }
}

fn word(unit: Unit) -> &'static str {
    UNITS
        .iter()
        .find(|(one, ..)| *one == unit)
        .map_or("days", |(_, value, _)| value)
}

fn unit_of(word: &str) -> Unit {
    UNITS
        .iter()
        .find(|(_, value, _)| *value == word)
        .map_or(Unit::Days, |(unit, ..)| *unit)
}
