//! A case that moves while one looks at it: events fold onto its state with the engine's own code, and what
//! only the server can say (who may do what) is asked again a moment later.

use crate::{
    api::{
        CaseId,
        between::{CaseTies, case_ties},
        case::{CaseView, open_case},
        live::{HistoryLine, LiveEvent},
    },
    live::use_case_events,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use process::{FlowId, State, StepId, run::Fact};
use std::{collections::BTreeSet, time::Duration};

/// Many events come at once; one question afterwards is enough.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
pub struct LiveCase {
    /// All of the case as the server last told it.
    pub facts: RwSignal<CaseView>,
    pub state: RwSignal<State>,
    pub completed: RwSignal<BTreeSet<StepId>>,
    pub taken: RwSignal<BTreeSet<FlowId>>,
    pub history: RwSignal<Vec<HistoryLine>>,
    /// Who called it and what it calls.
    pub ties: RwSignal<CaseTies>,
    pub connected: Signal<bool>,
    asking: StoredValue<Option<TimeoutHandle>>,
}

impl LiveCase {
    pub fn follow(case: CaseView) -> Self {
        let (id, seq) = (case.id, case.seq);
        let state = RwSignal::new(case.state.clone());
        let completed = RwSignal::new(case.completed.iter().cloned().collect());
        let taken = RwSignal::new(case.taken.iter().cloned().collect());
        let history = RwSignal::new(case.history.clone());
        let facts = RwSignal::new(case);
        let asking = StoredValue::new(None);
        let mut live = Self {
            facts,
            state,
            completed,
            taken,
            history,
            ties: RwSignal::default(),
            connected: Signal::stored(false),
            asking,
        };
        // Not part of what is rendered on the server.
        Effect::new(move || live.ask_for_ties(id));
        live.connected = use_case_events(id, seq, move |news| live.hear(news));
        live
    }

    fn hear(self, news: LiveEvent) {
        match &news.event.fact {
            Fact::StepCompleted { step, .. } => {
                self.completed
                    .update(|completed| _ = completed.insert(step.clone()));
            }
            Fact::FlowTaken { flow, .. } => {
                self.taken.update(|taken| _ = taken.insert(flow.clone()))
            }
            _ => {}
        }
        self.state
            .update(|state| process::run::apply(state, &news.event));
        if let Some(line) = news.line {
            self.history.update(|history| history.push(line));
        }
        self.ask_again();
    }

    fn ask_for_ties(self, id: CaseId) {
        leptos::task::spawn_local(async move {
            if let Ok(ties) = case_ties(id).await {
                let _ = self.ties.try_set(ties);
            }
        });
    }

    /// Asks the server soon for what events do not tell.
    pub fn ask_again(self) {
        if let Some(Some(earlier)) = self.asking.try_update_value(Option::take) {
            earlier.clear();
        }
        let ask = move || {
            let Some(id) = self.facts.try_with_untracked(|case| case.id) else {
                return;
            };
            leptos::task::spawn_local(async move {
                if let Ok(case) = open_case(id).await {
                    let _ = self.facts.try_set(case);
                }
            });
            self.ask_for_ties(id);
        };
        self.asking
            .set_value(set_timeout_with_handle(ask, PAUSE).ok());
    }
}
