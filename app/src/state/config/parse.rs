//! Reading `config.json`: every fault is told, with its place.

use geodata::model::LayerRole;
use liito_locales::Language;
use serde_json::{Map, Value};

use super::base_map::BaseMapKind;
use super::{AddressService, BaseMap, CityLayer, Config, Words};
use crate::state::{Field, View};

/// Something that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// Where, as `layers[2].role`; empty for the whole.
    pub place: String,
    pub kind: FaultKind,
}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// This is no JSON.
    NotJson { line: usize, column: usize },
    /// There is no setting of this name.
    Unknown { allowed: String },
    /// It has to be there.
    Missing,
    /// It has to be something else: an object, a list, text, a number, true or false.
    WrongType { wanted: Wanted },
    /// It has to be one of these.
    NotAmong { found: String, allowed: String },
    /// It has to lie between these.
    OutOfRange { least: i32, most: i32 },
    /// It has to hold these.
    NoTemplate { needs: &'static str },
}

/// What a value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Object,
    List,
    Text,
    Number,
    Bool,
}

/// Names of roles in the settings.
const ROLES: [(&str, LayerRole); 8] = [
    ("habitat", LayerRole::Habitat),
    ("tree_cover", LayerRole::TreeCover),
    ("land_cover", LayerRole::LandCover),
    ("barrier", LayerRole::Barrier),
    ("observation", LayerRole::Observation),
    ("surveyed_connection", LayerRole::SurveyedConnection),
    ("plan", LayerRole::Plan),
    ("background", LayerRole::Background),
];

const SETTINGS: [&str; 12] = [
    "name",
    "made_up",
    "start",
    "languages",
    "layers",
    "base_maps",
    "parameters",
    "data_hosts",
    "feedback",
    "comment",
    "addresses",
    "authority",
];

pub(super) fn parse(text: &str) -> Result<Config, Vec<ConfigFault>> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        vec![ConfigFault { place: String::new(), kind: FaultKind::NotJson { line, column } }]
    })?;
    let mut reader = Reader { faults: Vec::new() };
    let config = reader.config(&value);
    if reader.faults.is_empty() { Ok(config) } else { Err(reader.faults) }
}

/// Collects what is wrong.
struct Reader {
    faults: Vec<ConfigFault>,
}

impl Reader {
    fn fault(&mut self, place: &str, kind: FaultKind) {
        self.faults.push(ConfigFault { place: place.to_owned(), kind });
    }

    fn config(&mut self, value: &Value) -> Config {
        let Some(settings) = self.object(value, "", &SETTINGS) else { return Config::default() };
        let default = Config::default();
        let get = |name: &str| settings.get(name);
        Config {
            name: get("name").map(|v| self.words(v, "name")).unwrap_or_default(),
            is_made_up: get("made_up").and_then(|v| self.bool(v, "made_up")).unwrap_or(false),
            start: get("start").and_then(|v| self.view(v)),
            languages: get("languages").map_or(default.languages, |v| self.languages(v)),
            layers: get("layers").map(|v| self.layers(v)).unwrap_or_default(),
            base_maps: get("base_maps").map(|v| self.base_maps(v)).unwrap_or_default(),
            parameters: get("parameters").map(|v| self.parameters(v)).unwrap_or_default(),
            data_hosts: get("data_hosts").map(|v| self.texts(v, "data_hosts")).unwrap_or_default(),
            feedback: get("feedback").and_then(|v| self.link(v, "feedback")),
            comment: get("comment").and_then(|v| self.link(v, "comment")),
            addresses: get("addresses").and_then(|v| self.address_service(v)),
            authority: get("authority").map(|v| self.words(v, "authority")).unwrap_or_default(),
        }
    }

    /// An object with none but these members; a member that begins with `//` is a remark.
    fn object<'v>(
        &mut self,
        value: &'v Value,
        place: &str,
        allowed: &[&str],
    ) -> Option<&'v Map<String, Value>> {
        let Value::Object(members) = value else {
            self.fault(place, FaultKind::WrongType { wanted: Wanted::Object });
            return None;
        };
        for name in members.keys() {
            if !allowed.contains(&name.as_str()) && !name.starts_with("//") {
                let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                self.fault(&place, FaultKind::Unknown { allowed: allowed.join(", ") });
            }
        }
        Some(members)
    }

    fn list<'v>(&mut self, value: &'v Value, place: &str) -> &'v [Value] {
        if let Value::Array(values) = value {
            return values;
        }
        self.fault(place, FaultKind::WrongType { wanted: Wanted::List });
        &[]
    }

    fn text(&mut self, value: &Value, place: &str) -> Option<String> {
        match value.as_str().map(str::trim) {
            Some("") | None => {
                self.fault(place, FaultKind::WrongType { wanted: Wanted::Text });
                None
            }
            Some(text) => Some(text.to_owned()),
        }
    }

    fn texts(&mut self, value: &Value, place: &str) -> Vec<String> {
        let values = self.list(value, place).iter().enumerate();
        values.filter_map(|(n, value)| self.text(value, &format!("{place}[{n}]"))).collect()
    }

    fn bool(&mut self, value: &Value, place: &str) -> Option<bool> {
        if value.as_bool().is_none() {
            self.fault(place, FaultKind::WrongType { wanted: Wanted::Bool });
        }
        value.as_bool()
    }

    fn number(
        &mut self,
        value: Option<&Value>,
        place: &str,
        (least, most): (i32, i32),
    ) -> Option<f64> {
        let Some(value) = value else {
            self.fault(place, FaultKind::Missing);
            return None;
        };
        let Some(number) = value.as_f64() else {
            self.fault(place, FaultKind::WrongType { wanted: Wanted::Number });
            return None;
        };
        if (f64::from(least)..=f64::from(most)).contains(&number) {
            return Some(number);
        }
        self.fault(place, FaultKind::OutOfRange { least, most });
        None
    }

    fn one_of<T: Copy>(&mut self, value: &Value, place: &str, known: &[(&str, T)]) -> Option<T> {
        let text = self.text(value, place)?;
        let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let allowed: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let allowed = allowed.join(", ");
            self.fault(place, FaultKind::NotAmong { found: text, allowed });
        }
        found
    }

    /// One text for all languages, or an object with a text for some.
    fn words(&mut self, value: &Value, place: &str) -> Words {
        if value.is_string() {
            let text = self.text(value, place);
            return Words(text.map(|text| vec![(Language::English, text)]).unwrap_or_default());
        }
        let codes = Language::ALL.map(Language::code);
        let Some(members) = self.object(value, place, &codes) else { return Words::default() };
        let own = |language: Language| {
            let value = members.get(language.code())?;
            Some((language, self.text(value, &format!("{place}.{}", language.code()))?))
        };
        Words(Language::ALL.into_iter().filter_map(own).collect())
    }

    /// An address that a reader can follow without harm.
    fn link(&mut self, value: &Value, place: &str) -> Option<String> {
        let text = self.text(value, place)?;
        if text.starts_with("https:") || text.starts_with("mailto:") {
            return Some(text);
        }
        self.fault(place, FaultKind::NoTemplate { needs: "https: / mailto:" });
        None
    }

    fn view(&mut self, value: &Value) -> Option<View> {
        let members = self.object(value, "start", &["longitude", "latitude", "zoom"])?;
        let longitude = self.number(members.get("longitude"), "start.longitude", (-180, 180));
        let latitude = self.number(members.get("latitude"), "start.latitude", (-85, 85));
        let zoom = self.number(members.get("zoom"), "start.zoom", (0, 20));
        Some(View { longitude: longitude?, latitude: latitude?, zoom: zoom? })
    }

    fn languages(&mut self, value: &Value) -> Vec<Language> {
        let known = Language::ALL.map(|language| (language.code(), language));
        let values = self.list(value, "languages");
        if values.is_empty() {
            self.fault("languages", FaultKind::Missing);
        }
        let mut found: Vec<Language> = Vec::new();
        for (n, value) in values.iter().enumerate() {
            let language = self.one_of(value, &format!("languages[{n}]"), &known);
            found.extend(language.filter(|language| !found.contains(language)));
        }
        found
    }

    fn layers(&mut self, value: &Value) -> Vec<CityLayer> {
        let mut layers = Vec::new();
        for (n, value) in self.list(value, "layers").iter().enumerate() {
            let place = format!("layers[{n}]");
            let known = ["address", "role", "source", "date", "licence"];
            let Some(members) = self.object(value, &place, &known) else { continue };
            let role =
                members.get("role").and_then(|v| self.one_of(v, &format!("{place}.role"), &ROLES));
            let address = self.required(members, &place, "address");
            let mut words = |name: &str| {
                let value = members.get(name);
                value.map(|v| self.words(v, &format!("{place}.{name}"))).unwrap_or_default()
            };
            let (source, licence) = (words("source"), words("licence"));
            let date = members.get("date").and_then(|v| self.text(v, &format!("{place}.date")));
            layers.extend(address.map(|address| CityLayer {
                address,
                role,
                source,
                date,
                licence,
            }));
        }
        layers
    }

    fn address_service(&mut self, value: &Value) -> Option<AddressService> {
        let place = "addresses";
        let members = self.object(value, place, &["name", "address"])?;
        let name = self.required(members, place, "name");
        let address = self.required(members, place, "address")?;
        if !address.contains("{text}") || !address.starts_with("https://") {
            let needs = "https://, {text}";
            self.fault(&format!("{place}.address"), FaultKind::NoTemplate { needs });
            return None;
        }
        Some(AddressService { name: name?, address })
    }

    /// Text that has to be there.
    fn required(
        &mut self,
        members: &Map<String, Value>,
        place: &str,
        name: &str,
    ) -> Option<String> {
        let place = format!("{place}.{name}");
        let Some(value) = members.get(name) else {
            self.fault(&place, FaultKind::Missing);
            return None;
        };
        self.text(value, &place)
    }

    fn base_maps(&mut self, value: &Value) -> Vec<BaseMap> {
        let values = self.list(value, "base_maps").iter().enumerate();
        values.filter_map(|(n, value)| self.base_map(value, &format!("base_maps[{n}]"))).collect()
    }

    fn base_map(&mut self, value: &Value, place: &str) -> Option<BaseMap> {
        const MEMBERS: [&str; 8] = [
            "name",
            "kind",
            "address",
            "layers",
            "attribution",
            "attribution_link",
            "tile_size",
            "max_zoom",
        ];
        let members = self.object(value, place, &MEMBERS)?;
        let at = |name: &str| format!("{place}.{name}");
        let name = match members.get("name") {
            Some(value) => self.words(value, &at("name")),
            None => {
                self.fault(&at("name"), FaultKind::Missing);
                Words::default()
            }
        };
        let kind = match members.get("kind") {
            Some(value) => self.one_of(value, &at("kind"), &BaseMapKind::NAMES)?,
            None => BaseMapKind::Xyz,
        };
        let layers = members.get("layers").and_then(|v| self.text(v, &at("layers")));
        let address = self.required(members, place, "address");
        let attribution = self.required(members, place, "attribution");
        let link = members.get("attribution_link");
        let attribution_link = link.and_then(|v| self.link(v, &at("attribution_link")));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in bounds")]
        let mut whole = |name: &str, default: u32, bounds| match members.get(name) {
            None => default,
            value => self.number(value, &at(name), bounds).map_or(default, |number| number as u32),
        };
        let tile_size = whole("tile_size", 256, (64, 1024));
        let max_zoom = u8::try_from(whole("max_zoom", 19, (0, 24))).unwrap_or(19);
        let tiles = kind.tiles(&address?, layers.as_deref().unwrap_or_default());
        if tiles.is_none() {
            let (name, needs) = match kind {
                BaseMapKind::Xyz => ("address", "{z}, {x}, {y}"),
                BaseMapKind::Wmts => ("address", "{TileMatrix}, {TileCol}, {TileRow}"),
                BaseMapKind::Wms => ("layers", "WMS layers"),
            };
            self.fault(&at(name), FaultKind::NoTemplate { needs });
        }
        let (tiles, attribution) = (tiles?, attribution?);
        Some(BaseMap { name, tiles, attribution, attribution_link, tile_size, max_zoom })
    }

    /// Parameters by the names that they have in the address of the page.
    fn parameters(&mut self, value: &Value) -> Vec<(Field, String)> {
        let names = Field::ALL.map(Field::name);
        let Some(members) = self.object(value, "parameters", &names) else { return Vec::new() };
        let mut parameters = Vec::new();
        for field in Field::ALL {
            let place = format!("parameters.{}", field.name());
            let text = match members.get(field.name()) {
                None => continue,
                Some(Value::Number(number)) => Some(number.to_string()),
                Some(value) => self.text(value, &place),
            };
            parameters.extend(text.map(|text| (field, text)));
        }
        parameters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"{
      "//": "a remark",
      "name": {"en": "Demo", "fi": "Esimerkki"},
      "made_up": true,
      "start": {"longitude": 24.7, "latitude": 60.2, "zoom": 11},
      "languages": ["sv", "fi"],
      "layers": [{"address": "demo/a.geojson", "role": "habitat"}, {"address": "b.gpkg"}],
      "base_maps": [
        {"name": "OSM", "address": "https://t.example/{z}/{x}/{y}.png", "attribution": "OSM"},
        {"name": "W", "kind": "wms", "address": "https://w.example/wms?map=1", "layers": "a,b", "attribution": "W"},
        {"name": "T", "kind": "wmts", "address": "https://t.example/{TileMatrix}/{TileRow}/{TileCol}", "attribution": "T", "max_zoom": 15}
      ],
      "parameters": {"distance": 300, "topology": "planar"},
      "data_hosts": ["data.example"],
      "feedback": "mailto:a@b.example",
      "authority": "ELY"
    }"#;

    #[test]
    fn all_settings_are_read() {
        let config = Config::parse(FULL).unwrap();
        assert_eq!(config.name.get(Language::Finnish), Some("Esimerkki"));
        assert_eq!(config.name.get(Language::Swedish), Some("Demo"));
        assert!(config.is_made_up);
        assert_eq!(config.start, Some(View { longitude: 24.7, latitude: 60.2, zoom: 11.0 }));
        assert_eq!(config.language(None, Language::English), Language::Swedish);
        assert_eq!(config.language(Some(Language::Finnish), Language::English), Language::Finnish);
        assert_eq!(config.layers[0].role, Some(LayerRole::Habitat));
        assert_eq!(config.layers[1].role, None);
        assert_eq!(
            config.base_maps[1].tiles,
            "https://w.example/wms?map=1&service=WMS&version=1.3.0&request=GetMap&layers=a%2Cb&styles=\
             &format=image/png&crs=EPSG:3857&width=256&height=256&bbox={bbox-epsg-3857}"
        );
        assert_eq!(config.base_maps[2].tiles, "https://t.example/{z}/{y}/{x}");
        assert_eq!(config.base_maps[2].max_zoom, 15);
        let expected =
            [(Field::Distance, "300".to_owned()), (Field::Topology, "planar".to_owned())];
        assert_eq!(config.parameters, expected);
        assert_eq!(config.authority.get(Language::Finnish), Some("ELY"));
        assert_eq!(Config::parse("{}"), Ok(Config::default()));
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let text = r#"{
          "nmae": "x", "made_up": "yes", "start": {"longitude": 200, "latitude": 60},
          "languages": ["fi", "no"], "layers": [{"role": "forest"}],
          "base_maps": [{"name": "a", "address": "https://a.example/{z}", "attribution": "a"}],
          "parameters": {"speed": 3}, "data_hosts": "x", "feedback": "javascript:alert(1)"
        }"#;
        let faults = Config::parse(text).unwrap_err();
        let places: Vec<&str> = faults.iter().map(|fault| fault.place.as_str()).collect();
        let expected = [
            "nmae",
            "made_up",
            "start.longitude",
            "start.zoom",
            "languages[1]",
            "layers[0].role",
            "layers[0].address",
            "base_maps[0].address",
            "parameters.speed",
            "data_hosts",
            "feedback",
        ];
        assert_eq!(places, expected);
        assert_eq!(faults[2].kind, FaultKind::OutOfRange { least: -180, most: 180 });
        let broken = Config::parse("{\n \"name\": }").unwrap_err();
        assert_eq!(broken[0].kind, FaultKind::NotJson { line: 2, column: 10 });
        assert_eq!(Config::parse("[]").unwrap_err().len(), 1);
    }
}
