//! One case, played.

use super::{
    asked::Waiting, begin::Begin, clock::Clock, data::Data, keep::Keep, pinned::Pinned,
    story::Story, transport::Transport, trial::Trial,
};
use crate::ui::{Note, Tone};
use leptos::prelude::*;

#[component]
pub fn PlayTab(state: Trial) -> impl IntoView {
    let begun = Memo::new(move |_| state.play.with(Option::is_some));
    view! {
        {move || state.refused.get().map(|why| view! {
            <div class="trial-refused" role="alert"><Note tone=Tone::Failed>{why}</Note></div>
        })}
        {move || match begun.get() {
            false => view! { <Begin state/> }.into_any(),
            true => view! {
                <div class="panel-body">
                    <Transport state/>
                    <Clock state/>
                    <Waiting state/>
                    <Pinned state/>
                    <Story state/>
                    <Data state/>
                    <Keep state/>
                </div>
            }
            .into_any(),
        }}
    }
}
