//! Who is asked, and who sees it.

use crate::harness::on_both;
use crate::house::{House, NOW, ask, at, release, step, visit};
use process::Value;
use process::run::Candidate;
use process::step::Role;
use std::collections::{BTreeMap, BTreeSet};
use store::user::UserChange;
use store::user_task::TaskStatus;
use store::{Error, Page, UserId, UserTaskId, Write};

impl House {
    async fn inbox(&self, user: UserId) -> Vec<u64> {
        let tasks = self
            .store
            .inbox(self.workspace, user, Page::first(50))
            .await
            .unwrap();
        assert_eq!(
            tasks.len() as u64,
            self.store.inbox_count(self.workspace, user).await.unwrap()
        );
        tasks.into_iter().map(|task| task.step_instance.0).collect()
    }

    async fn first_task(&self, user: UserId) -> UserTaskId {
        self.store
            .inbox(self.workspace, user, Page::first(1))
            .await
            .unwrap()[0]
            .id
    }
}

on_both! {
    async fn a_task_stands_in_the_inbox_of_those_it_asks_and_of_nobody_else(fresh) {
        let house = House::build(fresh).await;
        let (eve, ian, kim) = (
            house.member("eve@example.com").await,
            house.member("ian@example.com").await,
            house.member("kim@example.com").await,
        );
        let team = house.store.add_team(house.workspace, "Human resources").await.unwrap();
        house.store.set_team_members(house.workspace, &team, &BTreeSet::from([ian, house.admin])).await.unwrap();
        house.start(vec![
            ask(1, Candidate::Person { user: eve }),
            ask(2, Candidate::Team { team }),
            ask(3, Candidate::Role { role: Role::Member }),
            ask(4, Candidate::Team { team: "no such team".to_owned() }),
        ]).await;
        assert_eq!(house.inbox(eve).await, [1, 3]);
        assert_eq!(house.inbox(ian).await, [2, 3]);
        assert_eq!(house.inbox(kim).await, [3]);
        assert_eq!(house.inbox(house.admin).await, [2, 3], "an administrator may do what members may");
        let first = house.first_task(eve).await;
        assert!(house.store.may_answer(house.workspace, eve, first).await.unwrap());
        assert!(!house.store.may_answer(house.workspace, kim, first).await.unwrap());
    }
}

on_both! {
    async fn a_task_given_to_somebody_is_theirs_alone_until_it_is_given_back(fresh) {
        let house = House::build(fresh).await;
        let (eve, ian) = (house.member("eve@example.com").await, house.member("ian@example.com").await);
        let instance = house.start(vec![ask(1, Candidate::Role { role: Role::Member })]).await;
        let give = |to| vec![Write::AssignUserTask { step_instance: visit(1), to }];
        house.go_on(instance, 1, give(Some(eve))).await.unwrap();
        assert_eq!((house.inbox(eve).await, house.inbox(ian).await), (vec![1], vec![]));
        house.go_on(instance, 2, give(Some(house.admin))).await.unwrap();
        assert_eq!(house.inbox(house.admin).await, [1], "also to an administrator");
        house.go_on(instance, 3, give(None)).await.unwrap();
        assert_eq!((house.inbox(eve).await, house.inbox(ian).await), (vec![1], vec![1]));
    }
}

on_both! {
    async fn an_answered_task_leaves_the_inbox_and_says_by_whom(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        let instance = house.start(vec![ask(1, Candidate::Person { user: eve })]).await;
        let task = house.first_task(eve).await;
        let answer = Write::AnswerUserTask { step_instance: visit(1), by: Some(eve), at: at(5) };
        house.go_on(instance, 1, vec![answer, release(1)]).await.unwrap();
        assert!(house.inbox(eve).await.is_empty());
        let task = house.store.user_task(house.workspace, task).await.unwrap();
        assert_eq!(task.status, TaskStatus::Answered, "what is answered is not withdrawn afterwards");
        assert_eq!((task.answered_by, task.answered_by_name.as_deref()), (Some(eve), Some("eve@example.com")));
        assert_eq!((task.closed_at, task.opened_at, task.due), (Some(at(5)), NOW, Some(at(60))));
        assert_eq!((task.step, task.process_name.as_str()), (step(), "Leave request"));
    }
}

on_both! {
    async fn a_task_nobody_waits_for_any_more_is_withdrawn(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        let instance = house.start(vec![ask(1, Candidate::Person { user: eve }), ask(2, Candidate::Person { user: eve })]).await;
        house.go_on(instance, 1, vec![release(1)]).await.unwrap();
        assert_eq!(house.inbox(eve).await, [2]);
        let tasks = house.store.user_tasks_of(house.workspace, instance).await.unwrap();
        let statuses: Vec<TaskStatus> = tasks.iter().map(|task| task.status).collect();
        assert_eq!(statuses, [TaskStatus::Withdrawn, TaskStatus::Open]);
    }
}

on_both! {
    async fn somebody_switched_off_is_asked_nothing(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        house.start(vec![ask(1, Candidate::Person { user: eve })]).await;
        let off = UserChange { name: "Eve".to_owned(), role: Role::Member, active: false };
        house.store.change_user(house.workspace, eve, &off).await.unwrap();
        assert!(house.inbox(eve).await.is_empty());
    }
}

on_both! {
    async fn the_inbox_comes_in_pages_that_neither_repeat_nor_skip(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        house.start((1..=7).map(|number| ask(number, Candidate::Person { user: eve })).collect()).await;
        let mut seen = Vec::new();
        let mut page = Page::first(3);
        loop {
            let tasks = house.store.inbox(house.workspace, eve, page).await.unwrap();
            let Some(last) = tasks.last() else { break };
            page = Page::after(last.id, 3);
            seen.extend(tasks.into_iter().map(|task| task.step_instance.0));
        }
        assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7]);
    }
}

on_both! {
    async fn half_filled_answers_are_kept_for_whoever_fills_them(fresh) {
        let house = House::build(fresh).await;
        let (eve, ian) = (house.member("eve@example.com").await, house.member("ian@example.com").await);
        let instance = house.start(vec![ask(1, Candidate::Person { user: eve })]).await;
        let task = house.first_task(eve).await;
        let answers = BTreeMap::from([("reason".to_owned(), Value::from("so far, so good \0"))]);
        house.store.save_answers(house.workspace, eve, task, &answers).await.unwrap();
        assert_eq!(house.store.saved_answers(house.workspace, eve, task).await.unwrap(), Some(answers.clone()));
        assert_eq!(house.store.saved_answers(house.workspace, ian, task).await.unwrap(), None);
        let refused = house.store.save_answers(house.workspace, ian, task, &answers).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");

        house.go_on(instance, 1, vec![release(1)]).await.unwrap();
        assert_eq!(house.store.saved_answers(house.workspace, eve, task).await.unwrap(), None);
        let late = house.store.save_answers(house.workspace, eve, task, &answers).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    }
}
