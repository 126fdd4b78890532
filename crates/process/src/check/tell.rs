//! From what the search came by to findings: what follows from something else is not said twice, and each gets its
//! sentence and its film.

use super::film::Film;
use super::finding::{Finding, Kind};
use super::search::Search;
use super::space::undoes;
use super::watch::{Raw, Wrong};
use super::words::{list, step as name, when_taken};
use crate::diagram::{Diagram, shape};
use crate::id::StepId;
use crate::run::{Fact, State, Wish};
use std::collections::{BTreeSet, VecDeque};

/// Findings of one diagram: whoever mends these sees the others afterwards.
const MOST_FINDINGS: usize = 50;

/// `diagram` is the one with its data and its names.
pub(super) fn findings(search: &Search, diagram: &Diagram) -> Vec<Finding> {
    let teller = Teller { search, diagram };
    let raws = search.watch.raws.iter();
    let mut found: Vec<Finding> = raws.filter_map(|raw| teller.raw(raw)).collect();
    let grows = search
        .watch
        .raws
        .iter()
        .any(|raw| raw.wrong == Wrong::Piles);
    let knows_all = search.is_complete() && !grows;
    found.extend(teller.dead(knows_all));
    if knows_all {
        found.extend(teller.endless());
    }
    found.truncate(MOST_FINDINGS);
    found
}

struct Teller<'a> {
    search: &'a Search,
    diagram: &'a Diagram,
}

impl Teller<'_> {
    fn id(&self, step: usize) -> StepId {
        self.search.space.bare().steps[step].id.clone()
    }

    fn name(&self, step: usize) -> String {
        name(self.diagram, &self.id(step))
    }

    fn film(&self, node: usize) -> Film {
        Film::of(&self.search.space, self.diagram, self.search.path(node))
    }

    fn raw(&self, raw: &Raw) -> Option<Finding> {
        let film = self.film(raw.node);
        let at = self.name(raw.step);
        let (kind, others, sentence) = match raw.wrong {
            Wrong::Waits => self.waits(raw, &film),
            Wrong::Twice | Wrong::Piles if self.follows(raw.step) => return None,
            Wrong::Twice if self.has(Wrong::Piles, raw.step) => return None,
            Wrong::Twice => {
                let (from, names) = self.comes_from(raw.step);
                let sentence = match from.len() {
                    0 | 1 => format!("{at} is done twice at the same time."),
                    _ => format!(
                        "{at} is done once for each way that comes in from {}, because nothing waits for all of them.",
                        list(&names)
                    ),
                };
                (Kind::DoneTwice, from, sentence)
            }
            Wrong::Piles => {
                let (from, _) = self.comes_from(raw.step);
                let sentence = format!(
                    "{at} is begun again and again before it is done, so more and more of it is at work at the same time."
                );
                (Kind::MoreAndMore, from, sentence)
            }
            Wrong::Uncaught => {
                let sentence = format!(
                    "{at} stops a case with an error that nothing catches, so the case stays open."
                );
                (Kind::Uncaught, Vec::new(), sentence)
            }
            Wrong::Circles => {
                let sentence = format!(
                    "A case that goes round at {at} may never stop: nothing on the way waits for anybody or anything."
                );
                (Kind::BusyLoop, Vec::new(), sentence)
            }
        };
        Some(self.finding(kind, raw.step, others, sentence, Some(film)))
    }

    fn finding(
        &self,
        kind: Kind,
        step: usize,
        others: Vec<usize>,
        sentence: String,
        film: Option<Film>,
    ) -> Finding {
        let others = others.into_iter().filter(|other| *other != step);
        let steps = std::iter::once(step).chain(others);
        Finding {
            kind,
            steps: steps.map(|step| self.id(step)).collect(),
            sentence,
            film,
        }
    }

    fn has(&self, wrong: Wrong, step: usize) -> bool {
        let mut raws = self.search.watch.raws.iter();
        raws.any(|raw| raw.wrong == wrong && raw.step == step)
    }

    /// What is done twice before it explains why this is, too.
    fn follows(&self, step: usize) -> bool {
        let rank = &self.search.space.order.rank;
        let twice = |before: &usize| {
            rank[*before] < rank[step]
                && (self.has(Wrong::Twice, *before) || self.has(Wrong::Piles, *before))
        };
        self.before(step).iter().any(twice)
    }

    /// The steps a case is at before it comes to this one; gateways that it only passes are looked through.
    fn before(&self, step: usize) -> Vec<usize> {
        let space = &self.search.space;
        let held = |at: usize| space.driver.holds.contains(&space.bare().steps[at].id);
        let mut seen = BTreeSet::from([step]);
        let (mut open, mut found) = (VecDeque::from([step]), Vec::new());
        while let Some(at) = open.pop_front() {
            for before in 0..space.order.next.len() {
                if space.order.next[before].contains(&at) && seen.insert(before) {
                    found.push(before);
                    if !held(before) {
                        open.push_back(before);
                    }
                }
            }
        }
        found
    }

    /// Where the ways into a step come from.
    fn comes_from(&self, step: usize) -> (Vec<usize>, Vec<String>) {
        let before: BTreeSet<usize> = self.search.space.definition.graph.previous(step).collect();
        let names = before.iter().map(|before| self.name(*before)).collect();
        (before.into_iter().collect(), names)
    }

    fn waits(&self, raw: &Raw, film: &Film) -> (Kind, Vec<usize>, String) {
        let definition = &self.search.space.definition;
        let at = self.name(raw.step);
        if !definition.is_join(raw.step) {
            let sentence = format!(
                "This waits for ever at {at}, because nothing that could move it on comes."
            );
            return (Kind::LeftOver, Vec::new(), sentence);
        }
        let arrived = self.arrived(raw, film);
        let incoming = &definition.graph.incoming[raw.step];
        let missing = incoming
            .iter()
            .copied()
            .filter(|flow| !arrived.contains(flow));
        let missing: Vec<usize> = missing.collect();
        let entered = self.entered_in(film);
        let never = missing
            .iter()
            .find_map(|flow| self.never_started(*flow, raw.step, &entered));
        let because = match never {
            Some(step) => format!("because {} never starts", self.name(step)),
            None => {
                let from = missing
                    .iter()
                    .filter_map(|flow| definition.graph.source(*flow));
                let from: Vec<String> = from.map(|step| self.name(step)).collect();
                format!("because nothing more comes from {}", list(&from))
            }
        };
        let culprit = missing
            .iter()
            .find_map(|flow| self.culprit(*flow, raw.step, film));
        let mut others: Vec<usize> = culprit.iter().map(|(step, _)| *step).collect();
        others.extend(never);
        let never_fires = !self.search.watch.entered[raw.step] && self.search.is_complete();
        let kind = if never_fires {
            Kind::NeverFires
        } else {
            Kind::Stuck
        };
        let sentence = match culprit {
            _ if never_fires => {
                format!("{at} never goes on: it waits for all its ways, but they never all come.")
            }
            Some((_, when)) => format!("{when}, this waits for ever at {at}, {because}."),
            None => format!("This waits for ever at {at}, {because}."),
        };
        (kind, others, sentence)
    }

    /// The flows whose tokens are at a join that is stuck.
    fn arrived(&self, raw: &Raw, film: &Film) -> BTreeSet<usize> {
        let definition = &self.search.space.definition;
        let id = self.id(raw.step);
        let mut arrived = BTreeSet::new();
        let _ = self.replay(film, |_, _, event| {
            if let Fact::StepEntered { step, via, .. } = event
                && *step == id
            {
                arrived = via
                    .iter()
                    .filter_map(|flow| definition.graph.flow(flow))
                    .collect();
            }
        });
        arrived
    }

    fn entered_in(&self, film: &Film) -> BTreeSet<usize> {
        let mut entered = BTreeSet::new();
        let _ = self.replay(film, |_, _, event| {
            if let Fact::StepEntered { step, .. } = event {
                entered.extend(self.search.space.definition.graph.step(step));
            }
        });
        entered
    }

    /// Runs a film again and shows each fact with the move it came of.
    fn replay(&self, film: &Film, mut see: impl FnMut(usize, &State, &Fact)) -> Option<()> {
        let space = &self.search.space;
        let mut driver = space.driver.clone();
        let (mut state, mut fired) = (State::default(), BTreeSet::new());
        for (number, wanted) in film.moves.iter().enumerate() {
            let outcome = super::moves::perform(space, &mut driver, &state, &fired, wanted)?;
            for event in &outcome.events {
                see(number, &state, &event.fact);
            }
            (state, fired) = (outcome.state, outcome.fired);
        }
        Some(())
    }

    /// The nearest step before a flow that did not begin; gateways are looked through.
    fn never_started(&self, flow: usize, join: usize, entered: &BTreeSet<usize>) -> Option<usize> {
        let definition = &self.search.space.definition;
        let mut seen = BTreeSet::from([join]);
        let mut open: VecDeque<usize> = definition.graph.source(flow).into_iter().collect();
        while let Some(at) = open.pop_front() {
            if !seen.insert(at) || entered.contains(&at) {
                continue;
            }
            let kind = &definition.diagram().steps[at].kind;
            if !shape::is_gateway(kind) {
                return Some(at);
            }
            open.extend(definition.graph.previous(at));
        }
        None
    }

    /// The last choice of a film after which a flow could not be come by any more, and how a sentence about it begins.
    fn culprit(&self, flow: usize, join: usize, film: &Film) -> Option<(usize, String)> {
        let definition = &self.search.space.definition;
        let graph = &definition.graph;
        let leading = graph.leading_to(flow, |step| step == join);
        let mut found = None;
        let mut seen = None;
        let _ = self.replay(film, |number, state, _| {
            if seen.replace(number) == Some(number) {
                return;
            }
            let wanted = &film.moves[number];
            if let Some((step, ways)) = &wanted.ways
                && let Some(at) = graph.step(step)
                && leading[at]
            {
                let mut taken = ways.iter().filter_map(|way| graph.flow(way));
                let still = taken.any(|way| {
                    way == flow
                        || graph
                            .target(way)
                            .is_some_and(|to| to != join && leading[to])
                });
                if !still {
                    found = Some((at, when_taken(self.diagram, step, ways)));
                }
            }
            if let Wish::Happen { wait } = wanted.command.wish
                && let Some(wait) = state.waits.get(&wait)
                && let Some(event) = graph.step(&wait.step)
                && !leading[event]
            {
                let host = state.active.get(&wait.owner);
                let host = host.and_then(|host| graph.step(&host.step));
                if host.is_some_and(|host| leading[host]) {
                    found = Some((event, format!("If {} happens", self.name(event))));
                }
            }
        });
        found
    }

    /// Steps no case gets to. Of those behind one another only the first is named.
    fn dead(&self, knows_all: bool) -> Vec<Finding> {
        let space = &self.search.space;
        let entered = &self.search.watch.entered;
        let steps = space.bare().steps.len();
        let dead = |step: &usize| match knows_all {
            true => {
                !entered[*step]
                    && !self.has(Wrong::Waits, *step)
                    && !undoes(&space.definition, *step)
            }
            false => space.cut_off.contains(step),
        };
        let mut led_to = vec![false; steps];
        let mut behind_live = vec![false; steps];
        for (from, next) in space.order.next.iter().enumerate() {
            for to in next {
                led_to[*to] = true;
                behind_live[*to] |= entered[from] || !knows_all && !space.cut_off.contains(&from);
            }
        }
        let all: Vec<usize> = (0..steps).filter(dead).collect();
        let first = |step: &&usize| behind_live[**step] || !led_to[**step];
        let mut named: Vec<usize> = all.iter().filter(first).copied().collect();
        let stuck = self.search.watch.raws.iter();
        let stuck = stuck.filter(|raw| raw.wrong == Wrong::Waits).count();
        if named.is_empty() && (stuck == 0 || !knows_all) {
            named.extend(all.first());
        }
        let tell = |step: usize| {
            let sentence = format!("No case ever gets to {}.", self.name(step));
            self.finding(Kind::DeadStep, step, Vec::new(), sentence, None)
        };
        named.into_iter().map(tell).collect()
    }

    /// Where a case can get to, and neither ends nor gets stuck ever after.
    fn endless(&self) -> Option<Finding> {
        let nodes = &self.search.nodes;
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for (from, to) in &self.search.leads {
            back[*to].push(*from);
        }
        let over = |node: &usize| nodes[*node].is_end || nodes[*node].is_stuck;
        let mut open: Vec<usize> = (0..nodes.len()).filter(over).collect();
        let mut ends = vec![false; nodes.len()];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut ends[node], true) {
                open.extend(&back[node]);
            }
        }
        let node = ends.iter().position(|ends| !ends)?;
        let film = self.film(node);
        let order = &self.search.space.order;
        let graph = &self.search.space.definition.graph;
        let last = film.frames.last()?;
        let at = last.at.keys().filter_map(|id| graph.step(id));
        let step = at.max_by_key(|step| (order.in_circle[*step], order.rank[*step]))?;
        let sentence = format!(
            "Once a case is at {}, it goes round for ever: no way leads from there to an end.",
            self.name(step)
        );
        Some(self.finding(Kind::EndlessLoop, step, Vec::new(), sentence, Some(film)))
    }
}
