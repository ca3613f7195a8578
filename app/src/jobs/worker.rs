//! One worker: starting it, asking it, noticing its end.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use futures::channel::oneshot;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use liito_worker::{Ask, Reply, Role, decode, encode};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::platform;

/// An answer, and the bytes that came with it.
pub struct Answer {
    pub reply: Reply,
    pub bytes: Option<ArrayBuffer>,
}

/// Why there will be no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The worker broke.
    Died,
    /// The worker never came up.
    NeverStarted,
    /// The worker was ended on purpose.
    Ended,
    /// The worker is of another version than the page.
    OtherVersion,
}

/// What to do with an event.
type Act = Rc<dyn Fn(&WorkerHandle, JsValue)>;

type Waiting = oneshot::Sender<Result<Answer, Lost>>;

/// What to do on hearing how far an answer is.
type Hear = Rc<dyn Fn(u32, u32)>;

struct Line {
    worker: Worker,
    next_id: u32,
    waiting: HashMap<u32, (Waiting, Option<Hear>)>,
    /// Messages that wait for the worker to say that it is ready.
    unsent: Vec<(Array, Array)>,
    is_ready: bool,
    end: Option<Lost>,
    /// Listeners live as long as the worker.
    listeners: Vec<Closure<dyn FnMut(JsValue)>>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// A worker of some role.
#[derive(Clone)]
pub struct WorkerHandle(Rc<RefCell<Line>>);

impl WorkerHandle {
    /// Starts a worker; `None` where the browser refuses.
    pub fn start(role: Role, on_loss: impl Fn(Lost) + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(role.name());
        let worker =
            Worker::new_with_options(&platform::worker_url(role.binary()), &options).ok()?;
        let line = Rc::new(RefCell::new(Line {
            worker,
            next_id: 1,
            waiting: HashMap::new(),
            unsent: Vec::new(),
            is_ready: false,
            end: None,
            listeners: Vec::new(),
        }));
        let handle = Self(line);
        handle.listen(on_loss);
        Some(handle)
    }

    fn listen(&self, on_loss: impl Fn(Lost) + 'static) {
        let on_loss = Rc::new(on_loss);
        let hear = |act: Act, line: Weak<RefCell<Line>>| {
            Closure::<dyn FnMut(JsValue)>::new(move |event| {
                if let Some(line) = line.upgrade() {
                    act(&Self(line), event);
                }
            })
        };
        let lost = Rc::clone(&on_loss);
        let on_message = hear(
            Rc::new(move |handle, event| {
                if let Some(end) = handle.receive(&event.unchecked_into::<MessageEvent>().data()) {
                    lost(end);
                }
            }),
            Rc::downgrade(&self.0),
        );
        let on_error = hear(
            Rc::new(move |handle, event| {
                if let Some(event) = event.dyn_ref::<ErrorEvent>() {
                    event.prevent_default();
                    web_sys::console::warn_2(&"a worker broke:".into(), &event.message().into());
                }
                let lost = if handle.was_ready() { Lost::Died } else { Lost::NeverStarted };
                if handle.close(lost) {
                    on_loss(lost);
                }
            }),
            Rc::downgrade(&self.0),
        );
        let mut line = self.0.borrow_mut();
        line.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        line.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        line.listeners = vec![on_message, on_error];
    }

    /// Takes in an answer. Gives the worker's end where this was its last.
    fn receive(&self, data: &JsValue) -> Option<Lost> {
        let message: &Array = data.unchecked_ref();
        let head = Uint8Array::new(&message.get(0)).to_vec();
        let Ok((id, reply)) = decode::<Reply>(&head) else {
            return self.close(Lost::OtherVersion).then_some(Lost::OtherVersion);
        };
        match (id, reply) {
            (0, Reply::Ready) => {
                let mut line = self.0.borrow_mut();
                line.is_ready = true;
                for (message, transfer) in std::mem::take(&mut line.unsent) {
                    post(&line.worker, &message, &transfer);
                }
                None
            }
            (0, _) => self.close(Lost::OtherVersion).then_some(Lost::OtherVersion),
            (id, Reply::Progress { done, total }) => {
                let hear = self.0.borrow().waiting.get(&id).and_then(|(_, hear)| hear.clone());
                if let Some(hear) = hear {
                    hear(done, total);
                }
                None
            }
            (id, reply) => {
                let waiting = self.0.borrow_mut().waiting.remove(&id);
                let bytes = message.get(1).dyn_into().ok();
                if let Some((waiting, _)) = waiting {
                    // Whoever asked may have stopped waiting.
                    let _ = waiting.send(Ok(Answer { reply, bytes }));
                }
                None
            }
        }
    }

    /// Asks a question. `attachment` is a file or a buffer; a buffer that is in
    /// `transfer` too is given away instead of copied.
    pub async fn ask(
        &self,
        ask: &Ask,
        attachment: Option<JsValue>,
        transfer: bool,
    ) -> Result<Answer, Lost> {
        self.send(ask, attachment, transfer, None).await
    }

    /// Asks a question and hears how far its answer is.
    pub async fn ask_and_hear(&self, ask: &Ask, hear: Hear) -> Result<Answer, Lost> {
        self.send(ask, None, false, Some(hear)).await
    }

    async fn send(
        &self,
        ask: &Ask,
        attachment: Option<JsValue>,
        transfer: bool,
        hear: Option<Hear>,
    ) -> Result<Answer, Lost> {
        let receiver = {
            let mut line = self.0.borrow_mut();
            if let Some(end) = line.end {
                return Err(end);
            }
            let id = line.next_id;
            line.next_id += 1;
            let head = Uint8Array::from(encode(id, ask).as_slice()).buffer();
            let (message, transferred) = (Array::of1(&head), Array::of1(&head));
            if let Some(attachment) = attachment {
                if transfer {
                    transferred.push(&attachment);
                }
                message.push(&attachment);
            }
            let (sender, receiver) = oneshot::channel();
            line.waiting.insert(id, (sender, hear));
            if line.is_ready {
                post(&line.worker, &message, &transferred);
            } else {
                line.unsent.push((message, transferred));
            }
            receiver
        };
        receiver.await.unwrap_or(Err(Lost::Ended))
    }

    /// Ends the worker, whatever it is doing.
    pub fn end(&self) {
        self.close(Lost::Ended);
    }

    /// Notes the end of the worker; false where it had ended before.
    fn close(&self, end: Lost) -> bool {
        let waiting = {
            let mut line = self.0.borrow_mut();
            if line.end.is_some() {
                return false;
            }
            line.end = Some(end);
            line.worker.set_onmessage(None);
            line.worker.set_onerror(None);
            line.worker.terminate();
            line.unsent.clear();
            std::mem::take(&mut line.waiting)
        };
        for (sender, _) in waiting.into_values() {
            let _ = sender.send(Err(end));
        }
        true
    }

    /// True while answers are awaited.
    pub fn is_busy(&self) -> bool {
        !self.0.borrow().waiting.is_empty()
    }

    /// True once the worker has said that it is ready.
    pub fn was_ready(&self) -> bool {
        self.0.borrow().is_ready
    }

    /// True once the worker has ended.
    pub fn has_ended(&self) -> bool {
        self.0.borrow().end.is_some()
    }
}

fn post(worker: &Worker, message: &Array, transfer: &Array) {
    if let Err(error) = worker.post_message_with_transfer(message, transfer) {
        web_sys::console::error_1(&error);
    }
}
