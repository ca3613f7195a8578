//! A bar for work that is being done, with a way to stop it.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::Button;
use super::words::named;

#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    stage: Signal<String>,
    /// Share that is done, 0 to 1; `None` while there is no work.
    #[prop(into)]
    share: Signal<Option<f64>>,
    on_cancel: fn(),
) -> impl IntoView {
    let is_running = Memo::new(move |_| share.get().is_some());
    view! {
        <Show when=move || is_running.get()>
            <div class="progress">
                <label>
                    <span>{move || stage.get()}</span>
                    <progress max="1" prop:value=move || share.get().unwrap_or(0.0)></progress>
                </label>
                <Button
                    label=named(m::app::cancel)
                    on_press=on_cancel
                />
            </div>
        </Show>
    }
}
