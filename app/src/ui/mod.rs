//! The dozen of components every page is made of. Each stands on a native element, and each asks for the name
//! that a screen reader says.

mod avatar;
mod brand;
mod button;
mod dialog;
mod empty;
mod error_box;
mod field;
mod form_view;
mod icon;
mod loaded;
mod mark;
mod menu;
mod note;
mod page_header;
mod pager;
mod skeleton;
mod tabs;
pub mod theme;
mod time;
pub mod toast;

pub use avatar::Avatar;
pub use brand::{Logo, Wordmark};
pub use button::{Button, IconButton, LinkButton, Look};
pub use dialog::{Dialog, close_dialog, open_dialog};
pub use empty::EmptyState;
pub use error_box::{ErrorBox, ErrorPage, FormError};
pub use field::{
    Choice, DateInput, Field, MoneyInput, NumberInput, Select, TextInput, Textarea, YesNo,
};
pub use form_view::{FormView, answers};
pub use icon::Icon;
pub use loaded::Loaded;
pub use mark::{Badge, StateMark, Tone};
pub use menu::{Menu, MenuItem};
pub use note::Note;
pub use page_header::PageHeader;
pub use pager::Pager;
pub use skeleton::Skeleton;
pub use tabs::{Tab, Tabs};
pub use time::{DueTime, MomentTime, RelativeTime, now};
pub use toast::{Toasts, use_toasts};
