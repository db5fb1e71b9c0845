//! Work beside the typing. What takes long is done part by part, and the browser goes on between two parts; what is begun anew ends
//! what was begun before.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use gloo::timers::callback::Timeout;
use js_sys::{Date, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How long the browser waits at most, where parts are small enough, in milliseconds.
const LONGEST: f64 = 25.0;

thread_local! {
    static RESTED: Cell<f64> = const { Cell::new(0.0) };
}

/// One thing that is done at a time.
#[derive(Clone, Copy)]
pub struct Task {
    turn: StoredValue<u32>,
    waker: StoredValue<Option<Waker>>,
}

impl Task {
    /// Nothing as yet. What goes on ends with the part of the page that asked for it.
    pub fn new() -> Task {
        let task = Task { turn: StoredValue::new(0), waker: StoredValue::new(None) };
        on_cleanup(move || task.stop());
        task
    }

    /// Begins.
    pub fn start(self, work: impl Future<Output = ()> + 'static) {
        self.stop();
        let turn = self.turn.get_value();
        spawn_local(Turn { task: self, turn, work: Box::pin(work) });
    }

    /// Ends what goes on, and lets go of what it holds.
    pub fn stop(self) {
        self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        self.wake();
    }

    /// Lets the work look again at what it waits for.
    pub fn wake(self) {
        if let Some(waker) = self.waker.try_update_value(Option::take).flatten() {
            waker.wake();
        }
    }
}

/// Work that ends when its turn is over.
struct Turn {
    task: Task,
    turn: u32,
    work: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Turn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.task.turn.try_get_value() != Some(self.turn) {
            return Poll::Ready(());
        }
        self.task.waker.set_value(Some(context.waker().clone()));
        self.work.as_mut().poll(context)
    }
}

/// Waits so many milliseconds.
pub async fn pause(time: u32) {
    let waits = |done: js_sys::Function, _| {
        let go_on = move || drop(done.call0(&JsValue::NULL));
        Timeout::new(time, go_on).forget();
    };
    drop(JsFuture::from(Promise::new(&mut { waits })).await);
    RESTED.set(Date::now());
}

/// Lets the browser go on, where it has waited for some time.
pub fn breathe() -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async {
        if Date::now() - RESTED.get() > LONGEST {
            pause(0).await;
        }
    })
}

/// Waits until something is so. Whoever changes it wakes the task.
pub async fn until(so: impl Fn() -> bool) {
    std::future::poll_fn(|_| if so() { Poll::Ready(()) } else { Poll::Pending }).await;
}
