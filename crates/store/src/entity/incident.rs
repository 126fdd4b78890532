//! Where instances are or were stuck.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub instance: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident: i64,
    pub workspace: i64,
    pub process: i64,
    pub step_instance: i64,
    pub step: String,
    pub reason: String,
    pub message: String,
    pub raised_at: i64,
    pub resolved_at: Option<i64>,
    pub resolved_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
