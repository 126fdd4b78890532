//! Adding steps and flows: from the palette, after a step, on a flow, with the keyboard.

use crate::canvas::Canvas;
use crate::changes::{Changes, Request};
use crate::gesture::{Connecting, Gesture, Placing};
use crate::rules;
use crate::selection::Selection;
use process::diagram::edit::intent::{self, Fresh};
use process::diagram::edit::{Edit, Refused};
use process::diagram::family::is_work;
use process::diagram::shape::{Size, size};
use process::diagram::{Point, Step};
use process::step::StepKind;
use process::{FlowId, StepId};

const NO_HOST: &str =
    "Choose a step that takes its time first, such as “Ask a person”: the event goes on its edge.";

impl Canvas {
    pub(crate) fn connect(&mut self, from: &StepId, to: &StepId, changes: &mut Changes) {
        match rules::may_connect(self.diagram(), from, to, None) {
            Ok(()) => {
                let (edit, flow) = intent::connect(from, to, &mut *self.ids);
                let edit = self.to_undo(from, to, edit);
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
        at: Option<StepId>,
        changes: &mut Changes,
    ) {
        if let Some(host) = at.as_ref().filter(|_| rules::stands_on_edge(&fresh.kind)) {
            let diagram = self.drawing.diagram();
            let made = intent::attach(diagram, host, fresh, Some(center), &mut *self.ids);
            self.commit_fresh(made, changes);
            return;
        }
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
                Ok(intent::add_step_inside(fresh, corner, at, &mut *self.ids))
            }
        };
        self.commit_fresh(made, changes);
    }

    /// Adds a step after another one, as the menu of `+` does.
    pub fn add_after(&mut self, after: &StepId, fresh: Fresh) -> Changes {
        let mut changes = Changes::default();
        if rules::stands_on_edge(&fresh.kind) {
            self.attach(after, fresh, &mut changes);
            return changes;
        }
        let made = intent::append_after(self.drawing.diagram(), after, fresh, &mut *self.ids);
        let undoes = self
            .drawing
            .step(after)
            .is_some_and(|after| rules::undoes(&after.kind));
        let made = made.map(|(edit, id)| match undoes {
            true => (only_to_undo(edit, &id), id),
            false => (edit, id),
        });
        self.commit_fresh(made, &mut changes);
        changes
    }

    /// Adds a step where a flow was let go on nothing, and connects it.
    pub fn add_after_at(&mut self, after: &StepId, fresh: Fresh, at: Point) -> Changes {
        let mut changes = Changes::default();
        let Size { height, .. } = size(&fresh.kind);
        let corner = crate::snap::on_grid(Point::new(at.x, at.y - height / 2));
        let inside = self
            .drawing
            .step(after)
            .and_then(|step| step.inside.clone());
        let (add, id) = intent::add_step_inside(fresh, corner, inside, &mut *self.ids);
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
        if rules::stands_on_edge(&fresh.kind) {
            let mut changes = Changes::default();
            match after.filter(|after| rules::may_attach(self.diagram(), after)) {
                Some(host) => self.attach(&host, fresh, &mut changes),
                None => changes.requests.push(Request::Say(NO_HOST.to_owned())),
            }
            return changes;
        }
        let fits = |after: &StepId| {
            let diagram = self.diagram();
            let open = rules::may_leave(diagram, after, None).is_ok();
            let starts = rules::begins(&fresh.kind);
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

    /// Adds an event on the edge of a step, where there is room.
    fn attach(&mut self, host: &StepId, fresh: Fresh, changes: &mut Changes) {
        if !rules::may_attach(self.diagram(), host) {
            changes.requests.push(Request::Say(NO_HOST.to_owned()));
            return;
        }
        let diagram = self.drawing.diagram();
        let made = intent::attach(diagram, host, fresh, None, &mut *self.ids);
        self.commit_fresh(made, changes);
    }

    /// What an event “To undo this” leads to is done for nothing else.
    fn to_undo(&self, from: &StepId, to: &StepId, edit: Edit) -> Edit {
        let undoes = |step: &Step| rules::undoes(&step.kind);
        let target = self
            .drawing
            .step(to)
            .filter(|_| self.drawing.step(from).is_some_and(undoes));
        match target {
            Some(target) => Edit::batch(vec![
                edit,
                Edit::SetStep {
                    step: Box::new(Step {
                        for_compensation: true,
                        ..target.clone()
                    }),
                },
            ]),
            None => edit,
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

/// Says of a step that is being added that it is done only to undo another one.
fn only_to_undo(edit: Edit, added: &StepId) -> Edit {
    match edit {
        Edit::Batch { edits } => Edit::batch(
            edits
                .into_iter()
                .map(|edit| only_to_undo(edit, added))
                .collect(),
        ),
        Edit::AddStep { mut step, at } if step.id == *added => {
            step.for_compensation = is_work(&step.kind);
            Edit::AddStep { step, at }
        }
        other => other,
    }
}
