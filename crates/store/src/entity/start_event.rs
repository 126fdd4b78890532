//! What begins cases of the newest version of a process.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "start_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    pub workspace: i64,
    pub version: i64,
    pub kind: String,
    pub topic: String,
    pub name: String,
    pub due: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
