//! The worker's end of the line to the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use geodata::io::ReadError;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::{Answer, Ask, Reply, Role, WireError, decode, encode};

/// What answers the questions of a worker.
type Answerer = Box<dyn FnMut(Ask, Vec<u8>) -> Answer>;

/// Answers questions in their order as long as the worker lives, and says first
/// that it is ready.
pub fn serve(answer: impl FnMut(Ask, Vec<u8>) -> Answer + 'static) {
    let answer: Rc<RefCell<Answerer>> = Rc::new(RefCell::new(Box::new(answer)));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let answer = Rc::clone(&answer);
        spawn_local(async move { receive(&answer, event.data()).await });
    });
    let scope = scope();
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    on_message.forget();
    send(0, &Reply::Ready, None);
}

thread_local! {
    /// The number of the question that is being answered.
    static CURRENT: Cell<u32> = const { Cell::new(0) };
}

/// Tells the page how far the question is that is being answered.
pub fn tell_progress(done: usize, total: usize) {
    let [done, total] = [done, total].map(|steps| u32::try_from(steps).unwrap_or(u32::MAX));
    send(CURRENT.get(), &Reply::Progress { done, total }, None);
}

/// The role that the worker's name tells.
#[must_use]
pub fn own_role() -> Option<Role> {
    Role::from_name(&scope().name())
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

async fn receive(answerer: &Rc<RefCell<Answerer>>, data: JsValue) {
    let message: Array = data.unchecked_into();
    let head = Uint8Array::new(&message.get(0)).to_vec();
    let (id, ask) = match decode::<Ask>(&head) {
        Ok(decoded) => decoded,
        Err(WireError::OtherVersion | WireError::Malformed) => {
            // Whatever was asked, its number is not known: say it as the first word.
            return send(0, &Reply::OtherVersion, None);
        }
    };
    let (reply, bytes) = match attachment(message.get(1)).await {
        Some(attachment) => {
            let mut answer = answerer.borrow_mut();
            CURRENT.set(id);
            answer(ask, attachment)
        }
        None => (Reply::Failed(ReadError::NotGiven.into()), None),
    };
    send(id, &reply, bytes);
}

/// The bytes of a file or a buffer, none where there is neither; `None` where
/// the device does not hand over the file.
async fn attachment(value: JsValue) -> Option<Vec<u8>> {
    let buffer = match value.dyn_into::<Blob>() {
        Ok(blob) => JsFuture::from(blob.array_buffer()).await.ok()?,
        Err(other) => other,
    };
    let is_buffer = buffer.is_instance_of::<ArrayBuffer>();
    Some(if is_buffer { Uint8Array::new(&buffer).to_vec() } else { Vec::new() })
}

fn send(id: u32, reply: &Reply, bytes: Option<Vec<u8>>) {
    let head = Uint8Array::from(encode(id, reply).as_slice()).buffer();
    let message = Array::of1(&head);
    let transfer = Array::of1(&head);
    if let Some(bytes) = bytes {
        let body = Uint8Array::from(bytes.as_slice()).buffer();
        message.push(&body);
        transfer.push(&body);
    }
    if let Err(error) = scope().post_message_with_transfer(&message, &transfer) {
        // Nothing can be said any more: let the page see a worker that broke.
        wasm_bindgen::throw_val(error);
    }
}
