//! Who is asked, and until when.

use super::Reader;
use crate::bpmn::expression::{Formula, is_juel, juel_name};
use crate::bpmn::names::{added, child, children, extension, own};
use crate::step::Assignment;
use crate::xml::Element;

/// What tools call the one who started the case.
const REQUESTER: &[&str] = &[
    "initiator",
    "starter",
    "startUser",
    "requester",
    "authenticatedUserId",
];

impl<'a> Reader<'a> {
    pub(super) fn assignment(&mut self, element: &'a Element) -> Assignment {
        let zeebe = extension(element, "assignmentDefinition");
        let told = |name: &str| {
            zeebe
                .and_then(|it| it.attribute(name))
                .or_else(|| added(element, name))
        };
        let person = told("assignee").or_else(|| told("candidateUsers"));
        let team = told("candidateGroups");
        let assignment = self.assigned(element, person, team);
        if assignment != Assignment::Nobody || person.is_some() || team.is_some() {
            return assignment;
        }
        for (kind, is_team) in [
            ("humanPerformer", false),
            ("performer", false),
            ("potentialOwner", true),
        ] {
            for role in children(element, kind) {
                let expression = child(role, "resourceAssignmentExpression");
                let expression = expression
                    .and_then(|it| it.elements().next())
                    .map(Element::text);
                let resource = child(role, "resourceRef").map(Element::text);
                let resource = resource.and_then(|name| self.index.get(&name));
                let resource = resource.and_then(|it| own(it, "name")).map(str::to_owned);
                let Some(told) = expression.or(resource).map(|it| it.trim().to_owned()) else {
                    continue;
                };
                let inner = |of: &str| {
                    let rest = told.strip_prefix(of)?.trim_start().strip_prefix('(')?;
                    Some(rest.trim_end().strip_suffix(')')?.trim().to_owned())
                };
                let assignment = match (inner("user"), inner("group")) {
                    (Some(user), _) => self.assigned(element, Some(&user), None),
                    (_, Some(team)) => self.assigned(element, None, Some(&team)),
                    _ if is_team => self.assigned(element, None, Some(&told)),
                    _ => self.assigned(element, Some(&told), None),
                };
                if assignment != Assignment::Nobody {
                    return assignment;
                }
            }
        }
        Assignment::Nobody
    }

    fn assigned(
        &mut self,
        element: &Element,
        person: Option<&str>,
        team: Option<&str>,
    ) -> Assignment {
        let name = |text: &str| {
            let plain = text.trim().trim_start_matches('=').trim().trim_matches('"');
            juel_name(plain).unwrap_or(plain).to_owned()
        };
        if let Some(told) = person {
            if REQUESTER
                .iter()
                .any(|known| name(told).eq_ignore_ascii_case(known))
            {
                return Assignment::Requester;
            }
            if team.is_none() {
                self.cannot_run(
                    element,
                    format!("“{told}” does this in the other tool. Choose who does it here."),
                );
                return Assignment::Nobody;
            }
        }
        let Some(told) = team else {
            return Assignment::Nobody;
        };
        let many = told.contains(',');
        let computed = is_juel(told) || (told.trim().starts_with('=') && !told.contains('"'));
        if many || computed {
            self.cannot_run(
                element,
                format!("“{told}” do this in the other tool. Choose one team that does it here."),
            );
            return Assignment::Nobody;
        }
        Assignment::Team {
            team: name(told).trim_matches(['[', ']', '"']).to_owned(),
        }
    }

    /// How long there is time, as FEEL that gives a duration.
    pub(super) fn due_in(&mut self, element: &'a Element) -> String {
        let zeebe = extension(element, "taskSchedule").and_then(|it| it.attribute("dueDate"));
        let Some(told) = zeebe.or_else(|| added(element, "dueDate")) else {
            return String::new();
        };
        let formula = Formula::spelled(told);
        if formula.text.starts_with('P') {
            return format!("duration({})", Formula::literal(&formula.text).text);
        }
        let compact: String = formula.text.split_whitespace().collect();
        if let Some(rest) = compact
            .strip_prefix("now()+")
            .filter(|it| it.starts_with("duration("))
        {
            return rest.to_owned();
        }
        self.cannot_run(
            element,
            format!("It is due at “{told}” in the other tool. Say here how long there is time."),
        );
        String::new()
    }
}
