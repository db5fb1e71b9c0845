//! Breaths between the parts of long work: a page goes on in them, and the command line takes none.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// What is waited for between two parts of the work.
pub type Breath = fn() -> Pin<Box<dyn Future<Output = ()>>>;

/// Takes a breath, where any are taken.
pub async fn breathe(breath: Option<Breath>) {
    if let Some(breath) = breath {
        breath().await;
    }
}

/// What comes of work that never takes a breath.
pub fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}
