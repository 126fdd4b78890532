//! Instances as they were left a moment ago, so that the next step of one need not read it again. A memory may be stale:
//! the sequence number tells when a commit is tried, and whoever is refused on a memory looks again. What another server
//! changed around an instance, such as a calendar, is seen when the memory is over.

use crate::Standing;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use store::{InstanceId, WorkspaceId};

/// How long something is remembered.
const LASTS: Duration = Duration::from_secs(2);
/// All that is remembered, as the length of its texts; it takes a few times as much.
const MOST_BYTES: usize = 16 << 20;
/// Larger instances are read again: their texts are what takes the time.
const LARGEST: usize = 256 << 10;

#[derive(Default)]
pub(crate) struct Memory(Mutex<Generations>);

/// Two ages: when the younger one is full, it becomes the older one, which is forgotten.
#[derive(Default)]
struct Generations {
    young: HashMap<InstanceId, Remembered>,
    old: HashMap<InstanceId, Remembered>,
    bytes: usize,
}

struct Remembered {
    workspace: WorkspaceId,
    standing: Standing,
    /// Which rules of the store's it was made by.
    revision: u64,
    since: Instant,
}

impl Memory {
    /// Forgets it too: whoever takes it either leaves a newer one or failed.
    pub fn take(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        revision: u64,
    ) -> Option<Standing> {
        let mut ages = self.ages();
        let young = ages.young.remove(&instance);
        let found = young.or_else(|| ages.old.remove(&instance))?;
        let fresh = found.since.elapsed() < LASTS && found.revision == revision;
        (fresh && found.workspace == workspace).then_some(found.standing)
    }

    pub fn keep(
        &self,
        (workspace, instance): (WorkspaceId, InstanceId),
        standing: Standing,
        revision: u64,
        bytes: usize,
    ) {
        if bytes > LARGEST {
            return;
        }
        let mut ages = self.ages();
        if ages.bytes + bytes > MOST_BYTES / 2 {
            ages.old = std::mem::take(&mut ages.young);
            ages.bytes = 0;
        }
        ages.bytes += bytes;
        let remembered = Remembered {
            workspace,
            standing,
            revision,
            since: Instant::now(),
        };
        ages.young.insert(instance, remembered);
    }

    /// The maps are whole at every moment, so a panic elsewhere does not spoil them.
    fn ages(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use process::{Catalog, Definition, Diagram, State};
    use std::sync::Arc;

    fn standing(seq: u64) -> Standing {
        let definition = Definition::of_deployed(&Diagram::default(), &Catalog::default());
        Standing {
            definition: Arc::new(definition),
            state: State::default(),
            seq,
            caller: None,
        }
    }

    #[test]
    fn what_was_left_is_taken_once_by_its_own_workspace_and_under_the_same_rules() {
        let memory = Memory::default();
        let (ours, case) = (WorkspaceId(1), InstanceId(7));
        let leave = |revision| memory.keep((ours, case), standing(3), revision, 100);
        leave(5);
        assert_eq!(memory.take(ours, case, 5).map(|left| left.seq), Some(3));
        assert!(memory.take(ours, case, 5).is_none());
        leave(5);
        assert!(memory.take(WorkspaceId(2), case, 5).is_none());
        leave(5);
        assert!(memory.take(ours, case, 6).is_none());
    }

    #[test]
    fn the_oldest_are_forgotten_and_the_largest_never_kept() {
        let memory = Memory::default();
        let ours = WorkspaceId(1);
        for number in 0..1_000 {
            memory.keep((ours, InstanceId(number)), standing(1), 0, LARGEST);
        }
        assert!(memory.take(ours, InstanceId(0), 0).is_none());
        assert!(memory.take(ours, InstanceId(999), 0).is_some());
        let ages = memory.ages();
        let kept = ages.young.len() + ages.old.len();
        drop(ages);
        assert!(kept <= MOST_BYTES / LARGEST, "{kept}");
        memory.keep((ours, InstanceId(5_000)), standing(1), 0, LARGEST + 1);
        assert!(memory.take(ours, InstanceId(5_000), 0).is_none());
    }
}
