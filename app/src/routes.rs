//! Which address shows which page. Every page is rendered whole on the server, so that it can be read and its
//! forms be sent before any script has woken up.

use crate::{
    frame::Frame,
    late,
    pages::{home::Home, inbox::NothingChosen, not_found::NotFound},
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Redirect, Route, Routes},
    path,
};

#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/setup") view={Lazy::<late::SetUp>::new()} ssr=SsrMode::Async/>
            <Route path=path!("/sign-in") view={Lazy::<late::SignIn>::new()} ssr=SsrMode::Async/>
            <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                <Route path=path!("/") view=Home/>
                <Route path=path!("/password") view={Lazy::<late::Password>::new()}/>
                <Route path=path!("/processes") view={Lazy::<late::Processes>::new()}/>
                <Route path=path!("/processes/new") view={Lazy::<late::NewProcess>::new()}/>
                <Route path=path!("/processes/:id") view={Lazy::<late::Overview>::new()}/>
                <Route path=path!("/processes/:id/edit") view={Lazy::<late::Edit>::new()}/>
                <Route path=path!("/processes/:id/test") view={Lazy::<late::Test>::new()}/>
                <Route path=path!("/processes/:id/start") view={Lazy::<late::Start>::new()}/>
                <ParentRoute path=path!("/inbox") view={Lazy::<late::Inbox>::new()}>
                    <Route path=path!("") view=NothingChosen/>
                    <Route path=path!(":id") view={Lazy::<late::Task>::new()}/>
                </ParentRoute>
                <Route path=path!("/cases") view={Lazy::<late::Cases>::new()}/>
                <Route path=path!("/cases/:id") view={Lazy::<late::Case>::new()}/>
                <Route path=path!("/incidents") view={Lazy::<late::Incidents>::new()}/>
                <ParentRoute path=path!("/admin") view={Lazy::<late::Admin>::new()}>
                    <Route path=path!("") view=|| view! { <Redirect path="/admin/connections"/> }/>
                    <Route path=path!("connections") view={Lazy::<late::Connections>::new()}/>
                    <Route path=path!("connections/new") view={Lazy::<late::NewConnection>::new()}/>
                    <Route path=path!("connections/:id") view={Lazy::<late::EditConnection>::new()}/>
                    <Route path=path!("people") view={Lazy::<late::People>::new()}/>
                    <Route path=path!("teams") view={Lazy::<late::Teams>::new()}/>
                    <Route path=path!("calendars") view={Lazy::<late::Calendars>::new()}/>
                </ParentRoute>
            </ParentRoute>
        </Routes>
    }
}
