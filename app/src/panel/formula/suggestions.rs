//! Completion in the formula bar, as the combobox pattern has it: the caret stays in the field, the list follows.

use super::label_of;
use leptos::{html, prelude::*};
use process::Datum;
use process::feel::{
    Candidate, CandidateKind, Completions, Scope, Type, complete, from_utf16, to_utf16,
};
use std::sync::Arc;
use web_sys::KeyboardEvent;

/// So many are shown; typing on narrows them down.
const MOST: usize = 12;

#[derive(Clone, Copy)]
pub struct Suggestions {
    id: StoredValue<String>,
    input: NodeRef<html::Input>,
    scope: Memo<Scope>,
    data: Memo<Arc<Vec<Datum>>>,
    wanted: StoredValue<Option<Type>>,
    value: Signal<String>,
    on_input: Callback<String>,
    found: RwSignal<Completions>,
    active: RwSignal<usize>,
}

impl Suggestions {
    pub fn new(
        id: &str,
        input: NodeRef<html::Input>,
        scope: Memo<Scope>,
        data: Memo<Arc<Vec<Datum>>>,
        wanted: Option<Type>,
        value: Signal<String>,
        on_input: Callback<String>,
    ) -> Self {
        Self {
            id: StoredValue::new(id.to_owned()),
            input,
            scope,
            data,
            wanted: StoredValue::new(wanted),
            value,
            on_input,
            found: RwSignal::default(),
            active: RwSignal::new(0),
        }
    }

    pub fn list_id(self) -> String {
        self.id.with_value(|id| format!("{id}-list"))
    }

    fn option_id(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-option-{at}"))
    }

    pub fn is_open(self) -> bool {
        self.found.with(|found| !found.candidates.is_empty())
    }

    pub fn active_id(self) -> Option<String> {
        self.is_open().then(|| self.option_id(self.active.get()))
    }

    pub fn close(self) {
        if self
            .found
            .with_untracked(|found| !found.candidates.is_empty())
        {
            self.found.set(Completions::default());
        }
    }

    /// Looks what could stand at the caret while somebody types: only once a word has begun.
    pub fn look(self) {
        let found = self.at_caret();
        let begun = found.replace.end > found.replace.start || self.behind_dot(found.replace.start);
        self.show(if begun { found } else { Completions::default() });
    }

    fn show(self, mut found: Completions) {
        let text = self.value.get_untracked();
        let typed = found.replace.text(&text).to_owned();
        // What stands there already needs no help.
        if found
            .candidates
            .first()
            .is_some_and(|first| first.insert == typed)
        {
            found.candidates.clear();
        }
        found.candidates.truncate(MOST);
        self.active.set(0);
        self.found.set(found);
    }

    fn at_caret(self) -> Completions {
        let Some(input) = self.input.get_untracked() else {
            return Completions::default();
        };
        let text = self.value.get_untracked();
        let caret = input.selection_start().ok().flatten().unwrap_or_default();
        let caret = from_utf16(&text, caret as usize);
        self.wanted.with_value(|wanted| {
            self.scope
                .with_untracked(|scope| complete(&text, caret, scope, wanted.as_ref()))
        })
    }

    fn behind_dot(self, at: usize) -> bool {
        self.value
            .with_untracked(|text| text.get(..at).is_some_and(|before| before.ends_with('.')))
    }

    pub fn key(self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(|found| found.candidates.len());
        let open = count > 0;
        match event.key().as_str() {
            " " if event.ctrl_key() => self.show(self.at_caret()),
            "ArrowDown" if !open => self.show(self.at_caret()),
            "ArrowDown" => self.active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if open => self.active.update(|at| *at = (*at + count - 1) % count),
            "Enter" if open => self.take(self.active.get_untracked()),
            "Escape" if open => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn take(self, at: usize) {
        let chosen = self.found.with_untracked(|found| {
            found
                .candidates
                .get(at)
                .cloned()
                .map(|one| (one, found.replace))
        });
        let Some((candidate, span)) = chosen else {
            return;
        };
        self.replace(span.start, span.end, &candidate.insert, candidate.caret);
    }

    /// Puts a name where the caret stands.
    pub fn insert(self, name: &str) {
        let text = self.value.get_untracked();
        let caret = self
            .input
            .get_untracked()
            .and_then(|input| input.selection_start().ok().flatten());
        let at = caret.map_or(text.len(), |caret| from_utf16(&text, caret as usize));
        self.replace(at, at, name, name.len());
    }

    fn replace(self, start: usize, end: usize, insert: &str, caret: usize) {
        let mut text = self.value.get_untracked();
        if text.get(start..end).is_none() {
            return;
        }
        text.replace_range(start..end, insert);
        let behind = to_utf16(&text, start + caret);
        self.close();
        self.on_input.run(text);
        let input = self.input;
        request_animation_frame(move || {
            if let Some(input) = input.try_get_untracked().flatten() {
                let behind = u32::try_from(behind).unwrap_or(u32::MAX);
                let _ = input.focus();
                let _ = input.set_selection_range(behind, behind);
            }
        });
    }

    /// What stands beside a candidate: what people call it, or what it is for.
    fn about(self, candidate: &Candidate) -> String {
        let label = match candidate.kind {
            CandidateKind::Variable => self
                .data
                .with_untracked(|data| label_of(data, &candidate.label)),
            _ => None,
        };
        match label {
            Some(label) => format!("{label}, {}", candidate.description),
            None => candidate.description.clone(),
        }
    }
}

#[component]
pub fn SuggestionList(suggestions: Suggestions, #[prop(into)] label: String) -> impl IntoView {
    let options = move || {
        let found = suggestions.found.get().candidates;
        found
            .into_iter()
            .enumerate()
            .map(|(at, candidate)| {
                let about = suggestions.about(&candidate);
                view! {
                    <li
                        id=suggestions.option_id(at)
                        role="option"
                        class="suggestion"
                        aria-selected=move || (suggestions.active.get() == at).to_string()
                        // The field keeps the focus.
                        on:mousedown=move |event| {
                            event.prevent_default();
                            suggestions.take(at);
                        }
                    >
                        <span class="suggestion-label">{candidate.label}</span>
                        <span class="suggestion-about">{about}</span>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <ul
            id=suggestions.list_id() role="listbox" aria-label=format!("What could stand in {label}")
            class="suggestions" class:hidden=move || !suggestions.is_open()
        >
            {options}
        </ul>
        <span class="sr-only" role="status">
            {move || suggestions.is_open().then(|| {
                let count = suggestions.found.with(|found| found.candidates.len());
                if count == 1 { "1 suggestion".to_owned() } else { format!("{count} suggestions") }
            })}
        </span>
    }
}
