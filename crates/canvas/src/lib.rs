//! The canvas without a browser: geometry, routing, gestures, selection, clipboard and rules. Pure, so that every
//! move a user can make is tested natively; the screen only hands in events and draws what changed.

mod adding;
mod canvas;
mod changes;
pub mod clipboard;
mod drawing;
pub mod geometry;
pub mod gesture;
mod grouping;
mod lanes;
mod looking;
pub mod palette;
mod perform;
pub mod routing;
pub mod rules;
pub mod scene;
mod selection;
pub mod sheet;
pub mod snap;
mod verb;
pub mod viewport;
pub mod words;

pub use canvas::Canvas;
pub use changes::{Changes, Request};
pub use drawing::{Direction, Drawing, Index, Preview, Redraw, reading_order, walk};
pub use geometry::Rect;
pub use gesture::{Aids, Button, Gesture, Input, Modifiers};
pub use scene::{Scene, Target};
pub use selection::Selection;
pub use verb::{HELP, Verb};
pub use viewport::{Spot, Viewport};
