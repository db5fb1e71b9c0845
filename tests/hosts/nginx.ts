import { brotliCompressSync, constants } from "node:zlib";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { integrity, lines, take, type Way } from "./files";
import { made, port } from "./programs";

// nginx as a careful web officer sets it up: every header that checklists ask for, and a page for each way.

const BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/** A plain page with the lines as they are written. */
const plain = (way: Way) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Somebody is worried</title>
    <link rel="stylesheet" href="site.css">
  </head>
  <body>
    <header><a href="/">Intranet</a></header>
    <h1>Worried about someone?</h1>
    <p>Use this form.</p>
    ${lines(way)}
    <footer>Housing association</footer>
  </body>
</html>
`;

const SHEET = `
  body { font: 1.1rem/1.4 Georgia, serif; margin: 0 auto; max-width: 60rem; color: #223 }
  h1, p, a, button, input, label { color: #604; letter-spacing: .02em }
  header, footer { background: #eee; padding: 1rem }
`;

/** What a page of this way must allow, and not a word more. */
const POLICIES: Record<Way, (nonce?: string) => string> = {
  classic: (nonce) => `script-src ${nonce ?? `'${integrity("waymark.js")}'`} 'wasm-unsafe-eval'`,
  module: () => "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  frame: () => "frame-src 'self'",
};

/** Every header anew, as nginx hands none down where a place has one of its own. */
const headers = (policy: string, framed: boolean) => `
      add_header Content-Security-Policy "default-src 'none'; style-src 'none'; img-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ${framed ? "'self'" : "'none'"}; require-trusted-types-for 'script'; ${policy}" always;
      add_header Cross-Origin-Opener-Policy same-origin always;
      add_header Cross-Origin-Embedder-Policy require-corp always;
      add_header Cross-Origin-Resource-Policy same-origin always;
      add_header X-Content-Type-Options nosniff always;
      add_header X-Frame-Options ${framed ? "SAMEORIGIN" : "DENY"} always;
      add_header Referrer-Policy no-referrer always;
      add_header Permissions-Policy "camera=(), geolocation=(), microphone=()" always;`;

/** The host's own sheet is of its own origin; nothing of ours needs it. */
const own = (policy: string) => policy.replace("style-src 'none'", "style-src 'self'");

const site = (listen: number, root: string, types: string, more: string) => `
  server {
    listen 127.0.0.1:${listen};
    root ${root};
    include ${types};
    default_type application/octet-stream;
    ${more}
    location / {${headers("", false)}
    }
    location = /classic.html {${own(headers(POLICIES.classic(), false))}
    }
    location = /module.html {${own(headers(POLICIES.module(), false))}
    }
    location = /frame-page.html {${own(headers(POLICIES.frame(), false))}
    }
    location = /frame.html {${headers(lines("pages"), true)}
    }
    location = /nonce.html {
      try_files /classic.html =404;
      sub_filter "<script " '<script nonce="$request_id" ';
      ${own(headers(POLICIES.classic("'nonce-$request_id'"), false))}
    }
  }`;

/** Sites with the same files: one that knows them all, one that packs them, and two that do not know each ending. */
export const nginx = () =>
  made("nginx", async (programs) => {
    const { folder } = programs;
    const root = take(join(folder, "site"));
    for (const way of ["classic", "module"] as const) writeFileSync(join(root, `${way}.html`), plain(way));
    writeFileSync(join(root, "frame-page.html"), plain("frame"));
    writeFileSync(join(root, "site.css"), SHEET);

    // As Debian ships it, as it should be, and as it was for years.
    const shipped = readFileSync("/etc/nginx/mime.types", "utf8");
    const types = { shipped, known: `${shipped}\ntypes { text/javascript mjs; }\n`, old: shipped.replace(/application\/wasm.*/, "text/javascript mjs;") };
    for (const [name, text] of Object.entries(types)) writeFileSync(join(folder, `${name}.types`), text);

    const brotli = existsSync(BROTLI);
    if (brotli) {
      for (const name of readdirSync(root).filter((name) => /\.(wasm|m?js|bin)$/.test(name))) {
        const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
        writeFileSync(join(root, `${name}.br`), brotliCompressSync(readFileSync(join(root, name)), fast));
      }
    }
    const [plainly, packed, untyped, shipping] = [await port(), await port(), await port(), await port()];
    const packing = `gzip on; gzip_types application/javascript text/javascript application/wasm application/octet-stream text/css; ${brotli ? "brotli_static on;" : ""}`;
    const text = `
${brotli ? `load_module ${BROTLI};` : ""}
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log ${folder}/access.log;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
${site(plainly, root, `${folder}/known.types`, "")}
${site(packed, root, `${folder}/known.types`, packing)}
${site(untyped, root, `${folder}/old.types`, "")}
${site(shipping, root, `${folder}/shipped.types`, "")}
}
`;
    const file = join(folder, "nginx.conf");
    writeFileSync(file, text);
    const program = "/usr/sbin/nginx";
    execFileSync(program, ["-t", "-q", "-p", folder, "-c", file]);
    const address = (port: number) => `http://127.0.0.1:${port}`;
    await programs.begin("nginx", program, ["-p", folder, "-c", file], () => fetch(`${address(plainly)}/site.css`));
    return { plain: address(plainly), packed: address(packed), untyped: address(untyped), shipped: address(shipping), brotli };
  });
