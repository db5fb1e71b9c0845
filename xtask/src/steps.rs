//! What is being done, and since when: nobody should wait before a silent screen.

use std::time::Instant;

pub struct Steps {
    began: Instant,
}

impl Steps {
    pub fn start() -> Self {
        Self { began: Instant::now() }
    }

    /// Says that something begins.
    pub fn say(&self, what: impl AsRef<str>) {
        println!("[{:6.1}s] {}", self.began.elapsed().as_secs_f64(), what.as_ref());
    }
}
