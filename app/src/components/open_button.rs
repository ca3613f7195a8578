//! Opening files from the device.

use leptos::html;
use leptos::prelude::*;
use liito_locales::messages as m;
use web_sys::FileList;

use super::words::named;
use super::{Button, ButtonKind, Icon};
use crate::jobs::Jobs;
use crate::state::Origin;

/// Endings of the files that can be opened; what they hold is told by their content.
const ENDINGS: &str = ".geojson,.json,.geojsonl,.geojsons,.ndjson,.gpkg,.zip,.fgb,.csv,.tsv,.txt,.kml,.kmz,.gpx,.gml,.xml,.gz,.tif,.tiff,.liito";

/// A button that lets the reader pick one or several files.
#[component]
pub fn OpenButton(#[prop(default = ButtonKind::Plain)] kind: ButtonKind) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let pick = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            open_files(input.files());
            // So that the same file can be picked again.
            input.set_value("");
        }
    };
    view! {
        <Button
            kind=kind
            icon=Icon::Open
            label=named(m::open::button)
            on_press=pick
        />
        <input
            class="file-input"
            type="file"
            multiple
            hidden
            accept=ENDINGS
            node_ref=input
            on:change=picked
        />
    }
}

/// Opens files that the reader picked or dropped.
pub fn open_files(files: Option<FileList>) {
    let Some(files) = files else { return };
    for number in 0..files.length() {
        if let Some(file) = files.get(number) {
            Jobs::get().open(file.name(), file.into(), Origin::Reader);
        }
    }
}
