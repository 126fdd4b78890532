//! The ways to look at one diagram: drawing it, and trying it out.

use crate::{api::ProcessId, ui::Icon};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Build,
    Test,
}

#[component]
pub fn Modes(process: ProcessId, mode: Mode) -> impl IntoView {
    let link = move |own: Mode, label: &'static str, path: &'static str| {
        let drawing = match own {
            Mode::Build => icondata_lu::LuPencilRuler,
            Mode::Test => icondata_lu::LuFlaskConical,
        };
        view! {
            <a
                class="mode" href=format!("/processes/{process}/{path}")
                aria-label=label
                title=label
                aria-current=(own == mode).then_some("page")
            >
                <Icon drawing/>
                <span>{label}</span>
            </a>
        }
    };
    view! {
        <nav class="modes" aria-label="Modes">
            {link(Mode::Build, "Build", "edit")}
            {link(Mode::Test, "Test", "test")}
        </nav>
    }
}
