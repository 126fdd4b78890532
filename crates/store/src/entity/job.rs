//! Outside work that is open. `due` is when a worker may take it next: leasing moves it to the end of the lease.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub instance: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub job: i64,
    pub workspace: i64,
    pub step_instance: i64,
    pub connector: String,
    pub action: String,
    pub connection: Option<i64>,
    pub input: String,
    pub due: i64,
    pub lease_token: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
