//! What a request that got no answer means: was it done or not?

use crate::Failure;
use crate::outbound::NoAddress;
use reqwest::{Error, Method};
use std::error::Error as _;

/// Sending failed, or no answer came.
pub(super) fn while_sending(error: &Error, method: &Method) -> Failure {
    let host = host(error);
    match no_address(error) {
        Some(NoAddress::Refused(refused)) => return Failure::permanent(refused.to_string()),
        Some(not_found @ NoAddress::NotFound { .. }) => {
            return Failure::transient(format!("{not_found}. Check the address."));
        }
        None => {}
    }
    if error.is_builder() {
        return Failure::permanent(
            "The request could not be put together from the step's settings.",
        );
    }
    if error.is_connect() {
        let why = if error.is_timeout() {
            "it did not answer in time".to_owned()
        } else {
            innermost(error)
        };
        return Failure::transient(format!("{host} could not be reached: {why}."));
    }
    let what = if error.is_timeout() {
        format!("{host} did not answer in time.")
    } else {
        format!("The connection to {host} broke before it answered.")
    };
    after_sending(what, method)
}

/// The request went out. Only reading can be done again without asking what became of it.
pub(super) fn after_sending(what: String, method: &Method) -> Failure {
    if *method == Method::GET {
        Failure::transient(what)
    } else {
        Failure::unknown(format!(
            "{what} Nobody can tell whether the request was carried out."
        ))
    }
}

fn host(error: &Error) -> String {
    error
        .url()
        .and_then(|url| url.host_str())
        .unwrap_or("The other system")
        .to_owned()
}

fn no_address(error: &Error) -> Option<&NoAddress> {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(found) = inner.downcast_ref::<NoAddress>() {
            return Some(found);
        }
        cause = inner.source();
    }
    None
}

/// The outer errors only repeat the address.
fn innermost(error: &Error) -> String {
    let mut words = String::from("no connection");
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = inner.to_string();
        cause = inner.source();
    }
    words
}
