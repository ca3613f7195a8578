//! One of a few, side by side: radio buttons in their working clothes.

use std::sync::Arc;

use leptos::prelude::*;

/// A choice among a few. `options` are values with the words that stand for them.
#[component]
pub fn Segmented<T>(
    /// What is chosen, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Tells this group from others.
    name: &'static str,
    #[prop(into)] options: Signal<Vec<(T, String, &'static str)>>,
    #[prop(into)] chosen: Signal<T>,
    on_choose: impl Fn(T) + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let words = Signal::derive(move || {
        options.get().into_iter().map(|(_, words, language)| (words, language)).collect()
    });
    let value = move |place: usize| options.with_untracked(|all| all.get(place).map(|of| of.0));
    let place = Signal::derive(move || {
        let chosen = chosen.get();
        options.with(|all| all.iter().position(|(value, ..)| *value == chosen))
    });
    let choose = move |place: usize| value(place).into_iter().for_each(&on_choose);
    segments(label, name, words, place, Arc::new(choose))
}

/// The same whatever is chosen among: compiled once.
fn segments(
    label: Signal<String>,
    name: &'static str,
    options: Signal<Vec<(String, &'static str)>>,
    chosen: Signal<Option<usize>>,
    on_choose: Arc<dyn Fn(usize) + Send + Sync>,
) -> AnyView {
    let option = move |(place, (words, language)): (usize, (String, &'static str))| {
        let choose = Arc::clone(&on_choose);
        let lang = (!language.is_empty()).then_some(language);
        view! {
            <label class="segment" lang=lang>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == Some(place)
                    on:change=move |_| choose(place)
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">{move || label.get()}</legend>
            {move || options.get().into_iter().enumerate().map(option.clone()).collect_view()}
        </fieldset>
    }
    .into_any()
}
