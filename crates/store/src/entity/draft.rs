//! The diagram somebody is drawing: one for each process and author. `revision` tells a stale page that it is.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub author: i64,
    pub workspace: i64,
    pub diagram: String,
    pub revision: i64,
    /// The version it began from.
    pub base: Option<i64>,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
