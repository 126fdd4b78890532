//! Processes to begin from: diagrams kept beside the code, drawn with nothing but the steps everybody has.

use super::{picture::picture, process::TemplateView};
use process::Diagram;
use process::sample::templates;

pub fn all() -> Vec<TemplateView> {
    let templates = templates().into_iter();
    templates
        .map(|template| TemplateView {
            key: template.key,
            name: template.name,
            description: template.description,
            picture: picture(template.diagram),
        })
        .collect()
}

/// The diagram of a template; none when there is no such template. The teams it asks are the workspace's own to make:
/// a step that asks one that is not there says so.
pub fn diagram(key: &str) -> Option<Diagram> {
    let mut known = templates().into_iter();
    Some(known.find(|template| template.key == key)?.diagram)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_template_can_be_opened_and_its_flows_lead_somewhere() {
        let keys: Vec<_> = all().into_iter().map(|template| template.key).collect();
        assert_eq!(
            keys,
            [
                "leave-request",
                "expense-approval",
                "purchase-approval",
                "access-request"
            ]
        );
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
