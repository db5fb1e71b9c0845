//! Where things lie.

use std::path::{Path, PathBuf};

/// The root of the repository: xtask is only ever run from its own checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Cargo's build folder, which a machine may have moved.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What is made on the way to a page, one folder a profile.
pub fn work(profile: &str) -> PathBuf {
    target().join("waymark").join(profile)
}

/// Writes a file only where its bytes differ, so that nothing downstream is rebuilt for nothing.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use anyhow::Context;
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
