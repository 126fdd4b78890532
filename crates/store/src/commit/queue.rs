//! Commits queue for a writer, which takes as many as wait and writes them in one transaction. Nobody waits for a batch to
//! fill: the writer takes what there is, and while it writes, others come. So one sync of the disk serves as many commits
//! as are under way, and a single one is as quick as it can be.

use super::group::{self, Failed};
use super::prepared::Prepared;
use super::{Committed, Target, alone};
use crate::database::Database;
use crate::error::Error;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};

/// More wait for room in the queue.
const QUEUED: usize = 4_096;
/// One batch: so many commits, and roughly so many bytes.
const MOST: usize = 512;
const HEAVIEST: usize = 4 << 20;
/// SQLite has one writer at a time; in PostgreSQL one can write while another waits for the disk.
const POSTGRES_WRITERS: usize = 3;

/// Where commits are handed in.
#[derive(Clone, Debug)]
pub(crate) struct Queue(mpsc::Sender<Waiting>);

#[derive(Debug)]
struct Waiting {
    commit: Prepared,
    answer: oneshot::Sender<Result<Committed, Error>>,
}

/// What writers take from.
struct Line {
    coming: mpsc::Receiver<Waiting>,
    /// Came before those still coming, and did not fit into the last batch.
    held_back: VecDeque<Waiting>,
}

impl Queue {
    /// Sets the writers to work. They end with the last clone of the queue.
    pub fn open(database: &Database) -> Self {
        let (sender, coming) = mpsc::channel(QUEUED);
        let line = Arc::new(Mutex::new(Line {
            coming,
            held_back: VecDeque::new(),
        }));
        let writers = if database.is_sqlite() {
            1
        } else {
            POSTGRES_WRITERS
        };
        for _ in 0..writers {
            tokio::spawn(work(line.clone(), database.clone()));
        }
        Self(sender)
    }

    pub(super) async fn write(&self, commit: Prepared) -> Result<Committed, Error> {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting { commit, answer };
        let gone = || Error::database("the writer of the database has ended");
        self.0.send(waiting).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn work(line: Arc<Mutex<Line>>, database: Database) {
    loop {
        let batch = line.lock().await.next_batch().await;
        if batch.is_empty() {
            return;
        }
        // On a task of its own: a fault of ours costs this batch its answer, and the next one is written all the same.
        let written = tokio::spawn(write(database.clone(), batch)).await;
        if let Err(fault) = written {
            tracing::error!(%fault, "writing commits failed in an unforeseen way");
        }
    }
}

impl Line {
    /// Waits for the first, and takes all that are there. Empty when nobody can come any more.
    async fn next_batch(&mut self) -> Vec<Waiting> {
        let mut batch = Batch::default();
        let mut again = VecDeque::new();
        for waiting in self.held_back.drain(..) {
            again.extend(batch.offer(waiting));
        }
        if batch.taken.is_empty() {
            match self.coming.recv().await {
                Some(first) => again.extend(batch.offer(first)),
                None => return Vec::new(),
            }
        }
        while !batch.is_full()
            && let Ok(waiting) = self.coming.try_recv()
        {
            again.extend(batch.offer(waiting));
        }
        self.held_back = again;
        batch.taken
    }
}

/// Commits that can share a transaction: of each instance and each key one.
#[derive(Default)]
struct Batch {
    taken: Vec<Waiting>,
    instances: HashSet<i64>,
    keys: HashSet<(i64, i64, String)>,
    weight: usize,
}

impl Batch {
    /// Gives it back when it has to wait for the next one.
    fn offer(&mut self, waiting: Waiting) -> Option<Waiting> {
        let commit = &waiting.commit;
        let scope = commit.target.scope();
        let key = commit
            .key
            .clone()
            .map(|key| (commit.workspace.0, scope, key));
        let clashes = match &commit.target {
            Target::Existing(id) => self.instances.contains(&id.0),
            Target::New(_) => key.as_ref().is_some_and(|key| self.keys.contains(key)),
        };
        if clashes || self.is_full() {
            return Some(waiting);
        }
        if let Target::Existing(id) = &commit.target {
            self.instances.insert(id.0);
        }
        self.keys.extend(key);
        self.weight += commit.weight();
        self.taken.push(waiting);
        None
    }

    fn is_full(&self) -> bool {
        self.taken.len() >= MOST || self.weight >= HEAVIEST
    }
}

async fn write(database: Database, batch: Vec<Waiting>) {
    let (commits, answers): (Vec<_>, Vec<_>) = batch
        .into_iter()
        .map(|waiting| (waiting.commit, waiting.answer))
        .unzip();
    match group::write(&database, &commits).await {
        Ok(outcomes) => {
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Whoever asked may have gone; it is on disk all the same.
                let _ = answer.send(outcome);
            }
        }
        Err(Failed::NotBegun(error)) => {
            let why = error.to_string();
            for answer in answers {
                let _ = answer.send(Err(Error::database(why.clone())));
            }
        }
        Err(Failed::Within(error)) => {
            tracing::debug!(%error, commits = commits.len(), "a batch is written one by one");
            for (commit, answer) in commits.iter().zip(answers) {
                let _ = answer.send(alone::write(&database, commit).await);
            }
        }
    }
}
