// waymark.js: a classic script with everything inside, for pages that take no modules, no second
// file or no server. The program is gzipped, since text encoding would undo the line's compression.

import init, * as program from "waymark-bindgen";
import css from "waymark-style";
import packed from "waymark-packed";
import { define } from "./element.js";

define({
  css,
  script: document.currentScript?.src || location.href,
  async start() {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const response = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
    await init({ module_or_path: response });
    return program;
  },
});
