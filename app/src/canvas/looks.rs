//! How each kind of step looks: its word, its sign, its colours (by `data-kind` in canvas.css).

use canvas::palette::offer;
use icondata_core::Icon as Drawing;
use process::step::StepKind;

#[derive(Clone, Copy)]
pub struct Looks {
    /// `start`, `askPerson`, `decide`, `decideByTable`, `parallel`, `wait`, `http`, `email`, `end`.
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
        kind: offer.id,
        word: offer.name,
        icon: icon(offer.id),
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
        "end" => icondata_lu::LuSquare,
        _ => icondata_lu::LuPlugZap,
    }
}
