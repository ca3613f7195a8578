//! Turns the three catalogues into one function a message.
//!
//! A message that a language lacks, or that takes other values there, does not
//! compile. A value named `count` chooses between the forms `one` and `other`.
//!
//! With the feature `fetched` a message is its place in a list that is fetched: all of a
//! language by section and key (scripts/catalogues.mjs writes it in the same order). Words that only
//! rooms of the page say are a list of their own, fetched with the first of these.

#![allow(clippy::expect_used, clippy::panic, reason = "a build stops with the reason")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

use toml::Value;

const LANGUAGES: [&str; 3] = ["en", "fi", "sv"];

/// Sections that the command and the worker for plans say: the page does not fetch them.
const OF_OTHERS: [&str; 4] = ["annex", "cli", "effect", "field"];

/// A message in one language: its plain form, or one form for one and one for more.
#[derive(Clone)]
enum Message {
    Plain(String),
    Counted { one: String, other: String },
}

/// Sections that only rooms of the page say.
const OF_ROOMS: [&str; 17] = [
    "access",
    "charts",
    "connection",
    "explore",
    "fields",
    "loss",
    "methods",
    "note",
    "plan",
    "presets",
    "repair",
    "runs",
    "saving",
    "seen",
    "skip",
    "skip_do",
    "write_error",
];

type Catalogue = BTreeMap<String, BTreeMap<String, Message>>;

fn main() {
    let catalogues: Vec<Catalogue> = LANGUAGES.iter().map(|language| read(language)).collect();
    let is_fetched = env::var_os("CARGO_FEATURE_FETCHED").is_some();
    let code = generate(&catalogues, is_fetched);
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("messages.rs");
    fs::write(target, code).expect("the build directory can be written");
}

fn read(language: &str) -> Catalogue {
    let path = format!("{language}.toml");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let section = |(name, value): (String, Value)| {
        let Value::Table(messages) = value else { panic!("{path}: {name} is not a section") };
        let messages = messages
            .into_iter()
            .map(|(key, value)| {
                let message = message(value).unwrap_or_else(|| panic!("{path}: {name}.{key}"));
                (key, message)
            })
            .collect();
        (name, messages)
    };
    table.into_iter().map(section).collect()
}

fn message(value: Value) -> Option<Message> {
    match value {
        Value::String(text) => Some(Message::Plain(text)),
        Value::Table(forms) => {
            let form = |name: &str| forms.get(name)?.as_str().map(str::to_owned);
            Some(Message::Counted { one: form("one")?, other: form("other")? })
        }
        _ => None,
    }
}

/// Names in braces, sorted.
fn values(message: &Message) -> BTreeSet<String> {
    let of = |text: &str| -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(n, _)| n.to_owned())
            .collect()
    };
    match message {
        Message::Plain(text) => of(text),
        Message::Counted { one, other } => {
            let mut all = of(one);
            all.extend(of(other));
            all.insert("count".to_owned());
            all
        }
    }
}

fn generate(catalogues: &[Catalogue], is_fetched: bool) -> String {
    let mut code = String::new();
    let mut place = 0;
    let mut names = String::new();
    let mut sections: BTreeSet<&String> = catalogues.iter().flat_map(BTreeMap::keys).collect();
    sections.retain(|section| !(is_fetched && OF_OTHERS.contains(&section.as_str())));
    let is_of_rooms = |section: &String| OF_ROOMS.contains(&section.as_str());
    let mut first = 0;
    let (rooms, always): (Vec<&String>, Vec<&String>) =
        sections.into_iter().partition(|section| is_of_rooms(section));
    for section in always.into_iter().chain(rooms) {
        writeln!(code, "/// Messages of the section `{section}`.\npub mod {section} {{")
            .expect("text");
        writeln!(code, "    use super::Language;").expect("text");
        let keys: BTreeSet<&String> = catalogues
            .iter()
            .filter_map(|catalogue| catalogue.get(section))
            .flat_map(BTreeMap::keys)
            .collect();
        for key in keys {
            let messages: Vec<&Message> = LANGUAGES
                .iter()
                .zip(catalogues)
                .map(|(language, catalogue)| {
                    catalogue
                        .get(section)
                        .and_then(|messages| messages.get(key))
                        .unwrap_or_else(|| panic!("{language}.toml lacks {section}.{key}"))
                })
                .collect();
            code.push_str(&function(section, key, &messages, is_fetched.then_some(place)));
            place += 1;
            first += usize::from(!is_of_rooms(section));
            writeln!(names, "{section}.{key}").expect("text");
        }
        code.push_str("}\n");
    }
    if is_fetched {
        let sum = checksum(&names);
        let rooms = place - first;
        writeln!(code, "pub(crate) const COUNTS: [usize; 2] = [{first}, {rooms}];").expect("text");
        writeln!(code, "pub(crate) const CHECKSUM: u32 = {sum};").expect("text");
    }
    code
}

/// FNV-1a of the names of all messages: lists of other ones do not fit.
fn checksum(names: &str) -> u32 {
    names.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn function(section: &str, key: &str, messages: &[&Message], place: Option<usize>) -> String {
    let names = values(messages[0]);
    for (language, message) in LANGUAGES.iter().zip(messages) {
        assert_eq!(values(message), names, "{language}.toml: {section}.{key} takes other values");
    }
    let english = match messages[0] {
        Message::Plain(text) | Message::Counted { other: text, .. } => text,
    };
    let doc = english.replace('\n', " ");
    let parameters: String = names
        .iter()
        .map(|name| match name.as_str() {
            "count" => ", count: usize".to_owned(),
            name => format!(", {name}: &str"),
        })
        .collect();
    let is_static = names.is_empty();
    let result = if is_static { "&'static str" } else { "String" };
    let mut code = format!(
        "    /// {doc}\n    #[must_use]\n    pub fn {key}(language: Language{parameters}) -> {result} {{\n"
    );
    if let Some(place) = place {
        let given = names.iter().filter(|name| *name != "count");
        let given: String = given.map(|name| format!("({name:?}, {name}), ")).collect();
        let call = match (is_static, names.contains("count")) {
            (true, _) => format!("text(language, {place})"),
            (_, true) => format!("counted(language, {place}, count, &[{given}])"),
            _ => format!("filled(language, {place}, &[{given}])"),
        };
        writeln!(code, "        crate::fetched::{call}\n    }}").expect("text");
        return code;
    }
    // Some only go by it, and show it elsewhere.
    let shows_count = messages.iter().any(|message| match message {
        Message::Plain(text) => text.contains("{count}"),
        Message::Counted { one, other } => [one, other].iter().any(|text| text.contains("{count}")),
    });
    if shows_count {
        code.push_str("        let n = language.whole(count);\n");
    }
    code.push_str("        match language {\n");
    for (variant, message) in ["English", "Finnish", "Swedish"].iter().zip(messages) {
        let expression = |text: &str| {
            if is_static {
                return format!("{text:?}");
            }
            format!("format!({:?})", text.replace("{count}", "{n}"))
        };
        let body = match message {
            Message::Plain(text) => expression(text),
            Message::Counted { one, other } => {
                format!("if count == 1 {{ {} }} else {{ {} }}", expression(one), expression(other))
            }
        };
        writeln!(code, "            Language::{variant} => {body},").expect("text");
    }
    code.push_str("        }\n    }\n");
    code
}
