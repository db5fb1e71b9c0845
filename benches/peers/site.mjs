// The pages, built and served: one folder for each peer, packed once and as small as it gets.

import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { here } from "./peers.mjs";

const COMMON = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";
export const STRICT = `${COMMON}; script-src 'self'`;
export const STRICT_WITH_WASM = `${STRICT} 'wasm-unsafe-eval'`;

/** The first part of an address says under which policy the page stands. */
const POLICIES = {
  free: {},
  strict: { "Content-Security-Policy": STRICT },
  "strict-wasm": { "Content-Security-Policy": STRICT_WITH_WASM },
  reported: { "Content-Security-Policy-Report-Only": STRICT },
  "reported-wasm": { "Content-Security-Policy-Report-Only": STRICT_WITH_WASM },
};

const MIME = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Somebody else's page: what a form does to it is looked at. */
const host = ({ head = "", body = "" } = {}) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Host page</title>${head}</head>
<body>
<main>
<h1>Host page</h1>
<h2>About</h2>
<p>Text with a <a href="#about">link</a>.</p>
<ul><li>First</li></ul>
<table><tbody><tr><td>Cell</td></tr></tbody></table>
<button type="button">Press</button>
<label>Name <input type="text"></label>
${body}
</main>
</body>
</html>
`;

/** Bundles what has to be bundled. */
export async function bundle(peer, folder) {
  mkdirSync(folder, { recursive: true });
  if (!peer.entry) return;
  await build({
    entryPoints: [join(here, peer.entry)],
    outfile: join(folder, "form.js"),
    bundle: true,
    minify: true,
    legalComments: "none",
    format: peer.module ? "esm" : "iife",
    jsx: "automatic",
    alias: peer.alias,
    nodePaths: [join(here, "node_modules")],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
}

const memory = new Map();

/** A file with its three sizes, packed once. */
function packed(file) {
  if (!memory.has(file)) memory.set(file, pack(readFileSync(file)));
  return memory.get(file);
}

function pack(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = brotliCompressSync(bytes, { params });
  return { body: brotli, size: { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length } };
}

/** Serves `/POLICY/PEER/FILE`; a page without a peer is the host's own. */
export function serve(peers, folderOf) {
  const pages = new Map([["host", pack(Buffer.from(host()))], ...peers.map((peer) => [peer.name, pack(Buffer.from(host(peer)))])]);
  const find = (url) => {
    const [policy, name, ...rest] = decodeURI(new URL(url, "http://host").pathname).slice(1).split("/");
    if (!(policy in POLICIES) || !pages.has(name)) return undefined;
    const file = rest.join("/");
    if (file === "") return { policy, type: ".html", ...pages.get(name) };
    const peer = peers.find((one) => one.name === name);
    const places = [peer?.files?.[file], peer && join(folderOf(peer), file), peer?.folder && join(peer.folder, file)];
    const place = places.find((one) => one && existsSync(one));
    return place && { policy, type: extname(file), ...packed(place) };
  };
  const server = createServer((request, response) => {
    const found = find(request.url);
    if (!found) return response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    const type = MIME[found.type] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Encoding": "br", "Cache-Control": "no-store", ...POLICIES[found.policy] });
    response.end(found.body);
  });
  return new Promise((ready) => {
    server.listen(0, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}`;
      ready({ address: (peer, policy = "free") => `${address}/${policy}/${peer}/`, sizeOf: (url) => find(url).size, close: () => server.close() });
    });
  });
}
