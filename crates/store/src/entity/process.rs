//! Processes: what drafts, versions and instances belong to.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "process")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub workspace: i64,
    pub name: String,
    pub created_by: i64,
    pub created_at: i64,
    pub archived: bool,
    pub missed: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
