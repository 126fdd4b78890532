//! One process: how it stands, starting it, drawing it.

mod edit;
mod message;
mod overview;
mod start;

pub use edit::EditPage;
pub use overview::OverviewPage;
pub use start::StartPage;
