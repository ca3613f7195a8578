//! `config.json` beside the page: what whoever hosts it has set.

use gloo_net::http::Request;
use serde::Deserialize;

/// What the host of the page has set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Other hosts whose data are fetched without asking the reader.
    pub data_hosts: Vec<String>,
}

/// The settings; the defaults where there are none or they cannot be read.
pub async fn config() -> Config {
    let Ok(response) = Request::get("config.json").send().await else { return Config::default() };
    let text = response.text().await.unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
