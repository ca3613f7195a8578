//! What keeps the page on the device, so that it works without a network.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use super::page_meta::named;

/// Whether the device says that it has a network.
pub fn is_online() -> bool {
    leptos::prelude::window().navigator().on_line()
}

/// What browsers keep pages by; None where they may not, as without encryption.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = leptos::prelude::window().navigator();
    let has_it = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    has_it.then(|| navigator.service_worker())
}

/// Whether the page would come up without a network.
pub fn is_kept() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Has the page kept; `newer` hears when there is a newer one, now or later.
pub async fn keep_page(newer: impl Fn(NewerPage) + Clone + 'static) {
    // Only a release has it.
    let script = named("liito-service-worker");
    let Some(container) = container().filter(|_| !script.is_empty()) else { return };
    // Refused, for example in a private window: the page works with its network.
    let Ok(kept) = JsFuture::from(container.register(&script)).await else { return };
    let Ok(kept) = kept.dyn_into::<ServiceWorkerRegistration>() else { return };
    let tell = move |kept: &ServiceWorkerRegistration| {
        // The first to be kept is not newer than anything.
        if kept.waiting().is_some() && is_kept() {
            newer(NewerPage(kept.clone()));
        }
    };
    tell(&kept);
    let listened = kept.clone();
    let on_update = Closure::<dyn FnMut()>::new(move || {
        let Some(coming) = listened.installing() else { return };
        let (kept, tell, worker) = (listened.clone(), tell.clone(), coming.clone());
        let on_change = Closure::<dyn FnMut()>::new(move || {
            if worker.state() == ServiceWorkerState::Installed {
                tell(&kept);
            }
        });
        coming.set_onstatechange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
    });
    kept.set_onupdatefound(Some(on_update.as_ref().unchecked_ref()));
    // It listens as long as the page lives.
    on_update.forget();
}

/// A newer page that waits to be used.
#[derive(Clone)]
pub struct NewerPage(ServiceWorkerRegistration);

impl NewerPage {
    /// Begins anew with it.
    pub fn begin(&self) {
        let reload = || {
            let _ = leptos::prelude::window().location().reload();
        };
        // Another tab may have begun with it.
        let (Some(container), Some(waiting)) = (container(), self.0.waiting()) else {
            return reload();
        };
        let reload = Closure::once_into_js(reload);
        container.set_oncontrollerchange(Some(reload.unchecked_ref()));
        let _ = waiting.post_message(&"use".into());
    }
}
