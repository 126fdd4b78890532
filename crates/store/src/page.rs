//! A piece of a long list: what follows the last row seen, so that rows that come or go meanwhile shift nothing.

/// The most rows one query answers with.
const MOST: u32 = 500;

/// `after` is the cursor of the last row seen, `None` for the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<Cursor> {
    pub after: Option<Cursor>,
    pub limit: u32,
}

impl<Cursor> Page<Cursor> {
    pub fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }

    pub fn after(cursor: Cursor, limit: u32) -> Self {
        Self {
            after: Some(cursor),
            limit,
        }
    }

    pub(crate) fn rows(&self) -> i64 {
        i64::from(self.limit.min(MOST))
    }
}
