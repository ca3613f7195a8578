//! Checking a delivery: the file is read anew, by a worker for it alone.

use geodata::Error;
use geodata::io::ReadError;
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey, Reply, Role};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::Jobs;
use super::import::{options_of, role_for};
use super::worker::{Answer, Lost, WorkerHandle};
use crate::platform;
use crate::state::{Check, CheckOutcome};

impl Jobs {
    /// Checks a file that is open against a survey layer, or the one it looks like.
    pub fn check(&self, key: LayerKey, schema: Option<String>) {
        let app = self.0.app;
        let file =
            app.files.with_untracked(|files| files.iter().find(|file| file.key == key).cloned());
        let blob = self.0.blobs.borrow().get(&key).cloned();
        let (Some(file), Some(blob)) = (file, blob) else { return };
        let check = Check { key, schema: schema.clone(), outcome: CheckOutcome::Working };
        app.spot.set(None);
        app.check.set(Some(check.clone()));
        let ask = Ask::Check {
            name: file.name.clone(),
            options: options_of(&file),
            schema,
            today: platform::today(),
        };
        spawn_local(async move {
            let outcome = match ask_about(&ask, &blob, checker_of(&blob).await).await {
                Ok(Answer { reply: Reply::Checked(checked), .. }) => {
                    CheckOutcome::Done((*checked).into())
                }
                Ok(Answer { reply: Reply::Failed(error), .. }) => CheckOutcome::Failed(Some(error)),
                _ => CheckOutcome::Failed(None),
            };
            // Another may have been asked for in the meantime.
            app.check.maybe_update(|current| {
                let is_current = current.as_ref() == Some(&check);
                if is_current {
                    *current = Some(Check { outcome, ..check });
                }
                is_current
            });
        });
    }
}

/// The worker that can read a file and knows the rules.
async fn checker_of(blob: &Blob) -> Role {
    match role_for(blob).await {
        Role::Import => Role::Formats,
        role => role,
    }
}

async fn ask_about(ask: &Ask, blob: &Blob, role: Role) -> Result<Answer, Lost> {
    let worker = WorkerHandle::start(role, |_| {}).ok_or(Lost::NeverStarted)?;
    let answer = worker.ask(ask, Some(blob.clone().into()), false).await;
    worker.end();
    match answer {
        Ok(Answer { reply: Reply::Failed(Error::Read(ReadError::NeedsGeoPackage)), .. })
            if role == Role::Formats =>
        {
            Box::pin(ask_about(ask, blob, Role::GeoPackage)).await
        }
        answer => answer,
    }
}
