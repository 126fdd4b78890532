//! The store on real databases: the same tests on SQLite and on PostgreSQL.

mod accounts;
mod commits;
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
