//! `waymark gaps`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::packs::text::fault::did_you_mean;
use waymark::prove::gaps::Gaps;
use waymark::prove::survey::Survey;

/// Writes the needs of an area that nothing running answers.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let json = match options.format.as_deref() {
        None | Some("text") => false,
        Some("json") => true,
        Some(other) => return Err(format!("--format: found {other:?}, expected text or json")),
    };
    let (bundle, needs) = input::bundle_and_needs(options)?;
    let area = options.area.as_deref().unwrap_or_default();
    let gaps = Gaps::of(&bundle, &needs, area, input::day(options)?).ok_or_else(|| {
        let names = Survey::names(&bundle);
        let near = did_you_mean(area, names.iter().copied()).map(|near| format!(" ({near})")).unwrap_or_default();
        format!("AREA: found {area:?}, expected one of {}{near}", names.join(", "))
    })?;
    if !json {
        return output.print(gaps.to_text());
    }
    let text = serde_json::to_string_pretty(&gaps).map_err(|error| format!("the gaps: found {error}, expected to be able to write them as JSON"))?;
    output.print(text + "\n")
}
