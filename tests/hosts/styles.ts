import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Page } from "@playwright/test";
import { DIST, lines } from "./files";

// A page of somebody who styles everything, and a look at what that does inside the form.

/** What a page's own sheet may do to it. Each is put on the page, alone, and taken off again. */
export const SHEETS: Record<string, string> = {
  "everything unset": "* { all: unset !important }",
  "everything initial": "* { all: initial !important }",
  "everything inherited": "html { font: italic 900 40px/3 fantasy; color: #eee } * { all: inherit !important }",
  "text units of ten pixels": "html { font-size: 62.5% }",
  "large text units": "html { font-size: 30px !important }",
  "letters pulled about":
    "* { text-transform: uppercase !important; letter-spacing: .5em !important; word-spacing: 1em !important; line-height: 3 !important; text-indent: 3em !important; text-align: right !important; white-space: pre !important; word-break: break-all !important; hyphens: auto !important; tab-size: 12 !important }",
  "letters out of sight":
    "* { color: #eee !important; text-shadow: 2px 2px red !important; -webkit-text-fill-color: transparent !important; -webkit-text-stroke: 2px red !important; -webkit-text-security: disc !important; caret-color: transparent !important; accent-color: red !important }",
  "another font": "* { font: italic 900 40px/3 fantasy !important; font-variant: small-caps !important; font-stretch: condensed !important; font-feature-settings: 'smcp' !important }",
  "nothing to be touched": "* { user-select: none !important; pointer-events: none !important; cursor: wait !important; -webkit-user-modify: read-only !important; touch-action: none !important }",
  "nothing to be seen": "* { visibility: hidden !important }",
  "bare tags":
    "main, div, p, h1, h2, a, label, span, ul, li { margin: 0 !important; padding: 40px !important; border: 9px solid red !important; float: right !important; color: red !important; background: yellow !important; list-style: square !important } main { float: none !important; border: 0 !important; padding: 0 !important } button, input, textarea, select, fieldset, legend, summary, details { all: unset !important; opacity: .3 !important; appearance: none !important; display: none !important } *::before, *::after { content: 'x' !important; display: block !important } *:focus { outline: none !important }",
  "the element itself": "waymark-screen { display: inline !important; text-transform: uppercase !important; line-height: 3 !important; font-size: 3px !important; list-style: square !important; border-collapse: collapse !important; box-sizing: content-box !important }",
  dark: ":root { color-scheme: dark; background: #000 !important; color: #fff !important } @media (prefers-color-scheme: dark) { * { background: #000 !important; color: #fff !important } }",
  "the other direction": "html { direction: rtl } * { direction: rtl !important; unicode-bidi: bidi-override !important; text-align: start !important }",
  "variables with our names":
    "* { --govuk-text-colour: #fff !important; --govuk-body-background-colour: #000 !important; --govuk-link-colour: #fff !important; --govuk-brand-colour: #fff !important; --govuk-focus-colour: #fff !important; --govuk-input-border-colour: #fff !important; --govuk-border-colour: #fff !important; --wm-rem: 3px !important; --wm-font: fantasy !important }",
  "everything moves": "* { transition: all 3s !important; animation: spin 1s infinite !important; will-change: transform !important } @keyframes spin { to { color: red } }",
};

/** Boxes that a form may be put in. In each it takes the room there is. */
export const BOXES: Record<string, string> = {
  "a row": "main { display: flex }",
  "a column that does not stretch": "main { display: flex; flex-direction: column; align-items: center }",
  "a grid": "main { display: grid; grid-template-columns: auto }",
  "a grid that does not stretch": "main { display: grid; justify-items: center }",
  "a box as wide as what is in it": "main > waymark-screen { width: fit-content }",
  "a float": "waymark-screen { float: left }",
  "a table": "main { display: table-cell }",
};

/** The page, with the files beside it. */
export async function page() {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, "http://host");
    if (url.pathname == "/") {
      const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head>
        <body style="margin: 0"><main>${lines("classic")}</main></body></html>`;
      return response.setHeader("Content-Type", "text/html").end(text);
    }
    const file = await readFile(join(DIST, basename(url.pathname))).catch(() => null);
    if (!file) return response.writeHead(404).end();
    response.setHeader("Content-Type", url.pathname.endsWith("js") ? "text/javascript" : "application/octet-stream").end(file);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

/** Puts a sheet on the page, and looks, and takes it off. */
export async function under<Found>(page: Page, sheet: string, look: () => Promise<Found>) {
  const style = await page.addStyleTag({ content: sheet });
  try {
    return await look();
  } finally {
    await style.evaluate((element) => (element as Element).remove());
  }
}

/**
 * Everything in the form: where it stands, against the form's own corner, and every style it has. The first look is kept in the page;
 * each one after that gives what is otherwise, in words.
 */
export const differences = (page: Page) =>
  page.locator("waymark-screen").evaluate((host) => {
    type Seen = { name: string; box: string; style: string[] };
    const root = host.shadowRoot!.querySelector(".waymark")!;
    const corner = root.getBoundingClientRect();
    const round = (number: number) => Math.round(number * 4) / 4;
    // Where something stands that is out of the flow is told by its box: as a style it counts from the page's corner.
    const PLACED = /^(inset-.*|top|right|bottom|left)$/;
    const names = [...getComputedStyle(root)].filter((name) => !PLACED.test(name));
    const looks = (name: string, element: Element, part?: string): Seen => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const box = width && height ? [x - corner.x, y - corner.y, width, height].map(round).join() : "none";
      const style = getComputedStyle(element, part);
      return { name: name + (part ?? ""), box, style: names.map((property) => style.getPropertyValue(property)) };
    };
    const now = [root, ...root.querySelectorAll("*")].flatMap((element, place) => {
      const name = `${place} ${element.localName}.${element.className}`;
      const parts = element.matches("label, button, a, summary") ? ["::before", "::after"] : [];
      return [undefined, ...parts].map((part) => looks(name, element, part));
    });
    const keeper = window as Window & { before?: Seen[]; of?: Node };
    const drawn = root.querySelector("h1")!;
    if (keeper.of !== drawn) {
      keeper.of = drawn;
      keeper.before = now;
      return now.length < 20 ? ["too little is there to look at"] : [];
    }
    const before = keeper.before!;
    if (before.length !== now.length) return [`${before.length} elements, then ${now.length}`];
    return before.flatMap(({ name, box, style }, place) => {
      const moved = box === now[place].box ? [] : [`${name}: at ${box}, then at ${now[place].box}`];
      const changed = names.flatMap((property, at) => (style[at] === now[place].style[at] ? [] : [`${name}: ${property} ${style[at]}, then ${now[place].style[at]}`]));
      return [...moved, ...changed];
    });
  });
