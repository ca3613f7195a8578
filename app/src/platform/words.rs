//! The words of a language, fetched when the page is to speak it.

use leptos::prelude::document;
use liito_locales::Language;
#[cfg(target_arch = "wasm32")]
use liito_locales::Part;

/// Has the words of a language at hand that are said from the beginning.
///
/// # Errors
/// Why they cannot be had.
#[cfg(target_arch = "wasm32")]
pub async fn load_words(language: Language) -> Result<(), String> {
    load(language, Part::First, "").await
}

/// Has the words of a language at hand that only rooms say.
///
/// # Errors
/// Why they cannot be had.
#[cfg(target_arch = "wasm32")]
pub async fn load_room_words(language: Language) -> Result<(), String> {
    load(language, Part::Rooms, "-rooms").await
}

/// Whether the words of rooms are there.
#[cfg(target_arch = "wasm32")]
pub fn has_room_words(language: Language) -> bool {
    liito_locales::is_installed(language, Part::Rooms)
}

#[cfg(target_arch = "wasm32")]
async fn load(language: Language, part: Part, ending: &str) -> Result<(), String> {
    use gloo_net::http::Request;
    use liito_locales::CatalogueError;

    if liito_locales::is_installed(language, part) {
        return Ok(());
    }
    let folder = super::page_meta::named("liito-words");
    let address = format!("{folder}/{}{ending}.json", language.code());
    let response = Request::get(&address).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("{} {address}", response.status()));
    }
    let text = response.text().await.map_err(|error| error.to_string())?;
    liito_locales::install(language, part, &text).map_err(|error| match error {
        CatalogueError::Malformed => address,
        CatalogueError::OtherVersion => format!("{address}: other version"),
    })
}

/// Elsewhere they are compiled in.
#[cfg(not(target_arch = "wasm32"))]
pub async fn load_words(_: Language) -> Result<(), String> {
    Ok(())
}

/// Elsewhere they are compiled in.
#[cfg(not(target_arch = "wasm32"))]
pub async fn load_room_words(_: Language) -> Result<(), String> {
    Ok(())
}

/// Elsewhere they are compiled in.
#[cfg(not(target_arch = "wasm32"))]
pub fn has_room_words(_: Language) -> bool {
    true
}

/// Says that nothing can be said: in all languages, since none could be fetched.
pub fn say_without_words() {
    const SORRY: &str = "Liito could not be loaded. Reload the page. \u{b7} Liitoa ei voitu \
        ladata. Lataa sivu uudelleen. \u{b7} Liito kunde inte laddas. Ladda om sidan.";
    if let Some(body) = document().body() {
        body.set_text_content(Some(SORRY));
    }
}
