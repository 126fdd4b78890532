//! Many rows in one statement: it is run in pieces of a few sizes, so that the database prepares few statements and
//! keeps them.

use crate::error::Error;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use std::fmt::Write;

/// Rows of one piece. The widest table has 20 columns; both databases take over 30,000 values.
const PIECES: [usize; 9] = [256, 128, 64, 32, 16, 8, 4, 2, 1];

/// Values, row by row.
#[derive(Clone, Default)]
pub(crate) struct Rows {
    width: usize,
    values: Vec<Value>,
}

impl Rows {
    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        self.width = N;
        self.values.extend(row);
    }

    /// The same for a row whose width is known only now.
    pub fn push_all(&mut self, row: Vec<Value>) {
        self.width = row.len();
        self.values.extend(row);
    }

    pub fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// Runs `before VALUES (…), (…) after` over all rows; the answer is how many rows it changed.
    pub async fn run(
        self,
        on: &impl ConnectionTrait,
        before: &str,
        after: &str,
    ) -> Result<u64, Error> {
        let mut changed = 0;
        for statement in self.statements(on.get_database_backend(), before, after) {
            changed += on.execute_raw(statement).await?.rows_affected();
        }
        Ok(changed)
    }

    /// The same for a statement that answers with rows.
    pub async fn all<T: FromQueryResult>(
        self,
        on: &impl ConnectionTrait,
        before: &str,
        after: &str,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        for statement in self.statements(on.get_database_backend(), before, after) {
            for row in on.query_all_raw(statement).await? {
                found.push(T::from_query_result(&row, "")?);
            }
        }
        Ok(found)
    }

    fn statements(self, backend: DbBackend, before: &str, after: &str) -> Vec<Statement> {
        let width = self.width;
        let mut left = self.len();
        let mut values = self.values.into_iter();
        let mut statements = Vec::new();
        for piece in PIECES {
            while left >= piece {
                let sql = text(backend, before, after, piece, width);
                let these: Vec<Value> = values.by_ref().take(piece * width).collect();
                statements.push(Statement::from_sql_and_values(backend, sql, these));
                left -= piece;
            }
        }
        statements
    }
}

/// SQLite looks named places up one after the other, so it gets unnamed ones.
fn text(backend: DbBackend, before: &str, after: &str, rows: usize, width: usize) -> String {
    let mut sql = String::with_capacity(before.len() + after.len() + rows * width * 6 + 8);
    sql.push_str(before);
    sql.push_str(" VALUES ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..width {
            if column > 0 {
                sql.push(',');
            }
            if backend == DbBackend::Sqlite {
                sql.push('?');
            } else {
                // Writing to a String never fails.
                let _ = write!(sql, "${}", row * width + column + 1);
            }
        }
        sql.push(')');
    }
    sql.push_str(after);
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_rows_becomes_pieces_of_few_sizes_and_none_is_lost() {
        let mut rows = Rows::default();
        for number in 0..343_i64 {
            rows.push([number.into(), (number * 2).into()]);
        }
        let statements = rows.statements(DbBackend::Postgres, "INSERT INTO t", " RETURNING a");
        let sizes = statements
            .iter()
            .map(|statement| statement.values.as_ref().map_or(0, |values| values.0.len()) / 2);
        assert_eq!(sizes.collect::<Vec<_>>(), [256, 64, 16, 4, 2, 1]);
        assert_eq!(
            text(DbBackend::Postgres, "INSERT INTO t", " RETURNING a", 2, 2),
            "INSERT INTO t VALUES ($1,$2),($3,$4) RETURNING a"
        );
        assert_eq!(text(DbBackend::Sqlite, "", "", 1, 3), " VALUES (?,?,?)");
    }
}
