//! A decision table under somebody's hands, without a browser: where the cursor is, what the keys do, what is typed
//! and what it means, and what is copied and pasted. The screen only hands in keys and draws what came of them.

mod change;
mod clipboard;
mod column;
mod key;
mod kinds;
mod selection;
mod shape;
mod state;
mod suggest;
mod tsv;
pub mod words;

pub use column::{Column, Side, add_input, add_output};
pub use key::{Key, Then, Wish};
pub use kinds::Kinds;
pub use selection::{Area, Direction};
pub use shape::{Place, Shape, Spot};
pub use state::{Editing, Outcome, Request, Sheet};
pub use suggest::{Suggestion, suggestions};
