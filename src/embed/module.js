// waymark.mjs: a module that loads waymark_bg.wasm from beside itself, streaming. It carries the
// file's hash, so that one integrity attribute on the module covers both.

import init, * as program from "waymark-bindgen";
import css from "waymark-style";
import { define } from "./element.js";

define({
  css,
  script: import.meta.url,
  async start() {
    const file = new URL("waymark_bg.wasm", import.meta.url);
    await init({ module_or_path: fetch(file, { integrity: WAYMARK_INTEGRITY }) });
    return program;
  },
});
