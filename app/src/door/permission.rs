//! The permission table: every server function, page and stream, and what it needs. A door that does not stand
//! here is shut, and a test in `server/tests` says which one was forgotten.

use process::step::Role;

/// What a caller must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Open to anybody who can reach the server.
    Public,
    SignedIn,
    Builder,
    Admin,
}

/// Why a caller is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotSignedIn,
    Forbidden,
}

use Need::{Admin, Builder, Public, SignedIn};

/// Routes as the router writes them. Whose case, task or process it is, the functions behind them check.
const TABLE: &[(&str, Need)] = &[
    // Without a session
    ("/health", Public),
    ("/pkg/{build}/{*file}", Public),
    ("/setup", Public),
    ("/sign-in", Public),
    ("/api/setup_needed", Public),
    ("/api/set_up", Public),
    ("/api/sign_in", Public),
    ("/api/who_am_i", Public),
    // One's own account
    ("/api/sign_out", SignedIn),
    ("/api/change_password", SignedIn),
    // Processes
    ("/api/list_processes", SignedIn),
    ("/api/open_process", SignedIn),
    ("/api/list_templates", Builder),
    ("/api/create_process", Builder),
    ("/api/rename_process", Builder),
    ("/api/archive_process", Builder),
    ("/api/list_versions", Builder),
    ("/api/step_counts", Builder),
    ("/api/open_draft", Builder),
    ("/api/open_trial", Builder),
    ("/api/keep_as_scenario", Builder),
    ("/api/save_draft", Builder),
    ("/api/discard_draft", Builder),
    ("/api/import_process", Builder),
    ("/api/export_process", Builder),
    ("/api/read_dmn", Builder),
    ("/api/write_dmn", Builder),
    ("/api/publish", Builder),
    // Cases and tasks
    ("/api/start_form", SignedIn),
    ("/api/start_case", SignedIn),
    ("/api/list_cases", SignedIn),
    ("/api/open_case", SignedIn),
    ("/api/cancel_case", SignedIn),
    ("/api/list_tasks", SignedIn),
    ("/api/count_tasks", SignedIn),
    ("/api/open_task", SignedIn),
    ("/api/claim_task", SignedIn),
    ("/api/release_task", SignedIn),
    ("/api/answer_task", SignedIn),
    ("/api/save_task_draft", SignedIn),
    ("/api/list_incidents", Builder),
    ("/api/retry_incident", Builder),
    // Between cases
    ("/api/case_ties", SignedIn),
    ("/api/process_starts", SignedIn),
    ("/api/set_missed_runs", Builder),
    ("/api/list_messages", Builder),
    ("/api/send_message", Builder),
    ("/api/deliver_message", Builder),
    ("/api/drop_message", Builder),
    ("/api/send_signal", Builder),
    // Live streams
    ("/live/cases/{id}", SignedIn),
    ("/live/workspace", SignedIn),
    // Administration
    ("/api/list_connections", Admin),
    ("/api/list_connectors", Admin),
    ("/api/create_connection", Admin),
    ("/api/update_connection", Admin),
    ("/api/archive_connection", Admin),
    ("/api/test_connection", Admin),
    ("/api/allowed_hosts", Admin),
    ("/api/allow_hosts", Admin),
    ("/api/list_people", Admin),
    ("/api/create_person", Admin),
    ("/api/change_role", Admin),
    ("/api/deactivate_person", Admin),
    ("/api/activate_person", Admin),
    ("/api/reset_password", Admin),
    ("/api/list_teams", Admin),
    ("/api/create_team", Admin),
    ("/api/set_team_members", Admin),
    ("/api/remove_team", Admin),
    ("/api/list_calendars", Admin),
    ("/api/save_calendar", Admin),
    ("/api/remove_calendar", Admin),
    // Pages
    ("/", SignedIn),
    ("/password", SignedIn),
    ("/processes", SignedIn),
    ("/processes/new", Builder),
    ("/processes/{id}", SignedIn),
    ("/processes/{id}/edit", Builder),
    ("/processes/{id}/test", Builder),
    ("/processes/{id}/start", SignedIn),
    ("/inbox", SignedIn),
    ("/inbox/{id}", SignedIn),
    ("/cases", SignedIn),
    ("/cases/{id}", SignedIn),
    ("/incidents", Builder),
    ("/admin", Admin),
    ("/admin/connections", Admin),
    ("/admin/connections/new", Admin),
    ("/admin/connections/{id}", Admin),
    ("/admin/people", Admin),
    ("/admin/teams", Admin),
    ("/admin/calendars", Admin),
];

/// The whole table, for the tests that try every door.
pub fn table() -> &'static [(&'static str, Need)] {
    TABLE
}

/// What a route needs; none for a route nobody has thought about.
pub fn need(route: &str) -> Option<Need> {
    TABLE
        .iter()
        .find(|(known, _)| *known == route)
        .map(|(_, need)| *need)
}

/// Whether somebody with this role (none: nobody is signed in) may pass through a route.
pub fn check(route: &str, role: Option<Role>) -> Result<(), Refusal> {
    let least = match need(route) {
        Some(Public) => return Ok(()),
        Some(SignedIn) => Role::Member,
        Some(Builder) => Role::Builder,
        Some(Admin) => Role::Admin,
        None => return Err(Refusal::Forbidden),
    };
    match role {
        None => Err(Refusal::NotSignedIn),
        Some(role) if role < least => Err(Refusal::Forbidden),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_nobody_has_thought_about_is_shut_even_to_an_admin() {
        assert_eq!(
            check("/api/forgotten", Some(Role::Admin)),
            Err(Refusal::Forbidden)
        );
    }

    #[test]
    fn a_builder_may_publish_but_not_manage_people() {
        assert_eq!(check("/api/publish", Some(Role::Builder)), Ok(()));
        assert_eq!(
            check("/api/list_people", Some(Role::Builder)),
            Err(Refusal::Forbidden)
        );
    }

    #[test]
    fn nobody_gets_no_further_than_the_public_doors() {
        assert_eq!(check("/api/sign_in", None), Ok(()));
        assert_eq!(check("/api/open_case", None), Err(Refusal::NotSignedIn));
    }

    #[test]
    fn no_door_stands_twice_in_the_table() {
        for (at, (route, _)) in TABLE.iter().enumerate() {
            assert!(
                TABLE[at + 1..].iter().all(|(other, _)| other != route),
                "{route} stands twice"
            );
        }
    }
}
