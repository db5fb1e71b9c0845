//! The HTML pages, from `public/index.html`.

use crate::{packs, policy};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use waymark::facts::fact::Choice;

const CHARSET: &str = "<meta charset=\"utf-8\">";
const SCRIPT: &str = "<script type=\"module\" src=\"waymark.mjs\"></script>";

/// The page whose module and program lie beside it.
pub fn beside(template: &str, module: &[u8]) -> Result<String> {
    let module = SCRIPT.replace("></", &format!(" integrity=\"{}\"></", policy::integrity(module)));
    page(template, &policy::beside(), &format!("<script>{}</script>\n    {module}", policy::LATE))
}

/// The same page for authors of packs.
pub fn for_authors(template: &str, module: &[u8]) -> Result<String> {
    Ok(beside(template, module)?.replace("<waymark-screen>", "<waymark-screen mode=\"author\">"))
}

/// The same page for the service that receives referrals.
pub fn for_receivers(template: &str, module: &[u8]) -> Result<String> {
    Ok(beside(template, module)?.replace("<waymark-screen>", "<waymark-screen mode=\"receiving\">"))
}

/// The same page for a frame in somebody else's page: another script speaks with that page.
pub fn for_frames(template: &str, module: &[u8], frame: &[u8]) -> Result<String> {
    let script = format!("<script type=\"module\" src=\"waymark_frame.mjs\" integrity=\"{}\"></script>\n    ", policy::integrity(frame));
    let hosts = "    <!-- The origins, besides this one, of the pages that may take a referral from the frame, with a space between them. -->\n    <meta name=\"waymark-hosts\" content=\"\">\n";
    let page = beside(template, module)?;
    // It comes first, so that it hears all that the element has to say.
    let place = page.rfind("<script").context("the page has no script")?;
    let page = format!("{}{script}{}", &page[..place], &page[place..]);
    Ok(page.replacen("    <title>", &format!("{hosts}    <title>"), 1))
}

/// A page for partners, with the hash of a file wherever it says `{integrity NAME}`, what our own pages need for `{policy}`, and
/// what the attribute may name for `{areas}`.
pub fn for_partners(page: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    let page = page.replace("{policy}", &policy::needed()).replace("{areas}", &areas()?);
    let mut parts = page.split("{integrity ");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').context("`{integrity` without its end")?;
        let file = files.get(name).with_context(|| format!("`{{integrity {name}}}`: there is no such file"))?;
        filled += &policy::integrity(file);
        filled += rest;
    }
    Ok(filled)
}

/// Each area that can be chosen beforehand, with its name.
fn areas() -> Result<String> {
    let bundle = packs::built_in()?;
    let fact = bundle.vocabulary.asked("area.person").context("the vocabulary does not ask for an area")?;
    let one = |choice: &Choice| format!("<code>{}</code> ({})", choice.is, choice.says);
    Ok(bundle.vocabulary.choices(fact).iter().filter(|choice| !choice.open).map(one).collect::<Vec<_>>().join(", "))
}

/// The page that is one file: it works from a disk, with no line at all.
pub fn offline(template: &str, script: &str) -> Result<String> {
    if script.contains("</script") || script.contains("<!--") {
        bail!("the script would end its own element; esbuild should have escaped `</script`");
    }
    page(template, &policy::inside(script), &format!("<script>{script}</script>"))
}

fn page(template: &str, policy: &str, script: &str) -> Result<String> {
    for part in [CHARSET, SCRIPT] {
        if template.matches(part).count() != 1 {
            bail!("public/index.html must hold `{part}` once");
        }
    }
    // The policy must come before whatever it is to govern.
    let meta = format!("{CHARSET}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(template.replace(CHARSET, &meta).replace(SCRIPT, script))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../public/index.html");

    #[test]
    fn the_policy_stands_before_the_script() {
        for page in [beside(TEMPLATE, b"x").unwrap(), offline(TEMPLATE, "x()").unwrap()] {
            assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        }
    }

    #[test]
    fn a_frame_has_both_scripts_under_the_same_policy_and_names_no_host() {
        let page = for_frames(TEMPLATE, b"x", b"y").unwrap();
        assert_eq!(page.matches("integrity=\"sha384-").count(), 2);
        assert!(page.contains("src=\"waymark_frame.mjs\"") && page.contains("<meta name=\"waymark-hosts\" content=\"\">"));
    }

    #[test]
    fn hashes_policy_and_areas_are_filled_in_and_a_file_that_is_not_there_is_a_fault() {
        let files = BTreeMap::from([("a.js".to_owned(), b"x".to_vec())]);
        assert_eq!(for_partners("<{integrity a.js}>", &files).unwrap(), format!("<{}>", policy::integrity(b"x")));
        assert_eq!(for_partners("<{policy}>", &files).unwrap(), format!("<{}>", policy::needed()));
        assert!(for_partners("{areas}", &files).unwrap().starts_with("<code>norfolk</code> (Norfolk), "));
        assert!(for_partners("{integrity b.js}", &files).is_err() && for_partners("{integrity a.js", &files).is_err());
    }

    #[test]
    fn the_offline_page_names_no_other_file() {
        let page = offline(TEMPLATE, "x()").unwrap();
        assert!(!page.contains("src=\"") && page.contains("<script>x()</script>"));
    }

    #[test]
    fn a_script_that_would_break_out_is_refused() {
        assert!(offline(TEMPLATE, "'</script>'").is_err());
    }

    #[test]
    fn the_page_carries_no_styles_of_its_own_and_a_neutral_title() {
        assert!(!TEMPLATE.contains("style") && TEMPLATE.contains("<title>Form</title>"));
    }
}
