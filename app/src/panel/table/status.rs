//! The line below the grid: what is wrong where the cursor stands, what has just been done, or what the keys do.

use super::state::SheetState;
use super::trial::Answer;
use crate::ui::Icon;
use leptos::prelude::*;
use process::decision::table::Cell;

#[derive(Clone, PartialEq)]
enum Said {
    Wrong(String),
    Done(String),
    Hint,
}

#[component]
pub fn Status(sheet: SheetState) -> impl IntoView {
    let said = Memo::new(move |_| {
        let cursor = sheet.sheet.with(|it| it.cursor());
        let here = sheet.problem_at(cursor);
        let of_table = || {
            sheet
                .problems
                .with(|problems| problems.get(&Cell::Table).cloned())
        };
        let tried = || {
            sheet.trial.answer.with(|answer| match answer {
                Some(Answer::Undecided(undecided)) => Some(undecided.message.clone()),
                Some(Answer::Unreadable { message, .. }) => Some(message.clone()),
                _ => None,
            })
        };
        let done = Some(sheet.said.get()).filter(|said| !said.is_empty());
        match (here, done, tried().or_else(of_table)) {
            (Some(wrong), ..) | (None, None, Some(wrong)) => Said::Wrong(wrong),
            (None, Some(done), _) => Said::Done(done),
            (None, None, None) => Said::Hint,
        }
    });
    view! {
        <div class="sheet-status" role="status" id="sheet-status">
            {move || match said.get() {
                Said::Wrong(message) => view! {
                    <span class="sheet-wrong"><Icon drawing=icondata_lu::LuCircleAlert/><span>{message}</span></span>
                }.into_any(),
                Said::Done(message) => view! { <span>{message}</span> }.into_any(),
                Said::Hint => view! {
                    <span class="sheet-hint">
                        <kbd>"Enter"</kbd>" fills a cell in, "<kbd>"Ctrl Enter"</kbd>" adds a rule, "
                        <kbd>"Alt ↑↓"</kbd>" moves it, "<kbd>"Esc"</kbd>" leaves the grid"
                    </span>
                }.into_any(),
            }}
        </div>
    }
}
