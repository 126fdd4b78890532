//! XML as a tree: what every reader of a standard's files begins with, and every writer ends with.
//!
//! Nothing is lost between reading and writing but what XML itself calls the same: the order of attributes, the kind
//! of quotes, how a letter is escaped. Document types and entities are refused, and so is what is too large.

mod encoding;
mod error;
mod read;
mod tree;
mod write;

pub use error::XmlError;
pub use read::{MAX_BYTES, MAX_DEPTH, MAX_PARTS, read};
pub use tree::{Attribute, Document, Element, Node, local, resolve};
pub use write::write;
