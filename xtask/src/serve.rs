//! Serves the screen on this machine, under the policy a careful host would set.

use crate::{policy, site::Site, steps::Steps};
use anyhow::{Result, anyhow};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tiny_http::{Header, Method, Response, Server};

const THREADS: usize = 4;

/// Serves until the program is ended.
pub fn forever(steps: &Steps, site: Site, port: u16) -> Result<()> {
    let (address, threads) = start(site, port)?;
    steps.say(format!("ready: {address}  (Ctrl-C ends it)"));
    for thread in threads {
        let _ = thread.join();
    }
    Ok(())
}

/// Begins to serve and gives the address; port 0 takes a free one.
pub fn start(site: Site, port: u16) -> Result<(String, Vec<JoinHandle<()>>)> {
    let server = Server::http(("127.0.0.1", port))
        .map_err(|fault| anyhow!("cannot listen on 127.0.0.1:{port}: {fault}\nIs it served already? `--port` takes another."))?;
    let address = format!("http://{}", server.server_addr());
    let (server, files) = (Arc::new(server), Arc::new(site.files.into_iter().chain(site.served).collect::<BTreeMap<_, _>>()));
    let threads = (0..THREADS)
        .map(|_| {
            let (server, files) = (Arc::clone(&server), Arc::clone(&files));
            thread::spawn(move || server.incoming_requests().for_each(|request| answer(request, &files)))
        })
        .collect();
    Ok((address, threads))
}

fn answer(request: tiny_http::Request, files: &BTreeMap<String, Vec<u8>>) {
    let mut policy = policy::header();
    let mut framed = false;
    let (status, kind, body) = if matches!(request.method(), Method::Get | Method::Head) {
        match find(request.url(), files) {
            Some((name, bytes)) => {
                framed = name == "frame.html";
                policy = match name.as_str() {
                    "frame.html" => policy::beside(),
                    // It holds its script, and the policy for that.
                    "waymark-offline.html" => policy::UNFRAMED.to_owned(),
                    _ => policy,
                };
                (200, mime(name), bytes.as_slice())
            }
            None => (404, "text/plain; charset=utf-8", b"Not here.\n".as_slice()),
        }
    } else {
        (405, "text/plain; charset=utf-8", b"Only to be read.\n".as_slice())
    };
    let mut response = Response::from_data(body).with_status_code(status);
    for (name, value) in headers(kind, policy, framed) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    let _ = request.respond(response); // the reader may have gone
}

/// The file an address names. Only names of built files are known, so no path leads elsewhere.
fn find<'a>(url: &str, files: &'a BTreeMap<String, Vec<u8>>) -> Option<(&'a String, &'a Vec<u8>)> {
    let path = url.split(['?', '#']).next().unwrap_or("");
    let name = path.strip_prefix('/')?;
    files.get_key_value(if name.is_empty() { "index.html" } else { name })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn headers(kind: &str, policy: String, framed: bool) -> [(&'static str, String); 9] {
    [
        ("Content-Type", kind.to_owned()),
        ("Content-Security-Policy", policy),
        // A page that isolates itself takes only what says that it may be taken.
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
        ("Cross-Origin-Resource-Policy", if framed { "cross-origin" } else { "same-origin" }.to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cache-Control", "no-store".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", permissions()),
    ]
}

/// Copying the referral is all the page ever asks of the browser.
fn permissions() -> String {
    let closed = ["camera", "clipboard-read", "display-capture", "fullscreen", "geolocation", "microphone", "midi", "payment", "serial", "usb"];
    closed.iter().map(|feature| format!("{feature}=()")).chain(["clipboard-write=(self)".to_owned()]).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        ["index.html", "waymark.mjs"].map(|name| (name.to_owned(), Vec::new())).into()
    }

    #[test]
    fn an_address_names_a_built_file_or_nothing() {
        let files = files();
        let name = |url: &str| find(url, &files).map(|(name, _)| name.as_str());
        assert_eq!(name("/"), Some("index.html"));
        assert_eq!(name("/waymark.mjs?v=1"), Some("waymark.mjs"));
        for url in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/./index.html", "/index.html/", "index.html", "", "*"] {
            assert_eq!(name(url), None, "{url}");
        }
    }

    #[test]
    fn a_program_is_served_as_one() {
        assert_eq!(mime("waymark_bg.wasm"), "application/wasm");
        assert!(mime("waymark.mjs").starts_with("text/javascript"));
    }
}
