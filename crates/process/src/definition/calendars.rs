//! The business calendars a process names, as the catalog had them when it was compiled.

use crate::calendar::WorkingTime;
use crate::catalog::Catalog;
use crate::diagram::Diagram;
use std::collections::BTreeMap;
use std::sync::Arc;

/// By key; what cannot be counted in stays as the sentence about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendars(BTreeMap<String, Result<Arc<WorkingTime>, String>>);

impl Calendars {
    pub fn of(diagram: &Diagram, catalog: &Catalog) -> Self {
        let named = diagram.steps.iter().flat_map(|step| step.kind.calendars());
        let read = named.map(|key| {
            let working = match catalog.calendar(key) {
                Some(calendar) => WorkingTime::of(calendar).map(Arc::new),
                None => Err(format!("There is no business calendar “{key}” any more.")),
            };
            (key.to_owned(), working)
        });
        Self(read.collect())
    }

    pub fn working(&self, key: Option<&str>) -> Result<Option<&WorkingTime>, String> {
        match key.map(|key| self.0.get(key)) {
            None => Ok(None),
            Some(Some(working)) => working.as_deref().map(Some).map_err(Clone::clone),
            Some(None) => Err("The business calendar is not known here.".to_owned()),
        }
    }

    pub fn shared(&self, key: Option<&str>) -> Result<Option<Arc<WorkingTime>>, String> {
        self.working(key)?;
        let working = key.and_then(|key| self.0.get(key));
        Ok(working.and_then(|working| working.clone().ok()))
    }
}
