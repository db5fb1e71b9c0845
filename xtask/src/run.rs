//! Other programs: run, waited for, and their failure told with what to do about it.

use anyhow::{Context, Result, bail};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Runs to the end; a failure names the call and `mend`, what to try.
pub fn check(command: &mut Command, mend: &str) -> Result<()> {
    let status = status(command, mend)?;
    if !status.success() {
        bail!("`{}` ended with {status}\n{mend}", shown(command));
    }
    Ok(())
}

/// Runs to the end and tells how it ended.
pub fn status(command: &mut Command, mend: &str) -> Result<ExitStatus> {
    command.status().with_context(|| format!("cannot run `{}`\n{mend}", shown(command)))
}

/// Runs quietly and gives what it printed, or nothing where it failed or is not there.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs quietly for at most `limit`; true where it ended well in time.
pub fn within(command: &mut Command, limit: Duration) -> bool {
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    child.is_ok_and(|child| ends_well_within(child, limit))
}

fn ends_well_within(mut child: Child, limit: Duration) -> bool {
    let began = Instant::now();
    while began.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The call as one would type it, without its environment.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program()).chain(command.get_args()).map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_hangs_is_ended() {
        let began = Instant::now();
        assert!(!within(Command::new("sleep").arg("30"), Duration::from_millis(200)));
        assert!(began.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_failure_names_the_call_and_the_mend() {
        let fault = check(Command::new("no-such-program").arg("--flag"), "Install it.").unwrap_err();
        let told = format!("{fault:?}");
        assert!(told.contains("no-such-program --flag") && told.contains("Install it."), "{told}");
    }
}
