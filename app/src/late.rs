//! What is not part of the first load. Each function marked `#[lazy]` is a place where xtask cuts the wasm: what
//! only its pages need comes as a chunk when somebody goes there first. The server renders them as all others.
//!
//! Pages that share most of their code stand in one function, because every further cut multiplies the chunks.
//! A route must be preloaded before its view is asked for: the router wakes a page from the server only then.

use crate::pages::{
    admin::{
        AdminPage, CalendarsPage, PeoplePage, TeamsPage,
        connections::{ConnectionsPage, EditConnectionPage, NewConnectionPage},
    },
    case::CasePage,
    cases::CasesPage,
    inbox::{InboxPage, TaskPage},
    incidents::IncidentsPage,
    password::PasswordPage,
    process::{EditPage, OverviewPage, StartPage, TestPage},
    processes::{NewProcessPage, ProcessesPage},
    set_up::SetUpPage,
    sign_in::SignInPage,
};
use leptos::prelude::*;
use leptos_router::LazyRoute;

/// Declares one chunk: its function, and a route for each page in it.
macro_rules! chunk {
    ($chunk:ident, $preload:ident, $choice:ident: $($route:ident => $page:ident,)+) => {
        enum $choice {
            $($route,)+
        }

        #[lazy]
        fn $chunk(page: $choice) -> AnyView {
            match page {
                $($choice::$route => view! { <$page/> }.into_any(),)+
            }
        }

        $(
            pub struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $chunk($choice::$route).await
                }

                async fn preload() {
                    #[cfg(feature = "hydrate")]
                    $preload().await;
                }
            }
        )+
    };
}

chunk! {
    entry, __preload_entry, Entry:
    SetUp => SetUpPage,
    SignIn => SignInPage,
    Password => PasswordPage,
}

chunk! {
    lists, __preload_lists, Lists:
    Processes => ProcessesPage,
    NewProcess => NewProcessPage,
    Inbox => InboxPage,
    Cases => CasesPage,
    Incidents => IncidentsPage,
}

chunk! {
    managed, __preload_managed, Managed:
    Admin => AdminPage,
    Connections => ConnectionsPage,
    NewConnection => NewConnectionPage,
    EditConnection => EditConnectionPage,
    People => PeoplePage,
    Teams => TeamsPage,
    Calendars => CalendarsPage,
}

chunk! {
    filled, __preload_filled, Filled:
    Start => StartPage,
    Task => TaskPage,
}

chunk! {
    drawn, __preload_drawn, Drawn:
    Case => CasePage,
    Overview => OverviewPage,
}

chunk! {
    editor, __preload_editor, Editor:
    Edit => EditPage,
    Test => TestPage,
}
