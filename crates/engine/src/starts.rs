//! What cases begin by themselves: registered when a version is published, and begun when their time comes.

use crate::begin::Begin;
use crate::clock::Clock;
use crate::{Engine, Error, lanes};
use process::problem::{Place, Problem, Severity};
use process::{Begins, Definition, Schedule, Timestamp, Zone};
use std::collections::BTreeMap;
use store::process::Missed;
use store::start_event::{NewStart, StartEvent, StartsBy};
use store::{Done, ProcessId, WorkspaceId};

/// So many at a time: others come in between.
const BATCH: u32 = 100;
/// A start that cannot be made now is tried again after this long, and holds up no other.
const LATE_MILLIS: i64 = 60_000;

/// How a process begins by itself, for the people who look after it.
#[derive(Clone, Debug)]
pub struct BeginsByItself {
    pub step: process::StepId,
    pub begins: Begins,
    /// When a time comes next.
    pub next: Option<Timestamp>,
}

impl Engine {
    /// What begins cases of the newest version of a process, and when.
    pub async fn begins(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<Vec<BeginsByItself>, Error> {
        let starts = self.store().starts_of(workspace, process).await?;
        let Some(first) = starts.first() else {
            return Ok(Vec::new());
        };
        let place = self.store().workspace(workspace).await?;
        let definition = self
            .definitions()
            .get(
                self.store(),
                workspace,
                process,
                first.version,
                place.calendars,
            )
            .await?;
        let all = placed(&definition).into_iter();
        let known = all.filter_map(|(step, number, begins)| {
            let mut known = starts.iter();
            let start = known.find(|start| start.step == step && start.place == number)?;
            Some(BeginsByItself {
                step,
                begins,
                next: start.due,
            })
        });
        Ok(known.collect())
    }

    /// Begins one batch of the cases whose time has come. Gives how many were looked at.
    pub(crate) async fn begin_due(&self, clock: Clock) -> Result<usize, store::Error> {
        let due = self.store().due_starts(clock.now(), BATCH).await?;
        let count = due.len();
        let engine = self.clone();
        lanes::work(
            due,
            |start| start.process,
            move |start| {
                let engine = engine.clone();
                async move { engine.begin_run(start, clock.now()).await }
            },
        )
        .await?;
        Ok(count)
    }

    async fn begin_run(&self, start: StartEvent, now: Timestamp) -> Result<(), store::Error> {
        let Some(due) = start.due else {
            return Ok(());
        };
        let place = self.store().workspace(start.workspace).await?;
        let definition = self
            .definitions()
            .get(
                self.store(),
                start.workspace,
                start.process,
                start.version,
                place.calendars,
            )
            .await?;
        // Where all that were missed are made up for, the next one is counted from this one; otherwise from the present.
        let from = match start.missed {
            Missed::All => due,
            Missed::Once | Missed::Skip => due.max(now),
        };
        let next = match schedule(&definition, &start) {
            None => Ok(None),
            Some(schedule) => schedule.next(start.published_at, from, &zone_of(&place.zone)),
        };
        let next = next.unwrap_or_else(|why| {
            tracing::error!(process = %start.process, step = %start.step, why, "a recurring start does not come again");
            None
        });
        let run = Done::Run {
            process: start.process,
            step: start.step.clone(),
            place: start.place,
            due,
            next,
        };
        let missed = now.0.saturating_sub(due.0) > LATE_MILLIS;
        if start.archived || (missed && start.missed == Missed::Skip) {
            return moved(self.store().pass_run(start.workspace, &run).await);
        }
        let begun = self
            .begin(Begin {
                workspace: start.workspace,
                process: start.process,
                version: start.version,
                step: Some(start.step.clone()),
                values: BTreeMap::new(),
                caller: None,
                depth: 0,
                done: run.clone(),
                at: now,
            })
            .await;
        match begun {
            // Not found: another server has begun this run, or a new version is published.
            Ok(_) | Err(Error::NotFound | Error::Busy) => Ok(()),
            Err(Error::Database(error)) => Err(error),
            Err(why) => {
                tracing::error!(process = %start.process, step = %start.step, %why, "a case did not begin at its time");
                moved(self.store().pass_run(start.workspace, &run).await)
            }
        }
    }
}

/// Whoever moved it first, it has moved on.
fn moved(passed: Result<(), store::Error>) -> Result<(), store::Error> {
    match passed {
        Err(store::Error::NotFound) => Ok(()),
        other => other,
    }
}

fn schedule(definition: &Definition, start: &StartEvent) -> Option<Schedule> {
    placed(definition)
        .into_iter()
        .find_map(|(step, number, begins)| match begins {
            Begins::Timer(schedule) if step == start.step && number == start.place => {
                Some(*schedule)
            }
            _ => None,
        })
}

/// The starts of a definition, those of one step numbered.
fn placed(definition: &Definition) -> Vec<(process::StepId, u32, Begins)> {
    let mut numbers = BTreeMap::new();
    let all = definition.starts_by().into_iter();
    let placed = all.map(|begins| {
        let number = numbers.entry(begins.step.clone()).or_insert(0);
        let placed = (begins.step, *number, begins.trigger);
        *number += 1;
        placed
    });
    placed.collect()
}

/// What to register as a definition is published, or why that cannot be.
pub(crate) fn of(
    definition: &Definition,
    zone: &str,
    at: Timestamp,
) -> Result<Vec<NewStart>, Problem> {
    let zone = zone_of(zone);
    let mut starts = Vec::new();
    for (step, place, begins) in placed(definition) {
        let by = match begins {
            Begins::Message { name } => Some(StartsBy::Message { name }),
            Begins::Signal { name } => Some(StartsBy::Signal { name }),
            Begins::Condition => None,
            Begins::Timer(schedule) => {
                let first = schedule.next(at, at, &zone).map_err(|message| Problem {
                    severity: Severity::Error,
                    place: Place::Step {
                        step: step.clone(),
                        setting: Some("timer".to_owned()),
                    },
                    rule: "time".to_owned(),
                    message,
                })?;
                first.map(|due| StartsBy::Timer { due })
            }
        };
        starts.extend(by.map(|by| NewStart { step, place, by }));
    }
    Ok(starts)
}

/// The workspace's zone was checked when it was chosen.
fn zone_of(zone: &str) -> Zone {
    zone.parse().unwrap_or(Zone::Utc)
}
