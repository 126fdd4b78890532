//! Running processes: a diagram, a script, what happens.

mod data;
mod decisions;
mod jobs;
mod large;
mod parallel;
mod plain;
mod replay;
mod samples;
mod saved;
mod support;
mod tables;
mod user_tasks;
mod waits;
