import { expect, test, type Locator, type Page } from "@playwright/test";
import { Tour } from "./tour";
import { HIGH_IN_NORFOLK } from "./walk";

// Where the reader's own colours replace ours: what the focus is on, what is chosen, how far they are and what a tag says can still
// be seen. Pictures are compared, as a rule in a sheet says nothing of what is painted.

/** What there is to come to with the keyboard, and what the way holds of it. */
const CONTROLS = ["input[type=radio]", "input[type=checkbox]", "input[type=text]", "textarea", ".govuk-button", ".govuk-back-link", ".waymark-link-button", "summary"];

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active" }));

/** A picture of an element with some room around it. */
async function picture(page: Page, element: Locator) {
  await element.scrollIntoViewIfNeeded();
  const box = (await element.boundingBox())!;
  const room = 10;
  const clip = { x: Math.max(0, box.x - room), y: Math.max(0, box.y - room), width: box.width + 2 * room, height: box.height + 2 * room };
  return page.screenshot({ clip, animations: "disabled" });
}

/** Whether something that happens to an element can be seen on it. */
async function shows(page: Page, element: Locator, happens: () => Promise<unknown>) {
  await element.scrollIntoViewIfNeeded();
  const before = await picture(page, element);
  await happens();
  return !before.equals(await picture(page, element));
}

const blur = (element: Locator) => element.evaluate((one) => (one as HTMLElement).blur());

test("focus and what is chosen are seen in forced colours", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const tour = new Tour(page, baseURL!, HIGH_IN_NORFOLK);
  await tour.open();
  const met = new Set<string>();
  for (let pages = 0; pages < 60 && (await tour.walk.step()) !== "check"; pages++) {
    for (const kind of CONTROLS.filter((kind) => !met.has(kind))) {
      const control = tour.screen.locator(`${kind}:visible`).first();
      if ((await control.count()) === 0) continue;
      met.add(kind);
      // Focus from the keys, as a mouse shows none on a button. Not Shift: three of them leave the page.
      await page.keyboard.press("F8");
      expect(await shows(page, control, () => control.focus()), `${kind}: focus`).toBe(true);
      const outlined = await control.evaluate((one) => [one, one.nextElementSibling, one.firstElementChild].some((part) => {
        const styles = part ? [getComputedStyle(part), getComputedStyle(part, "::before")] : [];
        return styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
      }));
      expect(outlined, `${kind}: an outline, which forced colours leave`).toBe(true);
      if (/radio|checkbox/.test(kind)) {
        expect(await shows(page, control, () => control.evaluate((one) => ((one as HTMLInputElement).checked = true))), `${kind}: chosen`).toBe(true);
        await control.evaluate((one) => ((one as HTMLInputElement).checked = false));
      }
      await blur(control);
    }
    await tour.walk.answerPage();
    await tour.goOn();
  }
  expect([...met].sort()).toEqual([...CONTROLS].sort());
});

test("progress, tags and frames are seen in forced colours", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const tour = new Tour(page, baseURL!, HIGH_IN_NORFOLK);
  await tour.open();
  await tour.walk.until({ page: tour.screen.locator("[data-tier]") });
  const bar = (await tour.screen.locator("progress").boundingBox())!;
  const end = (x: number) => page.screenshot({ clip: { x, y: bar.y + 1, width: 4, height: bar.height - 2 } });
  expect((await end(bar.x + 2)).equals(await end(bar.x + bar.width - 6)), "what is done and what is left look alike").toBe(false);
  const framed = (selector: string) =>
    tour.screen.locator(`${selector}:visible`).evaluateAll((all) =>
      all.map((one) => {
        const style = getComputedStyle(one);
        return [style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== style.backgroundColor, style.outlineStyle !== "none", Number(style.fontWeight) >= 700].some(Boolean);
      }),
    );
  for (const selector of [".govuk-tag", ".waymark-tier", ".waymark-pathway", ".waymark-action"]) {
    const all = await framed(selector);
    expect(all.length, selector).toBeGreaterThan(0);
    expect(all.every(Boolean), `${selector} stands out by more than its background`).toBe(true);
  }
});
