//! Whose turn it is: those who want to change one instance queue for it, in the order they came. The database's
//! sequence number stays the judge; the queue only saves everyone behind the first from deciding in vain.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::InstanceId;
use tokio::sync::OwnedMutexGuard;

type Queue = Arc<tokio::sync::Mutex<()>>;

#[derive(Default)]
pub(crate) struct Turns(Arc<Mutex<HashMap<InstanceId, Queue>>>);

/// Held while changing the instance.
pub(crate) struct Turn {
    queues: Arc<Mutex<HashMap<InstanceId, Queue>>>,
    instance: InstanceId,
    /// None while waiting.
    held: Option<OwnedMutexGuard<()>>,
}

impl Turns {
    pub async fn take(&self, instance: InstanceId) -> Turn {
        let queue = lock(&self.0).entry(instance).or_default().clone();
        // Made before waiting, so that giving up while waiting tidies up as well.
        let mut turn = Turn {
            queues: self.0.clone(),
            instance,
            held: None,
        };
        turn.held = Some(queue.lock_owned().await);
        turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.held.take();
        let mut queues = lock(&self.queues);
        // Whoever waits has a share of the queue; nobody can come to it while the map is held.
        if queues
            .get(&self.instance)
            .is_some_and(|queue| Arc::strong_count(queue) == 1)
        {
            queues.remove(&self.instance);
        }
    }
}

/// The map is whole at every moment, so a panic elsewhere does not spoil it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::Poll;

    #[tokio::test]
    async fn everybody_gets_a_turn_and_nothing_is_left_behind() {
        let turns = Arc::new(Turns::default());
        let inside = Arc::new(Mutex::new((0, 0)));
        let visitors = (0..50).map(|_| {
            let (turns, inside) = (turns.clone(), inside.clone());
            tokio::spawn(async move {
                let _turn = turns.take(InstanceId(7)).await;
                lock(&inside).0 += 1;
                assert_eq!(lock(&inside).0, 1);
                tokio::task::yield_now().await;
                let mut inside = lock(&inside);
                inside.0 -= 1;
                inside.1 += 1;
            })
        });
        for visitor in visitors.collect::<Vec<_>>() {
            visitor.await.unwrap();
        }
        assert_eq!(*lock(&inside), (0, 50));
        assert_eq!(lock(&turns.0).len(), 0);
    }

    #[tokio::test]
    async fn giving_up_while_queueing_leaves_nothing_behind() {
        let turns = Turns::default();
        let turn = turns.take(InstanceId(7)).await;
        let mut waiting = Box::pin(turns.take(InstanceId(7)));
        let poll = std::future::poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context)));
        assert!(poll.await.is_pending());
        drop(turn);
        drop(waiting);
        assert_eq!(lock(&turns.0).len(), 0);
    }
}
