//! The frame of every dialog: focus inside, closed by Escape, back to where it was.

use leptos::html;
use leptos::prelude::*;
use liito_locales::messages as m;

use super::words::named;
use super::{Icon, IconButton};

/// Closes the dialog in whose frame this is asked: focus goes back to what opened it.
#[derive(Clone, Copy)]
pub struct CloseDialog(NodeRef<html::Dialog>);

impl CloseDialog {
    /// That of the frame around.
    pub fn get() -> Self {
        expect_context()
    }

    pub fn close(self) {
        if let Some(dialog) = self.0.get_untracked() {
            dialog.close();
        }
    }
}

/// A dialog that is open as long as it is in the page.
#[component]
pub fn DialogFrame(
    #[prop(into)] title: Signal<String>,
    /// What closing it means.
    on_close: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
    });
    let frame = CloseDialog(element);
    provide_context(frame);
    view! {
        <dialog class="dialog card" node_ref=element aria-labelledby="dialog-title" on:close=move |_| on_close()>
            <header class="dialog-head">
                <h2 id="dialog-title">{move || title.get()}</h2>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=move || frame.close()
                />
            </header>
            <div class="dialog-body" tabindex="0" role="group" aria-labelledby="dialog-title">{children()}</div>
        </dialog>
    }
}
