// Prints one part of the page and nothing else of it: neither the form, nor another screen, nor what the host has around.
//
// A style in a shadow root does not reach out of it, and how a sheet of paper looks is said by the document alone. So a sheet is
// adopted by every tree that the part stands in, and taken off when it is printed: nothing of it counts on the screen.

// The part, and what holds it: for as long as the print lasts. `:has()` would need no mark, and a browser later than ours.
const MARK = "data-waymark-prints";
const HOLDS = "data-waymark-holds";

// What holds the part takes no room, cuts nothing off and colours nothing; what does not hold it is not there.
const ALONE = `@media print {
  :not([${MARK}], [${MARK}] *, [${HOLDS}]) { display: none !important; }
  [${MARK}], [${HOLDS}] { all: initial !important; display: block !important; }
  :is([${MARK}], [${HOLDS}])::before, :is([${MARK}], [${HOLDS}])::after { content: none !important; }
}`;

/** How many milliseconds a browser may take to begin. */
const WAIT = 2000;

let undo = () => {};

/**
 * Prints what stands in an element of ours.
 *
 * @param {HTMLElement} place moves what is in it into a shadow root of its own, so that the two sheets of styles stay apart
 * @param {string} sheet the style of each sheet of paper
 * @param {string} style the style of what is printed
 * @returns {Promise<boolean>} whether the browser began to print: a sandbox without `allow-modals` does nothing, and says nothing
 */
export function print(place, sheet, style) {
  undo();
  const shadow = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheetOf(style)];
  shadow.replaceChildren(...place.childNodes);
  const alone = [];
  for (let node = place; node; node = node.getRootNode().host) {
    const tree = node.getRootNode();
    const own = sheetOf(tree === document ? sheet + ALONE : ALONE);
    tree.adoptedStyleSheets.push(own);
    node.setAttribute(MARK, "");
    const holders = [];
    for (let holder = node.parentElement; holder; holder = holder.parentElement) holders.push(holder);
    holders.forEach((holder) => holder.setAttribute(HOLDS, ""));
    alone.push([tree, own, node, holders]);
  }
  undo = () => {
    removeEventListener("afterprint", undo);
    undo = () => {};
    for (const [tree, own, node, holders] of alone) {
      tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((sheet) => sheet !== own);
      node.removeAttribute(MARK);
      holders.forEach((holder) => holder.removeAttribute(HOLDS));
    }
    shadow.replaceChildren();
  };
  addEventListener("afterprint", undo);
  let began = false;
  addEventListener("beforeprint", () => (began = true), { once: true });
  window.print();
  // Some browsers begin a little later.
  return new Promise((done) => setTimeout(done, began ? 0 : WAIT)).then(() => {
    if (!began) undo();
    return began;
  });
}

function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
