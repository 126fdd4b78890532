//! What a commit means for the rows that nearly every commit touches: visits, jobs and timers. A row that comes and goes
//! within the commit is never written.

use crate::error::Error;
use crate::job::FIRST_TOKEN;
use crate::step_visit::VisitStatus;
use crate::text::{json, plain, signed, word};
use crate::write::{VisitEnd, Write};
use process::StepInstanceId;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Delta {
    pub entered: BTreeMap<i64, Visit>,
    /// Visits that began earlier: their status and when they were left.
    pub left: Vec<(i64, String, i64)>,
    pub jobs: BTreeMap<i64, Job>,
    pub closed_jobs: Vec<i64>,
    pub timers: BTreeMap<i64, Timer>,
    pub removed_timers: Vec<i64>,
    /// Visits that let go of everything, and when.
    pub released: Vec<(i64, i64)>,
}

#[derive(Debug)]
pub(super) struct Visit {
    pub step: String,
    pub status: String,
    pub entered_at: i64,
    pub left_at: Option<i64>,
}

#[derive(Debug)]
pub(super) struct Job {
    pub visit: i64,
    pub connector: String,
    pub action: String,
    pub connection: Option<i64>,
    pub input: String,
    pub due: i64,
    pub lease_token: i64,
}

#[derive(Debug)]
pub(super) struct Timer {
    pub visit: i64,
    pub due: i64,
}

impl Delta {
    /// `None` where other rows are touched too: then all are written one by one, in their order.
    pub fn of(writes: &[Write]) -> Result<Option<Self>, Error> {
        let mut delta = Self::default();
        for write in writes {
            if !delta.take(write)? {
                return Ok(None);
            }
        }
        Ok(Some(delta))
    }

    fn take(&mut self, write: &Write) -> Result<bool, Error> {
        match write {
            Write::EnterStep {
                step_instance,
                step,
                at,
            } => {
                let visit = Visit {
                    step: plain(step.as_str()),
                    status: word(&VisitStatus::Active)?,
                    entered_at: at.0,
                    left_at: None,
                };
                self.entered.insert(signed(step_instance.0), visit);
            }
            Write::LeaveStep {
                step_instance,
                end,
                at,
            } => {
                let (visit, status) = (signed(step_instance.0), word(&VisitStatus::from(*end))?);
                match self.entered.get_mut(&visit) {
                    Some(entered) => {
                        entered.status = status;
                        entered.left_at = Some(at.0);
                    }
                    None => self.left.push((visit, status, at.0)),
                }
            }
            Write::OpenJob {
                job,
                step_instance,
                connector,
                action,
                connection,
                input,
                due,
                leased_until,
            } => {
                let row = Job {
                    visit: signed(step_instance.0),
                    connector: plain(connector),
                    action: plain(action),
                    connection: connection.map(|connection| connection.0),
                    input: json(input)?,
                    due: leased_until.map_or(due.0, |until| until.0),
                    lease_token: leased_until.map_or(0, |_| FIRST_TOKEN),
                };
                self.jobs.insert(signed(job.0), row);
            }
            Write::CloseJob { job } => {
                let job = signed(job.0);
                if self.jobs.remove(&job).is_none() {
                    self.closed_jobs.push(job);
                }
            }
            Write::SetTimer {
                timer,
                step_instance,
                due,
            } => {
                let row = Timer {
                    visit: signed(step_instance.0),
                    due: due.0,
                };
                self.timers.insert(signed(timer.0), row);
            }
            Write::RemoveTimer { timer } => {
                let timer = signed(timer.0);
                if self.timers.remove(&timer).is_none() {
                    self.removed_timers.push(timer);
                }
            }
            Write::Release { step_instance, at } => self.release(*step_instance, at.0),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn release(&mut self, step_instance: StepInstanceId, at: i64) {
        let visit = signed(step_instance.0);
        self.jobs.retain(|_, job| job.visit != visit);
        self.timers.retain(|_, timer| timer.visit != visit);
        // What a visit of this very commit had is gone by now.
        if !self.entered.contains_key(&visit) {
            self.released.push((visit, at));
        }
    }
}

impl From<VisitEnd> for VisitStatus {
    fn from(end: VisitEnd) -> Self {
        match end {
            VisitEnd::Done => Self::Done,
            VisitEnd::Terminated => Self::Terminated,
        }
    }
}
