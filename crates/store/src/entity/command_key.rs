//! What a command with a key led to, so that the same command again is answered and not done. `scope` is the instance, or 0 for starts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "command_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub instance: i64,
    pub seq: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
