//! `config.json` beside the page.

use gloo_net::http::Request;

use crate::state::{Config, ConfigFault};

/// The settings; the defaults where there is no such file.
///
/// # Errors
/// Everything that is wrong with them.
pub async fn fetch_config() -> Result<Config, Vec<ConfigFault>> {
    let Ok(response) = Request::get("config.json").send().await else {
        return Ok(Config::default());
    };
    match response.text().await {
        Ok(text) if response.ok() => Config::parse(&text),
        _ => Ok(Config::default()),
    }
}
