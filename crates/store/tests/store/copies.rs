//! A database copied into a file, and the file into another database, while people go on working.

use crate::harness::{Fresh, KEY, on_both};
use crate::house::{House, NOW, at, job, one_more, timer};
use store::{Database, Store, Vault, copy, sqlite_url};

/// Every row counts.
const COUNTS: [&str; 5] = ["instance", "event", "job", "timer", "version"];

async fn counts(of: &Fresh) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in COUNTS {
        counts.push(of.number(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    counts
}

async fn another(like: &Fresh) -> Fresh {
    let other = if like.is_sqlite() {
        Fresh::sqlite().await
    } else {
        Fresh::postgres().await.unwrap()
    };
    // What opening a store leaves in an empty database.
    other.tamper("DELETE FROM vault_key").await;
    other
}

on_both! {
    async fn what_is_restored_from_a_backup_is_what_was_backed_up_and_goes_on(fresh) {
        let house = House::build(fresh).await;
        let instance = house.start(vec![job(1, NOW), timer(2, at(60))]).await;
        house.go_on(instance, 1, vec![]).await.unwrap();
        let folder = std::env::temp_dir().join(format!("baton-copy-{}-{}", std::process::id(), fresh.is_sqlite()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = Database::connect(&sqlite_url(&folder.join("backup.baton"))).await.unwrap();
        migrations::run(file.for_migrations()).await.unwrap();
        let copied = copy::copy(&fresh.database, &file).await.unwrap();
        let before = counts(fresh).await;
        // Somebody works on: the backup does not change.
        house.go_on(instance, 2, vec![]).await.unwrap();

        let restored = another(fresh).await;
        assert_eq!(copy::copy(&file, &restored.database).await.unwrap(), copied);
        assert_eq!(counts(&restored).await, before);
        let store = Store::open(restored.database.clone(), Vault::from_bytes(KEY)).await.unwrap();
        let loaded = store.load(house.workspace, instance).await.unwrap();
        assert_eq!(loaded.seq, 2);
        let there = House { store, ..House::of(&house) };
        let content = one_more(3);
        there.store.commit(there.commit(store::Target::Existing(instance), 2, &content)).await.unwrap();
        let next = there.start(vec![]).await;
        assert!(next > instance, "{next}");

        let full = copy::copy(&file, &restored.database).await;
        assert!(full.unwrap_err().to_string().contains("empty database"));
        file.close().await.unwrap();
        drop(there);
        restored.remove().await;
        std::fs::remove_dir_all(folder).unwrap();
    }
}

on_both! {
    async fn a_backup_of_sealed_secrets_opens_only_with_their_key(fresh) {
        House::build(fresh).await;
        let restored = another(fresh).await;
        let folder = std::env::temp_dir().join(format!("baton-key-{}-{}", std::process::id(), fresh.is_sqlite()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = Database::connect(&sqlite_url(&folder.join("backup.baton"))).await.unwrap();
        migrations::run(file.for_migrations()).await.unwrap();
        copy::copy(&fresh.database, &file).await.unwrap();
        copy::copy(&file, &restored.database).await.unwrap();
        let wrong = Store::open(restored.database.clone(), Vault::from_bytes([9; 32])).await;
        assert!(wrong.unwrap_err().to_string().contains("master key"));
        file.close().await.unwrap();
        restored.remove().await;
        std::fs::remove_dir_all(folder).unwrap();
    }
}
