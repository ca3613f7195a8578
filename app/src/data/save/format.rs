//! Which format results are saved in.

use geodata::io::FileFormat;
use leptos::prelude::*;
use liito_locales::messages as m;

use crate::components::words::text;

/// Formats that are offered, the most usual first.
const FORMATS: [FileFormat; 7] = [
    FileFormat::GeoPackage,
    FileFormat::GeoJson,
    FileFormat::Shapefile,
    FileFormat::FlatGeobuf,
    FileFormat::Csv,
    FileFormat::GeoJsonLines,
    FileFormat::Conefor,
];

/// True for formats that hold several layers in a file.
pub fn holds_several(format: FileFormat) -> bool {
    matches!(format, FileFormat::GeoPackage | FileFormat::Shapefile)
}

pub fn is_geojson(format: FileFormat) -> bool {
    matches!(format, FileFormat::GeoJson | FileFormat::GeoJsonLines)
}

#[component]
pub fn FormatChoice(format: RwSignal<FileFormat>) -> impl IntoView {
    let choose = move |chosen: String| {
        if let Some(new) = FORMATS.into_iter().find(|format| format.title() == chosen) {
            format.set(new);
        }
    };
    view! {
        <label class="choice">
            <span>{text(m::saving::file_format)}</span>
            <select data-testid="save-format" on:change:target=move |event| choose(event.target().value())>
                {FORMATS.map(|own| view! {
                    <option value=own.title() selected=move || format.get() == own>{own.title()}</option>
                })}
            </select>
        </label>
    }
}
