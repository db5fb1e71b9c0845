// waymark.mjs: a module that loads waymark_bg.wasm from beside itself, and what is needed later once the first
// question is there. It carries the hashes of all, so that one integrity attribute on the module covers them.

import init, { mount, take_papers, take_rules } from "waymark-bindgen";
import initPapers, { Papers } from "waymark-papers";
import css from "waymark-style";
import { define } from "./element.js";

define({
  css,
  script: import.meta.url,
  async start() {
    const file = new URL("waymark_bg.wasm", import.meta.url);
    await init({ module_or_path: fetch(file, { integrity: WAYMARK_SCREEN_INTEGRITY }) });
    return { mount, take_papers, take_rules };
  },
  async papers() {
    const file = new URL("waymark_papers_bg.wasm", import.meta.url);
    await initPapers({ module_or_path: fetch(file, { integrity: WAYMARK_PAPERS_INTEGRITY }) });
    return { Papers };
  },
  async rules() {
    const file = await fetch(new URL("waymark_rules.bin", import.meta.url), { integrity: WAYMARK_RULES_INTEGRITY });
    return file.arrayBuffer();
  },
});
