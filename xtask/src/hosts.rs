//! The built files in hosts of other people, which the tests start and stop themselves (`tests/hosts`).

use crate::{apt, browser, npm, paths, playwright, steps::Steps};
use anyhow::Result;

/// Hosts that Debian has, each with its packages. Servers alone: with `mariadb-server-core` comes no service.
const PACKAGED: [(&str, &[&str]); 2] = [
    ("nginx", &["nginx-light", "libnginx-mod-http-brotli-static"]),
    // nginx stands in for the web server that the package asks for; PHP serves by itself.
    ("wordpress", &["wordpress", "wordpress-theme-twentytwentythree", "mariadb-server-core", "mariadb-client", "php-cli", "nginx-light"]),
];

/// Hosts that npm has, each a project with a lock file of its own.
const PROJECTS: [&str; 2] = ["react", "vue"];

/// What needs no host but the test's own.
const PLAIN: &str = "styles";

/// Puts `dist/`, as it was written last, into every host that can be had here.
pub fn all(steps: &Steps) -> Result<()> {
    npm::install(steps)?;
    let chromium = browser::provide(steps)?;
    let mut specs = vec![PLAIN];
    specs.extend(PROJECTS);
    for project in PROJECTS {
        npm::install_in(steps, &paths::root().join("tests/hosts").join(project))?;
    }
    specs.extend(PACKAGED.iter().filter(|(name, packages)| to_be_had(steps, name, packages)).map(|(name, _)| name));
    steps.say(format!("hosts: {}", specs.join(", ")));
    let folder = paths::target().join("waymark").join("hosts");
    let files: Vec<_> = specs.iter().map(|name| format!("{name}.spec.ts")).collect();
    playwright::run("hosts", chromium, |runner| runner.args(files).env("WAYMARK_HOSTS", folder))
}

/// Whether a host is here, or can be brought without a service of it being started.
fn to_be_had(steps: &Steps, name: &str, packages: &[&str]) -> bool {
    let there = packages.iter().all(|package| apt::installed(package))
        || (apt::usable() && apt::leaves_services_at_rest() && apt::install(steps, packages).is_ok());
    if !there {
        steps.say(format!("left out: a page in {name}, as {} are not here and apt-get cannot install them", packages.join(", ")));
    }
    there
}
