// waymark.js: a classic script with everything inside, for pages that take no modules, no second
// file or no server. The programs are gzipped, since text encoding would undo the line's compression.

import initFirst, { mount as mountFirst } from "waymark-first";
import initWhole, { decide, mount, take_rules, take_tools } from "waymark-whole";
import css from "waymark-style";
import packedFirst from "waymark-packed-first";
import packedRules from "waymark-packed-rules";
import packedWhole from "waymark-packed-whole";
import packedSeal from "waymark-packed-seal";
import { define } from "./element.js";
import { loadSeal } from "./seal.js";

const unpack = (bytes, type) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type } });
};

define({
  css,
  script: document.currentScript?.src || location.href,
  async first() {
    await initFirst({ module_or_path: unpack(packedFirst, "application/wasm") });
    return { mount: mountFirst };
  },
  async whole() {
    await initWhole({ module_or_path: unpack(packedWhole, "application/wasm") });
    return { decide, mount, take_rules, take_tools };
  },
  languages: WAYMARK_LANGUAGES.map(([tag, name]) => [tag, name]),
  rules: (tag) => unpack(packedRules[tag], "application/octet-stream").arrayBuffer(),
  seal: () => loadSeal(unpack(packedSeal, "application/wasm")),
});
