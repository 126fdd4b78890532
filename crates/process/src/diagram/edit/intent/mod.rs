//! What a user means, worked out as one edit: append, insert, delete and heal, duplicate, paste, move, tidy up, configure.

mod configure;
mod copy;
mod group;
mod insert;
mod lane;
mod lanes;
mod remove;
mod room;
mod tidy;

pub use configure::{choose_otherwise, set_form};
pub use copy::{fragment, paste};
pub use group::{close, group, grow, may_move_into, move_into, open, ungroup};
pub use insert::{
    Fresh, add_step, add_step_inside, append_after, attach, connect, drop_on_flow, insert_on_flow,
    move_on_edge,
};
pub use lane::{lane_at, settle};
pub use lanes::{STRIP, add_lane, move_lane, remove_lane, size_lane, stands_upright};
pub use remove::remove;
pub use room::{free_place, move_steps, moved_bends};
pub use tidy::tidy;
