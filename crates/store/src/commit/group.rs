//! Commits of many instances in one transaction, with few statements. Looking comes first: what another was quicker at
//! is left out, and fails alone. Everything after that must fit; where it does not, nothing of the batch is written, and
//! [`super::queue`] writes each commit in a transaction of its own, which says exactly what is wrong with which.

use super::prepared::Prepared;
use super::{Committed, Target, alone};
use crate::database::Database;
use crate::error::Error;
use crate::id::InstanceId;
use crate::projection::Projection;
use crate::rows::Rows;
use crate::user_task::TaskStatus;
use crate::{sql, text};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;

/// What became of each commit of a batch.
pub(super) type Outcomes = Vec<Result<Committed, Error>>;

/// Why a batch was not written.
pub(super) enum Failed {
    /// The database is not there: nobody of the batch can do better.
    NotBegun(Error),
    /// Something in it does not fit, or the database broke off.
    Within(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Within(error)
    }
}

/// Of one instance, and of one key, `batch` holds one commit at most.
pub(super) async fn write(database: &Database, batch: &[Prepared]) -> Result<Outcomes, Failed> {
    let transaction = database.begin().await.map_err(Failed::NotBegun)?;
    let mut outcomes: Vec<Option<Result<Committed, Error>>> = Vec::new();
    outcomes.resize_with(batch.len(), || None);
    known_keys(&transaction, batch, &mut outcomes).await?;
    let mut places = standing(database, &transaction, batch, &mut outcomes).await?;
    held_leases(&transaction, batch, &mut outcomes).await?;
    publishable(&transaction, batch, &mut outcomes).await?;
    number_new(database, &transaction, batch, &outcomes, &mut places).await?;
    let going: Vec<(&Prepared, &Projection)> = batch
        .iter()
        .zip(&outcomes)
        .zip(&places)
        .filter_map(|((commit, outcome), place)| outcome.is_none().then_some((commit, place)))
        .filter_map(|(commit, place)| Some((commit, place.as_ref()?)))
        .collect();
    instances(&transaction, &going).await?;
    log(&transaction, &going).await?;
    rows(&transaction, &going).await?;
    keys(&transaction, &going).await?;
    transaction.commit().await.map_err(Error::from)?;
    let answered = batch.iter().zip(outcomes).zip(places);
    Ok(answered
        .map(|((commit, outcome), place)| match (outcome, place) {
            (Some(outcome), _) => outcome,
            (None, Some(place)) => Ok(Committed {
                instance: InstanceId(place.instance),
                seq: commit.seq,
                repeated: false,
                state_bytes: commit.state.len(),
            }),
            (None, None) => Err(Error::Conflict),
        })
        .collect())
}

type Pending = [Option<Result<Committed, Error>>];

#[derive(FromQueryResult)]
struct Known {
    workspace: i64,
    scope: i64,
    key: String,
    instance: i64,
    seq: i64,
}

async fn known_keys(
    on: &impl ConnectionTrait,
    batch: &[Prepared],
    outcomes: &mut Pending,
) -> Result<(), Error> {
    let mut wanted = Rows::default();
    let mut places = HashMap::new();
    for (index, commit) in batch.iter().enumerate() {
        if let Some(key) = &commit.key {
            let (workspace, scope) = (commit.workspace.0, commit.target.scope());
            wanted.push([workspace.into(), scope.into(), key.as_str().into()]);
            places.insert((workspace, scope, key.clone()), index);
        }
    }
    let known: Vec<Known> = wanted
        .all(
            on,
            "SELECT k.workspace, k.scope, k.key, k.instance, k.seq FROM (",
            ") AS v JOIN command_key k ON k.workspace = v.column1 AND k.scope = v.column2 AND k.key = v.column3",
        )
        .await?;
    for row in known {
        if let Some(index) = places.get(&(row.workspace, row.scope, row.key)) {
            outcomes[*index] = Some(Ok(Committed {
                instance: InstanceId(row.instance),
                seq: text::unsigned(row.seq),
                repeated: true,
                state_bytes: 0,
            }));
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Standing {
    id: i64,
    workspace: i64,
    seq: i64,
    process: i64,
    version: i64,
}

/// Finds the instances that are there already, and holds them until the end. They are taken in the order of their
/// numbers, so that of two batches one waits for the other and never both.
async fn standing(
    database: &Database,
    on: &impl ConnectionTrait,
    batch: &[Prepared],
    outcomes: &mut Pending,
) -> Result<Vec<Option<Projection>>, Error> {
    let mut ids: Vec<i64> = batch
        .iter()
        .zip(outcomes.iter())
        .filter(|(_, outcome)| outcome.is_none())
        .filter_map(|(commit, _)| commit.target.existing())
        .collect();
    ids.sort_unstable();
    let mut wanted = Rows::default();
    for id in ids {
        wanted.push([id.into()]);
    }
    let hold = if database.is_sqlite() {
        ")"
    } else {
        ") ORDER BY id FOR NO KEY UPDATE"
    };
    let found: Vec<Standing> = wanted
        .all(
            on,
            "SELECT id, workspace, seq, process, version FROM instance WHERE id IN (",
            hold,
        )
        .await?;
    let found: HashMap<i64, Standing> = found.into_iter().map(|row| (row.id, row)).collect();
    let mut places = Vec::with_capacity(batch.len());
    for (commit, outcome) in batch.iter().zip(outcomes) {
        let id = commit.target.existing().filter(|_| outcome.is_none());
        let row = id.and_then(|id| found.get(&id));
        let row = row.filter(|row| row.workspace == commit.workspace.0);
        if id.is_some() {
            match row {
                None => *outcome = Some(Err(Error::NotFound)),
                Some(row) if text::unsigned(row.seq) != commit.expected_seq => {
                    *outcome = Some(Err(Error::Conflict));
                }
                Some(_) => {}
            }
        }
        places.push(row.map(|row| Projection {
            workspace: row.workspace,
            process: row.process,
            version: row.version,
            instance: row.id,
        }));
    }
    Ok(places)
}

#[derive(FromQueryResult)]
struct Held {
    workspace: i64,
    instance: i64,
    job: i64,
    lease_token: i64,
}

async fn held_leases(
    on: &impl ConnectionTrait,
    batch: &[Prepared],
    outcomes: &mut Pending,
) -> Result<(), Error> {
    let mut wanted = Rows::default();
    for (commit, _) in batch.iter().zip(outcomes.iter()).filter(is_pending) {
        if let Some(lease) = commit.lease {
            wanted.push([lease.instance.0.into(), text::signed(lease.job.0).into()]);
        }
    }
    let held: Vec<Held> = wanted
        .all(
            on,
            "SELECT j.workspace, j.instance, j.job, j.lease_token FROM (",
            ") AS v JOIN job j ON j.instance = v.column1 AND j.job = v.column2",
        )
        .await?;
    let held: HashMap<(i64, i64), (i64, i64)> = held
        .into_iter()
        .map(|row| ((row.instance, row.job), (row.workspace, row.lease_token)))
        .collect();
    for (commit, outcome) in batch.iter().zip(outcomes) {
        if let Some(lease) = commit.lease
            && outcome.is_none()
            && held.get(&(lease.instance.0, text::signed(lease.job.0)))
                != Some(&(commit.workspace.0, lease.token))
        {
            *outcome = Some(Err(Error::NotFound));
        }
    }
    Ok(())
}

/// New instances run versions that are there.
async fn publishable(
    on: &impl ConnectionTrait,
    batch: &[Prepared],
    outcomes: &mut Pending,
) -> Result<(), Error> {
    let mut asked = HashMap::new();
    for (commit, outcome) in batch.iter().zip(outcomes) {
        let Target::New(new) = &commit.target else {
            continue;
        };
        if outcome.is_some() {
            continue;
        }
        let version = (commit.workspace, new.process, new.version);
        let published = match asked.get(&version) {
            Some(published) => *published,
            None => {
                let published = alone::is_published(on, commit.workspace, new).await?;
                asked.insert(version, published);
                published
            }
        };
        if !published {
            *outcome = Some(Err(Error::NotFound));
        } else if commit.expected_seq != 0 {
            *outcome = Some(Err(Error::Conflict));
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// Gives the new instances their numbers.
async fn number_new(
    database: &Database,
    on: &impl ConnectionTrait,
    batch: &[Prepared],
    outcomes: &Pending,
    places: &mut [Option<Projection>],
) -> Result<(), Error> {
    let new: Vec<usize> = (0..batch.len())
        .filter(|index| outcomes[*index].is_none() && batch[*index].target.existing().is_none())
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let numbers: Vec<Number> = if database.is_sqlite() {
        // The lock is ours, so nobody else takes numbers now.
        let last: Option<Number> = sql::one(
            on,
            "SELECT seq AS number FROM sqlite_sequence WHERE name = 'instance'",
            [],
        )
        .await?;
        let last = last.map_or(0, |last| last.number);
        let following = (last + 1..).take(new.len());
        following.map(|number| Number { number }).collect()
    } else {
        let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
        sql::all(
            on,
            "SELECT nextval(pg_get_serial_sequence('instance', 'id')) AS number FROM generate_series(1, $1)",
            [count.into()],
        )
        .await?
    };
    for (index, number) in new.into_iter().zip(numbers) {
        if let Target::New(begun) = &batch[index].target {
            places[index] = Some(Projection {
                workspace: batch[index].workspace.0,
                process: begun.process.0,
                version: begun.version.0,
                instance: number.number,
            });
        }
    }
    Ok(())
}

async fn instances(
    on: &impl ConnectionTrait,
    going: &[(&Prepared, &Projection)],
) -> Result<(), Error> {
    let (mut begun, mut moved) = (Rows::default(), Rows::default());
    for (commit, place) in going {
        match &commit.target {
            Target::New(new) => begun.push([
                place.instance.into(),
                place.workspace.into(),
                place.process.into(),
                place.version.into(),
                text::signed(commit.seq).into(),
                commit.state.as_str().into(),
                commit.semantics_version().into(),
                commit.status.as_str().into(),
                new.started_by.map(|user| user.0).into(),
                new.started_at.0.into(),
                commit.ended_at.into(),
                commit.incident_count.into(),
                new.caller.map(|caller| caller.instance.0).into(),
                new.caller
                    .map(|caller| text::signed(caller.step_instance.0))
                    .into(),
                i64::from(new.depth).into(),
            ]),
            Target::Existing(_) => moved.push([
                place.instance.into(),
                text::signed(commit.expected_seq).into(),
                text::signed(commit.seq).into(),
                commit.state.as_str().into(),
                commit.semantics_version().into(),
                commit.status.as_str().into(),
                commit.ended_at.into(),
                commit.incident_count.into(),
            ]),
        }
    }
    begun
        .run(
            on,
            "INSERT INTO instance (id, workspace, process, version, seq, state, semantics_version, status, \
             started_by, started_at, ended_at, incident_count, caller, caller_visit, depth)",
            "",
        )
        .await?;
    let wanted = moved.len() as u64;
    let changed = moved
        .run(
            on,
            "UPDATE instance SET seq = v.column3, state = v.column4, semantics_version = v.column5, \
             status = v.column6, ended_at = v.column7, incident_count = v.column8 FROM (",
            ") AS v WHERE instance.id = v.column1 AND instance.seq = v.column2",
        )
        .await?;
    all_there(wanted, changed)
}

async fn log(on: &impl ConnectionTrait, going: &[(&Prepared, &Projection)]) -> Result<(), Error> {
    let mut log = Rows::default();
    for (commit, place) in going {
        for row in &commit.log {
            log.push([
                place.instance.into(),
                row.seq.into(),
                row.at.into(),
                row.events.as_str().into(),
            ]);
        }
    }
    log.run(on, "INSERT INTO event (instance, seq, at, event)", "")
        .await
        .map(drop)
}

/// Visits, jobs, timers; and whatever else a commit has to write, one by one.
async fn rows(on: &impl ConnectionTrait, going: &[(&Prepared, &Projection)]) -> Result<(), Error> {
    let (mut entered, mut left) = (Rows::default(), Rows::default());
    let (mut jobs, mut closed) = (Rows::default(), Rows::default());
    let (mut timers, mut removed) = (Rows::default(), Rows::default());
    let (mut released, mut let_go) = (Rows::default(), Rows::default());
    for (commit, place) in going {
        let Some(delta) = &commit.delta else {
            for write in &commit.writes {
                place.write(on, write).await?;
            }
            continue;
        };
        let instance = place.instance;
        for (visit, row) in &delta.entered {
            entered.push([
                instance.into(),
                (*visit).into(),
                place.workspace.into(),
                place.process.into(),
                place.version.into(),
                row.step.as_str().into(),
                row.status.as_str().into(),
                row.entered_at.into(),
                row.left_at.into(),
            ]);
        }
        for (visit, status, at) in &delta.left {
            left.push([
                instance.into(),
                (*visit).into(),
                status.as_str().into(),
                (*at).into(),
            ]);
        }
        for (job, row) in &delta.jobs {
            jobs.push([
                instance.into(),
                (*job).into(),
                place.workspace.into(),
                row.visit.into(),
                row.connector.as_str().into(),
                row.action.as_str().into(),
                row.connection.into(),
                row.input.as_str().into(),
                row.due.into(),
                row.lease_token.into(),
            ]);
        }
        for job in &delta.closed_jobs {
            closed.push([instance.into(), (*job).into()]);
        }
        for (timer, row) in &delta.timers {
            timers.push([
                instance.into(),
                (*timer).into(),
                place.workspace.into(),
                row.visit.into(),
                row.due.into(),
            ]);
        }
        for timer in &delta.removed_timers {
            removed.push([instance.into(), (*timer).into()]);
        }
        for (visit, at) in &delta.released {
            released.push([instance.into(), (*visit).into(), (*at).into()]);
            let_go.push([instance.into(), (*visit).into()]);
        }
    }
    release(on, released, let_go).await?;
    let (insert_visit, insert_job, insert_timer) = (
        "INSERT INTO step_visit (instance, step_instance, workspace, process, version, step, status, entered_at, \
         left_at)",
        "INSERT INTO job (instance, job, workspace, step_instance, connector, action, connection, input, due, \
         lease_token)",
        "INSERT INTO timer (instance, timer, workspace, step_instance, due)",
    );
    entered.run(on, insert_visit, "").await?;
    left.run(
        on,
        "UPDATE step_visit SET status = v.column3, left_at = v.column4 FROM (",
        ") AS v WHERE step_visit.instance = v.column1 AND step_visit.step_instance = v.column2",
    )
    .await?;
    jobs.run(on, insert_job, "").await?;
    closed
        .run(on, "DELETE FROM job WHERE (instance, job) IN (", ")")
        .await?;
    timers.run(on, insert_timer, "").await?;
    removed
        .run(on, "DELETE FROM timer WHERE (instance, timer) IN (", ")")
        .await?;
    Ok(())
}

/// What [`Projection`] does for one visit that lets go of everything.
async fn release(on: &impl ConnectionTrait, released: Rows, let_go: Rows) -> Result<(), Error> {
    let (open, withdrawn) = (
        text::word(&TaskStatus::Open)?,
        text::word(&TaskStatus::Withdrawn)?,
    );
    released
        .clone()
        .run(
            on,
            &format!(
                "UPDATE user_task SET status = '{withdrawn}', closed_at = v.column3, saved_answers = NULL FROM ("
            ),
            &format!(
                ") AS v WHERE user_task.instance = v.column1 AND user_task.step_instance = v.column2 \
                 AND user_task.status = '{open}'"
            ),
        )
        .await?;
    for table in ["timer", "job"] {
        let delete = format!("DELETE FROM {table} WHERE (instance, step_instance) IN (");
        let_go.clone().run(on, &delete, ")").await?;
    }
    released
        .run(
            on,
            "UPDATE incident SET resolved_at = v.column3 FROM (",
            ") AS v WHERE incident.instance = v.column1 AND incident.step_instance = v.column2 \
             AND incident.resolved_at IS NULL",
        )
        .await
        .map(drop)
}

async fn keys(on: &impl ConnectionTrait, going: &[(&Prepared, &Projection)]) -> Result<(), Error> {
    let mut keys = Rows::default();
    for (commit, place) in going {
        if let Some(key) = &commit.key {
            keys.push([
                commit.workspace.0.into(),
                commit.target.scope().into(),
                key.as_str().into(),
                place.instance.into(),
                text::signed(commit.seq).into(),
            ]);
        }
    }
    let wanted = keys.len() as u64;
    let written = keys
        .run(
            on,
            "INSERT INTO command_key (workspace, scope, key, instance, seq)",
            " ON CONFLICT DO NOTHING",
        )
        .await?;
    all_there(wanted, written)
}

fn all_there(wanted: u64, changed: u64) -> Result<(), Error> {
    if wanted == changed {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

fn is_pending(of: &(&Prepared, &Option<Result<Committed, Error>>)) -> bool {
    of.1.is_none()
}

impl Target {
    fn existing(&self) -> Option<i64> {
        match self {
            Self::New(_) => None,
            Self::Existing(id) => Some(id.0),
        }
    }
}
