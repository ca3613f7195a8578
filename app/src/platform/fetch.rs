//! Fetching data files: at once from here, from elsewhere only when allowed.

use gloo_net::http::{Request, Response};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Url};

use super::base_url;
use crate::state::{Config, ForeignFile};

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchTarget {
    /// To this host or one that `config.json` names.
    Allowed { address: String, name: String },
    /// To another host: the reader decides.
    Foreign(ForeignFile),
    /// Nowhere.
    Nonsense,
}

/// Where the address of a data file leads, seen from the page.
pub fn target(address: &str, config: &Config) -> FetchTarget {
    let Ok(url) = Url::new_with_base(address, &base_url()) else { return FetchTarget::Nonsense };
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return FetchTarget::Nonsense;
    }
    let name = url.pathname().rsplit('/').next().unwrap_or_default().to_owned();
    let name = if name.is_empty() { url.host() } else { name };
    let own_host = window().location().host().unwrap_or_default();
    let host = url.host();
    let address = url.href();
    if host == own_host || config.data_hosts.contains(&host) {
        FetchTarget::Allowed { address, name }
    } else {
        FetchTarget::Foreign(ForeignFile { address, name, host })
    }
}

/// The file at an address.
///
/// # Errors
/// A few words of why it could not be had.
pub async fn fetch_blob(address: &str) -> Result<Blob, String> {
    let response = Request::get(address).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("HTTP {} {}", response.status(), response.status_text()));
    }
    let raw: web_sys::Response = response.into();
    let blob = raw.blob().map_err(|_| "blob".to_owned())?;
    let blob = JsFuture::from(blob).await.map_err(|_| "network".to_owned())?;
    blob.dyn_into().map_err(|_| "blob".to_owned())
}

/// The text at an address; None where it could not be had.
pub async fn fetch_text(address: &str) -> Option<String> {
    let response = Request::get(address).send().await.ok().filter(Response::ok)?;
    response.text().await.ok()
}
