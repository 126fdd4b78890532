//! A batch of due rows: what concerns the same case is done in its order, the rest side by side.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use tokio::task::JoinSet;

/// So many wait for the database at the same time: people come in between.
const AT_ONCE: usize = 8;

/// Works through `items`, those of one lane one after the other. The first error of the database is given back, after
/// the others have had their turn.
pub(crate) async fn work<T, Lane, Work, Doing>(
    items: Vec<T>,
    lane_of: impl Fn(&T) -> Lane,
    work: Work,
) -> Result<(), store::Error>
where
    T: Send + 'static,
    Lane: Eq + Hash,
    Work: Fn(T) -> Doing + Clone + Send + 'static,
    Doing: Future<Output = Result<(), store::Error>> + Send,
{
    let mut places: HashMap<Lane, usize> = HashMap::new();
    let mut lanes: Vec<Vec<T>> = Vec::new();
    for item in items {
        let place = *places.entry(lane_of(&item)).or_insert(lanes.len());
        if place == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[place].push(item);
    }
    let mut lanes = lanes.into_iter();
    let mut working = JoinSet::new();
    let mut first_error = Ok(());
    loop {
        for lane in lanes.by_ref().take(AT_ONCE - working.len()) {
            let work = work.clone();
            working.spawn(async move {
                for item in lane {
                    work(item).await?;
                }
                Ok(())
            });
        }
        let Some(done) = working.join_next().await else {
            return first_error;
        };
        let done = done.unwrap_or_else(|fault| {
            tracing::error!(%fault, "background work failed in an unforeseen way");
            Ok(())
        });
        first_error = first_error.and(done);
    }
}
