//! Which business calendar something is counted in, and a moment told from a date of the case.

use super::formula::FormulaBar;
use super::input::Pick;
use super::settings::Settings;
use crate::canvas::EditorState;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{Relative, Side, Unit};

/// Chosen where every day and hour counts.
const NONE: &str = "*";

pub const UNITS: [(Unit, &str); 6] = [
    (Unit::Minutes, "minutes"),
    (Unit::Hours, "hours"),
    (Unit::Days, "days"),
    (Unit::WorkingDays, "working days"),
    (Unit::Weeks, "weeks"),
    (Unit::Seconds, "seconds"),
];

/// “3 working days · Office Zürich”. Says nothing while the workspace has no calendars.
#[component]
pub fn CalendarPick(
    #[prop(into)] id: String,
    state: EditorState,
    #[prop(into)] value: Signal<Option<String>>,
    on_change: Callback<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let options = Memo::new(move |_| {
        let known = state.catalog.with(|catalog| {
            let known = catalog.calendars.iter();
            known
                .map(|calendar| (calendar.key.clone(), calendar.name.clone()))
                .collect::<Vec<_>>()
        });
        let lost = value
            .get()
            .filter(|key| !known.iter().any(|(known, _)| known == key))
            .map(|key| (key.clone(), format!("{key} (not there any more)")));
        let all: Vec<_> = known.into_iter().chain(lost).collect();
        let none = (NONE.to_owned(), "Every day and hour counts".to_owned());
        match all.is_empty() {
            true => Vec::new(),
            false => std::iter::once(none).chain(all).collect(),
        }
    });
    let shown = Memo::new(move |_| options.with(|options| !options.is_empty()));
    let id = StoredValue::new(id);
    view! {
        <Show when=move || shown.get()>
            <Pick
                id=id.get_value()
                label="Counted in"
                options
                error
                help="With a calendar, days are working days and hours working hours."
                value=Signal::derive(move || value.get().unwrap_or(NONE.to_owned()))
                on_pick=Callback::new(move |chosen: String| on_change.run((chosen != NONE).then_some(chosen)))
            />
        </Show>
    }
}

/// So long before or after a date of the case.
#[component]
pub fn RelativeFields(
    settings: Settings,
    #[prop(into)] value: Signal<Relative>,
    on_change: Callback<Relative>,
) -> impl IntoView {
    let change = move |edit: &dyn Fn(&mut Relative)| {
        let mut relative = value.get_untracked();
        edit(&mut relative);
        on_change.run(relative);
    };
    view! {
        <FormulaBar
            id="relative-amount"
            label="Amount"
            settings
            wanted=Type::Number
            error=settings.problem_at("amount")
            value=Signal::derive(move || value.get().amount)
            on_input=Callback::new(move |amount: String| change(&|to| to.amount.clone_from(&amount)))
            placeholder="3"
        />
        <div class="panel-pair">
            <Pick
                id="relative-unit"
                label="Unit"
                value=Signal::derive(move || unit_word(value.get().unit).to_owned())
                options=unit_options()
                on_pick=Callback::new(move |chosen: String| change(&|to| to.unit = unit_of(&chosen)))
            />
            <Pick
                id="relative-side"
                label="Side"
                value=Signal::derive(move || match value.get().side {
                    Side::Before => "before",
                    Side::After => "after",
                }.to_owned())
                options=vec![
                    ("before".to_owned(), "before".to_owned()),
                    ("after".to_owned(), "after".to_owned()),
                ]
                on_pick=Callback::new(move |chosen: String| change(&|to| to.side = match chosen.as_str() {
                    "before" => Side::Before,
                    _ => Side::After,
                }))
            />
        </div>
        <FormulaBar
            id="relative-date"
            label="Which date?"
            settings
            wanted=Type::Date
            error=settings.problem_at("date")
            value=Signal::derive(move || value.get().date)
            on_input=Callback::new(move |date: String| change(&|to| to.date.clone_from(&date)))
            help="A date of the case. When it changes, this is worked out again."
            placeholder="first_day"
        />
    }
}

/// What a new one begins with.
pub fn three_days_before() -> Relative {
    Relative {
        amount: "3".to_owned(),
        unit: Unit::Days,
        side: Side::Before,
        date: String::new(),
    }
}

pub fn unit_options() -> Vec<(String, String)> {
    let options = UNITS.iter();
    options
        .map(|(_, word)| ((*word).to_owned(), (*word).to_owned()))
        .collect()
}

pub fn unit_word(unit: Unit) -> &'static str {
    let entry = UNITS.iter().find(|(one, _)| *one == unit);
    entry.map_or("days", |(_, word)| word)
}

pub fn unit_of(word: &str) -> Unit {
    let entry = UNITS.iter().find(|(_, one)| *one == word);
    entry.map_or(Unit::Days, |(unit, _)| *unit)
}
