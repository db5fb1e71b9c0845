import { readFileSync } from "node:fs";
import { expect, type Frame, type Page } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk, Watch } from "../browser/walk";

// What must hold of every host's page.

const ELSEWHERE = "https://www.bbc.co.uk/weather";

/** Opens a page, and watches it from before its first byte. */
export async function open(page: Page, address: string) {
  const watch = new Watch(page, new URL(address).origin);
  await page.goto(address);
  // Asked anew each time: a frame is known by its address only once that has come.
  await expect.poll(() => inner(page).locator("waymark-screen h1").isVisible(), { timeout: 30_000 }).toBe(true);
  return watch;
}

/** Where the form stands: in the page itself, or in its frame. */
export function inner(page: Page): Frame {
  return page.frames().find((frame) => frame.url().includes("/frame.html")) ?? page.mainFrame();
}

/** From the first page to the referral on the disk; Download is pressed as it is written there. */
export async function walk(page: Page, origin: string) {
  const walk = new Walk(page, origin, HIGH_IN_NORFOLK, inner(page));
  await walk.until({ step: "done" });
  const [download] = await Promise.all([page.waitForEvent("download"), walk.screen.getByRole("button", { name: /Download/ }).click()]);
  const referral = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(referral).toMatchObject({ format: "waymark-referral/1", answers: { "flag.strangulation": "yes" }, details: { review_by: "2026-12-22" } });
  expect(walk.seen.length).toBeGreaterThan(8);
  return walk;
}

/** The exit leaves for another page, which is answered here, and Back does not bring anything back. */
export async function leave(page: Page) {
  await page.route(`${new URL(ELSEWHERE).origin}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
  await inner(page).locator("waymark-screen").getByRole("button", { name: "Exit this page" }).click();
  await expect(page).toHaveURL(ELSEWHERE);
  await page.goBack().catch(() => {});
  for (const frame of page.frames()) expect(await frame.locator('waymark-screen input:checked, waymark-screen [data-step="done"]').count()).toBe(0);
}

/** All of a host's page that is not ours: elements, how they look, names that scripts see, what is kept. Heights grow with any content. */
export const host = (page: Page) =>
  page.evaluate(() => {
    // The one name of ours that a page can see: the reader's text size, which has to be registered for the whole page.
    const OURS = "--wm-rem";
    const GROWS = /^(height|block-size|perspective-origin|transform-origin)$/;
    const elements = [...document.querySelectorAll("*")].filter((element) => !element.matches("waymark-screen, waymark-screen *, iframe"));
    const look = (element: Element) => {
      const style = getComputedStyle(element);
      return Object.fromEntries([...style].filter((name) => name !== OURS && !GROWS.test(name)).map((name) => [name, style.getPropertyValue(name)]));
    };
    return {
      elements: elements.map((element) => ({ tag: (element.cloneNode() as Element).outerHTML, style: look(element) })),
      sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
      names: Object.getOwnPropertyNames(window).filter((name) => !/^(\d+|__playwright.*|__pw.*)$/.test(name)).sort(),
      kept: [document.cookie, localStorage.length, sessionStorage.length],
      title: document.title,
    };
  });

/** The host's page while nothing of ours has loaded. */
export async function without(page: Page, address: string) {
  await page.route(/\/(waymark[^/]*\.(js|mjs)|frame\.html.*)$/, (route) => route.abort());
  await page.goto(address);
  const found = await host(page);
  await page.unrouteAll();
  return found;
}
