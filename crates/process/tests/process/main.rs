//! Running processes: a diagram, a script, what happens.

mod calendars;
mod data;
mod decisions;
mod hostile;
mod jobs;
mod large;
mod parallel;
mod plain;
mod recurrences;
mod replay;
mod samples;
mod saved;
mod support;
mod tables;
mod times;
mod user_tasks;
mod waits;
