//! The outbox is worked through: calls and what comes back from them, signals, and looks for messages that lie there.

use crate::begin::Begin;
use crate::clock::Clock;
use crate::submit::Wanted;
use crate::{CrashPoint, Engine, Error, lanes};
use process::run::{Actor, Wish};
use process::{Command, StepInstanceId, Timestamp};
use std::collections::BTreeMap;
use store::outbox::DueErrand;
use store::{Done, Errand, InstanceId};

/// So many at a time: cases that set each other off without end take turns with everything else.
const BATCH: u32 = 100;
/// How many cases one page of a signal reaches.
const PAGE: u32 = 100;
/// How many messages that lie there a case takes at once.
const MOST_KEPT: usize = 100;
/// An errand that cannot be done now is looked at again after this long, and holds up no other.
const POSTPONED_MILLIS: i64 = 60_000;

impl Engine {
    /// Does one batch. Gives how many were looked at.
    pub(crate) async fn do_errands(&self, clock: Clock) -> Result<usize, store::Error> {
        let due = self.store().due_errands(clock.now(), BATCH).await?;
        let count = due.len();
        let engine = self.clone();
        lanes::work(
            due,
            // Those about no case stand alone.
            |errand| errand.case.ok_or(errand.id),
            move |errand| {
                let engine = engine.clone();
                async move { engine.attend(errand, clock.now()).await }
            },
        )
        .await?;
        Ok(count)
    }

    async fn attend(&self, due: DueErrand, now: Timestamp) -> Result<(), store::Error> {
        let done = self.attend_to(&due, now).await;
        self.crash().reach(CrashPoint::AfterErrand).await;
        let why = match done {
            // What came to nothing is taken away here, the rest was by what it led to.
            Ok(Attended::Over) | Err(Error::NotFound | Error::Rejected(_)) => {
                return self.store().drop_errand(due.workspace, due.id).await;
            }
            Ok(Attended::Done | Attended::NotYet) | Err(Error::Busy) => return Ok(()),
            Err(Error::Database(error)) => return Err(error),
            Err(why) => why,
        };
        let later = Timestamp(now.0.saturating_add(POSTPONED_MILLIS));
        tracing::warn!(errand = %due.id, %why, "an errand could not be done yet");
        self.store()
            .postpone_errand(due.workspace, due.id, later)
            .await
    }

    async fn attend_to(&self, due: &DueErrand, now: Timestamp) -> Result<Attended, Error> {
        let errand = due.errand.as_ref().map_err(|why| {
            tracing::error!(errand = %due.id, why, "an errand cannot be read");
            Error::Internal
        })?;
        let case = due.case.ok_or(Error::NotFound);
        let visit = due.step_instance.ok_or(Error::NotFound);
        match errand {
            Errand::Call {
                process,
                binding,
                variables,
            } => {
                self.call(due, (case?, visit?), (process, *binding, variables), now)
                    .await?;
            }
            Errand::ReturnCall => {
                let child = due.sender.ok_or(Error::NotFound)?;
                let wish = self.return_of(due, child, visit?).await?;
                self.tell(due, case?, wish, now).await?;
            }
            Errand::FailCall { code } => {
                let (step_instance, code) = (visit?, code.clone());
                let wish = Wish::FailCall {
                    step_instance,
                    code,
                };
                self.tell(due, case?, wish, now).await?;
            }
            Errand::EscalateCall { code } => {
                let (step_instance, code) = (visit?, code.clone());
                let wish = Wish::EscalateCall {
                    step_instance,
                    code,
                };
                self.tell(due, case?, wish, now).await?;
            }
            Errand::StopCall { message } => {
                let message = message.clone();
                self.tell(
                    due,
                    case?,
                    Wish::StopCall {
                        step_instance: visit?,
                        message,
                    },
                    now,
                )
                .await?;
            }
            Errand::Cancel { reason } => {
                let reason = reason.clone();
                self.tell(due, case?, Wish::Cancel { reason }, now).await?;
            }
            Errand::Hear { signal } => {
                let wish = Wish::Hear {
                    signal: signal.clone(),
                    values: BTreeMap::new(),
                };
                self.tell(due, case?, wish, now).await?;
            }
            Errand::Broadcast { .. } => {
                self.store().turn_page(due, PAGE, now).await?;
            }
            Errand::Begin { process, step } => {
                let starts = self.store().starts_of(due.workspace, *process).await?;
                // Published anew meanwhile: it begins where it begins now, or not at all.
                let start = starts.into_iter().find(|start| start.step == *step);
                let start = start.ok_or(Error::NotFound)?;
                self.begin(Begin {
                    workspace: due.workspace,
                    process: start.process,
                    version: start.version,
                    step: Some(start.step),
                    values: BTreeMap::new(),
                    caller: None,
                    depth: 0,
                    done: Done::Errand(due.id),
                    at: now,
                })
                .await?;
            }
            Errand::Look { wait } => {
                let case = case?;
                for _ in 0..MOST_KEPT {
                    let kept = self.store().kept_for(due.workspace, case, *wait).await?;
                    let Some(message) = kept else {
                        return Ok(Attended::Over);
                    };
                    match self.hand_over(case, &message, now).await {
                        // Somebody else has it; there may be another one.
                        Ok(_) | Err(Error::NotFound) => {}
                        Err(other) => return Err(other),
                    }
                }
                return Ok(Attended::NotYet);
            }
        }
        Ok(Attended::Done)
    }

    /// Brings a wish to a case; the errand goes with the commit.
    pub(crate) async fn tell(
        &self,
        due: &DueErrand,
        case: InstanceId,
        wish: Wish,
        now: Timestamp,
    ) -> Result<(), Error> {
        let told = self
            .change(Wanted {
                workspace: due.workspace,
                instance: case,
                command: Command {
                    at: now,
                    by: Actor::Engine,
                    wish,
                },
                key: None,
                lease: None,
                done: Some(Done::Errand(due.id)),
            })
            .await?;
        tracing::debug!(errand = %due.id, case = %told.instance, "done");
        Ok(())
    }

    pub(crate) async fn return_of(
        &self,
        due: &DueErrand,
        child: InstanceId,
        step_instance: StepInstanceId,
    ) -> Result<Wish, Error> {
        let values = self.standing(due.workspace, child).await?.state.variables;
        Ok(Wish::ReturnCall {
            step_instance,
            values,
        })
    }
}

enum Attended {
    /// Done, and its row is gone with it.
    Done,
    /// There is nothing to do about it any more.
    Over,
    /// There is more to do: it stays where it is.
    NotYet,
}
