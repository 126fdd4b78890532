//! Playing drafts, and scenarios: recorded, judged, generated, taken from past cases.

mod edited;
mod generated;
mod judged;
mod past;
mod played;
mod support;
