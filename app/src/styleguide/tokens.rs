//! The values that everything is drawn with.

use leptos::prelude::*;
use liito_locales::messages::styleguide as w;

use super::Specimen;
use crate::components::words::{named, text};
use crate::map::ramp;
use crate::state::{App, Theme};

/// Colours of `tokens.css`.
const COLOURS: [&str; 19] = [
    "--ink",
    "--ink-2",
    "--ink-3",
    "--paper",
    "--paper-2",
    "--paper-3",
    "--line",
    "--edge",
    "--accent",
    "--accent-ink",
    "--accent-soft",
    "--focus",
    "--good",
    "--weak",
    "--weak-soft",
    "--critical",
    "--critical-soft",
    "--land",
    "--shadow",
];

/// Widths, heights and radii of `tokens.css`.
const MEASURES: [&str; 6] = ["--r", "--r-panel", "--gap", "--target", "--bar", "--panel"];

#[component]
pub fn Colours() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let column = move |theme: Theme, name: &'static str| {
        let words = move || match theme {
            Theme::Light => w::in_light(l()),
            Theme::Dark => w::in_dark(l()),
        };
        let is_shadow = |token: &str| token == "--shadow";
        view! {
            <div class="tokens" data-theme=name>
                <h4>{words}</h4>
                <ul>
                    {COLOURS.into_iter().map(|token| view! {
                        <li>
                            <span
                                class="token"
                                style:background-color=(!is_shadow(token)).then(|| format!("var({token})"))
                                style:box-shadow=is_shadow(token).then(|| format!("var({token})"))
                            ></span>
                            <code>{token}</code>
                        </li>
                    }).collect_view()}
                    <li>
                        {ramp(theme).into_iter().map(|colour| view! {
                            <span class="token" style:background-color=colour></span>
                        }).collect_view()}
                    </li>
                </ul>
            </div>
        }
    };
    view! {
        <Specimen title=named(w::colours)>
            <div class="side-by-side">{column(Theme::Light, "light")} {column(Theme::Dark, "dark")}</div>
        </Specimen>
    }
}

#[component]
pub fn Measures() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    view! {
        <Specimen title=named(w::type_sizes)>
            <p class="figure">{move || l().hectares(412.0)}</p>
            <p>"--text: " {text(w::lead)}</p>
            <p class="hint">"--note: " {text(w::lead)}</p>
            <ul class="tokens">
                {MEASURES.into_iter().map(|token| view! {
                    <li>
                        <span class="token measure" style:width=format!("var({token})")></span>
                        <code>{token}</code>
                    </li>
                }).collect_view()}
            </ul>
        </Specimen>
    }
}
