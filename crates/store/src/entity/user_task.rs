//! Questions to people. The candidate is one of person, team and role; the other columns are empty.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_task")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub workspace: i64,
    pub process: i64,
    pub instance: i64,
    pub step_instance: i64,
    pub step: String,
    pub title: String,
    pub instructions: String,
    pub candidate: String,
    pub candidate_user: Option<i64>,
    pub candidate_team: Option<String>,
    pub candidate_role: Option<String>,
    pub assignee: Option<i64>,
    pub due: Option<i64>,
    pub opened_at: i64,
    pub status: String,
    pub answered_by: Option<i64>,
    pub closed_at: Option<i64>,
    pub saved_answers: Option<String>,
    pub saved_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
