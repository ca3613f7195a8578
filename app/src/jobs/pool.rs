//! Workers that compute: shares of work out, answers back in order.

use std::cell::{Cell, RefCell};

use futures::future::try_join_all;
use js_sys::ArrayBuffer;
use liito_worker::{Ask, Role};

use super::buffer;
use super::worker::{Answer, Lost, WorkerHandle};

/// How often a share is tried before the work is given up.
const ATTEMPTS: usize = 2;

/// What every worker has to be given before it can take a share.
#[derive(Clone)]
pub struct Setup(Vec<(Ask, ArrayBuffer)>);

impl Setup {
    pub fn new(ask: Ask, bytes: ArrayBuffer) -> Self {
        Self(vec![(ask, bytes)])
    }

    /// Something more, after the rest.
    pub fn and(mut self, more: Option<(Ask, ArrayBuffer)>) -> Self {
        self.0.extend(more);
        self
    }
}

/// Workers of one role, started when first needed.
pub struct Pool {
    role: Role,
    size: usize,
    workers: RefCell<Vec<WorkerHandle>>,
    on_loss: RefCell<Option<Box<dyn Fn()>>>,
}

impl Pool {
    pub fn new(role: Role, size: usize) -> Self {
        Self { role, size, workers: RefCell::default(), on_loss: RefCell::default() }
    }

    /// What to do when a worker breaks and is replaced.
    pub fn on_loss(&self, act: impl Fn() + 'static) {
        *self.on_loss.borrow_mut() = Some(Box::new(act));
    }

    /// Number of workers.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Ends all workers if any is at work: it would not hear otherwise.
    pub fn end_busy(&self) {
        if self.workers.borrow().iter().any(WorkerHandle::is_busy) {
            self.end();
        }
    }

    /// Ends all workers: they have done what they were started for.
    pub fn end(&self) {
        for worker in self.workers.borrow_mut().drain(..) {
            worker.end();
        }
    }

    /// Has every share answered by some worker; answers in the order of shares.
    ///
    /// A worker that breaks is replaced and its share tried once more.
    pub async fn map(
        &self,
        setup: Setup,
        shares: Vec<Ask>,
        progress: impl Fn(usize, usize),
    ) -> Result<Vec<Answer>, Lost> {
        let work = Work {
            pool: self,
            setup,
            answers: RefCell::new(shares.iter().map(|_| None).collect()),
            shares,
            next: Cell::new(0),
            done: Cell::new(0),
        };
        let workers = self.size.min(work.shares.len());
        // One that is given up gives up the whole.
        try_join_all((0..workers).map(|place| work.take_shares(place, &progress))).await?;
        work.answers.into_inner().into_iter().map(|answer| answer.ok_or(Lost::Ended)).collect()
    }

    /// The worker at a place, a new one where it has ended.
    fn worker(&self, place: usize) -> Result<WorkerHandle, Lost> {
        let mut workers = self.workers.borrow_mut();
        while workers.len() <= place {
            workers.push(WorkerHandle::start(self.role, |_| {}).ok_or(Lost::NeverStarted)?);
        }
        if workers[place].has_ended() {
            workers[place] = WorkerHandle::start(self.role, |_| {}).ok_or(Lost::NeverStarted)?;
        }
        Ok(workers[place].clone())
    }
}

struct Work<'a> {
    pool: &'a Pool,
    setup: Setup,
    shares: Vec<Ask>,
    answers: RefCell<Vec<Option<Answer>>>,
    next: Cell<usize>,
    done: Cell<usize>,
}

impl Work<'_> {
    /// One worker's part: shares until there are none left.
    async fn take_shares(
        &self,
        place: usize,
        progress: &impl Fn(usize, usize),
    ) -> Result<(), Lost> {
        let mut worker = None;
        loop {
            let share = self.next.get();
            let Some(ask) = self.shares.get(share) else { return Ok(()) };
            self.next.set(share + 1);
            let mut attempt = 1;
            let answer = loop {
                match self.answer(place, &mut worker, ask).await {
                    Ok(answer) => break answer,
                    Err(Lost::Died) if attempt < ATTEMPTS => {
                        attempt += 1;
                        worker = None;
                        if let Some(act) = self.pool.on_loss.borrow().as_ref() {
                            act();
                        }
                    }
                    Err(lost) => return Err(lost),
                }
            };
            self.answers.borrow_mut()[share] = Some(answer);
            self.done.set(self.done.get() + 1);
            progress(self.done.get(), self.shares.len());
        }
    }

    /// One share's answer, from the worker at hand or from one made ready for it.
    async fn answer(
        &self,
        place: usize,
        at_hand: &mut Option<WorkerHandle>,
        ask: &Ask,
    ) -> Result<Answer, Lost> {
        let worker = match at_hand.take() {
            Some(worker) => worker,
            None => self.ready_worker(place).await?,
        };
        let answer = worker.ask(ask, None, false).await;
        *at_hand = Some(worker);
        answer
    }

    async fn ready_worker(&self, place: usize) -> Result<WorkerHandle, Lost> {
        let worker = self.pool.worker(place)?;
        // Every worker needs the same bytes, so each gets a copy.
        for (ask, bytes) in &self.setup.0 {
            worker.ask(ask, Some(buffer(bytes)), false).await?;
        }
        Ok(worker)
    }
}
