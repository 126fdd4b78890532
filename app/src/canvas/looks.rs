//! How each kind of step looks: its word, its sign, its colours (by `data-kind` in canvas.css).

use canvas::palette::offer;
use icondata_core::Icon as Drawing;
use process::diagram::shape::is_gateway;
use process::step::{StepKind, SubProcess};

#[derive(Clone, Copy)]
pub struct Looks {
    /// Its sign and its colour; the names are the offers' in `canvas::palette`.
    pub kind: &'static str,
    pub word: &'static str,
    pub icon: Drawing,
}

impl PartialEq for Looks {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

pub fn looks(kind: &StepKind) -> Looks {
    let offer = offer(kind);
    Looks {
        kind: offer.looks,
        word: offer.name,
        icon: icon(offer.looks),
    }
}

/// The class of a step's shape.
pub(super) fn shape(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Start(_) | StepKind::End => "is-pill",
        StepKind::Event(_) => "is-event",
        StepKind::SubProcess(SubProcess { closed: false, .. }) => "is-group",
        kind if is_gateway(kind) => "is-gateway",
        _ => "is-card",
    }
}

/// The sign of a kind.
pub(super) fn icon(kind: &str) -> Drawing {
    match kind {
        "start" => icondata_lu::LuPlay,
        "askPerson" => icondata_lu::LuUserRound,
        "decide" => icondata_lu::LuSplit,
        "decideByTable" => icondata_lu::LuTable2,
        "parallel" => icondata_lu::LuPlus,
        "wait" => icondata_lu::LuClock,
        "email" => icondata_lu::LuMail,
        "manual" => icondata_lu::LuHand,
        "task" => icondata_lu::LuCircleDot,
        "inclusive" => icondata_lu::LuCircle,
        "firstEvent" => icondata_lu::LuPentagon,
        "complex" => icondata_lu::LuAsterisk,
        "script" => icondata_lu::LuCalculator,
        "send" => icondata_lu::LuSend,
        "receive" => icondata_lu::LuInbox,
        "call" => icondata_lu::LuWorkflow,
        "subProcess" => icondata_lu::LuLayers,
        "transaction" => icondata_lu::LuShieldCheck,
        "adHoc" => icondata_lu::LuListTodo,
        "eventGroup" => icondata_lu::LuBell,
        "timer" => icondata_lu::LuClock,
        "message" => icondata_lu::LuMessageSquare,
        "error" => icondata_lu::LuZap,
        "signal" => icondata_lu::LuTriangle,
        "condition" => icondata_lu::LuListChecks,
        "escalation" => icondata_lu::LuChevronsUp,
        "undo" => icondata_lu::LuUndo2,
        "cancel" => icondata_lu::LuX,
        "link" => icondata_lu::LuArrowRight,
        "terminate" => icondata_lu::LuCircleStop,
        "milestone" => icondata_lu::LuFlag,
        "several" => icondata_lu::LuBoxes,
        "end" => icondata_lu::LuSquare,
        _ => icondata_lu::LuPlugZap,
    }
}
