import { expect, test, type Locator, type Page } from "@playwright/test";
import { host } from "./host";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// What a host may change of the looks, what it cannot, and what it is told.

const LINES = '<script src="waymark.js"></script><waymark-screen></waymark-screen>';

/** A host's page with this sheet; gives what it was warned of. */
async function open(page: Page, files: string, sheet: string, lines = LINES) {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  const { origin, stop } = await host(`<style>${sheet}</style>${lines}`, { files });
  await page.goto(origin);
  await expect(page.locator("waymark-screen h1")).toBeVisible();
  return { warnings, stop, origin };
}

const style = (element: Locator, property: string) => element.evaluate((one, property) => getComputedStyle(one).getPropertyValue(property), property);

/** Each: a property, what it is set to, whose looks follow, and how. */
const PROPERTIES: [string, string, string, string, string][] = [
  ["--waymark-brand", "#5b2c83", "[part=button]", "background-color", "rgb(91, 44, 131)"],
  ["--waymark-brand", "#5b2c83", "[part=progress]", "accent-color", "rgb(91, 44, 131)"],
  ["--waymark-brand-text", "#ffffee", "[part=button]", "color", "rgb(255, 255, 238)"],
  ["--waymark-link", "#7a1420", ".waymark-link-button", "color", "rgb(122, 20, 32)"],
  ["--waymark-font", "Georgia, serif", "label", "font-family", "Georgia, serif"],
  ["--waymark-heading-font", "Georgia, serif", "h1", "font-family", "Georgia, serif"],
  ["--waymark-radius", "8px", "[part=button]", "border-radius", "min(8px, 19px)"],
  ["--waymark-rem", "20px", "label", "font-size", "23.75px"],
];

for (const [property, value, selector, follows, drawn] of PROPERTIES) {
  test(`${property} sets ${follows}`, async ({ page, baseURL }) => {
    const { warnings, stop } = await open(page, baseURL!, "");
    const element = page.locator("waymark-screen").locator(selector).locator("visible=true").first();
    const before = await style(element, follows);
    // Above the element, as a host's own sheet has it.
    await page.evaluate(([property, value]) => document.body.style.setProperty(property, value), [property, value]);
    await expect.poll(() => style(element, follows)).not.toBe(before);
    const after = await style(element, follows);
    expect(after.startsWith("min(") || !drawn.startsWith("min(") ? after : `min(${after}, 19px)`).toBe(drawn);
    expect(warnings).toEqual([]);
    stop();
  });
}

test('theme="inherit" takes the font of the page around, and nothing else of it', async ({ page, baseURL }) => {
  const sheet = "body { font: italic 700 30px/3 Georgia, serif; color: red; letter-spacing: 9px }";
  const { stop } = await open(page, baseURL!, sheet);
  const all = page.locator("waymark-screen");
  const looks = () =>
    all.evaluate((host) => [...host.shadowRoot!.querySelectorAll("h1, p, label, legend, button, .govuk-hint")].map((one) => {
      const { fontFamily, fontStyle, fontWeight, fontSize, lineHeight, color, letterSpacing } = getComputedStyle(one);
      return { fontFamily, rest: [fontStyle, fontWeight, fontSize, lineHeight, color, letterSpacing] };
    }));
  const before = await looks();
  expect(new Set(before.map(({ fontFamily }) => fontFamily)).size).toBe(1);
  expect(before[0].fontFamily).toContain("Helvetica");
  await all.evaluate((host) => ((host as HTMLElement & { theme: string }).theme = "inherit"));
  const after = await looks();
  expect(new Set(after.map(({ fontFamily }) => fontFamily))).toEqual(new Set(["Georgia, serif"]));
  expect(after.map(({ rest }) => rest)).toEqual(before.map(({ rest }) => rest));
  stop();
});

test("a part takes its shape from the host; its colours, and whether it shows, stay", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const shape = "border-radius: 6px; letter-spacing: 2px";
  const harm = ["display: none", "visibility: hidden", "opacity: 0", "color: #eee", "background: #eee"].map((one) => `${one} !important`).join("; ");
  const parts = ["heading", "button", "panel", "progress"];
  const sheet = `${parts.slice(0, 3).map((part) => `waymark-screen::part(${part}) { ${shape}; ${harm} } waymark-screen::part(${part}):hover, waymark-screen::part(${part}):focus { ${harm}; outline: none }`).join("\n")}
    waymark-screen::part(progress) { height: 12px }`;
  const looks = (of: Walk) =>
    of.screen.evaluate((host) => [...host.shadowRoot!.querySelectorAll("[part]")].filter((one) => one.checkVisibility()).map((one) => {
      const { display, visibility, opacity, color, backgroundColor } = getComputedStyle(one);
      return [one.getAttribute("part"), one.textContent!.trim(), display, visibility, opacity, color, backgroundColor];
    }));
  const seen: unknown[][][] = [];
  const met = new Set<string>();
  for (const dressed of [false, true]) {
    const { stop, origin } = await open(page, baseURL!, dressed ? sheet : "");
    const walk = new Walk(page, origin, HIGH_IN_NORFOLK);
    const pages: unknown[][] = [await looks(walk)];
    const button = walk.screen.getByRole("button", { name: "Continue" });
    for (const state of ["hover", "focus"] as const) {
      await button[state]();
      pages.push(await button.evaluate((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor, getComputedStyle(one).borderTopColor]));
      await page.mouse.move(0, 0);
    }
    if (dressed) {
      expect(await style(button, "border-radius")).toBe("6px");
      expect(await style(button, "letter-spacing")).toBe("2px");
      expect(await style(walk.screen.locator("[part=progress]"), "height")).toBe("12px");
    }
    await walk.until({ step: "done" });
    pages.push(await looks(walk));
    for (const [name] of pages.flat()) if (parts.includes(name as string)) met.add(name as string);
    seen.push(pages);
    stop();
  }
  expect([...met].sort()).toEqual([...parts].sort());
  expect(seen[1]).toEqual(seen[0]);
});

test("what matters most is no part: the exit, errors, questions, what is never hidden", async ({ page, baseURL }) => {
  const { stop } = await open(page, baseURL!, "");
  const screen = page.locator("waymark-screen");
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect(screen.locator(".govuk-error-summary")).toBeVisible();
  const parted = await screen.evaluate((host) => [...host.shadowRoot!.querySelectorAll(".govuk-exit-this-page, .govuk-error-summary, .govuk-error-message, [data-fact], .waymark-tier, .govuk-warning-text")].flatMap((one) => [one, ...one.querySelectorAll("*")]).filter((one) => one.hasAttribute("part") && one.localName !== "h1").length);
  expect(parted).toBe(0);
  stop();
});

test("in a dark page it stays light on its own ground", async ({ page, baseURL }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const { warnings, stop } = await open(page, baseURL!, ":root { color-scheme: dark } body { background: #111; color: #eee }");
  const root = page.locator("waymark-screen .waymark");
  expect([await style(root, "background-color"), await style(root, "color"), await style(root, "color-scheme")]).toEqual(["rgb(255, 255, 255)", "rgb(11, 12, 12)", "light"]);
  expect(await new Walk(page, page.url(), {}).barriers()).toEqual([]);
  expect(warnings).toEqual([]);
  stop();
});
