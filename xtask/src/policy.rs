//! The strict policy the screen is made to run under, and the hashes that go with it.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// What every page of ours allows: its own program, and nothing else at all.
const COMMON: [&str; 7] = [
    "default-src 'none'",
    "style-src 'none'",
    "img-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
];

/// The script inside each page whose files lie beside it: it speaks where those do not come.
pub const LATE: &str = include_str!("../../src/embed/late.js");

/// What a page whose files lie beside it cannot do without.
pub fn needed() -> String {
    format!("script-src 'self' '{}' 'wasm-unsafe-eval'; connect-src 'self'", hash("sha256", LATE.as_bytes()))
}

/// The policy for a page whose files lie beside it.
pub fn beside() -> String {
    with(&[&needed()])
}

/// What forbids that a page is framed: only a header can.
pub const UNFRAMED: &str = "frame-ancestors 'none'";

/// The same as a header, which can also forbid framing.
pub fn header() -> String {
    format!("{}; {UNFRAMED}", beside())
}

/// The policy for a page that holds its one script, and may fetch nothing.
pub fn inside(script: &str) -> String {
    with(&[&format!("script-src '{}' 'wasm-unsafe-eval'", hash("sha256", script.as_bytes()))])
}

fn with(more: &[&str]) -> String {
    COMMON.iter().chain(more).copied().collect::<Vec<_>>().join("; ")
}

/// A hash as policies and integrity attributes write it.
pub fn hash(algorithm: &str, bytes: &[u8]) -> String {
    let digest = match algorithm {
        "sha256" => STANDARD.encode(Sha256::digest(bytes)),
        "sha512" => STANDARD.encode(Sha512::digest(bytes)),
        _ => STANDARD.encode(Sha384::digest(bytes)),
    };
    format!("{algorithm}-{digest}")
}

/// What `integrity` takes.
pub fn integrity(bytes: &[u8]) -> String {
    hash("sha384", bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_written_as_browsers_read_them() {
        assert_eq!(hash("sha256", b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(integrity(b"").starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"));
    }

    #[test]
    fn nothing_is_allowed_that_is_not_named() {
        for policy in [beside(), header(), inside("1")] {
            assert!(policy.starts_with("default-src 'none'; "), "{policy}");
            assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'") && !policy.contains('*'), "{policy}");
        }
    }

    #[test]
    fn a_page_with_its_script_inside_fetches_nothing() {
        assert!(inside("1").contains("script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' 'wasm-unsafe-eval'"));
        assert!(!inside("1").contains("connect-src"));
    }

    #[test]
    fn framing_can_only_be_forbidden_by_a_header() {
        assert!(header().contains("frame-ancestors 'none'") && !beside().contains("frame-ancestors"));
    }
}
