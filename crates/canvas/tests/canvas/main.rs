//! The canvas under a user's hands, natively.

mod adding;
mod clipboard;
mod connecting;
mod edges;
mod groups;
mod keyboard;
mod large;
mod looking;
mod moving;
mod routing;
mod sheet;
mod test_canvas;
mod tidying;
mod words;
