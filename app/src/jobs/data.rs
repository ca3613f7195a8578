//! The data worker, and its successor where it is lost.

use std::cell::RefCell;
use std::rc::Rc;

use liito_worker::{Ask, Role};
use wasm_bindgen::JsValue;

use super::worker::{Answer, Lost, WorkerHandle};

/// What to do when the worker is lost.
type OnLoss = Rc<RefCell<Option<Box<dyn Fn(Lost)>>>>;

/// The line to the data worker.
#[derive(Clone)]
pub struct DataClient {
    worker: Rc<RefCell<Option<WorkerHandle>>>,
    on_loss: OnLoss,
}

impl DataClient {
    pub fn new() -> Self {
        Self { worker: Rc::default(), on_loss: Rc::default() }
    }

    /// What to do when the worker is lost; it is replaced at the next question.
    pub fn on_loss(&self, act: impl Fn(Lost) + 'static) {
        *self.on_loss.borrow_mut() = Some(Box::new(act));
    }

    /// Asks the worker, starting one where there is none.
    pub async fn ask(&self, ask: &Ask, attachment: Option<JsValue>) -> Result<Answer, Lost> {
        let is_given_away = attachment.is_some();
        self.worker()?.ask(ask, attachment, is_given_away).await
    }

    fn worker(&self) -> Result<WorkerHandle, Lost> {
        let mut worker = self.worker.borrow_mut();
        if let Some(worker) = worker.as_ref() {
            // One that never came up would not come up again.
            if !worker.has_ended() || !worker.was_ready() {
                return Ok(worker.clone());
            }
        }
        let on_loss = Rc::clone(&self.on_loss);
        let started = WorkerHandle::start(Role::Data, move |lost| {
            if let Some(act) = on_loss.borrow().as_ref() {
                act(lost);
            }
        });
        worker.clone_from(&started);
        started.ok_or(Lost::NeverStarted)
    }
}
