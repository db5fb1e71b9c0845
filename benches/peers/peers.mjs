// Who is measured: what each page is made of, and where on it things are.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { questions } from "./questions.mjs";

export const here = fileURLToPath(new URL(".", import.meta.url));
export const root = join(here, "..", "..");
const dist = join(root, "dist");
const unpacked = process.env.WAYMARK_LFORMS;

const version = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"))).version;
const locked = (crate) => readFileSync(join(here, "leptos-empty", "Cargo.lock"), "utf8").match(`name = "${crate}"\nversion = "(.*)"`)[1];

/** The lines that a partner copies. */
const lines = (way) => {
  const page = readFileSync(join(dist, "embedding.html"), "utf8");
  const code = page.match(new RegExp(`<code id="${way}">(.*?)</code>`, "s"))[1];
  return code.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
};

const shows = (page, { text }) => page.getByText(text).first().waitFor({ timeout: 5000 });
/** By its label: LHC-Forms shows a click on the button itself, but the button is not checked by it. */
const answer = (page, place) => page.locator("input[type=radio]").nth(place).evaluate((radio) => (radio.labels?.[0] ?? radio).click());

/** The second question opens the third; each has three answers. */
async function onOnePage(page) {
  await answer(page, 3);
  await shows(page, questions[2]);
}

async function onePageEach(page, next) {
  for (const question of questions.slice(0, 2)) {
    await shows(page, question);
    await answer(page, 0);
    await page.locator(next).first().click();
  }
  await shows(page, questions[2]);
}

/** The first page of the form is answered, and the next is there. */
async function nextPage(page, next) {
  const screen = page.locator("waymark-screen");
  const heading = await screen.locator("h1").innerText();
  for (const group of await screen.locator("[data-fact]").all()) {
    const radio = group.locator("input[type=radio]").first();
    if (await radio.isVisible()) await radio.check();
  }
  await screen.locator(next).first().click();
  await screen.locator("h1").filter({ hasNotText: heading }).waitFor({ timeout: 10000 });
}

const bundled = (entry, more) => ({
  entry: `forms/${entry}`,
  head: '<link rel="stylesheet" href="form.css"><script src="form.js" defer></script>',
  body: '<div id="form"></div>',
  ...more,
});
const WAYMARK = ".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)";
const waymark = { folder: dist, head: "", button: WAYMARK, follows: (page) => nextPage(page, WAYMARK) };
const SURVEY = "input[value=Next]:visible, button:has-text('Next'):visible";
const LHC = ["webcomponent/assets/lib/zone.min.js", "webcomponent/runtime.js", "webcomponent/polyfills.js", "webcomponent/main.js", "fhir/R4/lformsFHIR.min.js"];

const PROGRAM = '<script type="module" src="form.js"></script>';
const PRELOADS = '<link rel="modulepreload" href="form.js"><link rel="preload" href="leptos_empty_bg.wasm" as="fetch" type="application/wasm" crossorigin>';
const leptos = {
  entry: "forms/leptos.js",
  module: true,
  alias: { "leptos-least": process.env.WAYMARK_LEAST },
  files: { "leptos_empty_bg.wasm": process.env.WAYMARK_LEAST.replace(/\.js$/, "_bg.wasm") },
  empty: true,
};

/**
 * `entry` is bundled to form.js and form.css, `files` are served as they are. `button` is what is pressed on the way on,
 * `follows` does what must make a further question appear. Times are told as ratios to that of `least`; an `empty` page is no form.
 * `goal` is what ours is held to.
 */
export const peers = [
  { name: "leptos-empty", title: `empty Leptos page (${locked("leptos")})`, head: PROGRAM, least: true, ...leptos },
  { name: "leptos-preloaded", title: "the same, preloaded as Trunk does it", head: PRELOADS + PROGRAM, ...leptos },
  { name: "waymark-module", title: "**Waymark, module**", body: lines("module"), goal: { kilobytes: 100, ratio: 2 }, ...waymark },
  { name: "waymark-classic", title: "**Waymark, one script**", body: lines("classic"), goal: { kilobytes: 105, ratio: 2 }, ...waymark },
  bundled("form-js.js", { name: "form-js", title: `form-js-viewer ${version("@bpmn-io/form-js-viewer")}`, button: "button[type=submit]", follows: onOnePage }),
  bundled("rjsf.jsx", {
    name: "rjsf",
    title: `RJSF ${version("@rjsf/core")} with React ${version("react")}`,
    head: '<script src="form.js" defer></script>', // its own theme has no sheet
    button: "button[type=submit]",
    follows: onOnePage,
  }),
  bundled("surveyjs-2.js", {
    name: "surveyjs-2",
    title: `SurveyJS ${version("survey-js-ui")}`,
    alias: { "survey-core": join(here, "node_modules", "survey-core-2") },
    button: SURVEY,
    follows: (page) => onePageEach(page, SURVEY),
  }),
  bundled("surveyjs-3.jsx", { name: "surveyjs-3", title: `SurveyJS ${version("survey-react-ui")} with React ${version("react")}`, button: SURVEY, follows: (page) => onePageEach(page, SURVEY) }),
  unpacked &&
    existsSync(unpacked) && {
      name: "lhc-forms",
      title: `LHC-Forms ${JSON.parse(readFileSync(join(unpacked, "package.json"))).version}`,
      entry: "forms/lhc-forms.js",
      folder: join(unpacked, "dist", "lforms"),
      head: ['<link rel="stylesheet" href="webcomponent/styles.css">', ...[...LHC, "form.js"].map((file) => `<script src="${file}" defer></script>`)].join(""),
      body: '<div id="form"></div>',
      follows: onOnePage,
    },
].filter(Boolean);
