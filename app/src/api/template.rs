//! Processes to begin from: diagrams kept beside the code, drawn with nothing but the steps everybody has.

use super::{picture::picture, process::TemplateView};
use process::Diagram;

struct Template {
    key: &'static str,
    name: &'static str,
    description: &'static str,
    diagram: &'static str,
}

const TEMPLATES: &[Template] = &[Template {
    key: "leave-request",
    name: "Leave request",
    description: "Somebody asks for leave, a manager decides, the HR system and the requester are told, \
                  and sick leave waits for its certificate.",
    diagram: include_str!("../../templates/leave_request.json"),
}];

pub fn all() -> Vec<TemplateView> {
    let view = |template: &Template| {
        Some(TemplateView {
            key: template.key.to_owned(),
            name: template.name.to_owned(),
            description: template.description.to_owned(),
            picture: picture(diagram(template.key)?),
        })
    };
    TEMPLATES.iter().filter_map(view).collect()
}

/// The diagram of a template; none when there is no such template.
pub fn diagram(key: &str) -> Option<Diagram> {
    let template = TEMPLATES.iter().find(|template| template.key == key)?;
    serde_json::from_str(template.diagram).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_template_can_be_opened_and_its_flows_lead_somewhere() {
        for template in all() {
            let diagram = diagram(&template.key).expect("it is a diagram");
            let steps: HashSet<_> = diagram.steps.iter().map(|step| &step.id).collect();
            assert_eq!(
                steps.len(),
                diagram.steps.len(),
                "{}: steps have their own ids",
                template.key
            );
            for flow in &diagram.flows {
                assert!(
                    steps.contains(&flow.from) && steps.contains(&flow.to),
                    "{}",
                    flow.id
                );
            }
        }
    }
}
