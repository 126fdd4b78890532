//! How vendors say which message is meant.

use super::Reader;
use crate::bpmn::expression::Formula;
use crate::bpmn::names::{extension, own};
use crate::step::Message;
use crate::xml::Element;

impl<'a> Reader<'a> {
    /// Correlation keys and times to live.
    pub(super) fn message_details(
        &mut self,
        owner: &'a Element,
        definition: &'a Element,
        message: Option<&'a Element>,
        told: &mut Message,
    ) {
        let subscription = message.and_then(|it| extension(it, "subscription"));
        if let Some(key) = subscription.and_then(|it| it.attribute("correlationKey")) {
            told.key = self.formula(owner, "The correlation key", Formula::spelled(key));
        }
        let places = [Some(owner), Some(definition), message];
        let publish = places
            .into_iter()
            .flatten()
            .find_map(|it| extension(it, "publishMessage"));
        if let Some(publish) = publish {
            let mut text = |name: &str, what: &str| {
                let text = publish.attribute(name)?;
                Some(self.formula(owner, what, Formula::spelled(text)))
            };
            if let Some(key) = text("correlationKey", "The correlation key") {
                told.key = key;
            }
            if let Some(keep) = text("timeToLive", "How long it is kept") {
                told.keep_for = keep;
            }
        }
        if told.name.is_empty() && own(definition, "messageRef").is_none() {
            // Tools that only draw say it in the name of the event.
            let named = own(owner, "name").unwrap_or_default().trim();
            named.clone_into(&mut told.name);
        }
    }
}
