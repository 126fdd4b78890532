//! One row an instance. `state` is a snapshot, a cache of its events as of `seq`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "instance")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub workspace: i64,
    pub process: i64,
    pub version: i64,
    pub seq: i64,
    pub state: String,
    pub semantics_version: i64,
    pub status: String,
    pub started_by: Option<i64>,
    pub started_at: i64,
    pub ended_at: Option<i64>,
    pub incident_count: i64,
    pub caller: Option<i64>,
    pub caller_visit: Option<i64>,
    pub depth: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
