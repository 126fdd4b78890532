//! Adding steps and flows: from the palette, after a step, on a flow, with the keyboard.

use crate::canvas::Canvas;
use crate::changes::{Changes, Request};
use crate::gesture::{Connecting, Gesture, Placing};
use crate::rules;
use crate::selection::Selection;
use process::diagram::Point;
use process::diagram::edit::intent::{self, Fresh};
use process::diagram::edit::{Edit, Refused};
use process::diagram::shape::{Size, size};
use process::step::StepKind;
use process::{FlowId, StepId};

impl Canvas {
    pub(crate) fn connect(&mut self, from: &StepId, to: &StepId, changes: &mut Changes) {
        match rules::may_connect(self.diagram(), from, to, None) {
            Ok(()) => {
                let (edit, flow) = intent::connect(from, to, &mut *self.ids);
                self.commit(edit, changes);
                let focus = Some(to.clone());
                self.choose(Selection::of_flow(&flow, focus), changes);
            }
            Err(refusal) => changes.requests.push(Request::Say(refusal.to_string())),
        }
    }

    pub(crate) fn place(
        &mut self,
        fresh: Fresh,
        center: Point,
        on: Option<FlowId>,
        changes: &mut Changes,
    ) {
        let made = match on {
            Some(flow) => intent::insert_on_flow(
                self.drawing.diagram(),
                &flow,
                fresh,
                Some(center),
                &mut *self.ids,
            ),
            None => {
                let Size { width, height } = size(&fresh.kind);
                let corner = Point::new(center.x - width / 2, center.y - height / 2);
                Ok(intent::add_step(fresh, corner, &mut *self.ids))
            }
        };
        self.commit_fresh(made, changes);
    }

    /// Adds a step after another one, as the menu of `+` does.
    pub fn add_after(&mut self, after: &StepId, fresh: Fresh) -> Changes {
        let mut changes = Changes::default();
        let made = intent::append_after(self.drawing.diagram(), after, fresh, &mut *self.ids);
        self.commit_fresh(made, &mut changes);
        changes
    }

    /// Adds a step where a flow was let go on nothing, and connects it.
    pub fn add_after_at(&mut self, after: &StepId, fresh: Fresh, at: Point) -> Changes {
        let mut changes = Changes::default();
        let Size { height, .. } = size(&fresh.kind);
        let corner = crate::snap::on_grid(Point::new(at.x, at.y - height / 2));
        let (add, id) = intent::add_step(fresh, corner, &mut *self.ids);
        let (flow, _) = intent::connect(after, &id, &mut *self.ids);
        self.commit_fresh(Ok((Edit::batch(vec![add, flow]), id)), &mut changes);
        changes
    }

    /// Adds a step in the middle of a flow.
    pub fn add_on(&mut self, flow: &FlowId, fresh: Fresh) -> Changes {
        let mut changes = Changes::default();
        let made =
            intent::insert_on_flow(self.drawing.diagram(), flow, fresh, None, &mut *self.ids);
        self.commit_fresh(made, &mut changes);
        changes
    }

    /// Adds a step where the user looks: after the focused step, or in the middle of what is seen.
    pub fn add(&mut self, fresh: Fresh) -> Changes {
        let after = self.selection.single_step().cloned();
        let fits = |after: &StepId| {
            let diagram = self.diagram();
            let open = rules::may_leave(diagram, after, None).is_ok();
            let starts = matches!(fresh.kind, StepKind::Start(_));
            !starts
                && (open
                    || rules::may_stand_between(&fresh.kind).is_ok()
                        && diagram.outgoing(after).next().is_some())
        };
        match after.filter(fits) {
            Some(after) => self.add_after(&after, fresh),
            None => {
                let mut changes = Changes::default();
                let measure = size(&fresh.kind);
                let middle = self.viewport.to_canvas(self.viewport.center());
                let wish = Point::new(middle.x - measure.width / 2, middle.y - measure.height / 2);
                let wish = crate::snap::on_grid(wish);
                let corner = intent::free_place(self.diagram(), wish, measure);
                let made = intent::add_step(fresh, corner, &mut *self.ids);
                self.commit_fresh(Ok(made), &mut changes);
                changes
            }
        }
    }

    fn commit_fresh(&mut self, made: Result<(Edit, StepId), Refused>, changes: &mut Changes) {
        match made {
            Ok((edit, id)) => {
                self.commit(edit, changes);
                self.choose(Selection::of_step(&id), changes);
                self.reveal(&id, changes);
                changes.requests.push(Request::Focus(id));
            }
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    /// A palette item was pressed: `armed` when it was a click, and the next click on the canvas places it.
    pub fn pick(&mut self, fresh: Fresh, armed: bool) -> Changes {
        self.gesture = Gesture::Placing(Placing::new(fresh, armed));
        Changes {
            aids: true,
            ..Changes::default()
        }
    }

    /// Begins a flow that the next click (or a key on the next step) ends.
    pub fn start_connecting(&mut self, from: &StepId) -> Changes {
        let mut changes = Changes::default();
        match rules::may_leave(self.diagram(), from, None) {
            Ok(()) => {
                let at = self
                    .drawing
                    .rect(from)
                    .map(|rect| Point::new(rect.right + 40, rect.center().y));
                self.gesture =
                    Gesture::Connecting(Connecting::armed(from.clone(), at.unwrap_or_default()));
                changes.aids = true;
                let hint = "Choose the step it leads to, with a click or with the arrow keys and Enter. Esc cancels.";
                changes.requests.push(Request::Say(hint.to_owned()));
            }
            Err(refusal) => changes.requests.push(Request::Say(refusal.to_string())),
        }
        changes
    }

    /// Ends a flow begun with a key on the focused step.
    pub(crate) fn connect_to_focus(&mut self, changes: &mut Changes) -> bool {
        let Gesture::Connecting(connecting) = &self.gesture else {
            return false;
        };
        let from = connecting.fixed.clone();
        let Some(to) = self.selection.focus.clone().filter(|to| *to != from) else {
            return true;
        };
        self.gesture = Gesture::default();
        changes.aids = true;
        self.connect(&from, &to, changes);
        changes.requests.push(Request::Focus(to));
        true
    }

    /// What was picked from the palette and waits for its place.
    pub fn picked(&self) -> Option<StepKind> {
        match &self.gesture {
            Gesture::Placing(placing) => Some(placing.fresh.kind.clone()),
            _ => None,
        }
    }
}
