//! Copy, cut and paste between the grid and any spreadsheet. The events bubble up from whatever has the keyboard.

use super::state::SheetState;
use canvas::sheet::Outcome;
use leptos::ev::ClipboardEvent;
use leptos::prelude::*;

pub fn copied(sheet: SheetState, event: &ClipboardEvent) {
    let text = sheet.sheet.with_untracked(|it| {
        sheet
            .table
            .with_untracked(|table| sheet.kinds.with_untracked(|kinds| it.copy(table, kinds)))
    });
    put(event, &text);
}

pub fn cut(sheet: SheetState, event: &ClipboardEvent) {
    let mut text = String::new();
    sheet.with_sheet(|it, table, kinds| -> Outcome {
        let (cut, outcome) = it.cut(table, kinds);
        text = cut;
        outcome
    });
    put(event, &text);
}

pub fn pasted(sheet: SheetState, event: &ClipboardEvent) {
    let board = event.clipboard_data();
    let Some(text) = board.and_then(|board| board.get_data("text/plain").ok()) else {
        return;
    };
    event.prevent_default();
    event.stop_propagation();
    sheet.with_sheet(|it, table, kinds| it.paste(table, kinds, &text));
}

fn put(event: &ClipboardEvent, text: &str) {
    if let Some(board) = event.clipboard_data()
        && board.set_data("text/plain", text).is_ok()
    {
        event.prevent_default();
        event.stop_propagation();
    }
}
