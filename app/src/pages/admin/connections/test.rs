//! Tries a connection and says what came of it.

use crate::{
    api::connection::{TestConnection, TestResult},
    ui::{Button, StateMark, Tone},
};
use leptos::prelude::*;
use process::id::ConnectionId;

#[component]
pub fn Test(connection: ConnectionId, #[prop(into)] name: String) -> impl IntoView {
    let test = ServerAction::<TestConnection>::new();
    let outcome = move || {
        test.value().get().map(|answer| {
            let (works, message) = match answer {
                Ok(TestResult { works, message }) => (works, message),
                Err(error) => (false, error.message),
            };
            let (tone, label) = if works {
                (Tone::Done, "Works")
            } else {
                (Tone::Failed, "Does not work")
            };
            view! { <StateMark tone label/> <span class="row-note">{message}</span> }
        })
    };
    view! {
        <div class="connection-test">
            <span role="status" class="connection-outcome">{outcome}</span>
            <ActionForm action=test>
                <input type="hidden" name="connection" value=connection.to_string()/>
                <Button label="Test" busy=test.pending()/>
                <span class="sr-only">{name}</span>
            </ActionForm>
        </div>
    }
}
