//! `waymark directory`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::directory::Directory;
use waymark::packs::text::fault::did_you_mean;

/// Writes the list of an area's services; of all areas where none is named.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let face: fn(&Directory<'_>) -> String = match options.format.as_deref() {
        None | Some("text") => |directory| directory.to_text(),
        Some("html") => |directory| directory.to_html(),
        Some(other) => return Err(format!("--format: found {other:?}, expected text or html")),
    };
    let bundle = input::bundle(options)?;
    let area = options.area();
    let directory = Directory::of(&bundle, area, input::day(options)?).ok_or_else(|| {
        let names = Directory::names(&bundle);
        let near = did_you_mean(area, names.iter().copied()).map(|near| format!(" ({near})")).unwrap_or_default();
        format!("AREA: found {area:?}, expected one of {}{near}", names.join(", "))
    })?;
    output.print(face(&directory))
}
