//! Work that is kept on the device: a folder a visit, in the browser's own file system
//! (<https://fs.spec.whatwg.org>), which no page of another origin can see.

use js_sys::{AsyncIterator, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    type Folder;
    #[wasm_bindgen(js_namespace = ["navigator", "storage"], js_name = getDirectory, catch)]
    fn root() -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = getDirectoryHandle, catch)]
    fn folder(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = getFileHandle, catch)]
    fn file(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = removeEntry, catch)]
    fn remove(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn keys(this: &Folder) -> Result<AsyncIterator, JsValue>;

    type FileOf;
    #[wasm_bindgen(method, js_name = getFile, catch)]
    fn content(this: &FileOf) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = createWritable, catch)]
    fn writable(this: &FileOf) -> Result<Promise, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, content: &Blob) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// How the folders of visits begin.
const VISIT: &str = "liito-visit-";

async fn done<T: JsCast>(promise: Result<Promise, JsValue>) -> Result<T, JsValue> {
    Ok(JsFuture::from(promise?).await?.unchecked_into())
}

fn with(option: &str) -> JsValue {
    let options = Object::new();
    // Cannot fail on an object of our own.
    let _ = Reflect::set(&options, &option.into(), &true.into());
    options.into()
}

/// A name for the work of this visit; later ones sort behind earlier ones.
pub fn new_visit() -> String {
    format!("{VISIT}{:015.0}", js_sys::Date::now())
}

/// Visits whose work is kept, the last first; none where the browser keeps nothing.
pub async fn visits() -> Vec<String> {
    async fn all() -> Result<Vec<String>, JsValue> {
        let root: Folder = done(root()).await?;
        let names = root.keys()?;
        let mut visits = Vec::new();
        loop {
            let next: JsValue = done(names.next()).await?;
            if Reflect::get(&next, &"done".into())?.is_truthy() {
                break;
            }
            let name = Reflect::get(&next, &"value".into())?.as_string().unwrap_or_default();
            if name.starts_with(VISIT) {
                visits.push(name);
            }
        }
        visits.sort_by(|a, b| b.cmp(a));
        Ok(visits)
    }
    all().await.unwrap_or_default()
}

/// Keeps a file of a visit, in the place of an earlier one.
///
/// # Errors
/// What the browser says where it does not: it is full, or keeps nothing.
pub async fn keep(visit: &str, name: &str, content: &Blob) -> Result<(), JsValue> {
    let root: Folder = done(root()).await?;
    let folder: Folder = done(root.folder(visit, &with("create"))).await?;
    let file: FileOf = done(folder.file(name, &with("create"))).await?;
    // What was there stays until the new is whole.
    let writable: Writable = done(file.writable()).await?;
    done::<JsValue>(writable.write(content)).await?;
    done::<JsValue>(writable.close()).await?;
    Ok(())
}

/// A file of a visit.
pub async fn kept(visit: &str, name: &str) -> Option<Blob> {
    let root: Folder = done(root()).await.ok()?;
    let folder: Folder = done(root.folder(visit, &JsValue::UNDEFINED)).await.ok()?;
    let file: FileOf = done(folder.file(name, &JsValue::UNDEFINED)).await.ok()?;
    done(file.content()).await.ok()
}

/// Throws the work of a visit away.
pub async fn forget(visit: &str) {
    let Ok(root) = done::<Folder>(root()).await else { return };
    // It may be gone already.
    let _ = done::<JsValue>(root.remove(visit, &with("recursive"))).await;
}
