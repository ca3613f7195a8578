//! What each role does with a question.
//!
//! Pure: bytes and messages in, messages and bytes out.

mod compute;
mod data;
mod import;

use liito_worker::{Ask, Reply, Role};

use compute::Compute;
use data::Data;

/// An answer, and the bytes that go with it.
pub type Answer = (Reply, Option<Vec<u8>>);

/// A worker in its role.
pub enum Worker {
    Data(Box<Data>),
    Import,
    Compute(Box<Compute>),
}

impl Worker {
    pub fn new(role: Role) -> Self {
        match role {
            Role::Data => Self::Data(Box::default()),
            Role::Import => Self::Import,
            Role::Compute => Self::Compute(Box::default()),
        }
    }

    /// Answers a question; one for another role is not understood.
    pub fn answer(&mut self, ask: Ask, attachment: Vec<u8>) -> Answer {
        match self {
            Self::Data(data) => data.answer(ask, &attachment),
            Self::Import => import::answer(ask, attachment),
            Self::Compute(compute) => compute.answer(ask, &attachment),
        }
    }
}
