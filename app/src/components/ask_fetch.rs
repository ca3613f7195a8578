//! May data of another host be fetched? The reader decides.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::words::named;
use super::{Button, ButtonKind, DialogFrame};
use crate::jobs::Jobs;
use crate::state::{App, ForeignFile, Origin};

#[component]
pub fn AskFetch(file: ForeignFile) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let ForeignFile { address, name, host } = file;
    let host = StoredValue::new(host);
    let answered = address.clone();
    let done = move || app.foreign.update(|files| files.retain(|file| file.address != answered));
    let declined = done.clone();
    let closed = done.clone();
    let fetch = move || {
        done();
        let origin = Origin::Address(address.clone());
        Jobs::get().open_address(address.clone(), name.clone(), origin, None);
    };
    view! {
        <DialogFrame on_close=closed title=named(m::open::ask_title)>
            <p>{move || m::open::ask_text(l(), &host.get_value())}</p>
            <div class="dialog-actions">
                <Button
                    kind=ButtonKind::Primary
                    label=Signal::derive(move || m::open::ask_yes(l(), &host.get_value()))
                    on_press=fetch
                />
                <Button
                    label=named(m::open::ask_no)
                    on_press=declined.clone()
                />
            </div>
        </DialogFrame>
    }
}
