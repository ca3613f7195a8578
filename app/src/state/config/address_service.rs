//! A service of others that knows where addresses are.

use liito_worker::Degrees;
use serde_json::Value;

/// A service that is asked by an address with the text in it, and answers in GeoJSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressService {
    /// What it is called.
    pub name: String,
    /// Its address, with `{text}` and perhaps `{lang}` in it.
    pub address: String,
}

/// Members of a feature that say what it is called, the best first: those of Pelias, Nominatim
/// and Photon.
const LABELS: [&str; 4] = ["label", "display_name", "name", "street"];

impl AddressService {
    /// Where to ask for a text.
    pub fn question(&self, text: &str, language: &str) -> String {
        let text: String = form_urlencoded::byte_serialize(text.trim().as_bytes()).collect();
        self.address.replace("{text}", &text.replace('+', "%20")).replace("{lang}", language)
    }

    /// The places of an answer, each with what it is called; what is neither is passed over.
    pub fn places(answer: &str) -> Vec<(String, Degrees)> {
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        let place = |feature: &Value| {
            let properties = &feature["properties"];
            let label = LABELS.iter().find_map(|name| properties[*name].as_str())?;
            let at = &feature["geometry"]["coordinates"];
            let at = (at[0].as_f64()?, at[1].as_f64()?);
            (at.0.abs() <= 180.0 && at.1.abs() <= 90.0).then(|| (label.to_owned(), at))
        };
        answer["features"].as_array().into_iter().flatten().filter_map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_asked_for_and_what_is_a_place_is_taken() {
        let service = AddressService {
            name: "x".to_owned(),
            address: "https://example.org/search?text={text}&lang={lang}".to_owned(),
        };
        assert_eq!(
            service.question(" Kaivokatu 1 & 2 ", "fi"),
            "https://example.org/search?text=Kaivokatu%201%20%26%202&lang=fi"
        );
        let answer = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"label":"Kaivokatu 1, Helsinki"},
             "geometry":{"type":"Point","coordinates":[24.94,60.17]}},
            {"type":"Feature","properties":{"display_name":"Far"},
             "geometry":{"type":"Point","coordinates":[2494000,60.17]}},
            {"type":"Feature","properties":{},"geometry":null}]}"#;
        let expected = vec![("Kaivokatu 1, Helsinki".to_owned(), (24.94, 60.17))];
        assert_eq!(AddressService::places(answer), expected);
        assert!(AddressService::places("<html>").is_empty());
    }
}
