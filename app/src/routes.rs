//! Which address shows which page. Every page is rendered whole on the server, so that it can be read and its
//! forms be sent before any script has woken up.

use crate::{
    frame::Frame,
    pages::{
        admin::{
            AdminPage, PeoplePage, TeamsPage,
            connections::{ConnectionsPage, EditConnectionPage, NewConnectionPage},
        },
        case::CasePage,
        cases::CasesPage,
        home::Home,
        inbox::{InboxPage, NothingChosen, TaskPage},
        incidents::IncidentsPage,
        not_found::NotFound,
        password::PasswordPage,
        process::{EditPage, OverviewPage, StartPage},
        processes::{NewProcessPage, ProcessesPage},
        set_up::SetUpPage,
        sign_in::SignInPage,
    },
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Redirect, Route, Routes},
    path,
};

#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/setup") view=SetUpPage ssr=SsrMode::Async/>
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                <Route path=path!("/") view=Home/>
                <Route path=path!("/password") view=PasswordPage/>
                <Route path=path!("/processes") view=ProcessesPage/>
                <Route path=path!("/processes/new") view=NewProcessPage/>
                <Route path=path!("/processes/:id") view=OverviewPage/>
                <Route path=path!("/processes/:id/edit") view=EditPage/>
                <Route path=path!("/processes/:id/start") view=StartPage/>
                <ParentRoute path=path!("/inbox") view=InboxPage>
                    <Route path=path!("") view=NothingChosen/>
                    <Route path=path!(":id") view=TaskPage/>
                </ParentRoute>
                <Route path=path!("/cases") view=CasesPage/>
                <Route path=path!("/cases/:id") view=CasePage/>
                <Route path=path!("/incidents") view=IncidentsPage/>
                <ParentRoute path=path!("/admin") view=AdminPage>
                    <Route path=path!("") view=|| view! { <Redirect path="/admin/connections"/> }/>
                    <Route path=path!("connections") view=ConnectionsPage/>
                    <Route path=path!("connections/new") view=NewConnectionPage/>
                    <Route path=path!("connections/:id") view=EditConnectionPage/>
                    <Route path=path!("people") view=PeoplePage/>
                    <Route path=path!("teams") view=TeamsPage/>
                </ParentRoute>
            </ParentRoute>
        </Routes>
    }
}
