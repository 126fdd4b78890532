//! BPMN in and out, and the layout of drawings without positions.
// A test that unwraps says enough by panicking.
#![allow(clippy::unwrap_used)]

mod drawing;
mod engines;
mod hostile;
mod layout;
mod merging;
mod random;
mod same;
mod several;
mod wild;
