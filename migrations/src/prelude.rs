//! What every migration uses.

pub use async_trait::async_trait;
pub use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, ForeignKey, Index, MigrationTrait, SchemaManager, Table,
};
pub use sea_orm_migration::schema::*;
pub use sea_orm_migration::sea_orm::ConnectionTrait;
pub use sea_orm_migration::{self, MigrationName};
