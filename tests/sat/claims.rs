//! What is claimed of the packs.

/// How high a tier is. Too little known is no lowering of standard.
pub fn height(tier: &str) -> usize {
    match tier {
        "nothing_recorded" => 0,
        "standard" | "not_enough_known" => 1,
        "medium" => 2,
        "high" => 3,
        "immediate" => 4,
        other => panic!("no tier is called {other}"),
    }
}
