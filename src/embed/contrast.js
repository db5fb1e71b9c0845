// A brand colour that cannot be read on, or seen, would shut people out: it is left aside, and the console says so.

/** Each: what must differ from what, by how much (WCAG 1.4.3 for text, 1.4.11 for what is only seen), and what goes if it does not. */
const PAIRS = [
  ["brand-text", "brand", 4.5, "brand"],
  ["brand", "page", 3, "brand"],
  ["link", "page", 4.5, "link"],
];
const COLOURS = ["brand", "brand-text", "link"];
const told = new Set();

/**
 * Looks at the colours that the host has set, as they come out on the page.
 *
 * @param {HTMLElement} root the screen's own root
 */
export function checkColours(root) {
  // Where the reader's own colours replace all others, nothing can be told of the host's.
  if (matchMedia("(forced-colors: active)").matches) return;
  root.classList.remove("waymark--own-brand", "waymark--own-link");
  for (const name of COLOURS) {
    const written = getComputedStyle(root).getPropertyValue(`--waymark-${name}`).trim();
    if (written && !CSS.supports("color", written)) leaveAside(root, name, `--waymark-${name} is no colour: ${written}.`);
  }
  const seen = Object.fromEntries(["brand", "brand-text", "link", "page"].map((name) => [name, luminance(root, name)]));
  for (const [upper, under, least, asked] of PAIRS) {
    const ratio = contrast(seen[upper], seen[under]);
    const beside = under === "page" ? "the white page" : `--waymark-${under}`;
    if (ratio < least) leaveAside(root, asked, `--waymark-${upper} beside ${beside} has a contrast of ${ratio.toFixed(1)}, and ${least} is needed.`);
  }
}

function leaveAside(root, name, why) {
  root.classList.add(name === "link" ? "waymark--own-link" : "waymark--own-brand");
  if (!told.has(why)) console.warn(`${why} The form uses its own colour.`);
  told.add(why);
}

function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** How light a colour is (WCAG). The sheet mixes it in sRGB, so that whatever way it is written in comes out as three numbers. */
function luminance(root, name) {
  const probe = root.appendChild(document.createElement("i"));
  probe.className = `waymark-probe-${name}`;
  const [red, green, blue] = getComputedStyle(probe).color.match(/-?[\d.]+(?:e-?\d+)?/g).map(Number);
  probe.remove();
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
