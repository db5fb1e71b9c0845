import { expect, test, type Page } from "@playwright/test";
import { MODES, Tour } from "./tour";
import type { Answers } from "./walk";

// Keys only: Tab, arrows, Space and Enter, from the first question to the downloaded referral.

/** What has the focus, wherever in the shadow root it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.querySelector("waymark-screen")?.shadowRoot?.activeElement;
    const group = element?.closest("[data-fact]");
    return {
      tag: element?.tagName ?? "",
      type: element?.getAttribute("type") ?? "",
      value: element?.getAttribute("value") ?? "",
      fact: group?.getAttribute("data-fact") ?? "",
      values: [...(group?.querySelectorAll("input") ?? [])].map((input) => input.value),
      leadsOn: !!element?.matches(".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)"),
    };
  });

type Focused = Awaited<ReturnType<typeof focused>>;

/** Answers the control that has the focus, as a person at the keys does. */
async function answer(page: Page, at: Focused, answers: Answers, done: Set<string>) {
  const told = answers[at.fact];
  if (at.type === "radio" && !done.has(at.fact)) {
    const wanted = String(told ?? (at.values.includes("unknown") ? "unknown" : at.values[0]));
    await page.keyboard.press("Space");
    for (let turn = 0; turn < at.values.length && (await focused(page)).value !== wanted; turn++) await page.keyboard.press("ArrowDown");
    expect((await focused(page)).value, at.fact).toBe(wanted);
  } else if (at.type === "checkbox") {
    if (Array.isArray(told) && told.includes(at.value)) await page.keyboard.press("Space");
    return;
  } else if (["INPUT", "TEXTAREA"].includes(at.tag) && told !== undefined && !done.has(at.fact)) {
    await page.keyboard.type(String(told));
  }
  done.add(at.fact);
}

/** Tabs on until what leads on has the focus; answers what is met on the way. */
async function toTheWayOn(page: Page, answers: Answers) {
  const done = new Set<string>();
  for (let presses = 0; presses < 300; presses++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at.leadsOn) return;
    if (at.fact) await answer(page, at, answers, done);
  }
  throw new Error("the keys never came to what leads on");
}

for (const [mode, told] of Object.entries(MODES)) {
  // On a device that others see, the file comes last.
  const answers = { ...told, "user.device_private": "yes" };
  test(`the whole way with the keyboard alone: ${mode}`, async ({ page, baseURL }) => {
    test.setTimeout(300_000);
    const tour = new Tour(page, baseURL!, answers);
    const { walk } = tour;
    await tour.open();
    for (let pages = 0; (await walk.step()) !== "done"; pages++) {
      expect(pages).toBeLessThan(80);
      const heading = await walk.heading.innerText();
      await walk.heading.evaluate((heading) => Object.assign(heading, { seen: true }));
      await toTheWayOn(page, answers);
      await page.keyboard.press("Enter");
      await expect.poll(() => walk.heading.evaluate((heading) => "seen" in heading), { timeout: 20_000, message: `on from ${heading}` }).toBe(false);
      await expect(walk.screen.locator(".govuk-error-summary"), heading).toHaveCount(0);
      await expect.poll(async () => (await focused(page)).tag, { message: "the new heading takes the focus" }).toBe("H1");
    }
    expect(await walk.screen.locator("[data-mode]").getAttribute("data-mode")).toBe(mode);
    await toTheWayOn(page, answers);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(download.suggestedFilename()).toMatch(/\.json$/);
    walk.watch.expectNothing();
  });
}
