//! Leave request: rules and the manager decide about holidays, sick leave is recorded. Drawn in Baton, saved as a file.

use super::Template;

/// The drawing, with a scenario for each of its branches.
const FILE: &str = include_str!("leave_request.json");

pub(super) fn template() -> Option<Template> {
    // A test loads it; a file that cannot be read would only be missing from the gallery.
    let diagram = serde_json::from_str(FILE).ok()?;
    Some(Template {
        key: "leave-request".into(),
        name: "Leave request".into(),
        description: "Balance and team are checked, the manager decides in time, and what was booked is taken back \
                      when plans change. Sick leave is recorded and waits for its certificate."
            .into(),
        diagram,
        teams: Vec::new(),
    })
}
