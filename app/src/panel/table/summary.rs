//! A table in the side panel: what it looks at, what it gives, and the way into it.

use super::super::settings::Settings;
use super::OpenTable;
use crate::ui::{Button, Look};
use leptos::prelude::*;
use process::decision::table::Table;
use process::step::StepKind;

#[component]
pub fn TableSettings(settings: Settings) -> impl IntoView {
    let table = settings.memo(|kind| match kind {
        StepKind::DecideByTable(decide) => Some(decide.table.clone()),
        _ => None,
    });
    let open = use_context::<OpenTable>();
    let state = settings.state;
    view! {
        <section class="table-summary" aria-label="Table">
            <dl class="table-facts">
                <div><dt>"Looks at"</dt><dd>{move || table.with(looks_at)}</dd></div>
                <div><dt>"Gives"</dt><dd>{move || table.with(gives)}</dd></div>
                <div><dt>"Rules"</dt><dd>{move || table.with(|table| table.rules.len())}</dd></div>
                <div><dt>"How they count"</dt><dd>{move || table.with(|table| table.hit_policy.in_words())}</dd></div>
            </dl>
            <Button
                label="Open the table" look=Look::Quiet icon=icondata_lu::LuTable2
                on_click=Callback::new(move |_| {
                    if let Some(open) = open {
                        open.open(state, settings.id.get_value());
                    }
                })
            />
        </section>
    }
}

fn looks_at(table: &Table) -> String {
    listed(
        table.inputs.iter().map(|input| input.title()),
        "Nothing yet",
    )
}

fn gives(table: &Table) -> String {
    listed(
        table.outputs.iter().map(|output| output.title()),
        "Nothing yet",
    )
}

fn listed<'a>(titles: impl Iterator<Item = &'a str>, none: &str) -> String {
    let titles: Vec<_> = titles.filter(|title| !title.is_empty()).collect();
    if titles.is_empty() {
        none.to_owned()
    } else {
        titles.join(", ")
    }
}
