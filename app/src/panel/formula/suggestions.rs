//! Completion in the formula bar, as the combobox pattern has it: the caret stays in the field, the list follows.

use super::label_of;
use super::writing::Writing;
use leptos::{html, prelude::*};
use process::Datum;
use process::feel::{
    Candidate, CandidateKind, Completions, Scope, SignatureHelp, Span, Type, complete, signature_at,
};
use process::template::insert_at;
use std::sync::Arc;
use web_sys::KeyboardEvent;

/// So many are shown; typing on narrows them down.
const MOST: usize = 12;

/// Which part of a text is an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// What stands between `{{` and `}}` around the caret.
    Insert,
}

#[derive(Clone, Copy)]
pub struct Suggestions {
    id: StoredValue<String>,
    writing: Writing,
    part: Part,
    scope: Memo<Scope>,
    data: Memo<Arc<Vec<Datum>>>,
    wanted: StoredValue<Option<Type>>,
    value: Signal<String>,
    on_input: Callback<String>,
    pub(super) found: RwSignal<Completions>,
    pub(super) active: RwSignal<usize>,
    /// The call that the caret stands in.
    pub call: RwSignal<Option<SignatureHelp>>,
}

impl Suggestions {
    pub fn new(
        id: &str,
        part: Part,
        scope: Memo<Scope>,
        data: Memo<Arc<Vec<Datum>>>,
        value: Signal<String>,
        on_input: Callback<String>,
    ) -> Self {
        Self {
            id: StoredValue::new(id.to_owned()),
            writing: Writing::new(),
            part,
            scope,
            data,
            wanted: StoredValue::new(None),
            value,
            on_input,
            found: RwSignal::default(),
            active: RwSignal::new(0),
            call: RwSignal::new(None),
        }
    }

    /// What is of this type is offered first.
    pub fn wanting(self, wanted: Option<Type>) -> Self {
        self.wanted.set_value(wanted);
        self
    }

    pub fn line(self) -> NodeRef<html::Input> {
        self.writing.line
    }

    pub fn lines(self) -> NodeRef<html::Textarea> {
        self.writing.lines
    }

    pub fn list_id(self) -> String {
        self.id.with_value(|id| format!("{id}-list"))
    }

    pub(super) fn option_id(self, at: usize) -> String {
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

    /// The keyboard is elsewhere. A browser says so also of a field that has just left the page with its signals.
    pub fn leave(self) {
        self.found.try_set(Completions::default());
        self.call.try_set(None);
    }

    /// Looks what could stand at the caret while somebody types: only once a word has begun.
    pub fn look(self) {
        let found = self.at_caret();
        let at = found.replace.start;
        let begun = found.replace.end > at || self.is_behind_dot(at) || self.begins_insert(at);
        self.show(if begun { found } else { Completions::default() });
        self.look_for_call();
    }

    /// The call the caret stands in, wherever it has gone.
    pub fn look_for_call(self) {
        let call = self.expression().and_then(|(source, caret, _)| {
            self.scope
                .with_untracked(|scope| signature_at(&source, caret, scope))
        });
        if self.call.with_untracked(|known| *known != call) {
            self.call.set(call);
        }
    }

    fn show(self, mut found: Completions) {
        let text = self.value.get_untracked();
        let typed = text.get(found.replace.start..found.replace.end);
        // What stands there already needs no help.
        if found
            .candidates
            .first()
            .is_some_and(|first| Some(&*first.insert) == typed)
        {
            found.candidates.clear();
        }
        found.candidates.truncate(MOST);
        self.active.set(0);
        self.found.set(found);
    }

    /// The expression around the caret, where the caret stands in it, and where it begins in the text.
    fn expression(self) -> Option<(String, usize, usize)> {
        let text = self.value.get_untracked();
        let caret = self.writing.chosen(&text).0;
        match self.part {
            Part::Whole => Some((text, caret, 0)),
            Part::Insert => {
                let span = insert_at(&text, caret)?.span;
                let source = text.get(span.clone())?.to_owned();
                Some((source, caret - span.start, span.start))
            }
        }
    }

    /// What could stand at the caret; places count in the whole text.
    fn at_caret(self) -> Completions {
        let Some((source, caret, start)) = self.expression() else {
            return Completions::default();
        };
        let mut found = self.wanted.with_value(|wanted| {
            self.scope
                .with_untracked(|scope| complete(&source, caret, scope, wanted.as_ref()))
        });
        let Span { start: from, end } = found.replace;
        found.replace = Span::new(start + from, start + end);
        found
    }

    fn is_behind_dot(self, at: usize) -> bool {
        self.value
            .with_untracked(|text| text.get(..at).is_some_and(|before| before.ends_with('.')))
    }

    /// Nobody types `{{` without wanting a value.
    fn begins_insert(self, at: usize) -> bool {
        let begins = |text: &String| {
            let before = text.get(..at).map(str::trim_end);
            before.is_some_and(|before| before.ends_with("{{"))
        };
        self.part == Part::Insert && self.value.with_untracked(begins)
    }

    pub fn key(self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(|found| found.candidates.len());
        let open = count > 0;
        // In several lines the arrows are for walking.
        let asks = event.alt_key() || !self.writing.has_lines();
        match event.key().as_str() {
            " " if event.ctrl_key() => self.show(self.at_caret()),
            "ArrowDown" if !open && asks => self.show(self.at_caret()),
            "ArrowDown" if open => self.active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if open => self.active.update(|at| *at = (*at + count - 1) % count),
            "Enter" if open => self.take(self.active.get_untracked()),
            "Escape" if open => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    pub(super) fn take(self, at: usize) {
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
        let open = self.part == Part::Insert
            && self.value.with_untracked(|text| {
                insert_at(text, span.start).is_some_and(|insert| !insert.closed)
            });
        let (mut insert, mut caret) = (candidate.insert, candidate.caret);
        if open {
            // A value is finished with its name; behind the bracket of a function something is missing yet.
            if caret == insert.len() {
                caret += " }}".len();
            }
            insert.push_str(" }}");
        }
        self.replace(span.start, span.end, &insert, caret);
    }

    /// Puts something in place of what is chosen.
    pub fn insert(self, text: &str) {
        let (start, end) = self
            .value
            .with_untracked(|value| self.writing.chosen(value));
        self.replace(start, end, text, text.len());
    }

    fn replace(self, start: usize, end: usize, insert: &str, caret: usize) {
        let mut text = self.value.get_untracked();
        if text.get(start..end).is_none() {
            return;
        }
        text.replace_range(start..end, insert);
        self.close();
        self.writing.put_caret(&text, start + caret);
        self.on_input.run(text);
        request_animation_frame(move || {
            request_animation_frame(move || {
                if self.value.try_get_untracked().is_some() {
                    self.look_for_call();
                }
            });
        });
    }

    /// What stands beside a candidate: what people call it, or what it is for.
    pub(super) fn about(self, candidate: &Candidate) -> String {
        let label = match candidate.kind {
            CandidateKind::Variable => self
                .data
                .with_untracked(|data| label_of(data, &candidate.label)),
            _ => None,
        };
        match label {
            Some(label) => format!("{label} · {}", candidate.description),
            None => candidate.description.clone(),
        }
    }
}
