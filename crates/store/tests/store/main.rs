//! The store on real databases: the same tests on SQLite and on PostgreSQL.

// In a test a panic is the report; helpers outside of #[test] functions are tests too.
#![allow(clippy::unwrap_used)]

mod accounts;
mod commits;
mod copies;
mod drawing;
mod faults;
mod harness;
mod hostile;
mod house;
mod inbox;
mod isolation;
mod lists;
mod secrets;
mod work;
