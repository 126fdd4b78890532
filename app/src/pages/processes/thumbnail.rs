//! A little picture of a process: its shape at a glance, without words.

use canvas::Drawing;
use leptos::prelude::*;
use process::{Diagram, step::StepKind};

/// Air around the drawing, in canvas units.
const MARGIN: i32 = 24;

#[component]
pub fn Thumbnail(diagram: Diagram) -> impl IntoView {
    let drawing = Drawing::new(diagram);
    let bounds = drawing.bounds()?.inflated(MARGIN);
    let frame = format!(
        "{} {} {} {}",
        bounds.left,
        bounds.top,
        bounds.width(),
        bounds.height()
    );
    let flows: Vec<_> = drawing
        .routes()
        .map(|(_, route)| view! { <path class="thumbnail-flow" d=route.path()></path> })
        .collect();
    let steps: Vec<_> = drawing
        .diagram()
        .steps
        .iter()
        .filter_map(|step| {
            let rect = drawing.rect(&step.id)?;
            let (width, height) = (rect.width(), rect.height());
            let kind = canvas::palette::offer(&step.kind).id;
            let round = match step.kind {
                StepKind::Start(_) | StepKind::End => height / 2,
                _ => 12,
            };
            Some(match step.kind {
                StepKind::Decide | StepKind::Parallel => {
                    let center = rect.center();
                    let points = format!(
                        "{},{} {},{} {},{} {},{}",
                        center.x, rect.top, rect.right, center.y, center.x, rect.bottom, rect.left, center.y
                    );
                    view! { <polygon class="thumbnail-step" data-kind=kind points=points></polygon> }.into_any()
                }
                _ => view! {
                    <rect
                        class="thumbnail-step" data-kind=kind x=rect.left y=rect.top width=width height=height rx=round
                    ></rect>
                }
                .into_any(),
            })
        })
        .collect();
    Some(view! {
        <svg class="thumbnail" viewBox=frame preserveAspectRatio="xMidYMid meet" aria-hidden="true">
            {flows} {steps}
        </svg>
    })
}
