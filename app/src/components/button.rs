//! Buttons say what they do.

use leptos::prelude::*;

use super::{Icon, IconView};

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Another thing to do.
    Plain,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
        }
    }
}

/// A button with words, perhaps with an icon before them.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    on_press: impl Fn() + 'static,
    #[prop(default = ButtonKind::Plain)] kind: ButtonKind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(into, default = Signal::stored(false))] disabled: Signal<bool>,
) -> impl IntoView {
    button(label, Box::new(on_press), kind, icon, disabled)
}

/// The same whatever is done: compiled once.
fn button(
    label: Signal<String>,
    on_press: Box<dyn Fn()>,
    kind: ButtonKind,
    icon: Option<Icon>,
    disabled: Signal<bool>,
) -> AnyView {
    view! {
        <button
            type="button"
            class=kind.class()
            disabled=move || disabled.get()
            on:click=move |_| on_press()
        >
            {icon.map(|icon| view! { <IconView icon=icon /> })}
            <span>{move || label.get()}</span>
        </button>
    }
    .into_any()
}

/// A button with an icon alone; its words are for screen readers and the tooltip.
#[component]
pub fn IconButton(
    icon: Icon,
    #[prop(into)] label: Signal<String>,
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    icon_button(icon, label, Box::new(on_press))
}

fn icon_button(icon: Icon, label: Signal<String>, on_press: Box<dyn Fn()>) -> AnyView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=move || label.get()
            data-tip=move || label.get()
            on:click=move |_| on_press()
        >
            <IconView icon=icon />
        </button>
    }
    .into_any()
}
