//! What goes out. With an error nothing stands on standard output, so it is gathered first; lines go out as they come.

use std::io::{ErrorKind, Write};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, and faults were found.
    Faults,
}

/// Standard output. A reader that has gone away is no error.
#[derive(Default)]
pub struct Output {
    waiting: Vec<u8>,
    gone: bool,
}

/// How much may wait before it is written.
const ENOUGH: usize = 64 * 1024;

impl Output {
    /// Prints text; it goes out at the end.
    pub fn print(&mut self, text: impl AsRef<str>) -> Result<Outcome, String> {
        self.waiting.extend_from_slice(text.as_ref().as_bytes());
        Ok(Outcome::Done)
    }

    /// Lets go of what has been printed, once it is much.
    pub fn let_go(&mut self) -> Result<(), String> {
        if self.waiting.len() >= ENOUGH { self.finish() } else { Ok(()) }
    }

    /// Whether nobody reads any more.
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// Writes everything that is waiting.
    pub fn finish(&mut self) -> Result<(), String> {
        let mut out = std::io::stdout().lock();
        let written = if self.gone { Ok(()) } else { out.write_all(&self.waiting).and_then(|()| out.flush()) };
        self.waiting.clear();
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(())
            }
            other => other.map_err(|error| format!("standard output: found {error}, expected to be able to write")),
        }
    }
}

/// One line on standard error, whatever stands in it.
pub fn complain(fault: &str) {
    let line = fault.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    // Where even this cannot be written, the exit status says it.
    let _ = writeln!(std::io::stderr(), "{line}");
}
