//! The words of a language, fetched when the page is to speak it.

use leptos::prelude::document;
use liito_locales::Language;

/// Has the words of a language at hand.
///
/// # Errors
/// Why they cannot be had.
#[cfg(target_arch = "wasm32")]
pub async fn load_words(language: Language) -> Result<(), String> {
    use gloo_net::http::Request;
    use liito_locales::CatalogueError;

    if liito_locales::is_installed(language) {
        return Ok(());
    }
    let folder = super::page_meta::named("liito-words");
    let address = format!("{folder}/{}.json", language.code());
    let response = Request::get(&address).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("{} {address}", response.status()));
    }
    let text = response.text().await.map_err(|error| error.to_string())?;
    liito_locales::install(language, &text).map_err(|error| match error {
        CatalogueError::Malformed => address,
        CatalogueError::OtherVersion => format!("{address}: other version"),
    })
}

/// Elsewhere they are compiled in.
#[cfg(not(target_arch = "wasm32"))]
pub async fn load_words(_: Language) -> Result<(), String> {
    Ok(())
}

/// Says that nothing can be said: in all languages, since none could be fetched.
pub fn say_without_words() {
    const SORRY: &str = "Liito could not be loaded. Reload the page. \u{b7} Liitoa ei voitu \
        ladata. Lataa sivu uudelleen. \u{b7} Liito kunde inte laddas. Ladda om sidan.";
    if let Some(body) = document().body() {
        body.set_text_content(Some(SORRY));
    }
}
