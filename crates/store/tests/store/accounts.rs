//! People, teams, sessions, and signing in.

use crate::harness::{on_both, secret};
use crate::house::{House, NOW, PASSWORD, at, person};
use process::diagram::{Point, Step};
use process::step::{AskPerson, Assignment, Role, StepKind};
use process::{Diagram, Timestamp};
use std::collections::BTreeSet;
use store::draft::Seen;
use store::session::{SESSION_IDLE, SESSION_LIFETIME};
use store::sign_in::{SignIn, SignInOutcome};
use store::user::{UserChange, UserChanged};
use store::workspace::SetUp;
use store::{Error, Secret, UserId, VersionNumber};
use tokio::task::JoinSet;

impl House {
    async fn try_sign_in(
        &self,
        email: &str,
        password: &str,
        from: &str,
        now: Timestamp,
    ) -> SignInOutcome {
        let sign_in = SignIn {
            workspace: self.workspace,
            email,
            password: &secret(password),
            address: from,
            old: None,
        };
        self.store.sign_in(&sign_in, now).await.unwrap()
    }

    async fn signed_in(&self, email: &str, now: Timestamp) -> Secret {
        match self.try_sign_in(email, PASSWORD, "192.0.2.1", now).await {
            SignInOutcome::SignedIn { token, .. } => token,
            other => panic!("{other:?}"),
        }
    }

    async fn is_signed_in(&self, token: &Secret, now: Timestamp) -> bool {
        self.store.session(token, now).await.unwrap().is_some()
    }
}

fn change(role: Role, active: bool) -> UserChange {
    UserChange {
        name: "Renamed".to_owned(),
        role,
        active,
    }
}

on_both! {
    async fn a_workspace_is_set_up_once_even_by_two_at_once(fresh) {
        let mut racing = JoinSet::new();
        for number in 0..4 {
            let store = fresh.store.clone();
            racing.spawn(async move {
                let set_up = SetUp {
                    name: "Musterfirma".to_owned(),
                    zone: "UTC".to_owned(),
                    admin: person(&format!("{number}@example.com"), Role::Member),
                };
                store.set_up(set_up, NOW).await
            });
        }
        let outcomes = racing.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::Conflict))).count(), 3);
        let workspace = fresh.store.first_workspace().await.unwrap().unwrap();
        let people = fresh.store.people(workspace.id).await.unwrap();
        assert_eq!(people.len(), 1, "who lost is not there");
        assert_eq!(people[0].role, Role::Admin);
    }
}

on_both! {
    async fn an_email_address_is_taken_in_whatever_letters(fresh) {
        let house = House::build(fresh).await;
        for email in ["ada@example.com", "ADA@EXAMPLE.COM", "  Ada@Example.com "] {
            let refused = house.store.add_user(house.workspace, person(email, Role::Member), NOW).await;
            assert!(matches!(refused, Err(Error::Conflict)), "{email}: {refused:?}");
        }
    }
}

on_both! {
    async fn the_right_password_opens_a_session_whatever_letters_the_address_has(fresh) {
        let house = House::build(fresh).await;
        let token = house.signed_in(" ADA@example.com", NOW).await;
        let who = house.store.session(&token, at(1)).await.unwrap().unwrap();
        assert_eq!((who.workspace, who.user.id, who.user.role), (house.workspace, house.admin, Role::Admin));
        assert_eq!(fresh.number("SELECT COUNT(*) FROM session WHERE token_hash = 'x'").await, 0);
        let rows = fresh.number(&format!("SELECT COUNT(*) FROM session WHERE token_hash = '{}'", token.expose())).await;
        assert_eq!(rows, 0, "the token itself is not in the database");
        house.store.end_session(&token).await.unwrap();
        assert!(!house.is_signed_in(&token, at(1)).await);
    }
}

on_both! {
    async fn a_wrong_password_an_unknown_address_and_a_closed_account_look_the_same(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        house.store.change_user(house.workspace, eve, &change(Role::Member, false)).await.unwrap();
        let too_long = "long".repeat(1_000);
        for (email, password) in [
            ("ada@example.com", "wrong"),
            ("ada@example.com", &too_long),
            ("nobody@example.com", PASSWORD),
            ("nobody@example.com", &too_long),
            ("eve@example.com", PASSWORD),
        ] {
            let outcome = house.try_sign_in(email, password, "192.0.2.1", NOW).await;
            assert_eq!(outcome, SignInOutcome::Wrong, "{email}");
        }
    }
}

on_both! {
    async fn ten_wrong_passwords_are_slowed_down_and_the_right_one_must_wait_too(fresh) {
        let house = House::build(fresh).await;
        let guess = async |now| house.try_sign_in("ada@example.com", "wrong", "192.0.2.1", now).await;
        for _ in 0..5 {
            assert_eq!(guess(NOW).await, SignInOutcome::Wrong);
        }
        for _ in 0..5 {
            assert_eq!(guess(at(4)).await, SignInOutcome::Wait { until: at(5) });
        }
        let early = house.try_sign_in("Ada@example.com", PASSWORD, "198.51.100.9", at(4)).await;
        assert_eq!(early, SignInOutcome::Wait { until: at(5) }, "from another network address as well");
        assert_eq!(guess(at(5)).await, SignInOutcome::Wrong);
        assert_eq!(guess(at(6)).await, SignInOutcome::Wait { until: at(15) }, "the wait grows");
        house.signed_in("ada@example.com", at(15)).await;
        assert_eq!(guess(at(16)).await, SignInOutcome::Wrong, "the right password starts the count anew");
    }
}

on_both! {
    async fn guesses_sent_all_at_once_are_counted_all(fresh) {
        let house = House::build(fresh).await;
        let mut racing = JoinSet::new();
        for _ in 0..20 {
            let (store, workspace) = (house.store.clone(), house.workspace);
            racing.spawn(async move {
                let sign_in = SignIn {
                    workspace,
                    email: "ada@example.com",
                    password: &secret("wrong"),
                    address: "192.0.2.1",
                    old: None,
                };
                store.sign_in(&sign_in, NOW).await.unwrap()
            });
        }
        let outcomes = racing.join_all().await;
        let looked_at = outcomes.iter().filter(|outcome| **outcome == SignInOutcome::Wrong).count();
        assert_eq!(looked_at, 5);
    }
}

on_both! {
    async fn many_addresses_tried_from_one_place_are_slowed_down_as_well(fresh) {
        let house = House::build(fresh).await;
        fresh.tamper(
            "INSERT INTO sign_in_attempt (subject, failures, last_at, blocked_until) \
             VALUES ('address 192.0.2.1', 49, 1800000000000, 0)",
        ).await;
        let first = house.try_sign_in("a@example.com", "wrong", "192.0.2.1", NOW).await;
        let second = house.try_sign_in("b@example.com", "wrong", "192.0.2.1", NOW).await;
        let elsewhere = house.try_sign_in("b@example.com", "wrong", "192.0.2.2", NOW).await;
        assert_eq!((first, elsewhere), (SignInOutcome::Wrong, SignInOutcome::Wrong));
        assert_eq!(second, SignInOutcome::Wait { until: at(5) });
    }
}

on_both! {
    async fn signing_in_ends_the_session_the_browser_had_before(fresh) {
        let house = House::build(fresh).await;
        let planted = house.signed_in("ada@example.com", NOW).await;
        let password = secret(PASSWORD);
        let sign_in = SignIn {
            workspace: house.workspace,
            email: "ada@example.com",
            password: &password,
            address: "192.0.2.1",
            old: Some(&planted),
        };
        let outcome = house.store.sign_in(&sign_in, at(1)).await.unwrap();
        let SignInOutcome::SignedIn { token, .. } = outcome else { panic!("{outcome:?}") };
        assert!(!house.is_signed_in(&planted, at(2)).await);
        assert!(house.is_signed_in(&token, at(2)).await);
    }
}

on_both! {
    async fn a_session_ends_when_nobody_uses_it_and_in_any_case_after_a_week(fresh) {
        let house = House::build(fresh).await;
        let idle = SESSION_IDLE.as_secs() as i64;
        let unused = house.signed_in("ada@example.com", NOW).await;
        assert!(house.is_signed_in(&unused, at(idle - 1)).await);
        assert!(house.is_signed_in(&unused, at(2 * idle - 2)).await, "each use counts from anew");
        assert!(!house.is_signed_in(&unused, at(3 * idle)).await);

        let busy = house.signed_in("ada@example.com", NOW).await;
        let end = SESSION_LIFETIME.as_secs() as i64;
        for moment in (0..end).step_by(idle as usize / 2) {
            assert!(house.is_signed_in(&busy, at(moment)).await, "{moment}");
        }
        assert!(!house.is_signed_in(&busy, at(end)).await);
    }
}

on_both! {
    async fn whatever_takes_something_away_ends_all_sessions_of_the_person(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        let new_password = secret("a new one");
        let own = house.signed_in("ada@example.com", NOW).await;
        let tokens = [house.signed_in("eve@example.com", NOW).await, house.signed_in("eve@example.com", NOW).await];
        house.store.change_user(house.workspace, eve, &change(Role::Member, true)).await.unwrap();
        for token in &tokens {
            assert!(house.is_signed_in(token, NOW).await, "a new name takes nothing away");
        }
        house.store.change_user(house.workspace, eve, &change(Role::Builder, true)).await.unwrap();
        for token in &tokens {
            assert!(!house.is_signed_in(token, NOW).await, "a new role");
        }
        let token = house.signed_in("eve@example.com", NOW).await;
        house.store.set_password(house.workspace, eve, &new_password).await.unwrap();
        assert!(!house.is_signed_in(&token, NOW).await, "a new password");
        let outcome = house.try_sign_in("eve@example.com", "a new one", "192.0.2.1", NOW).await;
        let SignInOutcome::SignedIn { token, .. } = outcome else { panic!("{outcome:?}") };
        house.store.change_user(house.workspace, eve, &change(Role::Builder, false)).await.unwrap();
        assert!(!house.is_signed_in(&token, NOW).await, "switched off");
        assert!(house.is_signed_in(&own, NOW).await, "others stay");
    }
}

on_both! {
    async fn the_last_administrator_stays_one_even_when_two_remove_each_other(fresh) {
        let house = House::build(fresh).await;
        let alone = house.store.change_user(house.workspace, house.admin, &change(Role::Admin, false)).await.unwrap();
        assert_eq!(alone, UserChanged::LastAdmin);
        let second = house.store.add_user(house.workspace, person("eve@example.com", Role::Admin), NOW).await.unwrap();
        let mut racing = JoinSet::new();
        for user in [house.admin, second] {
            let (store, workspace) = (house.store.clone(), house.workspace);
            racing.spawn(async move { store.change_user(workspace, user, &change(Role::Member, true)).await.unwrap() });
        }
        let mut outcomes = racing.join_all().await;
        outcomes.sort_by_key(|outcome| *outcome == UserChanged::LastAdmin);
        assert_eq!(outcomes, [UserChanged::Done, UserChanged::LastAdmin]);
        let admins = house.store.people(house.workspace).await.unwrap().into_iter().filter(|user| user.role == Role::Admin);
        assert_eq!(admins.count(), 1);
    }
}

on_both! {
    async fn a_team_keeps_its_key_when_its_name_changes(fresh) {
        let house = House::build(fresh).await;
        let eve = house.member("eve@example.com").await;
        let key = house.store.add_team(house.workspace, "Human Resources & Co").await.unwrap();
        let second = house.store.add_team(house.workspace, "human resources, co").await.unwrap();
        assert_eq!((key.as_str(), second.as_str()), ("human-resources-co", "human-resources-co-2"));
        house.store.set_team_members(house.workspace, &key, &BTreeSet::from([eve, house.admin])).await.unwrap();
        house.store.set_team_members(house.workspace, &key, &BTreeSet::from([eve])).await.unwrap();
        house.store.rename_team(house.workspace, &key, "People").await.unwrap();
        let teams = house.store.teams(house.workspace).await.unwrap();
        let people = teams.iter().find(|team| team.key == key).unwrap();
        assert_eq!((people.name.as_str(), people.members.as_slice()), ("People", [eve].as_slice()));

        let stranger = BTreeSet::from([UserId(999)]);
        let refused = house.store.set_team_members(house.workspace, &key, &stranger).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let teams = house.store.teams(house.workspace).await.unwrap();
        assert!(teams.iter().any(|team| team.members == [eve]), "nothing changed");
    }
}

on_both! {
    async fn a_team_is_removed_once_no_published_step_and_no_running_case_asks_it(fresh) {
        let house = House::build(fresh).await;
        let (store, workspace) = (&house.store, house.workspace);
        let key = store.add_team(workspace, "Managers").await.unwrap();
        store.set_team_members(workspace, &key, &BTreeSet::from([house.admin])).await.unwrap();
        let asking = Diagram {
            steps: vec![Step {
                name: "Approve".to_owned(),
                position: Point { x: 0, y: 0 },
                ..Step::new("ask", StepKind::AskPerson(AskPerson {
                    assignment: Assignment::Team { team: key.clone() },
                    ..AskPerson::default()
                }))
            }],
            ..Diagram::default()
        };
        for (number, diagram) in [(1, asking), (2, Diagram::default())] {
            let seen = Seen { revision: 0, base: Some(VersionNumber(number)) };
            let revision = store.save_draft(workspace, house.process, house.admin, seen, &diagram, NOW).await.unwrap();
            store.publish(workspace, house.process, house.admin, revision, None, NOW).await.unwrap();
            let uses = store.remove_team(workspace, &key, NOW).await.unwrap();
            let told: Vec<_> = uses.iter().map(|one| (one.process.as_str(), one.step.as_str(), one.newest)).collect();
            match number {
                1 => {
                    assert_eq!(told, [("Leave request", "Approve", true)]);
                    assert_eq!(store.teams(workspace).await.unwrap()[0].members, [house.admin], "nothing changed");
                }
                _ => assert!(told.is_empty(), "{told:?}"),
            }
        }
        assert!(store.teams(workspace).await.unwrap().is_empty());
        assert_eq!(store.team_names(workspace).await.unwrap()[&key], "Managers", "histories still name it");
        let twice = store.remove_team(workspace, &key, NOW).await;
        assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");
        assert_ne!(store.add_team(workspace, "Managers").await.unwrap(), key, "the key never means another team");
    }
}
