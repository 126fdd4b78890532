//! The secrets of connections, each sealed on its own.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connection_secret")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    pub workspace: i64,
    pub key_version: i64,
    pub sealed: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
