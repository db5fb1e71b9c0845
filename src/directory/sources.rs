//! Which of a pack's sources a pathway rests on: those whose key stands in one of its citations.

use crate::decide::explain::sources::cites;
use crate::packs::pack::{Pack, Pathway, Source, Status};

/// The sources that a pathway cites, each once, in the order of the packs.
pub fn sources<'a>(packs: &[&'a Pack], pathway: &Pathway) -> Vec<&'a Source> {
    let citations = citations(pathway);
    let mut found: Vec<&Source> = Vec::new();
    for source in packs.iter().flat_map(|pack| &pack.sources) {
        let cited = citations.iter().any(|citation| cites(citation, &source.key));
        if cited && !found.iter().any(|known| known.key == source.key) {
            found.push(source);
        }
    }
    found
}

fn citations(pathway: &Pathway) -> Vec<&str> {
    let mut citations = vec![pathway.source.as_str()];
    for criterion in &pathway.criteria {
        citations.extend([criterion.source.as_str(), &criterion.scope]);
    }
    citations.extend(pathway.supports.iter().chain(&pathway.against).map(|argument| argument.source.as_str()));
    if let Status::Windows { windows, .. } = &pathway.status {
        citations.extend(windows.iter().map(|window| window.source.as_str()));
    }
    citations
}
