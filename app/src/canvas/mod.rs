//! The canvas on screen: the builder's palette and drawing, and the same drawing as a live view.
//!
//! The logic is the pure `canvas` crate; this is its Leptos view. **How others use it:**
//!
//! ```ignore
//! // The builder page. The state is Copy; hand it to the side panel too.
//! let state = EditorState::new(draft.diagram, draft.catalog);
//! view! { <CanvasEditor state/> <SidePanel state/> }
//! // Save whenever `state.changed` grows: state.to_diagram().
//!
//! // A case or a process: looking only.
//! view! { <CanvasView diagram overlay=Signal::derive(move || overlay.get()) label="Where this case stands"/> }
//! ```
//!
//! Both fill the element they are put in, which therefore needs a height. Tracked reads of [`EditorState`]:
//! `step`, `flow`, `ways_out`, `with_diagram`, `problems`, `selection`. Every change goes through `edit` (one undo
//! entry) or `type_into` (typing in one field is one undo entry).

mod add_menu;
mod aids;
mod behaviour;
mod card;
mod clipboard;
mod empty;
mod fingers;
mod flow_line;
mod group_card;
mod hand;
mod keys;
mod lanes;
mod looks;
mod minimap;
mod moving;
mod overlay;
mod palette;
mod pointer;
mod rename;
mod shown;
mod signs;
mod stage;
mod state;
mod toolbar;
mod view;

pub use canvas::{Selection, Verb};
pub use looks::{Looks, looks};
pub use overlay::{Overlay, StepOverlay, StepState, Travel};
pub use state::EditorState;
pub use view::{CanvasEditor, CanvasView};
