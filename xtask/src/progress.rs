//! Tells how far a long task has come.

use std::time::Instant;

pub struct Progress {
    task: &'static str,
    steps: usize,
    done: usize,
    started: Instant,
}

impl Progress {
    pub fn new(task: &'static str, steps: usize) -> Self {
        Self {
            task,
            steps,
            done: 0,
            started: Instant::now(),
        }
    }

    /// Announces the next step.
    pub fn step(&mut self, what: &str) {
        self.done += 1;
        let elapsed = clock(self.started.elapsed().as_secs());
        println!(
            "\n[{} {}/{} · {elapsed}] {what}",
            self.task, self.done, self.steps
        );
    }

    pub fn finish(&self) {
        println!(
            "\n[{} · {}] done",
            self.task,
            clock(self.started.elapsed().as_secs())
        );
    }
}

fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    #[test]
    fn time_reads_as_minutes_and_seconds() {
        assert_eq!(super::clock(125), "2:05");
    }
}
