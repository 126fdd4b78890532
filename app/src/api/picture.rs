//! A little picture of a process: its shape at a glance, without words. Drawn on the server, so that a page which
//! only shows it needs none of the canvas.

use serde::{Deserialize, Serialize};

/// All lengths in canvas units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// What an SVG calls its view box.
    pub frame: String,
    /// The flows, as SVG paths.
    pub flows: Vec<String>,
    pub steps: Vec<PicturedStep>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PicturedStep {
    /// The name of its offer in the palette, which gives it its colour.
    pub kind: String,
    /// Its outline, as an SVG path.
    pub outline: String,
}

#[cfg(feature = "ssr")]
pub use draw::picture;

#[cfg(feature = "ssr")]
mod draw {
    use super::*;
    use canvas::{Drawing, Rect};
    use process::{
        Diagram,
        diagram::{Step, shape::is_gateway},
        step::StepKind,
    };

    /// Air around the drawing.
    const MARGIN: i32 = 24;
    /// How round a card's corners are.
    const RADIUS: i32 = 12;

    /// None when there is nothing to see.
    pub fn picture(diagram: Diagram) -> Option<Picture> {
        let drawing = Drawing::new(diagram);
        let bounds = drawing.bounds()?.inflated(MARGIN);
        let (width, height) = (bounds.width(), bounds.height());
        let steps = &drawing.diagram().steps;
        Some(Picture {
            frame: format!("{} {} {width} {height}", bounds.left, bounds.top),
            flows: drawing.routes().map(|(_, route)| route.path()).collect(),
            steps: steps
                .iter()
                .filter_map(|step| Some(pictured(step, drawing.rect(&step.id)?)))
                .collect(),
        })
    }

    fn pictured(step: &Step, rect: Rect) -> PicturedStep {
        PicturedStep {
            kind: canvas::palette::offer(&step.kind).looks.to_owned(),
            outline: match &step.kind {
                kind if is_gateway(kind) => diamond(rect),
                StepKind::Start(_) | StepKind::End | StepKind::Event(_) => {
                    rounded(rect, rect.height() / 2)
                }
                _ => rounded(rect, RADIUS),
            },
        }
    }

    fn diamond(rect: Rect) -> String {
        let center = rect.center();
        format!(
            "M{} {}L{} {}L{} {}L{} {}Z",
            center.x, rect.top, rect.right, center.y, center.x, rect.bottom, rect.left, center.y
        )
    }

    fn rounded(rect: Rect, radius: i32) -> String {
        let across = rect.width() - 2 * radius;
        let down = rect.height() - 2 * radius;
        let corner = |x: i32, y: i32| format!("a{radius} {radius} 0 0 1 {x} {y}");
        format!(
            "M{} {}h{across}{}v{down}{}h{}{}v{}{}Z",
            rect.left + radius,
            rect.top,
            corner(radius, radius),
            corner(-radius, radius),
            -across,
            corner(-radius, -radius),
            -down,
            corner(radius, -radius),
        )
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn an_empty_drawing_has_no_picture() {
            assert_eq!(picture(Diagram::default()), None);
        }

        #[test]
        fn the_template_shows_each_step_and_each_flow() {
            let diagram = crate::api::template::diagram("leave-request").expect("a template");
            let (steps, flows) = (diagram.steps.len(), diagram.flows.len());
            let picture = picture(diagram).expect("a picture");
            assert_eq!((picture.steps.len(), picture.flows.len()), (steps, flows));
            assert!(
                picture
                    .steps
                    .iter()
                    .all(|step| step.outline.starts_with('M'))
            );
        }
    }
}
