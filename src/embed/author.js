// waymark_author.mjs: the view for authors of packs, and what checks the packs that a host brings. It loads only for mode="author" or
// with packs="…", by the element, and loads its program from beside itself. waymark.mjs and waymark.js carry its hash, and it carries that of the program.

import init, { host_packs, mount as draw } from "waymark-author";
import css from "waymark-author-style";
import { load } from "./packs.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Loads the program. */
export async function start() {
  const file = new URL("waymark_author_bg.wasm", import.meta.url);
  await init({ module_or_path: fetch(file, { integrity: WAYMARK_PROGRAM_INTEGRITY }) });
  return { mount, packs };
}

/** The packs that a host brings, checked as an author's are, for the whole screen to take. Throws an error that names every fault. */
async function packs(asked) {
  const loaded = await load(asked);
  return host_packs(loaded.map(([name]) => name), loaded.map(([, content]) => content));
}

// The view's own sheet stands beside the element's, which has what the screen needs.
function mount(root, options, host) {
  root.getRootNode().adoptedStyleSheets.push(sheet);
  roots.add(root);
  return draw(root, options, host);
}

// What was written must not go with the program: where that stops, the text areas stay, and the page says so.
const roots = new Set();

function stopped(error) {
  if (!(error instanceof WebAssembly.RuntimeError && error.stack?.includes("waymark_author"))) return;
  for (const root of roots) {
    if (!root.isConnected || root.querySelector("[data-failure]")) continue;
    const panel = root.ownerDocument.createElement("div");
    panel.className = "govuk-error-summary";
    panel.dataset.failure = "stopped";
    panel.setAttribute("role", "alert");
    panel.textContent =
      "The check has stopped because of a fault of this program. What you wrote is still in the text below: copy it into a file, then reload the page.";
    root.prepend(panel);
    panel.scrollIntoView();
  }
}
addEventListener("error", (event) => stopped(event.error));
addEventListener("unhandledrejection", (event) => stopped(event.reason));
