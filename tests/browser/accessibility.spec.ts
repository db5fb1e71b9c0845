import { expect, test, type Page } from "@playwright/test";
import { crowded, hidden, moving, sideways, small, spaced, twins } from "./looks";
import { LANGUAGES, MODES, PSEUDO, Tour, unfold, type Sight } from "./tour";

// Every page of every mode and language, and what it says when nothing is answered, for those who cannot see it, cannot use a
// mouse, or need it large.

/** What has the focus, wherever in the shadow root it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return element?.matches(".govuk-error-summary") ? "errors" : (element?.tagName ?? "nothing");
  });

/** The tree without what changes with the day. */
const steady = (tree: string) =>
  tree
    .replace(/\b\d{4}-\d\d-\d\d\b/g, "DATE")
    .replace(/\b\d{1,2} \p{L}+ 20\d\d\b/gu, "DATE")
    .replace(/\b\d{1,2}[./]\d{1,2}[./]20\d\d\b/g, "DATE");

/** What has the focus after each change. A question in the page itself is announced where it stands. */
const FOCUS: Record<Sight["kind"], string[]> = { page: ["H1"], errors: ["errors"], services: ["H1"], clear: ["BUTTON", "DIV", "H1", "H2"] };

/** Looks that gather everything that is wrong, so that one run tells all of it. */
class Faults {
  readonly all: string[] = [];

  add(sight: Sight, found: string[]) {
    this.all.push(...found.map((fault) => `${sight.name} (${sight.kind}): ${fault}`));
  }
}

for (const language of LANGUAGES) {
  for (const [mode, answers] of Object.entries(MODES)) {
    test(`${language}, ${mode}: every page is free of barriers, has one heading with the focus, and reads as before`, async ({ page, baseURL }) => {
      test.setTimeout(600_000);
      const tour = new Tour(page, baseURL!, answers, language);
      const [trees, faults] = [[] as string[], new Faults()];
      let last: string[] = [];
      await tour.all(async (sight) => {
        const headings = await tour.screen.locator("h1").count();
        if (headings !== 1) faults.add(sight, [`${headings} headings of the first level`]);
        // Nothing takes the focus when the site opens: it may stand far down in somebody else's page.
        if (trees.length > 0) faults.add(sight, await lost(page, FOCUS[sight.kind]));
        const tree = steady(await tour.screen.ariaSnapshot()).split("\n");
        // Of a page with errors, what the errors add.
        trees.push(`# ${sight.name} (${sight.kind})`, ...(sight.kind === "errors" ? tree.filter((line) => !last.includes(line)) : tree), "");
        last = tree;
        await unfold(tour.screen);
        faults.add(sight, await tour.walk.barriers());
        faults.add(sight, await twins(tour.screen));
      });
      expect(await tour.screen.locator("[data-mode]").getAttribute("data-mode")).toBe(mode);
      expect.soft(faults.all).toEqual([]);
      // Nobody can read the trees of a language that nobody speaks.
      if (language !== PSEUDO) expect.soft(trees.join("\n")).toMatchSnapshot(`${language}-${mode}.yml`);
      tour.walk.watch.expectNothing();
    });

    // In the other languages the shorter way does: words are longer or run the other way, the pages are the same.
    if (language !== "en" && mode !== "community") continue;

    // 1280 by 1024 pixels at 400 % are as many as 320 by 256: no room to spare for what sticks to the top.
    test.describe(`${language}, ${mode}: at 400 % zoom, without motion`, () => {
      test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

      test("nothing scrolls sideways, is cut off, too small, covered or moving", async ({ page, baseURL }) => {
        test.setTimeout(600_000);
        await page.emulateMedia({ reducedMotion: "reduce" });
        const tour = new Tour(page, baseURL!, answers, language);
        const faults = new Faults();
        await tour.all(async (sight) => {
          await unfold(tour.screen);
          for (const look of [sideways, crowded, spaced, small, moving]) faults.add(sight, await look(tour.screen));
          faults.add(sight, await hidden(page, tour.screen));
          await page.setViewportSize({ width: 1280, height: 256 });
          for (const look of [sideways, crowded, spaced, small]) faults.add(sight, (await look(tour.screen)).map((fault) => `wide: ${fault}`));
          await page.setViewportSize({ width: 320, height: 256 });
        });
        expect(faults.all).toEqual([]);
      });
    });
  }
}

test.describe("a screen that is broken on purpose", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test("is noticed by each look", async ({ page, baseURL }) => {
    const tour = new Tour(page, baseURL!, {});
    await tour.open();
    const looks = { sideways, crowded, spaced, small, moving, hidden: () => hidden(page, tour.screen) };
    const breaks: [keyof typeof looks, string][] = [
      ["sideways", ".waymark-page { min-width: 2000px }"],
      ["crowded", "h1 { height: 5px }"],
      ["crowded", "legend { position: relative; top: 60px }"],
      ["spaced", ".govuk-radios__label { max-height: 40px }"],
      ["small", ".waymark-tools { gap: 0; flex-direction: column } .waymark-tools button { font-size: 8px; min-height: 0 }"],
      ["moving", ".waymark .govuk-button { transition: all 1s !important }"],
      ["hidden", ".govuk-exit-this-page { height: 180px }"],
    ];
    for (const [look, css] of breaks) {
      expect(await looks[look](tour.screen), `${look}, whole`).toEqual([]);
      await tour.screen.evaluate((host, text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        host.shadowRoot!.adoptedStyleSheets.push(sheet);
      }, css);
      expect(await looks[look](tour.screen), `${look}, broken`).not.toEqual([]);
      await tour.screen.evaluate((host) => host.shadowRoot!.adoptedStyleSheets.pop());
    }
    expect(await twins(tour.screen), "twins, whole").toEqual([]);
    await tour.screen.evaluate((host) => {
      for (let times = 0; times < 2; times++) host.shadowRoot!.append(Object.assign(document.createElement("summary"), { textContent: "Why" }));
    });
    expect(await twins(tour.screen), "twins, broken").not.toEqual([]);
  });
});

/** Says where the focus is if it does not come to where it should be. */
async function lost(page: Page, wanted: string[]) {
  for (let waits = 0; waits < 50; waits++) {
    if (wanted.includes(await focused(page))) return [];
    await page.waitForTimeout(20);
  }
  return [`the focus is on ${await focused(page)}`];
}
