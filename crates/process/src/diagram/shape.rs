//! How much room a step takes. A step's position is the top-left corner of its shape, so its size belongs to the
//! drawing: the canvas, templates, layout and exchange formats all measure with this.

use super::{Point, Step};
use crate::step::{StepKind, SubProcess};
use serde::{Deserialize, Serialize};

/// The usual distance between a step and the next one.
pub const GAP: i32 = 80;
/// After a decision the ways carry their names, so they get more room.
pub const GAP_AFTER_DECISION: i32 = 136;
/// The usual distance between two branches, one above the other.
pub const BRANCH_GAP: i32 = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub width: i32,
    pub height: i32,
}

const CARD: Size = Size {
    width: 240,
    height: 72,
};
const GATEWAY: Size = Size {
    width: 56,
    height: 56,
};
const PILL: Size = Size {
    width: 120,
    height: 40,
};
const EVENT: Size = Size {
    width: 40,
    height: 40,
};
/// An opened sub-process that nobody has sized.
const GROUP: Size = Size {
    width: 480,
    height: 240,
};

pub fn size(kind: &StepKind) -> Size {
    match kind {
        StepKind::Start(_) | StepKind::End => PILL,
        StepKind::Decide
        | StepKind::Parallel
        | StepKind::Inclusive
        | StepKind::Complex(_)
        | StepKind::FirstEvent(_) => GATEWAY,
        StepKind::Event(_) => EVENT,
        StepKind::SubProcess(SubProcess { closed: false, .. }) => GROUP,
        StepKind::AskPerson(_)
        | StepKind::DecideByTable(_)
        | StepKind::Wait(_)
        | StepKind::Service(_)
        | StepKind::Task(_)
        | StepKind::Script(_)
        | StepKind::Send(_)
        | StepKind::Receive(_)
        | StepKind::SubProcess(_)
        | StepKind::Call(_) => CARD,
    }
}

/// Whether a kind of step only routes, and so may have several ways out.
pub fn is_gateway(kind: &StepKind) -> bool {
    matches!(
        kind,
        StepKind::Decide
            | StepKind::Parallel
            | StepKind::Inclusive
            | StepKind::Complex(_)
            | StepKind::FirstEvent(_)
    )
}

/// How far to the right of a step the next one goes.
pub fn gap_after(kind: &StepKind) -> i32 {
    match kind {
        StepKind::Decide | StepKind::Inclusive => GAP_AFTER_DECISION,
        _ => GAP,
    }
}

/// Nothing is measured farther out than this, so that adding up distances never overflows.
const FAR: i32 = 100_000_000;

impl Step {
    pub fn size(&self) -> Size {
        let closed = matches!(
            self.kind,
            StepKind::SubProcess(SubProcess { closed: true, .. })
        );
        let own = if closed { self.card } else { self.extent };
        let Some(Size { width, height }) = own else {
            return size(&self.kind);
        };
        Size {
            width: width.clamp(1, FAR),
            height: height.clamp(1, FAR),
        }
    }

    pub fn left(&self) -> i32 {
        self.position.x.clamp(-FAR, FAR)
    }

    pub fn top(&self) -> i32 {
        self.position.y.clamp(-FAR, FAR)
    }

    pub fn right(&self) -> i32 {
        self.left() + self.size().width
    }

    pub fn bottom(&self) -> i32 {
        self.top() + self.size().height
    }

    pub fn center(&self) -> Point {
        let Size { width, height } = self.size();
        Point {
            x: self.left() + width / 2,
            y: self.top() + height / 2,
        }
    }
}

impl Point {
    pub fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// Saturating, because a drawing may come from anywhere.
    pub fn shifted(self, by: Point) -> Self {
        Self {
            x: self.x.saturating_add(by.x),
            y: self.y.saturating_add(by.y),
        }
    }
}
