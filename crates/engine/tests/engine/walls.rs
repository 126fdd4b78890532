//! Workspaces do not see each other, and connections can be tried out.

use crate::diagrams;
use crate::harness::{NOON, on_both};
use engine::{Error, PublishError, Start};
use process::id::ConnectionId;
use process::run::Wish;
use store::WorkspaceId;

const ELSEWHERE: WorkspaceId = WorkspaceId(2);

on_both! {
    async fn from_another_workspace_nothing_is_there(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        let question = house.question(case).await.step_instance;
        let before = house.state(case).await;
        let cancel = Wish::Cancel { reason: "Mine now".to_owned() };
        for command in [house.approval(question, NOON), house.by_ada(cancel, NOON)] {
            let foreign = house.engine.submit(ELSEWHERE, case, command, Some("key")).await;
            assert!(matches!(foreign, Err(Error::NotFound)));
        }
        let start = Start { workspace: ELSEWHERE, ..house.wish_to_start(process, "start") };
        assert!(matches!(house.engine.start(start).await, Err(Error::NotFound)));
        assert!(matches!(house.engine.subscribe(ELSEWHERE, case).await, Err(Error::NotFound)));
        let tested = house.engine.test_connection(ELSEWHERE, house.http, house.ada).await;
        assert!(matches!(tested, Err(Error::NotFound)));
        let published = house.engine.publish(ELSEWHERE, process, house.ada, 1, None, NOON).await;
        assert!(matches!(published, Err(PublishError::NotFound | PublishError::DraftChanged)));
        assert!(house.engine.catalog(ELSEWHERE).await.unwrap().connections.is_empty());
        assert_eq!(house.state(case).await, before);
    }
}

on_both! {
    async fn a_connection_can_be_tried_out(house) {
        let works = house.engine.test_connection(house.workspace, house.smtp, house.ada).await.unwrap();
        assert_eq!(works.unwrap(), "127.0.0.1 answered.");
        house.store.allow_private_hosts(house.workspace, &[]).await.unwrap();
        let refused = house.engine.test_connection(house.workspace, house.smtp, house.ada).await.unwrap();
        assert!(refused.unwrap_err().message.contains("An admin can allow this host"));
        let missing = house.engine.test_connection(house.workspace, ConnectionId(404), house.ada).await;
        assert!(matches!(missing, Err(Error::NotFound)));
    }
}
