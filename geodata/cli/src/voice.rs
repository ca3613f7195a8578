//! What the command says beside its result: on stderr, as words or as lines of JSON, and how
//! far it is where somebody watches.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use geodata::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use liito_locales::messages;
use serde_json::json;

use crate::failure::language;

/// Lines of JSON are wanted. Set once, before anything is said.
static IS_JSON: AtomicBool = AtomicBool::new(false);

/// Redrawn no more often.
const REDRAWN: u8 = 8;

/// From now on, whatever is said is a line of JSON.
pub fn speak_json() {
    IS_JSON.store(true, Ordering::Relaxed);
}

fn is_json() -> bool {
    IS_JSON.load(Ordering::Relaxed)
}

/// Says something; nobody has to listen.
pub fn say(words: &str) {
    let _ = match is_json() {
        true => writeln!(stderr(), "{}", json!({ "level": "note", "message": words })),
        false => writeln!(stderr(), "{words}"),
    };
}

/// Says what went wrong and what to do; `remedy` may be empty.
pub fn fail(what: &str, remedy: &str, in_words: &str) {
    let _ = if is_json() {
        let remedy = (!remedy.is_empty()).then_some(remedy);
        writeln!(stderr(), "{}", json!({ "level": "error", "message": what, "remedy": remedy }))
    } else if in_words.is_empty() {
        writeln!(stderr(), "liito: {what}")
    } else {
        writeln!(stderr(), "liito: {what}\n{in_words}")
    };
}

/// How far long work is: a bar on a terminal, nothing in a pipe.
pub struct Bar(ProgressBar);

/// A bar for work that is called so.
pub fn bar(stage: &str) -> Bar {
    let is_watched = stderr().is_terminal() && !is_json();
    let target = match is_watched {
        true => ProgressDrawTarget::stderr_with_hz(REDRAWN),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(1), target);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta}") {
        bar.set_style(style);
    }
    bar.set_message(stage.to_owned());
    if is_watched {
        bar.enable_steady_tick(Duration::from_millis(250));
    }
    Bar(bar)
}

/// A bar for finding links.
pub fn finding_links() -> Bar {
    bar(messages::state::links(language()))
}

impl Progress for Bar {
    fn report(&mut self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }
}

impl Drop for Bar {
    /// What is done needs no bar.
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
