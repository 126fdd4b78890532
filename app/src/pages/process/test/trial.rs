//! The state of the page: the draft as the engine sees it, the case being played, the place one looks at.

use super::coverage::covered;
use crate::{
    api::{ProcessId, draft::save_draft, names::Names, trial::TrialView},
    canvas::{Overlay, Travel},
    pages::case::paint,
    ui::{toast::ToastQueue, use_toasts},
};
use leptos::prelude::*;
use process::catalog::{Catalog, PersonEntry};
use process::play::{Beginning, By, Move, Pins, Play, REQUESTER_ID};
use process::run::{Fact, Requester};
use process::scenario::{Coverage, Outcome, Scenario, Tests, run};
use process::{Definition, Diagram, FlowId, StepId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What stands at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Play,
    Scenarios,
}

#[derive(Clone, Copy)]
pub struct Trial {
    process: ProcessId,
    definition: StoredValue<Arc<Definition>>,
    diagram: StoredValue<Diagram>,
    catalog: StoredValue<Catalog>,
    zone: StoredValue<String>,
    me: StoredValue<Requester>,
    revision: StoredValue<u64>,
    based_on: Option<u32>,
    toasts: ToastQueue,
    pub side: RwSignal<Side>,
    pub play: RwSignal<Option<Play>>,
    /// How many events of the log have been seen: the moment one looks at.
    pub place: RwSignal<usize>,
    /// The step chosen on the drawing.
    pub chosen: RwSignal<Option<StepId>>,
    /// Playing by itself stops at these.
    pub stops: RwSignal<BTreeSet<StepId>>,
    /// Why the last move could not be made.
    pub refused: RwSignal<Option<String>>,
    pub tests: RwSignal<Tests>,
    /// What came of each scenario, by its id.
    pub results: RwSignal<BTreeMap<String, Outcome>>,
    /// The drawing shows what scenarios walk.
    pub shows_coverage: RwSignal<bool>,
}

impl Trial {
    pub fn of(view: TrialView) -> Self {
        let TrialView {
            draft,
            zone,
            zones,
            me,
        } = view;
        for known in zones {
            process::feel::learn_zone(&known.name, &known.rules);
        }
        let definition = Arc::new(Definition::of_deployed(&draft.diagram, &draft.catalog));
        let trial = Self {
            process: draft.process,
            definition: StoredValue::new(definition),
            tests: RwSignal::new(draft.diagram.tests.clone()),
            diagram: StoredValue::new(draft.diagram),
            catalog: StoredValue::new(draft.catalog),
            zone: StoredValue::new(zone),
            me: StoredValue::new(me),
            revision: StoredValue::new(draft.revision),
            based_on: draft.based_on,
            toasts: use_toasts(),
            side: RwSignal::new(Side::Play),
            play: RwSignal::new(None),
            place: RwSignal::new(0),
            chosen: RwSignal::new(None),
            stops: RwSignal::default(),
            refused: RwSignal::new(None),
            results: RwSignal::default(),
            shows_coverage: RwSignal::new(false),
        };
        // Only in the browser: the page as it comes from the server is the same for everybody.
        Effect::new(move || trial.run_all());
        trial
    }

    pub fn definition(self) -> Arc<Definition> {
        self.definition.get_value()
    }

    pub fn with_diagram<T>(self, read: impl FnOnce(&Diagram) -> T) -> T {
        self.diagram.with_value(read)
    }

    pub fn with_catalog<T>(self, read: impl FnOnce(&Catalog) -> T) -> T {
        self.catalog.with_value(read)
    }

    /// What people call a step.
    pub fn name(self, step: &StepId) -> String {
        self.with_diagram(|diagram| {
            let drawn = diagram.step(step);
            drawn.map_or_else(|| step.to_string(), |step| step.title().to_owned())
        })
    }

    /// A case that begins by its form at nine o'clock today, started by whoever looks.
    pub fn usual_beginning(self) -> Beginning {
        Beginning {
            at: this_morning(&self.zone.get_value()),
            zone: self.zone.get_value(),
            by: By::Form {
                answers: BTreeMap::new(),
                requester: self.me.get_value(),
            },
        }
    }

    pub fn begin(self, beginning: Beginning) {
        match Play::begin(self.definition(), beginning, Pins::new()) {
            Ok(play) => {
                self.refused.set(None);
                self.place.set(play.log().len());
                self.play.set(Some(play));
            }
            Err(refused) => self.refused.set(Some(refused.to_string())),
        }
    }

    /// Makes a move from the moment one looks at: what came after it is given up.
    pub fn make(self, made: Move) -> bool {
        self.change(|play| {
            play.make(made)?;
            Ok(())
        })
    }

    /// Gives up what was done after the moment one looks at.
    pub fn back_to_here(self) {
        self.change(|_| Ok(()));
    }

    fn change(self, change: impl FnOnce(&mut Play) -> Result<(), process::play::Refused>) -> bool {
        let place = self.place.get_untracked();
        let current = self.play.get_untracked();
        let Some(mut play) = current else {
            return false;
        };
        if place < play.log().len() {
            match play.back_to(play.moves_before(place)) {
                Ok(earlier) => play = earlier,
                Err(refused) => {
                    self.refused.set(Some(refused.to_string()));
                    return false;
                }
            }
        }
        match change(&mut play) {
            Ok(()) => {
                self.refused.set(None);
                self.place.set(play.log().len());
                self.play.set(Some(play));
                true
            }
            Err(refused) => {
                self.refused.set(Some(refused.to_string()));
                false
            }
        }
    }

    pub fn give_up(self) {
        self.play.set(None);
        self.place.set(0);
        self.refused.set(None);
    }

    /// Whether the moment one looks at is the newest one. Tracked.
    pub fn is_now(self) -> bool {
        let place = self.place.get();
        self.play
            .with(|play| play.as_ref().is_some_and(|play| place >= play.log().len()))
    }

    /// Plays a scenario, so that it can be looked at and changed from any moment on.
    pub fn open(self, scenario: &Scenario) {
        let begun = Play::begin(
            self.definition(),
            scenario.beginning.clone(),
            scenario.pins.clone(),
        );
        let mut play = match begun {
            Ok(play) => play,
            Err(refused) => return self.refused.set(Some(refused.to_string())),
        };
        self.refused.set(None);
        for made in &scenario.moves {
            if let Err(refused) = play.make(made.clone()) {
                self.refused.set(Some(refused.to_string()));
                break;
            }
        }
        self.place.set(play.log().len());
        self.play.set(Some(play));
        self.side.set(Side::Play);
        self.shows_coverage.set(false);
    }

    /// Runs every scenario anew.
    pub fn run_all(self) {
        let definition = self.definition();
        let results = self.tests.with_untracked(|tests| {
            let outcomes = tests
                .scenarios
                .iter()
                .map(|scenario| (scenario.id.clone(), run(&definition, scenario)));
            outcomes.collect()
        });
        self.results.set(results);
    }

    /// Changes the scenarios, runs them, and saves them with the draft.
    pub fn change_tests(self, change: impl FnOnce(&mut Tests)) {
        self.tests.update(change);
        self.run_all();
        self.save();
    }

    fn save(self) {
        self.diagram
            .update_value(|diagram| diagram.tests = self.tests.get_untracked());
        let diagram = self.diagram.get_value();
        let base = self.revision.get_value();
        leptos::task::spawn_local(async move {
            match save_draft(self.process, diagram, base, self.based_on).await {
                Ok(revision) => _ = self.revision.try_set_value(revision),
                Err(error) => self.toasts.say(error.message),
            }
        });
    }

    /// What all scenarios together walk. Tracked.
    pub fn coverage(self) -> Coverage {
        let mut coverage = Coverage::default();
        self.results.with(|results| {
            for outcome in results.values() {
                coverage.add(&outcome.log);
            }
        });
        coverage
    }

    /// How the drawing is painted: the case at the moment one looks at, or what scenarios walk.
    pub fn overlay(self) -> Signal<Overlay> {
        let before = StoredValue::new(0);
        let overlay = Memo::new(move |_| {
            if self.shows_coverage.get() {
                return self.with_diagram(|diagram| covered(&self.coverage(), diagram));
            }
            let place = self.place.get();
            let before = before.try_update_value(|before| std::mem::replace(before, place));
            self.play.with(|play| match play {
                Some(play) => Overlay {
                    travels: travels(play, before.unwrap_or(place), place),
                    now_at: came_to(play, place),
                    ..at_place(play, place)
                },
                None => Overlay::default(),
            })
        });
        overlay.into()
    }

    /// For telling who did what.
    pub fn names(self) -> Names {
        self.with_catalog(|catalog| {
            let me = self.me.with_value(|me| PersonEntry {
                id: REQUESTER_ID,
                name: me.name.clone(),
            });
            Names {
                people: catalog.people.iter().cloned().chain([me]).collect(),
                teams: catalog.teams.clone(),
            }
        })
    }
}

/// What tokens have come along between two moments; nothing on the way back.
fn travels(play: &Play, from: usize, to: usize) -> HashMap<FlowId, Travel> {
    let events = play.log().iter().enumerate().take(to).skip(from);
    let taken = events.filter_map(|(moment, event)| match &event.fact {
        Fact::FlowTaken { flow, .. } => Some((moment, flow.clone())),
        _ => None,
    });
    taken
        .enumerate()
        .map(|(order, (moment, flow))| (flow, Travel { moment, order }))
        .collect()
}

/// The step a case came to last before a moment.
fn came_to(play: &Play, place: usize) -> Option<StepId> {
    let seen = play.log().iter().take(place).rev();
    let mut entered = seen.filter_map(|event| match &event.fact {
        Fact::StepEntered { step, .. } => Some(step.clone()),
        _ => None,
    });
    entered.next()
}

fn at_place(play: &Play, place: usize) -> Overlay {
    let (mut completed, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for event in play.log().iter().take(place) {
        match &event.fact {
            Fact::StepCompleted { step, .. } => _ = completed.insert(step.clone()),
            Fact::FlowTaken { flow, .. } => _ = taken.insert(flow.clone()),
            _ => {}
        }
    }
    paint(&play.state_at(place), &completed, &taken)
}

const NINE: i64 = 9 * 3_600_000;
const DAY: i64 = 24 * 3_600_000;

/// Nine o'clock of the day it is, so that what is kept of a play does not begin in the middle of the night.
fn this_morning(zone: &str) -> Timestamp {
    let now = Timestamp(crate::ui::now());
    let zone = zone.parse().unwrap_or(process::Zone::Utc);
    let midnight = now.in_zone(&zone).and_then(|moment| {
        let midnight = process::feel::Time::midnight(None);
        Timestamp::of(
            &process::feel::DateTime::new(moment.date(), midnight),
            &zone,
        )
    });
    let midnight = midnight.unwrap_or(Timestamp(now.0 - now.0.rem_euclid(DAY)));
    Timestamp(midnight.0 + NINE)
}
