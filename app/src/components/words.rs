//! Words of the catalogue that follow the reader's language.
//!
//! One closure for all of them: each of its own would be compiled anew with all that shows
//! it, and they are some hundreds.

use leptos::prelude::*;
use liito_locales::Language;

use crate::state::App;

/// A message of the catalogue that takes nothing.
type Message = fn(Language) -> &'static str;

/// Text of a message.
pub fn text(of: Message) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let app = App::get();
    move || of(app.language.get())
}

/// The same as what components take for a label.
pub fn named(of: Message) -> Signal<String> {
    let text = text(of);
    Signal::derive(move || text().to_owned())
}
