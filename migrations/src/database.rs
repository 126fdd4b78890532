//! Making and removing whole databases on a PostgreSQL server: tests and tools want one of their own.

use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

/// `server` is a connection to any database of the server.
pub async fn create_database(server: &DatabaseConnection, name: &str) -> Result<(), DbErr> {
    let name = plain(name)?;
    let statement = format!("CREATE DATABASE {name}");
    server.execute_unprepared(&statement).await.map(drop)
}

/// Removes it even while somebody is connected to it.
pub async fn drop_database(server: &DatabaseConnection, name: &str) -> Result<(), DbErr> {
    let name = plain(name)?;
    let statement = format!("DROP DATABASE {name} WITH (FORCE)");
    server.execute_unprepared(&statement).await.map(drop)
}

/// A name cannot be bound as a value, so it must not need quoting.
fn plain(name: &str) -> Result<&str, DbErr> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !name.is_empty() && name.chars().all(fits) {
        Ok(name)
    } else {
        Err(DbErr::Custom(
            "the name of a database is made of small letters, digits and _".to_owned(),
        ))
    }
}
