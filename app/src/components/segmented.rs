//! One of a few, side by side: radio buttons in their working clothes.

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
    let option = move |(value, words, language): (T, String, &'static str)| {
        let choose = on_choose.clone();
        let lang = (!language.is_empty()).then_some(language);
        view! {
            <label class="segment" lang=lang>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| choose(value)
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">{move || label.get()}</legend>
            {move || options.get().into_iter().map(option.clone()).collect_view()}
        </fieldset>
    }
}
