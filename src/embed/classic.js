// waymark.js: a classic script with everything inside, for pages that take no modules, no second
// file or no server.

import initFirst, { mount as mountFirst } from "waymark-first";
import initWhole, { decide, mount, take_packs, take_rules, take_tools } from "waymark-whole";
import { order, texts } from "waymark-inside";
import css from "waymark-style";
import { bytes } from "./bytes.js";
import { define } from "./element.js";
import { loadSeal } from "./seal.js";

const inside = (name) => bytes(texts[name], order);

define({
  css,
  script: document.currentScript?.src || location.href,
  async first() {
    await initFirst({ module_or_path: inside("first") });
    return { mount: mountFirst };
  },
  async whole() {
    await initWhole({ module_or_path: inside("whole") });
    return { decide, mount, take_packs, take_rules, take_tools };
  },
  languages: WAYMARK_LANGUAGES.map(([tag, name]) => [tag, name]),
  rules: async (tag) => inside(tag),
  seal: () => loadSeal(inside("seal")),
});
