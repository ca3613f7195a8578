//! Reading a file: a worker for it alone, thrown away afterwards.

use geodata::Error;
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey, Reply, Role};
use wasm_bindgen_futures::spawn_local;

use super::worker::{Answer, Lost, WorkerHandle};
use super::{Jobs, buffer};
use crate::state::{NoticeKind, Origin, Run, Status};

impl Jobs {
    /// Reads a file that is at hand, after those that wait already.
    pub(super) fn read(&self, key: LayerKey) {
        self.supersede();
        self.0.app.run.set(Run::Waiting);
        let is_first = {
            let mut reading = self.0.reading.borrow_mut();
            if reading.contains(&key) && reading.first() != Some(&key) {
                return;
            }
            reading.push(key);
            reading.len() == 1
        };
        if is_first {
            let jobs = self.clone();
            spawn_local(async move { jobs.read_all().await });
        }
    }

    async fn read_all(&self) {
        loop {
            let next = self.0.reading.borrow().first().copied();
            let Some(key) = next else { break };
            self.read_one(key).await;
            self.0.reading.borrow_mut().remove(0);
        }
        self.refresh();
    }

    async fn read_one(&self, key: LayerKey) {
        let app = self.0.app;
        let blob = self.0.blobs.borrow().get(&key).cloned();
        let file =
            app.files.with_untracked(|files| files.iter().find(|file| file.key == key).cloned());
        // Closed while it waited.
        let (Some(blob), Some(file)) = (blob, file) else { return };
        let ask = Ask::Read { name: file.name.clone(), input_crs: file.chosen_crs };
        let answer = match WorkerHandle::start(Role::Import, |_| {}) {
            Some(worker) => {
                *self.0.importing.borrow_mut() = Some((key, worker.clone()));
                let answer = worker.ask(&ask, Some(blob.into()), false).await;
                *self.0.importing.borrow_mut() = None;
                worker.end();
                answer
            }
            None => Err(Lost::NeverStarted),
        };
        // Closed while it was read.
        if !self.0.blobs.borrow().contains_key(&key) {
            return;
        }
        let problem = match answer {
            Ok(Answer { reply: Reply::Read(report), bytes: Some(layer) }) => {
                let (repaired, skipped) = (report.repaired.len(), report.skipped.len());
                if file.origin != Origin::Example {
                    self.replace_example().await;
                }
                let ask = Ask::AddLayer { key, repaired, skipped };
                self.0.layers.set(self.0.layers.get() + 1);
                match self.0.data.ask(&ask, Some(buffer(&layer))).await {
                    Ok(_) => {
                        let report = std::sync::Arc::new(report);
                        app.update_file(key, |file| file.status = Status::Read(report));
                        return;
                    }
                    Err(Lost::NeverStarted) => NoticeKind::CannotStart,
                    // The data worker was lost, perhaps by no fault of this file.
                    Err(Lost::Died) if self.0.losses.get() > 0 => {
                        self.0.reading.borrow_mut().push(key);
                        return;
                    }
                    Err(_) => NoticeKind::ImportBroke { file: file.name },
                }
            }
            Ok(Answer { reply: Reply::Failed(Error::Read(error)), .. }) => {
                NoticeKind::Unreadable { key, file: file.name, error }
            }
            Ok(Answer { reply: Reply::Failed(error), .. }) => NoticeKind::Impossible(error),
            Ok(_) | Err(Lost::OtherVersion) => NoticeKind::OtherVersion,
            Err(Lost::NeverStarted) => NoticeKind::CannotStart,
            Err(Lost::Died | Lost::Ended) => NoticeKind::ImportBroke { file: file.name },
        };
        // What an earlier reading of it left behind is not what it is now.
        self.drop_layer(key).await;
        app.update_file(key, |file| file.status = Status::Failed);
        app.notify(problem);
    }
}
