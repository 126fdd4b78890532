//! The checker: what it finds, what it proves, and that the kernel agrees.

mod agreement;
mod conditions;
mod draw;
mod findings;
mod grow;
mod hostile;
mod plant;
mod planted;
mod repairs;
mod shapes;
