//! How fast cases go: a process of five jobs that do nothing, three in a row and two side by side, started again and
//! again from outside. Everything is durable as always; what is measured is the engine and its database.

mod place;

pub use place::{NotMeasured, Place};

use crate::{Engine, Error};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// What one run does.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub instances: usize,
    /// So many are under way at the same time; each that ends is followed by another.
    pub at_once: usize,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Measured {
    pub instances: usize,
    pub took: Duration,
    /// From the wish to start to the last event, sorted.
    latencies: Vec<Duration>,
}

impl Measured {
    pub fn per_second(&self) -> f64 {
        self.instances as f64 / self.took.as_secs_f64()
    }

    /// What it came to, for people and programs.
    pub fn line(&self, load: Load) -> String {
        let millis = |share| self.latency(share).as_secs_f64() * 1_000.0;
        format!(
            "baton at_once {} instances_per_s {:.1} steps_per_s {:.1} p50_ms {:.1} p99_ms {:.1}",
            load.at_once,
            self.per_second(),
            self.per_second() * 5.0,
            millis(0.5),
            millis(0.99),
        )
    }

    /// How long the given share of the instances took at most.
    pub fn latency(&self, share: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        let place = (last as f64 * share).round() as usize;
        self.latencies.get(place).copied().unwrap_or_default()
    }
}

/// Runs `load` to its end. The engine's loop must be running.
pub async fn measure(engine: &Engine, place: &Place, load: Load) -> Result<Measured, NotMeasured> {
    let (engine, place) = (engine.clone(), place.clone());
    let begun = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let mut hands = JoinSet::new();
    for _ in 0..load.at_once {
        let (engine, place, begun) = (engine.clone(), place.clone(), begun.clone());
        hands.spawn(async move {
            let mut latencies = Vec::new();
            while begun.fetch_add(1, Ordering::Relaxed) < load.instances {
                let from = Instant::now();
                run_one(&engine, &place).await?;
                latencies.push(from.elapsed());
            }
            Ok::<_, NotMeasured>(latencies)
        });
    }
    let mut latencies = Vec::with_capacity(load.instances);
    while let Some(hand) = hands.join_next().await {
        latencies.extend(hand.map_err(|_| NotMeasured::Engine(Error::Internal))??);
    }
    latencies.sort_unstable();
    Ok(Measured {
        instances: latencies.len(),
        took: started.elapsed(),
        latencies,
    })
}

/// Starts a case and waits for its last event.
async fn run_one(engine: &Engine, place: &Place) -> Result<(), NotMeasured> {
    let started = engine
        .start(place.wish_to_start())
        .await
        .map_err(NotMeasured::Engine)?;
    let mut seq = engine
        .subscribe(place.workspace, started.instance)
        .await
        .map_err(NotMeasured::Engine)?;
    // The engine holds the sender as long as somebody listens.
    seq.wait_for(|seq| *seq >= place.last_seq)
        .await
        .map_err(|_| NotMeasured::Engine(Error::Internal))?;
    Ok(())
}
