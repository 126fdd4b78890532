//! Rules `nobody-asked`, `unknown-team`, `unknown-person`: somebody answers, and they exist.

use super::report::{at_setting, named};
use super::{Checked, Report};
use crate::step::{Assignment, StepKind};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for step in &checked.diagram.steps {
        if !matches!(step.kind, StepKind::AskPerson(_)) {
            continue;
        }
        let place = at_setting(step, "assignment");
        match checked.diagram.asked(step) {
            Assignment::Nobody => {
                let message = format!(
                    "Nobody is asked at {}. Choose who answers, or who answers in its lane.",
                    named(step)
                );
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
    use crate::diagram::{Lane, Point};
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
    fn a_lane_asks_for_the_steps_in_it_that_ask_nobody_themselves() {
        let lane = |id: &str, inside: Option<&str>, assignment| Lane {
            id: id.into(),
            name: id.into(),
            pool: None,
            inside: inside.map(Into::into),
            assignment,
            position: Point::default(),
            size: None,
        };
        let finds = |inner: Assignment, outer: Assignment| {
            let mut diagram = plain();
            if let StepKind::AskPerson(ask) = &mut diagram.steps[1].kind {
                ask.assignment = Assignment::Nobody;
            }
            diagram.steps[1].lane = Some("inner".into());
            diagram.lanes = vec![
                lane("outer", None, outer),
                lane("inner", Some("outer"), inner),
            ];
            finds(&diagram)
        };
        let gone = Assignment::Team {
            team: "gone".into(),
        };
        assert_eq!(
            finds(Assignment::Nobody, Assignment::Nobody),
            ["nobody-asked"]
        );
        assert!(finds(Assignment::Nobody, Assignment::Requester).is_empty());
        assert_eq!(finds(gone, Assignment::Requester), ["unknown-team"]);
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
