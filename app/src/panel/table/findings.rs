//! What the table says about itself: cases no rule covers, rules that contradict, never fire or could be one; each
//! with the one thing that mends it, where there is one.

use super::state::SheetState;
use crate::ui::Icon;
use canvas::sheet::Wish;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use process::Datum;
use process::decision::analysis::{Finding, FindingKind, analyse};
use process::decision::table::Table;
use process::feel::Scope;
use std::sync::Arc;
use std::time::Duration;

/// Writing settles for so long before the table is looked through.
const LOOK_AFTER: Duration = Duration::from_millis(250);

/// The findings about a table, a moment after it changed. Only the browser looks.
pub fn of(table: Memo<Table>, data: Memo<Arc<Vec<Datum>>>) -> RwSignal<Vec<Finding>> {
    let findings = RwSignal::new(Vec::new());
    let due = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        table.track();
        data.track();
        let look = move || {
            let found = table.try_with_untracked(|table| {
                data.try_with_untracked(|data| analyse(table, &scope(data)))
            });
            if let Some(found) = found.flatten() {
                _ = findings.try_set(found);
            }
        };
        let handle = set_timeout_with_handle(look, LOOK_AFTER).ok();
        if let Some(Some(earlier)) = due.try_update_value(|due| std::mem::replace(due, handle)) {
            earlier.clear();
        }
    });
    findings
}

/// The gravest finding that is about a rule and worth a mark on it.
pub fn about(findings: &[Finding], rule: usize) -> Option<&Finding> {
    let marked = |finding: &&Finding| {
        matches!(
            finding.kind,
            FindingKind::Contradiction | FindingKind::NeverFires
        ) && finding.rules.contains(&rule)
    };
    findings.iter().find(marked)
}

fn scope(data: &[Datum]) -> Scope {
    let plain = data.iter().filter(|datum| !datum.key.contains('.'));
    plain
        .map(|datum| (&*datum.key, datum.kind.value_type()))
        .collect()
}

#[component]
pub fn Findings(sheet: SheetState) -> impl IntoView {
    let findings = sheet.findings;
    view! {
        <Show when=move || !findings.with(Vec::is_empty)>
            <section class="sheet-findings" aria-label="What the table says about itself">
                <ul>
                    <For
                        each=move || findings.get()
                        key=|finding| (finding.message.clone(), finding.rules.clone())
                        let(finding)
                    >
                        <One sheet finding/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn One(sheet: SheetState, finding: Finding) -> impl IntoView {
    let Finding {
        kind,
        rules,
        message,
        instead,
    } = finding;
    let first = rules.first().copied();
    let act = match (kind, instead, first) {
        (FindingKind::Gap, Some(rule), _) => Some((
            "Add this rule".to_owned(),
            Callback::new(move |()| {
                let at = sheet.table.with_untracked(|table| table.rules.len());
                sheet.change(|table| table.rules.push(rule.clone()));
                let inputs = sheet.table.with_untracked(|table| table.inputs.len());
                show(sheet, at, inputs);
            }),
        )),
        (FindingKind::Mergeable, Some(rule), Some(at)) => {
            let others: Vec<usize> = rules.iter().skip(1).copied().collect();
            Some((
                "Make them one".to_owned(),
                Callback::new(move |()| {
                    sheet.change(|table| {
                        if let Some(place) = table.rules.get_mut(at) {
                            *place = rule.clone();
                        }
                        for other in others.iter().rev() {
                            if *other < table.rules.len() {
                                table.rules.remove(*other);
                            }
                        }
                    });
                    show(sheet, at, 0);
                }),
            ))
        }
        (_, _, Some(at)) => Some((
            format!("Show rule {}", rules.last().copied().unwrap_or(at) + 1),
            Callback::new(move |()| show(sheet, rules.last().copied().unwrap_or(at), 0)),
        )),
        _ => None,
    };
    let (icon, tone) = match kind {
        FindingKind::Contradiction => (icondata_lu::LuCircleAlert, "failed"),
        FindingKind::NeverFires | FindingKind::Gap => (icondata_lu::LuTriangleAlert, "waiting"),
        FindingKind::Mergeable | FindingKind::NotLookedAt => (icondata_lu::LuInfo, "idle"),
    };
    view! {
        <li class="sheet-finding" data-tone=tone>
            <Icon drawing=icon/>
            <span>{message}</span>
            {act.map(|(label, act)| view! {
                <button type="button" class="btn plain" on:click=move |_| act.run(())>{label}</button>
            })}
        </li>
    }
}

/// Puts the cursor on a rule, and the keyboard into the grid.
fn show(sheet: SheetState, rule: usize, column: usize) {
    sheet.with_sheet(|it, table, kinds| {
        it.choose(
            table,
            kinds,
            canvas::sheet::Place::new(rule + 1, column),
            false,
        )
    });
    if column == 0 {
        sheet.perform(Wish::SelectRow);
    }
    sheet.take_keyboard();
}
