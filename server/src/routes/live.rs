//! Live streams: what happens to a case, and that something changed in the workspace. A stream begins where the
//! listener left off, and ends within a second when their session does.

use crate::{composition::Baton, refusal::Refusal};
use app::{
    api::{
        ApiError,
        history::Storyteller,
        live::{LiveEvent, WorkspaceChange},
    },
    door::{Visit, names::Names, sight},
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use serde::Deserialize;
use std::{convert::Infallible, time::Duration};
use store::{InstanceId, instance::InstanceDetail, session::SignedIn};
use tokio::{
    sync::{mpsc, watch},
    time::{Interval, interval},
};

/// So often it is looked whether the listener is still signed in.
const LOOK_AGAIN: Duration = Duration::from_millis(750);
/// At most four notes a second.
const BETWEEN_NOTES: Duration = Duration::from_millis(250);
/// Listeners that do not keep up wait; events wait in the database meanwhile.
const ON_THE_WAY: usize = 64;
const EVENTS_AT_ONCE: u32 = 500;

/// What the browser hears last when its session has ended.
const SIGNED_OUT: &str = "signed-out";

#[derive(Deserialize)]
pub struct Resume {
    #[serde(default)]
    after: u64,
}

pub async fn case(
    State(baton): State<Baton>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    Query(resume): Query<Resume>,
    headers: HeaderMap,
) -> Response {
    let last_heard = headers.get("last-event-id");
    let last_heard = last_heard.and_then(|id| id.to_str().ok()?.parse().ok());
    let after = last_heard.unwrap_or(resume.after);
    match open_case(&baton, &visit, &id).await {
        Ok((listener, case)) => {
            let id = case.summary.id;
            let seq = match baton.engine.subscribe(listener.me.workspace, id).await {
                Ok(seq) => seq,
                Err(error) => return Refusal(error.into()).into_response(),
            };
            let (out, stream) = channel();
            tokio::spawn(async move { tell_case(listener, case, after, seq, &out).await });
            stream
        }
        Err(error) => Refusal(error).into_response(),
    }
}

pub async fn workspace(State(baton): State<Baton>, Extension(visit): Extension<Visit>) -> Response {
    match Listener::new(&baton, &visit) {
        Ok(listener) => {
            let changes = baton.engine.subscribe_workspace(listener.me.workspace);
            let (out, stream) = channel();
            tokio::spawn(async move { tell_workspace(listener, changes, &out).await });
            stream
        }
        Err(error) => Refusal(error).into_response(),
    }
}

/// Whoever listens to a stream.
struct Listener {
    baton: Baton,
    me: SignedIn,
    token: store::Secret,
    look_again: Interval,
}

/// Why a stream goes on.
enum Turn {
    News,
    Over,
}

impl Listener {
    fn new(baton: &Baton, visit: &Visit) -> Result<Self, ApiError> {
        match (&visit.signed_in, &visit.token) {
            (Some(me), Some(token)) => Ok(Self {
                baton: baton.clone(),
                me: me.clone(),
                token: token.clone(),
                look_again: interval(LOOK_AGAIN),
            }),
            _ => Err(ApiError::not_signed_in()),
        }
    }

    /// Waits for news, unless the listener goes away, the session ends or the server stops.
    async fn wait(&mut self, news: &mut watch::Receiver<u64>, out: &Out) -> Turn {
        let mut stopped = self.baton.stopped.clone();
        loop {
            tokio::select! {
                changed = news.changed() => return if changed.is_ok() { Turn::News } else { Turn::Over },
                () = out.closed() => return Turn::Over,
                () = until(&mut stopped) => return Turn::Over,
                _ = self.look_again.tick() => {}
            }
            if !self.is_signed_in().await {
                let _ = out.send(Event::default().event(SIGNED_OUT).data("")).await;
                return Turn::Over;
            }
        }
    }

    /// With the same role as when the stream began: another one may see other things.
    async fn is_signed_in(&self) -> bool {
        match self.baton.store.session(&self.token, engine::now()).await {
            Ok(Some(now)) => now.user.role == self.me.user.role,
            Ok(None) => false,
            // A database that is away for a moment ends nobody's session; there is nothing to tell meanwhile.
            Err(_) => true,
        }
    }
}

async fn until(stopped: &mut watch::Receiver<bool>) {
    // An error means the server is gone, which is the end as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn open_case(
    baton: &Baton,
    visit: &Visit,
    id: &str,
) -> Result<(Listener, InstanceDetail), ApiError> {
    let listener = Listener::new(baton, visit)?;
    let nothing = || ApiError::not_found("This case");
    let case: InstanceId = id.parse().map_err(|_| nothing())?;
    let detail = match baton.store.instance(listener.me.workspace, case).await {
        Err(store::Error::NotFound) => return Err(nothing()),
        detail => detail?,
    };
    if sight::may_see(&baton.store, &listener.me, &detail.summary).await? {
        Ok((listener, detail))
    } else {
        Err(nothing())
    }
}

async fn tell_case(
    mut listener: Listener,
    case: InstanceDetail,
    after: u64,
    mut news: watch::Receiver<u64>,
    out: &Out,
) -> Option<()> {
    let workspace = listener.me.workspace;
    let store = listener.baton.store.clone();
    let mut names = Names::of(&store, workspace).await.ok()?;
    // From the beginning, because the words for an event need what came before it.
    let (mut teller, mut seq) = (Storyteller::default(), 0);
    loop {
        news.borrow_and_update();
        loop {
            let events = store
                .events_after(workspace, case.summary.id, seq, EVENTS_AT_ONCE)
                .await
                .ok()?;
            let Some(last) = events.last() else { break };
            seq = last.seq;
            for recorded in events {
                let line = teller.tell(&case.diagram, &names, recorded.seq, &recorded.event);
                if recorded.seq > after {
                    let news = LiveEvent {
                        seq: recorded.seq,
                        event: recorded.event,
                        line,
                    };
                    let id = news.seq.to_string();
                    out.send(Event::default().id(id).json_data(news).ok()?)
                        .await
                        .ok()?;
                }
            }
        }
        match listener.wait(&mut news, out).await {
            Turn::News => names = Names::of(&store, workspace).await.unwrap_or(names),
            Turn::Over => return None,
        }
    }
}

async fn tell_workspace(
    mut listener: Listener,
    mut news: watch::Receiver<u64>,
    out: &Out,
) -> Option<()> {
    loop {
        news.borrow_and_update();
        let (workspace, me) = (listener.me.workspace, listener.me.user.id);
        // The clock, so that a listener who comes back never takes a new state for the one they knew.
        let seq = u64::try_from(engine::now().0).unwrap_or_default();
        if let Ok(tasks) = listener.baton.store.inbox_count(workspace, me).await {
            let change = WorkspaceChange { seq, tasks };
            out.send(Event::default().json_data(change).ok()?)
                .await
                .ok()?;
        }
        tokio::time::sleep(BETWEEN_NOTES).await;
        if matches!(listener.wait(&mut news, out).await, Turn::Over) {
            return None;
        }
    }
}

type Out = mpsc::Sender<Event>;

fn channel() -> (Out, Response) {
    let (out, stream) = mpsc::channel(ON_THE_WAY);
    let stream = futures::stream::unfold(stream, |mut stream| async {
        stream
            .recv()
            .await
            .map(|event| (Ok::<_, Infallible>(event), stream))
    });
    (
        out,
        Sse::new(stream)
            .keep_alive(KeepAlive::default())
            .into_response(),
    )
}
