//! The search: from where cases begin, everything that can happen, each marking once, the shortest way first. It stops
//! when its budget is used up and goes on where it was.

use super::Report;
use super::marking::{Marking, marking};
use super::moves::{self, Group, Move, Outcome, is_local, perform, possible};
use super::space::Space;
use super::watch::{Seen, Watch};
use crate::diagram::Diagram;
use crate::id::WaitId;
use crate::run::{Driver, State};
use std::collections::{BTreeSet, HashMap, VecDeque};

/// Markings one search may hold at most, so that no drawing takes all the memory there is.
const MOST_MARKINGS: usize = 200_000;

/// A marking, and how it was come to.
pub(super) struct Node {
    pub before: usize,
    pub did: Option<Move>,
    /// Nothing can happen any more, and the case is over.
    pub is_end: bool,
    /// It is stuck, or not followed any further.
    pub is_stuck: bool,
}

/// A marking whose moves have not been tried yet.
struct Open {
    node: usize,
    state: State,
    fired: BTreeSet<WaitId>,
}

/// A search that can be gone on with: [`Search::step`] until [`Search::is_over`].
pub struct Search {
    pub(super) space: Space,
    driver: Driver,
    pub(super) nodes: Vec<Node>,
    seen: HashMap<Marking, usize>,
    open: VecDeque<Open>,
    /// Which marking leads to which.
    pub(super) leads: Vec<(usize, usize)>,
    pub(super) watch: Watch,
    /// Not everything could be tried.
    is_cut: bool,
    /// Every order of everything is tried.
    is_thorough: bool,
    is_done: bool,
    tried: usize,
}

impl Search {
    /// `bare` is a drawing without its data.
    pub(super) fn of(bare: &Diagram) -> Self {
        let space = Space::of(bare);
        let mut search = Self {
            driver: space.driver.clone(),
            watch: Watch::of(&space),
            nodes: Vec::new(),
            seen: HashMap::new(),
            open: VecDeque::new(),
            leads: Vec::new(),
            is_cut: space.is_partial,
            is_thorough: false,
            is_done: false,
            tried: 0,
            space,
        };
        search.begin();
        search
    }

    fn begin(&mut self) {
        let starts: Vec<Move> = self.space.starts.iter().map(moves::begin).collect();
        let nothing = State::default();
        for start in starts {
            if let Some(outcome) = self.perform(&nothing, &BTreeSet::new(), &start) {
                let node = self.nodes.len();
                self.arrive(node, start, outcome);
            }
        }
    }

    /// Nothing is left to try.
    pub fn is_over(&self) -> bool {
        self.is_done
    }

    /// Whether everything that can happen has been seen.
    pub fn is_complete(&self) -> bool {
        self.is_over() && !self.is_cut
    }

    /// Whether something is wrong, as far as has been seen.
    pub(super) fn has_found(&self) -> bool {
        !self.watch.raws.is_empty() || !self.space.cut_off.is_empty()
    }

    /// What is known by now, in the ids of the drawing where it has no names.
    pub(super) fn report_bare(&self) -> Report {
        self.report(self.space.bare())
    }

    /// Moves tried so far.
    pub fn tried(&self) -> usize {
        self.tried
    }

    pub fn markings(&self) -> usize {
        self.nodes.len()
    }

    /// Tries up to so many moves more. Whether it is over.
    pub fn step(&mut self, budget: usize) -> bool {
        let until = self.tried.saturating_add(budget);
        while self.tried < until {
            let Some(open) = self.open.pop_front() else {
                if self.go_on_thoroughly() {
                    continue;
                }
                break;
            };
            if self.nodes.len() > MOST_MARKINGS {
                self.is_cut = true;
                self.is_thorough = true;
                self.open.clear();
                break;
            }
            self.expand(&open);
        }
        if self.open.is_empty() && !self.go_on_thoroughly() {
            self.is_done = true;
        }
        self.is_over()
    }

    fn perform(
        &mut self,
        state: &State,
        fired: &BTreeSet<WaitId>,
        wanted: &Move,
    ) -> Option<Outcome> {
        self.tried += 1;
        perform(&self.space, &mut self.driver, state, fired, wanted)
    }

    /// Everything has been seen in one order. Where the order may matter, every order is tried, unless something is wrong
    /// already. Whether it goes on.
    fn go_on_thoroughly(&mut self) -> bool {
        let order_matters = self.space.tangled || self.watch.order_matters;
        if self.is_thorough || !order_matters {
            return false;
        }
        if self.has_found() {
            self.is_cut = true;
            return false;
        }
        self.is_thorough = true;
        self.watch = Watch::of(&self.space);
        self.nodes.clear();
        self.seen.clear();
        self.leads.clear();
        self.begin();
        true
    }

    fn expand(&mut self, open: &Open) {
        let possible = possible(&self.space, &open.state, &open.fired);
        if possible.is_nothing() {
            self.nodes[open.node].is_stuck = true;
            self.watch
                .nothing_moves(&self.space, open.node, &open.state);
            return;
        }
        let mut tried: Vec<Vec<(Move, Outcome)>> = Vec::new();
        let mut alone = None;
        for group in &possible.groups {
            let outcomes = self.outcomes(open, group);
            if !self.is_thorough && Self::suffices(group, &outcomes) {
                alone = Some(outcomes);
                break;
            }
            tried.push(outcomes);
        }
        match alone {
            Some(outcomes) => self.arrive_all(open.node, outcomes),
            None => {
                for outcomes in tried {
                    self.arrive_all(open.node, outcomes);
                }
            }
        }
        for wanted in possible.always {
            if let Some(outcome) = self.perform(&open.state, &open.fired, &wanted) {
                self.arrive(open.node, wanted, outcome);
            }
        }
    }

    fn outcomes(&mut self, open: &Open, group: &Group) -> Vec<(Move, Outcome)> {
        let mut outcomes = Vec::with_capacity(group.moves.len());
        for wanted in &group.moves {
            if let Some(outcome) = self.perform(&open.state, &open.fired, wanted) {
                outcomes.push((wanted.clone(), outcome));
            }
        }
        outcomes
    }

    /// Whether it is enough to try what may happen to this visit now, and everything else afterwards: it touches nobody
    /// else. Going round a loop does not keep the rest from its turn, since leaving the loop is tried as well; where no
    /// way leaves it, that itself is found.
    fn suffices(group: &Group, outcomes: &[(Move, Outcome)]) -> bool {
        let mut outcomes = outcomes.iter();
        outcomes.len() > 0 && outcomes.all(|(_, outcome)| is_local(group.visit, &outcome.events))
    }

    fn arrive_all(&mut self, from: usize, outcomes: Vec<(Move, Outcome)>) {
        for (wanted, outcome) in outcomes {
            self.arrive(from, wanted, outcome);
        }
    }

    fn arrive(&mut self, from: usize, did: Move, outcome: Outcome) {
        let key = marking(&self.space.definition, &outcome.state, &outcome.fired);
        let known = self.seen.get(&key).copied();
        let node = known.unwrap_or(self.nodes.len());
        if node != from && from < self.nodes.len() {
            self.leads.push((from, node));
        }
        self.watch
            .moved(&self.space, node, &outcome.events, &outcome.state);
        if known.is_some() {
            return;
        }
        self.seen.insert(key, node);
        let seen = self.watch.stands(&self.space, node, &outcome.state);
        self.nodes.push(Node {
            before: from,
            did: Some(did),
            is_end: seen == Seen::Over,
            is_stuck: seen == Seen::Hopeless,
        });
        if seen == Seen::GoesOn {
            self.open.push_back(Open {
                node,
                state: outcome.state,
                fired: outcome.fired,
            });
        }
    }

    /// The moves that lead to a marking, from the beginning.
    pub(super) fn path(&self, node: usize) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut at = node;
        loop {
            let Node { before, did, .. } = &self.nodes[at];
            moves.extend(did.clone());
            if *before == at {
                break;
            }
            at = *before;
        }
        moves.reverse();
        moves
    }
}
