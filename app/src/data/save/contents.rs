//! What is in a file of results: its layers, their fields and what these mean.

use leptos::prelude::*;
use liito_locales::messages::{fields as f, open as d, saving as w};
use liito_locales::{Language, field};
use liito_worker::LayerPreview;

use crate::components::words::text;
use crate::state::App;

/// A table for each layer, folded.
#[component]
pub fn Contents(layers: Vec<LayerPreview>) -> impl IntoView {
    let l = App::get().language.get_untracked();
    let tables = layers.into_iter().map(|layer| table(l, layer)).collect_view();
    view! {
        <details class="contents" data-testid="save-contents">
            <summary>{text(w::contents)}</summary>
            {tables}
            <p class="hint">{text(w::private)}</p>
        </details>
    }
}

fn table(l: Language, LayerPreview { name, features, fields }: LayerPreview) -> impl IntoView {
    let caption = format!("{name}: {}", d::layer_features(l, features));
    let label = caption.clone();
    let row = |(column, example): (String, String)| {
        let meaning = meaning(l, &name, &column);
        view! {
            <tr>
                <th scope="row"><code>{column}</code></th>
                <td>{meaning}</td>
                <td class="example">{example}</td>
            </tr>
        }
    };
    view! {
        <div class="contents-layer" tabindex="0" role="group" aria-label=label>
            <table>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w::field(l)}</th>
                        <th scope="col">{w::meaning(l)}</th>
                        <th scope="col">{w::example(l)}</th>
                    </tr>
                </thead>
                <tbody>{fields.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What a field of a layer means: ours, or one that came with a file.
pub fn meaning(l: Language, layer: &str, column: &str) -> &'static str {
    field(l, layer, column).unwrap_or_else(|| f::own(l))
}
