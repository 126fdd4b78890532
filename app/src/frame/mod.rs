//! What stands around every page of a signed-in person: the navigation and the place for short words.

mod account;
mod navigation;
mod session;

pub use session::{use_changes, use_me};

use crate::ui::{Toasts, toast::provide_toasts};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, Redirect},
    hooks::use_location,
};
use navigation::Navigation;

#[component]
pub fn Frame() -> impl IntoView {
    provide_toasts();
    session::provide();
    view! {
        <a class="skip" href="#content">"Skip to the content"</a>
        <div class="frame">
            <Navigation/>
            <SignedOut/>
            <main id="content" class="frame-main" tabindex="-1"><Outlet/></main>
        </div>
        <Toasts/>
    }
}

/// Sends whoever is not signed in to the sign-in page, and back here afterwards.
#[component]
fn SignedOut() -> impl IntoView {
    let me = use_me();
    let place = use_location();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                matches!(me.await, Ok(None)).then(|| {
                    let here = place.pathname.get_untracked() + &place.query.get_untracked().to_query_string();
                    view! { <Redirect path=crate::pages::sign_in::address(&here)/> }
                })
            })}
        </Suspense>
    }
}
