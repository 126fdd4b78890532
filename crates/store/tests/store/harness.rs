//! One test body, run on SQLite and on PostgreSQL, each time on a fresh database.

use sea_orm::ConnectionTrait;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Database, Secret, Store, Vault, sqlite_url};

/// Names the PostgreSQL server to test on; its `postgres` database is only used to make others.
pub const POSTGRES: &str = "BATON_TEST_POSTGRES";

pub const KEY: [u8; 32] = [7; 32];

/// A fresh database with an open store on it.
pub struct Fresh {
    pub store: Store,
    /// The same connections, to look behind the store's back.
    pub database: Database,
    pub url: String,
    place: Place,
}

enum Place {
    Sqlite { folder: PathBuf },
    Postgres { server: String, name: String },
}

/// Runs the body as two tests, `sqlite` and `postgres`, in a module named by the sentence.
macro_rules! on_both {
    ($(#[$doc:meta])* async fn $name:ident($fresh:ident) $body:block) => {
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn body($fresh: &$crate::harness::Fresh) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let fresh = $crate::harness::Fresh::sqlite().await;
                body(&fresh).await;
                fresh.remove().await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                let Some(fresh) = $crate::harness::Fresh::postgres().await else { return };
                body(&fresh).await;
                fresh.remove().await;
            }
        }
    };
}
pub(crate) use on_both;

impl Fresh {
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("baton-store-{}", unique()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = sqlite_url(&folder.join("a name with % ? and #.db"));
        Self::open(url, Place::Sqlite { folder }).await
    }

    /// `None` when no server is named: then only SQLite is tested, and that is said.
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var(POSTGRES) else {
            println!("not tested on PostgreSQL: {POSTGRES} names no server");
            return None;
        };
        let name = format!("baton_{}", unique());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        let (server_part, _) = server.rsplit_once('/').unwrap();
        let url = format!("{server_part}/{name}");
        Some(Self::open(url, Place::Postgres { server, name }).await)
    }

    async fn open(url: String, place: Place) -> Self {
        let database = Database::connect(&url).await.unwrap();
        migrations::run(database.for_migrations()).await.unwrap();
        let store = Store::open(database.clone(), Vault::from_bytes(KEY))
            .await
            .unwrap();
        Self {
            store,
            database,
            url,
            place,
        }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.place, Place::Sqlite { .. })
    }

    /// Changes rows behind the store's back.
    pub async fn tamper(&self, sql: &str) {
        self.database
            .for_migrations()
            .execute_unprepared(sql)
            .await
            .unwrap();
    }

    /// A single number from behind the store's back.
    pub async fn number(&self, sql: &str) -> i64 {
        let database = self.database.for_migrations();
        let statement = sea_orm::Statement::from_string(database.get_database_backend(), sql);
        let row = database.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// Runs a statement on the PostgreSQL server, beside the database.
    pub async fn on_server(&self, sql: &str) {
        let Place::Postgres { server, name } = &self.place else {
            panic!("this test is for PostgreSQL");
        };
        run(server, &sql.replace("{database}", name)).await;
    }

    pub async fn remove(self) {
        self.store.close().await.unwrap();
        match self.place {
            Place::Sqlite { folder } => std::fs::remove_dir_all(folder).unwrap(),
            Place::Postgres { server, name } => {
                run(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
        }
    }
}

async fn run(server: &str, sql: &str) {
    let connection = sea_orm::Database::connect(server).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}_{count}", std::process::id())
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text)
}
