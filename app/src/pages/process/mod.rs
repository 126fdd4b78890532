//! One process: how it stands, starting it, drawing it.

mod edit;
mod message;
mod modes;
mod overview;
mod start;
mod test;

pub use edit::EditPage;
pub use overview::OverviewPage;
pub use start::StartPage;
pub use test::TestPage;
