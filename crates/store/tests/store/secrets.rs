//! The vault: what goes in comes out by one door only, and only where it was put.

use crate::harness::{KEY, on_both, secret};
use crate::house::{House, NOW, at};
use std::collections::BTreeMap;
use store::connection::ConnectionForm;
use store::{ConnectionId, Error, Secret, Store, Vault};

const CANARY: &str = "canary-7f3a-in-a-coal-mine";

fn form(secrets: &[(&str, Option<&str>)]) -> ConnectionForm {
    ConnectionForm {
        name: "Payroll".to_owned(),
        settings: BTreeMap::from([("address".to_owned(), "https://payroll.example".to_owned())]),
        secrets: secrets
            .iter()
            .map(|(field, text)| ((*field).to_owned(), text.map(secret)))
            .collect(),
        hosts: vec!["payroll.example".to_owned()],
    }
}

impl House {
    async fn connect(&self, secrets: &[(&str, Option<&str>)]) -> ConnectionId {
        self.store
            .add_connection(self.workspace, "http", &form(secrets), NOW)
            .await
            .unwrap()
    }

    async fn plain(&self, id: ConnectionId) -> BTreeMap<String, String> {
        let credential = self.store.credential(self.workspace, id).await.unwrap();
        credential
            .iter()
            .map(|(field, secret)| (field.clone(), secret.expose().to_owned()))
            .collect()
    }
}

on_both! {
    async fn a_secret_comes_out_as_it_went_in_and_shows_nowhere_else(fresh) {
        let house = House::build(fresh).await;
        let id = house.connect(&[("token", Some(CANARY)), ("empty", Some(""))]).await;
        assert_eq!(house.plain(id).await, BTreeMap::from([
            ("token".to_owned(), CANARY.to_owned()),
            ("empty".to_owned(), String::new()),
        ]));
        let shown = house.store.connection(house.workspace, id).await.unwrap();
        assert_eq!(shown.secrets, ["empty", "token"], "that they are set");
        assert_eq!((shown.connector.as_str(), shown.hosts.len()), ("http", 1));
        let everything = format!(
            "{shown:?} {:?} {:?} {:?}",
            house.store.connections(house.workspace).await.unwrap(),
            house.store.credential(house.workspace, id).await.unwrap(),
            house.store,
        );
        assert!(!everything.contains("canary"), "{everything}");
        let visible = "SELECT COUNT(*) FROM connection WHERE settings LIKE '%canary%' OR hosts LIKE '%canary%'";
        assert_eq!(fresh.number(visible).await, 0);
    }
}

on_both! {
    async fn the_same_secret_is_sealed_differently_each_time(fresh) {
        let house = House::build(fresh).await;
        for _ in 0..3 {
            house.connect(&[("token", Some(CANARY))]).await;
        }
        assert_eq!(fresh.number("SELECT COUNT(DISTINCT sealed) FROM connection_secret").await, 3);
    }
}

on_both! {
    async fn changing_a_connection_keeps_the_secrets_it_does_not_speak_of(fresh) {
        let house = House::build(fresh).await;
        let id = house.connect(&[("token", Some("old")), ("user", Some("eve"))]).await;
        let change = form(&[("token", Some("new"))]);
        house.store.change_connection(house.workspace, id, &change, at(5)).await.unwrap();
        assert_eq!(house.plain(id).await["token"], "new");
        assert_eq!(house.plain(id).await["user"], "eve");
        house.store.change_connection(house.workspace, id, &form(&[("user", None)]), at(6)).await.unwrap();
        assert!(!house.plain(id).await.contains_key("user"));
        let shown = house.store.connection(house.workspace, id).await.unwrap();
        assert_eq!((shown.created_at, shown.updated_at), (NOW, at(6)));
    }
}

on_both! {
    async fn a_connection_put_away_gives_no_credential(fresh) {
        let house = House::build(fresh).await;
        let id = house.connect(&[("token", Some(CANARY))]).await;
        house.store.archive_connection(house.workspace, id, true, at(1)).await.unwrap();
        let refused = house.store.credential(house.workspace, id).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        house.store.archive_connection(house.workspace, id, false, at(2)).await.unwrap();
        assert_eq!(house.plain(id).await["token"], CANARY);
    }
}

on_both! {
    async fn a_wrong_master_key_stops_the_start_and_says_so(fresh) {
        let wrong = Store::open(fresh.database.clone(), Vault::from_bytes([8; 32])).await;
        let message = wrong.unwrap_err().to_string();
        assert!(message.contains("master key does not fit"), "{message}");
        Store::open(fresh.database.clone(), Vault::from_bytes(KEY)).await.unwrap();
    }
}

on_both! {
    async fn a_seal_changed_cut_or_moved_does_not_open(fresh) {
        let house = House::build(fresh).await;
        let id = house.connect(&[("token", Some(CANARY))]).await;
        let other = house.connect(&[("token", Some("other"))]).await;
        let original = "CREATE TABLE original AS SELECT * FROM connection_secret";
        fresh.tamper(original).await;
        let refused = async |what: &str| {
            let refused = house.store.credential(house.workspace, id).await;
            let message = refused.expect_err(what).to_string();
            assert!(message.contains("does not open") || message.contains("master key 2"), "{what}: {message}");
            assert!(!message.contains("canary"), "{message}");
        };
        let set = async |value: &str| {
            fresh.tamper(&format!("UPDATE connection_secret SET {value} WHERE connection = {id}")).await;
        };
        let restore = async || {
            fresh.tamper(
                "UPDATE connection_secret SET field = 'token', key_version = 1, sealed = \
                 (SELECT sealed FROM original o WHERE o.connection = connection_secret.connection)",
            ).await;
        };
        set(&format!("sealed = (SELECT sealed FROM original WHERE connection = {other})")).await;
        refused("the seal of another connection").await;
        restore().await;
        set("field = 'password'").await;
        refused("another field").await;
        restore().await;
        set("key_version = 2").await;
        refused("another master key").await;
        for bytes in ["", "00", &"ab".repeat(88), &"ab".repeat(300)] {
            restore().await;
            let literal = if fresh.is_sqlite() { format!("x'{bytes}'") } else { format!("'\\x{bytes}'::bytea") };
            set(&format!("sealed = {literal}")).await;
            refused("other bytes").await;
        }
        restore().await;
        assert_eq!(house.plain(id).await["token"], CANARY);
    }
}

on_both! {
    async fn a_seal_moved_to_another_workspace_does_not_open_there(fresh) {
        let house = House::build(fresh).await;
        let next_door = House::next_door(fresh).await;
        let id = house.connect(&[("token", Some(CANARY))]).await;
        fresh.tamper(&format!("UPDATE connection SET workspace = 2 WHERE id = {id}")).await;
        fresh.tamper("UPDATE connection_secret SET workspace = 2").await;
        let refused = next_door.store.credential(next_door.workspace, id).await;
        assert!(matches!(refused, Err(Error::Database(_))), "{refused:?}");
    }
}

#[test]
fn a_key_file_is_made_once_and_is_for_its_owner_only() {
    let folder = std::env::temp_dir().join(format!("baton-key-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("key");
    Vault::from_file(&file).unwrap();
    let first = std::fs::read(&file).unwrap();
    Vault::from_file(&file).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), first);
    assert_eq!(first.len(), 32);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    std::fs::write(&file, "cut off").unwrap();
    let message = Vault::from_file(&file).unwrap_err().to_string();
    assert!(message.contains("is damaged"), "{message}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_secret_prints_as_nothing() {
    assert_eq!(format!("{:?}", Secret::new(CANARY)), "Secret(…)");
    let vault = format!("{:?}", Vault::from_bytes(KEY));
    assert_eq!(vault, "Vault(master key 1)");
}
