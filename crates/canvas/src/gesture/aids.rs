//! What a gesture draws over the process while it lasts: guides, the lasso, the flow being drawn, the ghost.

use super::Gesture;
use crate::geometry::Rect;
use crate::routing::{Shape, loose};
use crate::scene::{End, Scene, Target};
use crate::snap::Guide;
use process::step::StepKind;
use process::{FlowId, StepId};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aids {
    pub guides: Vec<Guide>,
    pub lasso: Option<Rect>,
    pub wire: Option<Wire>,
    pub ghost: Option<Ghost>,
    /// The flow a step would be put on.
    pub glowing: Option<FlowId>,
    pub hover: Option<Target>,
    /// The step an event would stand on, or the group a step would be in.
    pub host: Option<StepId>,
    /// The moment, for the cursor: "panning", "dragging" …
    pub moment: &'static str,
}

/// The flow being drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    pub path: String,
    /// The step it would connect with, and the reason when it may not.
    pub over: Option<StepId>,
    pub refused: Option<String>,
}

/// The step being placed, in its real size.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    pub kind: StepKind,
    pub name: String,
    pub rect: Rect,
}

impl Gesture {
    pub fn aids(&self, scene: &Scene) -> Aids {
        match self {
            Gesture::Idle(it) => Aids {
                hover: it.hover.clone(),
                moment: "idle",
                ..Aids::default()
            },
            Gesture::Pointing(_) => Aids {
                moment: "pointing",
                ..Aids::default()
            },
            Gesture::Panning(_) => Aids {
                moment: "panning",
                ..Aids::default()
            },
            Gesture::Bending(_) => Aids {
                moment: "bending",
                ..Aids::default()
            },
            Gesture::Dragging(it) => Aids {
                guides: it.guides.clone(),
                glowing: it.over.clone(),
                host: it.host.clone().or_else(|| it.into.clone()),
                moment: "dragging",
                ..Aids::default()
            },
            Gesture::Lassoing(it) => Aids {
                lasso: Some(it.rect()),
                moment: "lassoing",
                ..Aids::default()
            },
            Gesture::Placing(it) => Aids {
                guides: it.guides.clone(),
                glowing: it.over.clone(),
                host: it.at.clone(),
                ghost: it.rect().map(|rect| Ghost {
                    kind: it.fresh.kind.clone(),
                    name: it.fresh.name.clone(),
                    rect,
                }),
                moment: "placing",
                ..Aids::default()
            },
            Gesture::Connecting(it) => {
                let index = scene.drawing.index();
                let attached = it.over.as_ref().filter(|(_, verdict)| verdict.is_ok());
                let other = match attached.and_then(|(id, _)| index.shape(id)) {
                    Some(shape) => *shape,
                    None => Shape::spot(it.at),
                };
                let path = index
                    .shape(&it.fixed)
                    .map(|fixed| match (it.end, attached) {
                        (End::To, None) => loose(fixed, it.at),
                        (End::To, Some(_)) => wire(fixed, &other, &it.fixed, scene),
                        (End::From, _) => wire(&other, fixed, &it.fixed, scene),
                    });
                Aids {
                    wire: path.map(|route| Wire {
                        path: route.path(),
                        over: it.over.as_ref().map(|(id, _)| id.clone()),
                        refused: it
                            .over
                            .as_ref()
                            .and_then(|(_, verdict)| verdict.err())
                            .map(|why| why.to_string()),
                    }),
                    moment: "connecting",
                    ..Aids::default()
                }
            }
        }
    }
}

fn wire(from: &Shape, to: &Shape, fixed: &StepId, scene: &Scene) -> crate::routing::Route {
    crate::routing::route(
        from,
        to,
        &[],
        &scene.drawing.obstacles(fixed),
        crate::routing::Care::Quick,
        0,
    )
}
