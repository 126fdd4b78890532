//! One task: what is asked, what is known, where the case stands, and the answer.

mod keep;
mod late;

use super::address;
use crate::{
    api::{
        TaskId,
        inbox::{AnswerTask, ClaimTask, Hold, ReleaseTask, TaskView, open_task, release_task},
    },
    canvas::CanvasView,
    pages::{
        case::{Values, paint},
        failure, id_in_address, load, query,
    },
    ui::{
        Button, DueTime, FormError, FormView, LinkButton, Loaded, Look, RelativeTime, use_toasts,
    },
};
use keep::Keeping;
use late::{Late, TypedInVain};
use leptos::{html, prelude::*};
use leptos_meta::Title;
use std::collections::BTreeSet;

#[component]
pub fn TaskPage() -> impl IntoView {
    let id = id_in_address::<TaskId>();
    let show = query("show");
    let task = Resource::new(move || id.get(), |id| load(id, "This task", open_task));
    view! {
        <article class="task">
            <a class="task-back" href=move || address(None, &show.get(), "")>"Back to the list"</a>
            <Loaded resource=task whole_page=true view=move |view| view! { <Task task=view again=task/> }.into_any()/>
        </article>
    }
}

type Again = Resource<Result<TaskView, crate::api::ApiError>>;

#[component]
fn Task(task: TaskView, again: Again) -> impl IntoView {
    let answer = ServerAction::<AnswerTask>::new();
    let late = Late::listen(task.id, answer);
    let overlay = paint(&task.state, &BTreeSet::new(), &BTreeSet::new());
    let TaskView {
        id,
        case,
        started_by,
        opened_at,
        due,
        ..
    } = task.clone();
    view! {
        <Title text=task.title.clone()/>
        <header class="task-head">
            <h1 class="task-title">{task.title.clone()}</h1>
            <p class="row-note">
                {task.process_name.clone()} " · " <a href=format!("/cases/{case}")>{format!("Case {case}")}</a>
                {format!(" · started by {started_by} · here since ")} <RelativeTime moment=opened_at/>
            </p>
            {due.map(|moment| view! { <p class="mt-2"><DueTime moment/></p> })}
        </header>
        {late.note()}
        <Holder id hold=task.hold.clone() again/>
        {(!task.instructions.is_empty()).then(|| view! { <p class="task-asks">{task.instructions.clone()}</p> })}
        {(!task.values.is_empty()).then(|| view! { <Values values=task.values.clone()/> })}
        {(!matches!(task.hold, Hold::Other { .. })).then(|| view! {
            <Answer task=task.clone() answer late/>
        })}
        <section aria-labelledby="here">
            <div class="section-head">
                <h2 id="here">"Where the case stands"</h2>
                <a href=format!("/cases/{case}")>"Its history"</a>
            </div>
            <div class="picture">
                <CanvasView diagram=task.diagram overlay=Signal::stored(overlay) label="Where the case stands"/>
            </div>
        </section>
    }
}

/// Whose it is, and how to take it or give it back.
#[component]
fn Holder(id: TaskId, hold: Hold, again: Again) -> impl IntoView {
    let claim = ServerAction::<ClaimTask>::new();
    let release = ServerAction::<ReleaseTask>::new();
    let toasts = use_toasts();
    let give_back = move || {
        leptos::task::spawn_local(async move {
            match release_task(id).await {
                Ok(()) => again.refetch(),
                Err(error) => toasts.say(error.message),
            }
        });
    };
    Effect::new(move || {
        if let Some(Ok(())) = claim.value().get() {
            toasts.say_with_undo("You have taken the task.", give_back);
            again.refetch();
        }
    });
    Effect::new(move || {
        if let Some(Ok(())) = release.value().get() {
            again.refetch();
        }
    });
    let shown = match hold {
        Hold::Mine { can_release: false } => return ().into_any(),
        Hold::Mine { can_release: true } => view! {
            <span>"You have taken this task."</span>
            <ActionForm action=release>
                <input type="hidden" name="task" value=id.to_string()/>
                <Button label="Give it back" look=Look::Plain busy=release.pending()/>
            </ActionForm>
        }
        .into_any(),
        Hold::Open { candidates } => view! {
            <span>{format!("{candidates} may answer this.")}</span>
            <ActionForm action=claim>
                <input type="hidden" name="task" value=id.to_string()/>
                <Button label="Take it" icon=icondata_lu::LuHand busy=claim.pending()/>
            </ActionForm>
        }
        .into_any(),
        Hold::Other { name } => {
            view! { <span>{format!("{name} has this task and answers it.")}</span> }.into_any()
        }
    };
    view! {
        <FormError error=failure(*claim)/>
        <FormError error=failure(*release)/>
        <div class="holder">{shown}</div>
    }
    .into_any()
}

#[component]
fn Answer(task: TaskView, answer: ServerAction<AnswerTask>, late: Late) -> impl IntoView {
    let error = failure(*answer);
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = answer.value().get() {
            toasts.say("Answered. The case goes on.");
        }
    });
    let form = NodeRef::<html::Form>::new();
    let keeping = Keeping::new(task.id, form);
    Effect::new(move || {
        if answer.pending().get() || late.message.get().is_some() {
            keeping.stop();
        }
    });
    let fields = task.form.clone();
    view! {
        <TypedInVain fields form late/>
        <section
            aria-labelledby="answer" class="answer" class:hidden=move || late.message.get().is_some()
            on:input=move |_| keeping.soon()
        >
            <h2 id="answer">"Your answer"</h2>
            <ActionForm action=answer node_ref=form>
                <div class="form">
                    <FormError error/>
                    <input type="hidden" name="task" value=task.id.to_string()/>
                    <FormView form=task.form values=task.draft error/>
                    <div class="form-foot">
                        <Button label="Send" look=Look::Primary large=true busy=answer.pending()/>
                        <LinkButton label="Later" href="/inbox" look=Look::Plain large=true/>
                        <span class="row-note" role="status">{keeping.said}</span>
                    </div>
                </div>
            </ActionForm>
        </section>
    }
}
