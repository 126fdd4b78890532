//! Rules `nobody-asked`, `unknown-team`, `unknown-person`: somebody answers, and they exist.

use super::report::{at_setting, named};
use super::{Checked, Report};
use crate::step::{Assignment, StepKind};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for step in &checked.diagram.steps {
        let StepKind::AskPerson(ask) = &step.kind else {
            continue;
        };
        let place = at_setting(step, "assignment");
        match &ask.assignment {
            Assignment::Nobody => {
                let message = format!("Nobody is asked at {}. Choose who answers.", named(step));
                report.error("nobody-asked", place, message);
            }
            Assignment::Person { user } => {
                if checked
                    .catalog
                    .people
                    .iter()
                    .all(|person| person.id != *user)
                {
                    let message = format!(
                        "The person asked at {} has no account here. Choose somebody else.",
                        named(step)
                    );
                    report.error("unknown-person", place, message);
                }
            }
            Assignment::Team { team } => {
                if checked.catalog.teams.iter().all(|known| known.key != *team) {
                    let message = format!(
                        "The team asked at {} is not there. Choose another, or have it added.",
                        named(step)
                    );
                    report.error("unknown-team", place, message);
                }
            }
            Assignment::Role { .. } | Assignment::Requester => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::id::UserId;
    use crate::problem::rules::testing::{finds, plain};
    use crate::step::{Assignment, Role, StepKind};

    fn asked(to: Assignment) -> Vec<String> {
        let mut diagram = plain();
        let StepKind::AskPerson(ask) = &mut diagram.steps[1].kind else {
            panic!("the second step asks");
        };
        ask.assignment = to;
        finds(&diagram)
    }

    #[test]
    fn somebody_who_exists_is_asked() {
        let team = |team: &str| Assignment::Team { team: team.into() };
        let person = |user| Assignment::Person { user: UserId(user) };
        assert!(asked(Assignment::Requester).is_empty());
        assert!(asked(Assignment::Role { role: Role::Member }).is_empty());
        assert!(asked(team("managers")).is_empty());
        assert!(asked(person(1)).is_empty());
        assert_eq!(asked(Assignment::Nobody), ["nobody-asked"]);
        assert_eq!(asked(team("Managers")), ["unknown-team"]);
        assert_eq!(asked(person(99)), ["unknown-person"]);
    }
}
