//! What cases wait for: messages and signals.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscription")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub workspace: i64,
    pub instance: i64,
    pub wait: i64,
    pub step_instance: i64,
    pub step: String,
    pub kind: String,
    pub topic: String,
    pub name: String,
    pub key_hash: String,
    pub key: Option<String>,
    pub since: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
