import { expect, test, type Page } from "@playwright/test";
import { crowded, sideways } from "../browser/looks";
import { HIGH_IN_NORFOLK, Walk } from "../browser/walk";
import { BOXES, differences, page as hostPage, SHEETS, under } from "./styles";

// Sheets of hosts, the worst that could be thought of: nothing in the form changes.

let host: Awaited<ReturnType<typeof hostPage>>;
test.beforeAll(async () => (host = await hostPage()));
test.afterAll(() => host.stop());

/** A window this wide, and so a column. */
async function open(page: Page, width: number) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(host.origin);
  await expect(page.locator("waymark-screen h1")).toBeVisible();
}

for (const width of [900, 280]) {
  test(`no sheet of a page reaches what is in the form, in a column of ${width} px`, async ({ page }) => {
    const walk = new Walk(page, host.origin, HIGH_IN_NORFOLK);
    await open(page, width);
    // Radios, a result with its cards, fields and long texts.
    const reached = [null, walk.screen.locator("[data-tier]"), walk.screen.locator("textarea")];
    for (const where of width == 900 ? reached : [null]) {
      if (where) await walk.until({ page: where });
      await page.mouse.move(0, 0);
      expect(await differences(page)).toEqual([]);
      for (const [name, sheet] of Object.entries(SHEETS)) {
        await page.emulateMedia({ colorScheme: name == "dark" ? "dark" : "light" });
        const faults = await under(page, sheet, () => differences(page));
        expect.soft(faults.slice(0, 12), `${name}, ${await walk.heading.innerText()}`).toEqual([]);
      }
      // It was not the sheets' coming and going that left all as it was.
      expect(await differences(page)).toEqual([]);
    }
    walk.watch.expectNothing();
  });
}

test("with all sheets there from the start, it is drawn and can be used", async ({ page }) => {
  const walk = new Walk(page, host.origin, HIGH_IN_NORFOLK);
  const all = Object.entries(SHEETS).map(([, sheet]) => sheet).join("\n");
  await page.addInitScript((text) => addEventListener("DOMContentLoaded", () => (document.head.appendChild(document.createElement("style")).textContent = text)), all);
  await open(page, 600);
  await walk.until({ step: "safety" });
  const text = walk.screen.locator("legend").first();
  await text.click({ clickCount: 3 });
  expect((await page.evaluate(() => getSelection()!.toString())).length).toBeGreaterThan(5);
  // How wide the rest of such a page grows is its own affair.
  expect(await crowded(walk.screen)).toEqual([]);
  walk.watch.expectNothing();
});

test("a page that is zoomed zooms the form, and nothing leaves its box", async ({ page }) => {
  await open(page, 800);
  const screen = page.locator("waymark-screen");
  const height = () => screen.locator("button").first().evaluate((button) => button.getBoundingClientRect().height);
  const before = await height();
  for (const [factor, sheet] of [[1.5, "html { zoom: 1.5 }"], [2, "main { zoom: 2 }"], [0.75, "body { zoom: .75 }"]] as const) {
    await under(page, sheet, async () => {
      expect((await height()) / before).toBeCloseTo(factor, 1);
      expect([...(await crowded(screen)), ...(await sideways(screen))]).toEqual([]);
    });
  }
});

for (const [name, sheet] of Object.entries(BOXES)) {
  test(`in ${name} the form takes the room there is`, async ({ page }) => {
    const screen = page.locator("waymark-screen");
    for (const width of [700, 280]) {
      await open(page, width);
      await under(page, sheet, async () => {
        const wide = await screen.evaluate((element) => element.getBoundingClientRect().width);
        expect(wide).toBeLessThanOrEqual(width + 0.5);
        expect(wide).toBeGreaterThan(width * 0.8);
        expect([...(await crowded(screen)), ...(await sideways(screen))]).toEqual([]);
      });
    }
  });
}
