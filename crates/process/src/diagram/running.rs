//! Which part of a drawing runs: of several processes in their pools, one.

use super::{Diagram, Pool, Step};
use std::borrow::Cow;

impl Diagram {
    /// The pool that runs: of several with a process, the first that has steps and is not only shown. None where the
    /// drawing is one process anyway.
    pub fn running_pool(&self) -> Option<&Pool> {
        let mut with_process = self.pools.iter().filter(|pool| pool.process.is_some());
        if with_process.clone().count() < 2 {
            return None;
        }
        with_process.find(|pool| !pool.only_shown && self.has_steps_in(pool))
    }

    /// Pools that could run as well as the one that does.
    pub fn only_drawn(&self) -> impl Iterator<Item = &Pool> {
        let running = self.running_pool();
        let others = self.pools.iter().filter(move |pool| {
            running.is_some_and(|running| running.id != pool.id)
                && pool.process.is_some()
                && !pool.only_shown
        });
        others.filter(|pool| self.has_steps_in(pool))
    }

    /// What of a drawing runs: all of it, or what stands in the pool that runs.
    pub fn that_runs(&self) -> Cow<'_, Self> {
        let Some(pool) = self.running_pool() else {
            return Cow::Borrowed(self);
        };
        let lanes = self.lanes.iter();
        let lanes = lanes.filter(|lane| lane.pool.as_ref() == Some(&pool.id));
        Cow::Owned(Self {
            pools: vec![pool.clone()],
            lanes: lanes.cloned().collect(),
            kept: self.kept.clone(),
            tests: self.tests.clone(),
            ..self.of_pool(&pool.id)
        })
    }

    fn has_steps_in(&self, pool: &Pool) -> bool {
        let in_pool = |step: &Step| step.pool.as_ref() == Some(&pool.id);
        self.steps.iter().any(in_pool)
    }
}
