//! Carrying out verbs: what keys and buttons tell the canvas to do.

use crate::canvas::Canvas;
use crate::changes::{Changes, Request};
use crate::clipboard;
use crate::drawing::{Direction, reading_order, walk};
use crate::gesture::{Gesture, Input};
use crate::selection::Selection;
use crate::snap::GRID;
use crate::verb::Verb;
use crate::viewport::Spot;
use process::StepId;
use process::diagram::Point;
use process::diagram::edit::intent;
use std::collections::BTreeSet;

/// Copies are put this far from what they are copies of.
const BESIDE: i32 = 4 * GRID;
const ZOOM_STEP: f64 = 1.25;

impl Canvas {
    pub fn perform(&mut self, verb: Verb) -> Changes {
        let mut changes = Changes::default();
        if self.read_only && !verb.only_looks() {
            return changes;
        }
        match verb {
            Verb::Undo => {
                if let Some(touched) = self.history.undo(&mut self.drawing.diagram) {
                    self.took(Ok(touched), &mut changes);
                }
            }
            Verb::Redo => {
                if let Some(touched) = self.history.redo(&mut self.drawing.diagram) {
                    self.took(Ok(touched), &mut changes);
                }
            }
            Verb::Delete => self.delete(&mut changes),
            Verb::Duplicate => self.duplicate(&mut changes),
            Verb::SelectAll => {
                let all = self
                    .diagram()
                    .steps
                    .iter()
                    .map(|step| step.id.clone())
                    .collect();
                let focus = self.selection.focus.clone();
                self.choose(Selection::of_steps(all, focus), &mut changes);
            }
            Verb::SelectDownstream => self.select_downstream(&mut changes),
            Verb::Rename => {
                if let Some(step) = self.selection.focus.clone() {
                    changes.requests.push(Request::Rename(step));
                }
            }
            Verb::Open => {
                if !self.connect_to_focus(&mut changes) {
                    if let Some(step) = self
                        .selection
                        .focus
                        .clone()
                        .filter(|_| self.selection.is_empty())
                    {
                        self.choose(Selection::of_step(&step), &mut changes);
                    }
                    changes.requests.push(Request::OpenPanel);
                }
            }
            Verb::AddAfter => self.open_menu(&mut changes),
            Verb::Connect => {
                if let Some(step) = self.selection.focus.clone() {
                    return self.start_connecting(&step);
                }
            }
            Verb::TidyUp => {
                let edit = intent::tidy(self.diagram(), &self.selection.steps);
                self.commit(edit, &mut changes);
                changes.add(self.first_look());
            }
            Verb::Group => self.group(&mut changes),
            Verb::Ungroup => self.ungroup(&mut changes),
            Verb::OpenOrClose => self.open_or_close(&mut changes),
            Verb::Fit => {
                let viewport = self.viewport.fitted(self.drawing.bounds());
                self.look(viewport, &mut changes);
            }
            Verb::FitSelection => {
                let chosen = self.drawing.bounds_of(&self.selection.steps);
                let viewport = self
                    .viewport
                    .fitted(chosen.or_else(|| self.drawing.bounds()));
                self.look(viewport, &mut changes);
            }
            Verb::FullSize => self.zoom(1.0 / self.viewport.zoom, &mut changes),
            Verb::ZoomIn => self.zoom(ZOOM_STEP, &mut changes),
            Verb::ZoomOut => self.zoom(1.0 / ZOOM_STEP, &mut changes),
            Verb::Cancel => {
                if !self.gesture.is_idle() {
                    return self.handle(Input::Cancel);
                }
                let nothing = Selection::nothing(self.selection.focus.clone());
                self.choose(nothing, &mut changes);
            }
            Verb::Walk(direction) => self.walk(direction, false, &mut changes),
            Verb::Extend(direction) => self.walk(direction, true, &mut changes),
            Verb::Nudge(direction, far) => self.nudge(direction, far, &mut changes),
            Verb::First => self.focus(reading_order(self.diagram()).first().cloned(), &mut changes),
            Verb::Last => self.focus(reading_order(self.diagram()).last().cloned(), &mut changes),
            // Only the screen knows the problems.
            Verb::NextProblem => {}
        }
        changes
    }

    /// The chosen steps as text.
    pub fn copy(&self) -> Option<String> {
        if self.selection.steps.is_empty() {
            return None;
        }
        clipboard::to_text(&intent::fragment(self.diagram(), &self.selection.steps))
    }

    pub fn cut(&mut self) -> Option<(String, Changes)> {
        let text = self.copy()?;
        Some((text, self.perform(Verb::Delete)))
    }

    /// Pastes copied steps where the pointer is, or beside what they are copies of.
    pub fn paste(&mut self, text: &str, at: Option<Spot>) -> Changes {
        let mut changes = Changes::default();
        if self.read_only {
            return changes;
        }
        let fragment = match clipboard::from_text(text) {
            Ok(fragment) => fragment,
            Err(why) => {
                changes.requests.push(Request::Say(why.to_owned()));
                return changes;
            }
        };
        let corner = |pick: fn(&process::diagram::Step) -> i32| {
            fragment.steps.iter().map(pick).min().unwrap_or_default()
        };
        let (left, top) = (corner(|step| step.left()), corner(|step| step.top()));
        let by = match at.filter(|spot| self.viewport.is_inside(*spot)) {
            Some(spot) => {
                let at = self.viewport.to_canvas(spot);
                // Whole grid cells, so that middles stay on the lines they were on.
                let cells = |distance: i32| distance.div_euclid(GRID) * GRID;
                Point::new(cells(at.x - left), cells(at.y - top))
            }
            None => {
                self.pastes += 1;
                Point::new(BESIDE * self.pastes, BESIDE * self.pastes)
            }
        };
        self.add_copies(&fragment, by, &mut changes);
        changes
    }

    fn duplicate(&mut self, changes: &mut Changes) {
        let fragment = intent::fragment(self.diagram(), &self.selection.steps);
        if !fragment.steps.is_empty() {
            self.add_copies(&fragment, Point::new(BESIDE, BESIDE), changes);
        }
    }

    fn add_copies(&mut self, fragment: &process::Diagram, by: Point, changes: &mut Changes) {
        match intent::paste(self.drawing.diagram(), fragment, by, &mut *self.ids) {
            Ok((edit, steps)) => {
                self.commit(edit, changes);
                let first = steps.first().cloned();
                self.choose(Selection::of_steps(steps, first.clone()), changes);
                changes.requests.extend(first.map(Request::Focus));
            }
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    /// Deletes what is chosen and heals; the keyboard goes to the step before.
    fn delete(&mut self, changes: &mut Changes) {
        let gone = self.selection.clone();
        if self.remove_lane(changes) || gone.is_empty() {
            return;
        }
        let diagram = self.diagram();
        let before = gone.focus.as_ref().and_then(|focus| {
            let into = diagram.incoming(focus).map(|flow| &flow.from);
            let out = diagram.outgoing(focus).map(|flow| &flow.to);
            into.chain(out)
                .find(|id| !gone.steps.contains(*id))
                .cloned()
        });
        let kept = gone.focus.clone().filter(|id| !gone.steps.contains(id));
        let edit = intent::remove(diagram, &gone.steps, &gone.flows);
        self.commit(edit, changes);
        let focus = kept
            .or(before)
            .or_else(|| reading_order(self.diagram()).first().cloned());
        self.choose(Selection::nothing(focus.clone()), changes);
        changes.requests.extend(focus.map(Request::Focus));
    }

    fn select_downstream(&mut self, changes: &mut Changes) {
        let mut found: BTreeSet<StepId> = BTreeSet::new();
        let mut todo: Vec<StepId> = self.selection.steps.iter().cloned().collect();
        while let Some(id) = todo.pop() {
            if found.insert(id.clone()) {
                todo.extend(self.diagram().outgoing(&id).map(|flow| flow.to.clone()));
            }
        }
        let focus = self.selection.focus.clone();
        self.choose(Selection::of_steps(found, focus), changes);
    }

    fn open_menu(&mut self, changes: &mut Changes) {
        let chosen_flow = self.selection.single_flow().cloned();
        if let Some((flow, route)) =
            chosen_flow.and_then(|id| Some((id.clone(), self.drawing.route(&id)?)))
        {
            changes.requests.push(Request::Menu {
                after: None,
                on: Some(flow),
                at: route.middle(),
                here: false,
            });
            return;
        }
        let after = self.selection.focus.clone();
        let at = match after.as_ref().and_then(|id| self.drawing.rect(id)) {
            Some(rect) => Point::new(rect.right + 24, rect.center().y),
            None => self.viewport.to_canvas(self.viewport.center()),
        };
        changes.requests.push(Request::Menu {
            after,
            on: None,
            at,
            here: false,
        });
    }

    fn zoom(&mut self, factor: f64, changes: &mut Changes) {
        let focus = self
            .selection
            .focus
            .as_ref()
            .and_then(|id| self.drawing.rect(id));
        let spot = focus.map(|rect| self.viewport.to_screen(rect.center()));
        let at = spot
            .filter(|spot| self.viewport.is_inside(*spot))
            .unwrap_or_else(|| self.viewport.center());
        let viewport = self.viewport.zoomed(factor, at);
        self.look(viewport, changes);
    }

    fn walk(&mut self, direction: Direction, extend: bool, changes: &mut Changes) {
        let next = match &self.selection.focus {
            Some(here) => walk(self.diagram(), here, direction),
            None => reading_order(self.diagram()).first().cloned(),
        };
        let Some(next) = next else { return };
        if extend {
            let mut selection = self.selection.clone();
            selection.steps.extend(selection.focus.clone());
            selection.steps.insert(next.clone());
            selection.focus = Some(next.clone());
            self.choose(selection, changes);
            self.reveal(&next, changes);
            changes.requests.push(Request::Focus(next));
        } else {
            self.focus(Some(next), changes);
        }
    }

    fn focus(&mut self, step: Option<StepId>, changes: &mut Changes) {
        let Some(step) = step else { return };
        if let Gesture::Connecting(connecting) = &mut self.gesture {
            // While drawing a flow with the keyboard the focus is what it will lead to.
            if let Some(rect) = self.drawing.rect(&step) {
                connecting.at = Point::new(rect.left, rect.center().y);
                changes.aids = true;
            }
        }
        self.choose(Selection::of_step(&step), changes);
        self.reveal(&step, changes);
        changes.requests.push(Request::Focus(step));
    }

    fn nudge(&mut self, direction: Direction, far: bool, changes: &mut Changes) {
        let far = if far { 5 * GRID } else { GRID };
        let by = match direction {
            Direction::Left => Point::new(-far, 0),
            Direction::Right => Point::new(far, 0),
            Direction::Up => Point::new(0, -far),
            Direction::Down => Point::new(0, far),
        };
        let edit = intent::move_steps(self.diagram(), &self.selection.steps, by);
        let edit = self.with_room(edit);
        let done = self
            .history
            .type_into(&mut self.drawing.diagram, "nudge", edit);
        self.took(done, changes);
    }
}
