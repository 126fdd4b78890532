//! Running a connector so that nothing it does can hurt more than its own job.

use connectors::{Failure, Outcome};
use std::time::Duration;
use tokio::task::JoinSet;

/// The work's outcome; unknown when it panics or takes longer than `limit`.
pub(crate) async fn within(
    limit: Duration,
    work: impl Future<Output = Outcome> + Send + 'static,
) -> Outcome {
    // On a task of its own a panic ends only that task, and dropping the set ends the task.
    let mut task = JoinSet::new();
    task.spawn(work);
    match tokio::time::timeout(limit, task.join_next()).await {
        Ok(Some(Ok(outcome))) => outcome,
        Ok(Some(Err(fault))) => {
            tracing::error!(%fault, "a connector failed in an unforeseen way");
            Err(Failure::unknown(
                "The connector failed in an unforeseen way. Nobody can tell whether the work was done.",
            ))
        }
        Ok(None) | Err(_) => Err(Failure::unknown(
            "The work took too long and was given up. Nobody can tell whether it was done.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use process::Value;
    use process::run::FailureKind;

    #[tokio::test]
    async fn an_outcome_passes_through() {
        let outcome = within(Duration::from_secs(60), async { Ok(Value::from(7)) }).await;
        assert_eq!(outcome, Ok(Value::from(7)));
    }

    #[tokio::test]
    async fn a_panic_leaves_the_outcome_unknown() {
        let outcome = within(Duration::from_secs(60), async { panic!("a fault") }).await;
        assert_eq!(outcome.unwrap_err().kind, FailureKind::Unknown);
    }

    #[tokio::test]
    async fn what_never_ends_is_given_up_and_stopped() {
        let alive = std::sync::Arc::new(());
        let held = alive.clone();
        let outcome = within(Duration::from_millis(1), async move {
            let _held = held;
            std::future::pending().await
        })
        .await;
        assert_eq!(outcome.unwrap_err().kind, FailureKind::Unknown);
        while std::sync::Arc::strong_count(&alive) > 1 {
            tokio::task::yield_now().await;
        }
    }
}
