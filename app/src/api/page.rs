//! Small shapes that many views share.

use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970 in UTC, the browser's own measure.
pub type Moment = i64;

/// A part of a list, and where the next part begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Hand it back to get what follows; none at the end.
    pub next: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next: None,
        }
    }
}

/// A value of a case as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownValue {
    pub label: String,
    pub value: String,
}

/// So many rows make a page.
#[cfg(feature = "ssr")]
const ROWS: u32 = 50;

/// A page's worth of rows after a cursor, and one more to know whether there are any.
#[cfg(feature = "ssr")]
pub(crate) fn wanted<Cursor>(after: Option<Cursor>) -> store::Page<Cursor> {
    store::Page {
        after,
        limit: ROWS + 1,
    }
}

#[cfg(feature = "ssr")]
impl<T> Page<T> {
    /// From what [`wanted`] brought. `cursor` names a row's place.
    pub(crate) fn of<Row>(
        mut rows: Vec<Row>,
        cursor: impl Fn(&Row) -> String,
        view: impl Fn(Row) -> T,
    ) -> Self {
        let rows_of_page = ROWS as usize;
        let more = rows.len() > rows_of_page;
        rows.truncate(rows_of_page);
        let next = rows.last().filter(|_| more).map(cursor);
        Self {
            items: rows.into_iter().map(view).collect(),
            next,
        }
    }
}

/// Where a page begins, as the browser hands it back; empty for the first one.
#[cfg(feature = "ssr")]
pub(crate) fn cursor<T: std::str::FromStr>(text: &str) -> Result<Option<T>, super::ApiError> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            super::ApiError::invalid(
                "cursor",
                "This page of the list is gone. Begin at the first one.",
            )
        }),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_more_follows() {
        let rows = |count: u32| (1..=count).collect::<Vec<_>>();
        let page = |count| Page::of(rows(count), u32::to_string, |row| row);
        assert_eq!(page(50).next, None);
        assert_eq!(page(51).next, Some("50".to_owned()));
        assert_eq!(page(51).items.len(), 50);
    }

    #[test]
    fn a_cursor_nobody_gave_out_is_refused_in_words() {
        assert_eq!(cursor::<i64>(""), Ok(None));
        assert_eq!(cursor("17"), Ok(Some(17_i64)));
        assert!(cursor::<i64>("1; drop table").is_err());
    }
}
