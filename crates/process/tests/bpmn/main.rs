//! BPMN in and out, and the layout of drawings without positions.

mod drawing;
mod engines;
mod hostile;
mod layout;
mod merging;
mod random;
mod same;
