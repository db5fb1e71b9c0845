import { expect, test, type Page } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// Keys only: Tab, arrows, Space and Enter, from the first question to the result.

/** What has the focus, wherever in the shadow root it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.querySelector("waymark-screen")?.shadowRoot?.activeElement;
    return {
      tag: element?.tagName ?? "",
      type: element?.getAttribute("type") ?? "",
      name: element?.getAttribute("name") ?? "",
      value: element?.getAttribute("value") ?? "",
      text: element?.textContent?.trim() ?? "",
      fact: element?.closest("[data-fact]")?.getAttribute("data-fact") ?? "",
    };
  });

test("the way to the result with the keyboard alone", async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  for (let pages = 0; pages < 60; pages++) {
    if ((await walk.screen.locator("[data-tier]").count()) > 0) break;
    const heading = await walk.heading.innerText();
    const done = new Set<string>();
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      const at = await focused(page);
      if (at.tag === "BUTTON" && /^(Continue|I have read)/.test(at.text)) {
        await page.keyboard.press("Enter");
        break;
      }
      if (at.type === "radio" && !done.has(at.fact)) {
        done.add(at.fact);
        const values = await walk.screen
          .locator(`[data-fact="${at.fact}"] input`)
          .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
        const wanted = String(HIGH_IN_NORFOLK[at.fact] ?? (values.includes("unknown") ? "unknown" : values[0]));
        await page.keyboard.press("Space");
        for (let turn = 0; turn < values.length && (await focused(page)).value !== wanted; turn++) await page.keyboard.press("ArrowDown");
        expect((await focused(page)).value, at.fact).toBe(wanted);
      } else if (at.tag === "INPUT" && at.type === "text" && at.fact in HIGH_IN_NORFOLK && !done.has(at.fact)) {
        done.add(at.fact);
        await page.keyboard.type(String(HIGH_IN_NORFOLK[at.fact]));
      }
    }
    await expect(walk.screen.locator(".govuk-error-summary")).toHaveCount(0);
    await expect.poll(() => walk.heading.innerText()).not.toBe(heading);
    await expect.poll(async () => (await focused(page)).tag, { message: "the new heading takes the focus" }).toBe("H1");
  }
  await expect(walk.screen.locator("[data-tier]")).toHaveAttribute("data-tier", "high");
  walk.watch.expectNothing();
});
