//! Which steps and flows are in the page at all. Small processes are there whole; of large ones only what is seen
//! and half as much around it, and always the step that has the keyboard.

use super::state::EditorState;
use canvas::Rect;
use leptos::prelude::*;
use process::{FlowId, StepId};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

/// From so many steps on, what is out of sight is left out.
const CULLED_FROM: usize = 100;
/// So many new ones a frame.
const AT_ONCE: usize = 40;

#[derive(Clone, Copy)]
pub struct Shown {
    /// In reading order.
    pub steps: Memo<Vec<StepId>>,
    pub flows: Memo<Vec<FlowId>>,
    /// Each step's place in reading order, from 1 on.
    pub places: Memo<Arc<HashMap<StepId, usize>>>,
}

pub fn shown(state: EditorState) -> Shown {
    let order = Memo::new(move |_| state.reading_order());
    let places = Memo::new(move |_| {
        let order = order.get();
        Arc::new(
            order
                .iter()
                .enumerate()
                .map(|(at, id)| (id.clone(), at + 1))
                .collect::<HashMap<_, _>>(),
        )
    });
    let area = Memo::new(move |before: Option<&Option<Rect>>| {
        if order.with(|order| order.len()) < CULLED_FROM {
            return None;
        }
        let viewport = state.viewport.get();
        let seen = viewport.seen();
        // The drawn area stays until what is seen leaves it, or is much smaller than it.
        let kept = before.copied().flatten().filter(|area| {
            let inside = area.union(seen) == *area;
            inside && area.width() < 6 * seen.width().max(1)
        });
        Some(kept.unwrap_or_else(|| state.with(|canvas| canvas.worth_drawing())))
    });
    let visible = Memo::new(move |_| {
        let area = area.get()?;
        state.changed.track();
        Some(Arc::new(
            state.with(|canvas| canvas.drawing().visible(&area)),
        ))
    });
    let steps = Memo::new(move |_| {
        let order = order.get();
        match visible.get() {
            None => order.to_vec(),
            Some(visible) => {
                let focus = state.selection.with(|selection| selection.focus.clone());
                let kept = |id: &&StepId| visible.0.contains(*id) || focus.as_ref() == Some(*id);
                order.iter().filter(kept).cloned().collect()
            }
        }
    });
    let flows = Memo::new(move |_| {
        state.structure.track();
        let visible = visible.get();
        state.with(|canvas| {
            // A diagram from elsewhere may name a flow twice; the page must not.
            let mut seen = HashSet::new();
            let mut kept = |id: &FlowId| {
                let visible = visible.as_ref();
                visible.is_none_or(|visible| visible.1.contains(id)) && seen.insert(id.clone())
            };
            let flows = canvas.diagram().flows.iter().map(|flow| &flow.id);
            flows.filter(|id| kept(id)).cloned().collect()
        })
    });
    Shown {
        steps: a_few_at_a_time(steps),
        flows: a_few_at_a_time(flows),
        places,
    }
}

/// Lets what is wanted come into the page over several frames when it is a lot, so that none of them is long.
fn a_few_at_a_time<T>(wanted: Memo<Vec<T>>) -> Memo<Vec<T>>
where
    T: Clone + Eq + Hash + Send + Sync + 'static,
{
    let turn = RwSignal::new(0_u64);
    let there = Memo::new(move |before: Option<&Vec<T>>| {
        turn.track();
        let wanted = wanted.get();
        let Some(before) = before.filter(|_| wanted.len() > CULLED_FROM) else {
            return wanted;
        };
        let before: HashSet<&T> = before.iter().collect();
        let mut room = AT_ONCE;
        let mut fits = |one: &T| {
            let fits = before.contains(one) || room > 0;
            room = room.saturating_sub(usize::from(!before.contains(one)));
            fits
        };
        wanted.into_iter().filter(|one| fits(one)).collect()
    });
    Effect::new(move || {
        if there.with(Vec::len) < wanted.with(Vec::len) {
            request_animation_frame(move || {
                turn.try_update(|turn| *turn += 1);
            });
        }
    });
    there
}
