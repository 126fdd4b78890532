//! A step calls another process: a case of it begins, and knows who called it.

use crate::begin::Begin;
use crate::{Engine, Error};
use process::run::{Rejection, Status, Wish};
use process::step::Binding;
use process::{StepInstanceId, Timestamp, Value};
use std::collections::BTreeMap;
use store::calling::{Caller, NotCallable};
use store::outbox::DueErrand;
use store::{Done, InstanceId};

/// How deep cases may call each other. Deeper is a process that calls itself without end.
pub(crate) const DEEPEST: u32 = 100;

impl Engine {
    pub(crate) async fn call(
        &self,
        due: &DueErrand,
        (case, visit): (InstanceId, StepInstanceId),
        (process, binding, variables): (&str, Binding, &BTreeMap<String, Value>),
        now: Timestamp,
    ) -> Result<(), Error> {
        let workspace = due.workspace;
        let calling = self.store().load(workspace, case).await?;
        let caller = Caller {
            instance: case,
            step_instance: visit,
        };
        // Somebody tries a call again. What it called the first time may have come to its end since; if it is still
        // stuck, it makes room.
        if let Some(earlier) = self.store().last_called(workspace, caller).await? {
            match earlier.status {
                Status::Completed => {
                    let wish = self.return_of(due, earlier.instance, visit).await?;
                    return self.tell(due, case, wish, now).await;
                }
                Status::Active | Status::New => {
                    let reason = "The step that called this case was tried again.".to_owned();
                    self.cancel(workspace, earlier.instance, reason, now)
                        .await?;
                }
                Status::Cancelled => {}
            }
        }
        let begun = match self
            .store()
            .callable(
                workspace,
                process,
                binding,
                (calling.process, calling.version),
            )
            .await?
        {
            Err(why) => Err(in_words(process, binding, &why)),
            Ok(_) if calling.depth >= DEEPEST => Err(format!(
                "Cases have called each other {} deep, so this call was stopped. Look for a process that calls itself without end.",
                calling.depth
            )),
            Ok((process, version)) => {
                let begun = self
                    .begin(Begin {
                        workspace,
                        process,
                        version,
                        step: None,
                        values: variables.clone(),
                        caller: Some(caller),
                        depth: calling.depth + 1,
                        done: Done::Errand(due.id),
                        at: now,
                    })
                    .await;
                match begun {
                    Ok(_) => Ok(()),
                    Err(Error::Rejected(Rejection::NoStart)) => Err(
                        "The process that this step calls begins only by an event. Give it a plain start.".to_owned(),
                    ),
                    Err(Error::Rejected(rejection)) => {
                        tracing::warn!(%case, ?rejection, "a call was refused");
                        Err("The process that this step calls could not begin.".to_owned())
                    }
                    Err(other) => return Err(other),
                }
            }
        };
        match begun {
            Ok(()) => Ok(()),
            Err(message) => {
                let wish = Wish::StopCall {
                    step_instance: visit,
                    message,
                };
                self.tell(due, case, wish, now).await
            }
        }
    }

    async fn cancel(
        &self,
        workspace: store::WorkspaceId,
        case: InstanceId,
        reason: String,
        now: Timestamp,
    ) -> Result<(), Error> {
        let command = process::Command {
            at: now,
            by: process::run::Actor::Engine,
            wish: Wish::Cancel { reason },
        };
        match self.submit(workspace, case, command, None).await {
            Ok(_) | Err(Error::Rejected(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

fn in_words(process: &str, binding: Binding, why: &NotCallable) -> String {
    match (why, binding) {
        (NotCallable::Unknown, _) if process.trim().is_empty() => {
            "This step does not say which process it calls. Choose one, publish, and start again."
                .to_owned()
        }
        (NotCallable::Unknown, _) => format!(
            "This step calls the process “{}”, which is not here. Create and publish it, then try again.",
            process.trim()
        ),
        (NotCallable::Archived(name), _) => format!(
            "This step calls the process “{name}”, which is put away. Take it out again, then try again."
        ),
        (NotCallable::NotPublished(name), Binding::Version { version }) => format!(
            "This step calls version {version} of the process “{name}”, which is not there."
        ),
        (NotCallable::NotPublished(name), Binding::Deployment) => format!(
            "This step calls the process “{name}” as it was when this process was published, and it was not published then."
        ),
        (NotCallable::NotPublished(name), Binding::Latest) => format!(
            "This step calls the process “{name}”, which is not published. Publish it, then try again."
        ),
    }
}
