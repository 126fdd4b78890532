//! Published diagrams. A row is never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub workspace: i64,
    pub diagram: String,
    pub content_hash: String,
    pub published_by: i64,
    pub published_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
