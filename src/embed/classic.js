// waymark.js: a classic script with everything inside, for pages that take no modules, no second
// file or no server. The program is gzipped, since text encoding would undo the line's compression.

import init, { mount, take_papers, take_rules } from "waymark-bindgen";
import initPapers, { Papers } from "waymark-papers";
import css from "waymark-style";
import packed from "waymark-packed";
import packedPapers from "waymark-papers-packed";
import packedRules from "waymark-rules";
import { define } from "./element.js";

const unpack = (bytes, type) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type } });
};

define({
  css,
  script: document.currentScript?.src || location.href,
  async start() {
    await init({ module_or_path: unpack(packed, "application/wasm") });
    return { mount, take_papers, take_rules };
  },
  async papers() {
    await initPapers({ module_or_path: unpack(packedPapers, "application/wasm") });
    return { Papers };
  },
  rules: () => unpack(packedRules, "application/octet-stream").arrayBuffer(),
});
