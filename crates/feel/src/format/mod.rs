//! Writes trees back as text.

mod name;

pub(crate) use name::key;
