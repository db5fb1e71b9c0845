// waymark.mjs: a module that loads waymark_bg.wasm, the first page, from beside itself, and the rest once that page is
// there. It carries the hashes of all, so that one integrity attribute on the module covers them.

import initFirst, { mount as mountFirst } from "waymark-first";
import initWhole, { decide, mount, take_packs, take_rules, take_tools } from "waymark-whole";
import css from "waymark-style";
import { define } from "./element.js";

const beside = (name, integrity) => fetch(new URL(name, import.meta.url), { integrity });

define({
  css,
  script: import.meta.url,
  async first() {
    await initFirst({ module_or_path: beside("waymark_bg.wasm", WAYMARK_FIRST_INTEGRITY) });
    return { mount: mountFirst };
  },
  async whole() {
    await initWhole({ module_or_path: beside("waymark_screen_bg.wasm", WAYMARK_WHOLE_INTEGRITY) });
    return { decide, mount, take_packs, take_rules, take_tools };
  },
  languages: WAYMARK_LANGUAGES.map(([tag, name]) => [tag, name]),
  async rules(tag) {
    const [, , file, integrity] = WAYMARK_LANGUAGES.find(([known]) => known == tag);
    return (await beside(file, integrity)).arrayBuffer();
  },
  async seal(load) {
    const { loadSeal } = await load("waymark_seal.mjs", WAYMARK_SEAL_INTEGRITY);
    return loadSeal(beside("waymark_seal_bg.wasm", WAYMARK_SEAL_PROGRAM_INTEGRITY));
  },
});
