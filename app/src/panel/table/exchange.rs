//! A DMN file into the table, and the table into a DMN file.

use super::state::SheetState;
use crate::api::decision::{DmnFile, read_dmn, write_dmn};
use crate::file::{self, Chosen};
use crate::ui::{Dialog, Icon, Menu, MenuItem, close_dialog, open_dialog};
use leptos::{html, prelude::*};
use process::decision::exchange::TableInFile;

#[component]
pub fn Exchange(sheet: SheetState) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let in_file = RwSignal::new(None::<DmnFile>);
    let take = Callback::new(move |taken: TableInFile| {
        close_dialog(dialog);
        let rules = taken.table.rules.len();
        sheet.change(|table| table.clone_from(&taken.table));
        let left_out = taken.left_out.clone().unwrap_or_default();
        // The samples were for the table that was here.
        sheet.trial.typed.set(Default::default());
        sheet.said.set(format!(
            "“{}” is taken, with {rules} rules. {left_out}",
            taken.name
        ));
        sheet.take_keyboard();
    });
    let read = move |text: String| {
        leptos::task::spawn_local(async move {
            match read_dmn(text).await {
                Err(error) => sheet.said.set(error.message),
                Ok(found) => match found.tables.as_slice() {
                    [] => sheet
                        .said
                        .set("There is no decision table in this file.".to_owned()),
                    [only] if found.left_out.is_none() => take.run(only.clone()),
                    _ => {
                        in_file.set(Some(found));
                        open_dialog(dialog);
                    }
                },
            }
        });
    };
    let save = move |_| {
        let name = sheet.settings.state.step(&sheet.settings.id.get_value());
        let name = name.map(|step| step.title().to_owned()).unwrap_or_default();
        let table = sheet.table.get_untracked();
        leptos::task::spawn_local(async move {
            match write_dmn(name.clone(), table).await {
                Ok(text) => file::save(&format!("{name}.dmn"), "application/xml", &text),
                Err(error) => sheet.said.set(error.message),
            }
        });
    };
    view! {
        <Menu id="table-more" label="More for this table" trigger=|| view! { <Icon drawing=icondata_lu::LuEllipsis/> }>
            <MenuItem
                menu="table-more" label="Take a table from a DMN file …" icon=icondata_lu::LuUpload
                on_click=Callback::new(move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                })
            />
            <MenuItem
                menu="table-more" label="Save as a DMN file" icon=icondata_lu::LuDownload
                on_click=Callback::new(save)
            />
        </Menu>
        <input
            type="file"
            class="sr-only"
            accept=".dmn,.xml"
            tabindex="-1"
            aria-label="DMN file"
            node_ref=input
            on:change=move |_| {
                if let Some(input) = input.get_untracked() {
                    if let Some(chosen) = Chosen::first(&input) {
                        chosen.read_text(read);
                    }
                    input.set_value("");
                }
            }
        />
        <Dialog id="dmn-tables" title="Which table?" node=dialog>
            {move || in_file.get().map(|found| view! {
                <div class="form">
                    <p class="text-ink-soft">"It takes the place of the table that is here. Undo brings that back."</p>
                    <ul class="dmn-tables">
                        {found.tables.into_iter().map(|table| {
                            let name = table.name.clone();
                            let rules = table.table.rules.len();
                            view! {
                                <li>
                                    <button type="button" class="menu-item" on:click=move |_| take.run(table.clone())>
                                        <Icon drawing=icondata_lu::LuTable2/>
                                        <span>{name}</span>
                                        <span class="row-note">{format!("{rules} rules")}</span>
                                    </button>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                    {found.left_out.map(|sentence| view! { <p class="row-note">{sentence}</p> })}
                </div>
            })}
        </Dialog>
    }
}
