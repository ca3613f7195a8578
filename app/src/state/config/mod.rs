//! What whoever hosts the page has set, in `config.json` beside it.

mod address_service;
mod base_map;
mod parse;

use geodata::model::LayerRole;
use liito_locales::Language;

use super::{Field, View};
pub use address_service::AddressService;
pub use base_map::BaseMap;
pub use parse::{ConfigFault, FaultKind, Wanted};

/// Text in some of the languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<(Language, String)>);

impl Words {
    /// In a language, else in English, else in the first there is.
    pub fn get(&self, language: Language) -> Option<&str> {
        let find = |wanted| self.0.iter().find(|(of, _)| *of == wanted);
        find(language).or(find(Language::English)).or(self.0.first()).map(|(_, text)| text.as_str())
    }
}

/// A layer that the page opens on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityLayer {
    /// Its address, seen from the page.
    pub address: String,
    /// What it is used as; told by its name and columns where `None`.
    pub role: Option<LayerRole>,
    /// Who made it.
    pub source: Words,
    /// Of when it is, as `2026-05-31` or in other words.
    pub date: Option<String>,
    /// What others may do with it.
    pub licence: Words,
}

impl CityLayer {
    /// The name of its file.
    pub fn file_name(&self) -> &str {
        self.address.rsplit('/').next().unwrap_or(&self.address)
    }
}

/// What the host of the page has set.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// What the city is called.
    pub name: Words,
    /// Its layers show nothing real.
    pub is_made_up: bool,
    /// Where the map looks at first.
    pub start: Option<View>,
    /// Languages to choose from, the first for those whose own is not among them.
    pub languages: Vec<Language>,
    /// The layers that the page opens on, habitat first.
    pub layers: Vec<CityLayer>,
    /// Base maps of others, which the reader may choose.
    pub base_maps: Vec<BaseMap>,
    /// Parameters that are not the project's own defaults.
    pub parameters: Vec<(Field, String)>,
    /// Other hosts whose data are fetched without asking the reader.
    pub data_hosts: Vec<String>,
    /// Where to write about the page.
    pub feedback: Option<String>,
    /// Where to say what one thinks of plans.
    pub comment: Option<String>,
    /// Who knows where addresses are.
    pub addresses: Option<AddressService>,
    /// Who decides in matters of nature protection.
    pub authority: Words,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: Words::default(),
            is_made_up: false,
            start: None,
            languages: Language::ALL.to_vec(),
            layers: Vec::new(),
            base_maps: Vec::new(),
            parameters: Vec::new(),
            data_hosts: Vec::new(),
            feedback: None,
            comment: None,
            addresses: None,
            authority: Words::default(),
        }
    }
}

impl Config {
    /// Reads the text of `config.json`.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn parse(text: &str) -> Result<Self, Vec<ConfigFault>> {
        parse::parse(text)
    }

    /// The language to open in: the address's, else the device's, as far as it is offered.
    pub fn language(&self, address: Option<Language>, device: Language) -> Language {
        let offered = |language: &Language| self.languages.contains(language);
        address
            .filter(offered)
            .or(Some(device).filter(offered))
            .or(self.languages.first().copied())
            .unwrap_or(device)
    }
}
