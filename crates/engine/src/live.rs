//! Telling listeners that something changed, after it is on disk. A hint: whoever misses one reads the events.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{InstanceId, WorkspaceId};
use tokio::sync::watch;

#[derive(Default)]
pub(crate) struct Live {
    instances: Channels<InstanceId>,
    workspaces: Channels<WorkspaceId>,
}

impl Live {
    /// The newest sequence number of an instance, from `seq` on.
    pub fn instance(&self, instance: InstanceId, seq: u64) -> watch::Receiver<u64> {
        self.instances.subscribe(instance, seq)
    }

    /// A number that grows with each change of anything in a workspace.
    pub fn workspace(&self, workspace: WorkspaceId) -> watch::Receiver<u64> {
        self.workspaces.subscribe(workspace, 0)
    }

    pub fn changed(&self, workspace: WorkspaceId, instance: InstanceId, seq: u64) {
        // Two commits may tell of themselves in the other order; the number never goes back.
        self.instances.update(instance, |newest| newest.max(seq));
        self.touched(workspace);
    }

    pub fn touched(&self, workspace: WorkspaceId) {
        self.workspaces.update(workspace, |count| count + 1);
    }
}

struct Channels<Key>(Mutex<HashMap<Key, watch::Sender<u64>>>);

impl<Key> Default for Channels<Key> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Key: Copy + Eq + Hash> Channels<Key> {
    fn subscribe(&self, key: Key, number: u64) -> watch::Receiver<u64> {
        let mut channels = self.channels();
        channels.retain(|_, sender| sender.receiver_count() > 0);
        let sender = channels
            .entry(key)
            .or_insert_with(|| watch::Sender::new(number));
        sender.send_if_modified(|newest| raise(newest, number));
        sender.subscribe()
    }

    fn update(&self, key: Key, next: impl FnOnce(u64) -> u64) {
        if let Some(sender) = self.channels().get(&key) {
            sender.send_if_modified(|newest| {
                let number = next(*newest);
                raise(newest, number)
            });
        }
    }

    /// The map is whole at every moment, so a panic elsewhere does not spoil it.
    fn channels(&self) -> MutexGuard<'_, HashMap<Key, watch::Sender<u64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn raise(newest: &mut u64, number: u64) -> bool {
    let higher = number > *newest;
    if higher {
        *newest = number;
    }
    higher
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_never_goes_back_and_only_listeners_cost_memory() {
        let live = Live::default();
        let (workspace, instance) = (WorkspaceId(1), InstanceId(7));
        let mut seq = live.instance(instance, 3);
        let mut changes = live.workspace(workspace);
        live.changed(workspace, instance, 5);
        live.changed(workspace, instance, 4);
        live.changed(workspace, InstanceId(8), 9);
        assert!(seq.has_changed().unwrap());
        assert_eq!(*seq.borrow_and_update(), 5);
        assert_eq!(*changes.borrow_and_update(), 3);
        drop(seq);
        let _other = live.instance(InstanceId(9), 0);
        assert_eq!(live.instances.channels().len(), 1);
    }
}
