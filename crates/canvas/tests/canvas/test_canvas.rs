//! A user at the canvas, without a browser: the verbs of the hand and the keyboard.

use canvas::gesture::{Button, Input, Modifiers};
use canvas::palette::OFFERS;
use canvas::{Canvas, Changes, Request, Selection, Spot, Verb};
use process::diagram::edit::intent::Fresh;
use process::diagram::{Diagram, Flow, Point, Step};
use process::{FlowId, StepId};

pub struct TestCanvas {
    pub canvas: Canvas,
    pub said: Vec<String>,
    pub menu: Option<Request>,
    pub modifiers: Modifiers,
}

pub const SHIFT: Modifiers = Modifiers {
    shift: true,
    ctrl: false,
    alt: false,
    space: false,
};
pub const FREELY: Modifiers = Modifiers {
    shift: false,
    ctrl: true,
    alt: false,
    space: false,
};

impl TestCanvas {
    pub fn empty() -> Self {
        Self::of(Diagram::default())
    }

    pub fn of(diagram: Diagram) -> Self {
        let mut next = 0;
        let ids = move || {
            next += 1;
            format!("n{next:03}")
        };
        Self {
            canvas: Canvas::new(diagram, Box::new(ids)),
            said: Vec::new(),
            menu: None,
            modifiers: Modifiers::default(),
        }
    }

    /// `Start → Ask → Tell → End`, drawn with the palette and the `+`.
    pub fn row() -> Self {
        let mut user = Self::empty();
        user.drag_from_palette("start", (100, 300));
        for (after, offer) in [
            ("Start", "askPerson"),
            ("Ask a person", "email"),
            ("Send an e-mail", "end"),
        ] {
            user.add_after(after, offer);
        }
        user
    }

    pub fn fresh(offer: &str) -> Fresh {
        OFFERS
            .iter()
            .find(|it| it.id == offer)
            .expect("is offered")
            .fresh()
    }

    pub fn took(&mut self, changes: Changes) -> Changes {
        for request in &changes.requests {
            match request {
                Request::Say(text) => self.said.push(text.clone()),
                Request::Menu { .. } => self.menu = Some(request.clone()),
                _ => {}
            }
        }
        changes
    }

    fn spot(&self, at: (i32, i32)) -> Spot {
        self.canvas.viewport().to_screen(Point::new(at.0, at.1))
    }

    pub fn input(&mut self, input: Input) -> Changes {
        let changes = self.canvas.handle(input);
        self.took(changes)
    }

    pub fn down(&mut self, at: (i32, i32)) {
        let (at, modifiers) = (self.spot(at), self.modifiers);
        let button = Button::Main;
        self.input(Input::Down {
            at,
            button,
            modifiers,
        });
    }

    pub fn move_to(&mut self, at: (i32, i32)) -> Changes {
        let (at, modifiers) = (self.spot(at), self.modifiers);
        self.input(Input::Move { at, modifiers })
    }

    pub fn up(&mut self, at: (i32, i32)) {
        let (at, modifiers) = (self.spot(at), self.modifiers);
        self.input(Input::Up { at, modifiers });
    }

    pub fn click_at(&mut self, at: (i32, i32)) {
        self.down(at);
        self.up(at);
    }

    /// Press, move in a few pieces as a hand does, let go.
    pub fn drag_from_to(&mut self, from: (i32, i32), to: (i32, i32)) {
        self.down(from);
        for part in 1..=4 {
            let along = |a: i32, b: i32| a + (b - a) * part / 4;
            self.move_to((along(from.0, to.0), along(from.1, to.1)));
        }
        self.up(to);
    }

    pub fn drag_from_palette(&mut self, offer: &str, to: (i32, i32)) {
        let changes = self.canvas.pick(Self::fresh(offer), false);
        self.took(changes);
        self.move_to(to);
        self.up(to);
    }

    pub fn click_in_palette(&mut self, offer: &str) {
        let changes = self.canvas.pick(Self::fresh(offer), true);
        self.took(changes);
    }

    pub fn add_after(&mut self, name: &str, offer: &str) {
        let after = self.id(name);
        let changes = self.canvas.add_after(&after, Self::fresh(offer));
        self.took(changes);
    }

    pub fn click(&mut self, name: &str) {
        self.click_at(self.middle(name));
    }

    pub fn drag(&mut self, name: &str, by: (i32, i32)) {
        let from = self.middle(name);
        self.drag_from_to(from, (from.0 + by.0, from.1 + by.1));
    }

    pub fn port(&self, name: &str) -> (i32, i32) {
        let step = self.step(name);
        (step.right(), step.center().y)
    }

    pub fn connect(&mut self, from: &str, to: &str) {
        self.drag_from_to(self.port(from), self.middle(to));
    }

    pub fn press(&mut self, key: &str) -> Changes {
        let verb = Verb::of_key(key, false, false, false).expect("is a key of the canvas");
        self.perform(verb)
    }

    pub fn press_ctrl(&mut self, key: &str) -> Changes {
        let verb = Verb::of_key(key, false, true, false).expect("is a key of the canvas");
        self.perform(verb)
    }

    pub fn perform(&mut self, verb: Verb) -> Changes {
        let changes = self.canvas.perform(verb);
        self.took(changes)
    }

    pub fn undo(&mut self) {
        self.perform(Verb::Undo);
    }

    pub fn redo(&mut self) {
        self.perform(Verb::Redo);
    }

    pub fn lasso(&mut self, from: (i32, i32), to: (i32, i32)) {
        self.drag_from_to(from, to);
    }

    pub fn diagram(&self) -> &Diagram {
        self.canvas.diagram()
    }

    /// The newest step of this name (or, without a name, of this kind).
    pub fn step(&self, name: &str) -> &Step {
        let called = |step: &&Step| canvas::words::name(step) == name;
        self.diagram().steps.iter().rfind(called).expect("is drawn")
    }

    pub fn id(&self, name: &str) -> StepId {
        self.step(name).id.clone()
    }

    pub fn middle(&self, name: &str) -> (i32, i32) {
        let center = self.step(name).center();
        (center.x, center.y)
    }

    pub fn place(&self, name: &str) -> (i32, i32) {
        let place = self.step(name).position;
        (place.x, place.y)
    }

    pub fn flow(&self, from: &str, to: &str) -> &Flow {
        let (from, to) = (self.id(from), self.id(to));
        let mut flows = self.diagram().flows.iter();
        flows
            .find(|flow| flow.from == from && flow.to == to)
            .expect("is drawn")
    }

    pub fn points(&self, flow: &FlowId) -> Vec<(i32, i32)> {
        let route = self.canvas.drawing().route(flow).expect("runs somewhere");
        route
            .points
            .iter()
            .map(|point| (point.x, point.y))
            .collect()
    }

    /// "A → B" for every flow, by names.
    pub fn ways(&self) -> Vec<String> {
        let name = |id: &StepId| {
            self.diagram()
                .step(id)
                .map(canvas::words::name)
                .unwrap_or_default()
        };
        let mut ways: Vec<String> = self
            .diagram()
            .flows
            .iter()
            .map(|flow| format!("{} → {}", name(&flow.from), name(&flow.to)))
            .collect();
        ways.sort();
        ways
    }

    pub fn chosen(&self) -> Vec<String> {
        let Selection { steps, .. } = self.canvas.selection();
        let mut names: Vec<String> = steps
            .iter()
            .filter_map(|id| self.diagram().step(id))
            .map(canvas::words::name)
            .collect();
        names.sort();
        names
    }

    pub fn last_said(&self) -> &str {
        self.said.last().map(String::as_str).unwrap_or_default()
    }
}
