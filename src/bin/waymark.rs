//! The native program: reads, calls, prints. It knows no rule.
use waymark::packs::text;
fn main() {
    match text::built_in() {
        Ok(bundle) => {
            let bytes = bundle.to_bytes();
            println!("facts {} derived {} pages {} pathways {} bytes {}", bundle.vocabulary.facts.len(), bundle.vocabulary.derived.len(), bundle.journey.pages.len(), bundle.national.pathways.len(), bytes.len());
            std::fs::write("/tmp/bundle.bin", bytes).unwrap();
        }
        Err(faults) => for fault in faults { println!("{fault}") },
    }
}
