import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { embed } from "./host";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// Packs that a host brings: checked as the built-in ones, or refused with the reason on the page.

const NAME = "Our own service for Norfolk";
const NORFOLK = readFileSync(resolve(import.meta.dirname, "../../public/packs/norfolk.toml"), "utf8")
  .replace('version = "1.0.0"', 'version = "9.0.0"')
  .replace('name = "Domestic Abuse Perpetrator Partnership Approach (DAPPA)"', `name = "${NAME}"`);

const hash = (text: string) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
const panel = (page: Page) => page.locator('waymark-screen [data-failure="packs"]');

/** A host that has this pack, and puts the attribute on the screen. */
async function bring(page: Page, text: string, attribute = `/ours/norfolk.toml ${hash(text)}`) {
  await page.route("**/ours/*", (route) => route.fulfill({ contentType: "application/toml", body: text }));
  await embed(page, () => (attribute ? `packs="${attribute}"` : ""));
}

const used = (walk: Walk) =>
  walk.screen.evaluate((element) => {
    const { packs } = (element as unknown as { decision(): { packs: { id: string; version: string; digest: string }[] } }).decision();
    return packs.map(({ id, version, digest }) => `${id} ${version} ${digest}`);
  });

const toResult = async (walk: Walk) => {
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
};

test("a pack of the host takes the place of the built-in one, in every language", async ({ page, baseURL }) => {
  const digest = `sha256-${createHash("sha256").update(NORFOLK).digest("hex")}`;
  await bring(page, NORFOLK);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await toResult(walk);
  await expect(walk.screen.locator('[data-pathway="norfolk/dappa"]')).toContainText(NAME);
  expect((await used(walk))[1]).toBe(`norfolk 9.0.0 ${digest}`);
  await walk.screen.getByRole("button", { name: "Polski" }).click();
  await expect(walk.screen.getByRole("button", { name: "English" })).toBeVisible();
  await expect(walk.screen.locator('[data-pathway="norfolk/dappa"]')).toContainText(NAME);
  await expect(panel(page)).toHaveCount(0);
  walk.watch.expectNothing();
});

test("whoever goes on at once does not get ahead of it", async ({ page, baseURL }) => {
  await bring(page, NORFOLK);
  let let_go = () => {};
  const held = new Promise<void>((done) => (let_go = done));
  await page.route("**/ours/*", async (route) => (await held, await route.fulfill({ body: NORFOLK })));
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  const first = await walk.heading.innerText();
  await walk.answerPage();
  await walk.screen.locator(".govuk-button").filter({ hasText: "Continue" }).click();
  await page.waitForTimeout(1500);
  expect(await walk.heading.innerText()).toBe(first);
  expect(await walk.screen.evaluate((element) => (element as unknown as { decision(): object | null }).decision())).toBeNull();
  let_go();
  await expect(walk.heading).not.toHaveText(first);
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  expect((await used(walk))[1]).toContain("norfolk 9.0.0");
});

const line = NORFOLK.split("\n").findIndex((line) => line.startsWith("areas = ")) + 1;
const REFUSED: [string, string, string?, string?][] = [
  ["a fault, at its line", `norfolk.toml:${line}:10`, NORFOLK.replace('areas = ["norfolk"]', 'areas = ["norflok"]')],
  ["a rule that can never decide anything", "norfolk.toml:", NORFOLK.replace(/met = \{ "area.person" = "norfolk" \}/, 'met = { "area.person" = [] }')],
  ["another file than the one whose hash stands there", "was it changed after its hash was written down?", NORFOLK, `/ours/norfolk.toml ${hash("another")}`],
  ["no hash", 'found nothing after "/ours/norfolk.toml", expected the hash', NORFOLK, "/ours/norfolk.toml"],
  ["a hash that no browser would look at", "expected the hash", NORFOLK, "/ours/norfolk.toml sha384-abc"],
  ["what holds everywhere", "a site cannot replace what holds everywhere", NORFOLK, `/ours/national.toml ${hash(NORFOLK)}`],
  ["a file that is not there", "norfolk.toml: found the answer 404", NORFOLK, `/nowhere/norfolk.toml ${hash(NORFOLK)}`],
  ["a place that the policy forbids", "must have that in connect-src", NORFOLK, `https://elsewhere.example/norfolk.toml ${hash(NORFOLK)}`],
  ["no pack at all", "this file is empty", "\n"],
];

for (const [what, says, text, attribute] of REFUSED) {
  test(`refused, with the reason on the page: ${what}`, async ({ page }) => {
    await bring(page, text!, attribute);
    await page.addInitScript(() => addEventListener("waymark-error", (event) => ((window as any).told ??= []).push((event as CustomEvent).detail)));
    await page.goto("/");
    await expect(panel(page)).toContainText(says);
    await expect(panel(page)).toContainText("The form goes on with the rules that it came with.");
    expect(await page.evaluate(() => (window as any).told)).toEqual([{ reason: "packs", message: expect.stringContaining(says) }]);
  });
}

test("where packs are refused, the form decides with its own", async ({ page, baseURL }) => {
  await bring(page, NORFOLK.replace('areas = ["norfolk"]', 'areas = ["norflok"]'));
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await toResult(walk);
  await expect(panel(page)).toBeVisible();
  await expect(walk.screen.locator('[data-pathway="norfolk/dappa"]')).not.toContainText(NAME);
  expect((await used(walk))[1]).toContain("norfolk 1.0.0");
  await walk.expectNoBarriers("result, packs refused");
});

test("brought later, a pack decides from then on, and nothing entered is lost", async ({ page, baseURL }) => {
  await bring(page, NORFOLK, "");
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await toResult(walk);
  expect((await used(walk))[1]).toContain("norfolk 1.0.0");
  await walk.screen.evaluate((element, packs) => element.setAttribute("packs", packs), `/ours/norfolk.toml ${hash(NORFOLK)}`);
  await expect(walk.screen.locator('[data-pathway="norfolk/dappa"]')).toContainText(NAME);
  expect((await used(walk))[1]).toContain("norfolk 9.0.0");
  await expect(walk.screen.locator("[data-tier]")).toHaveAttribute("data-tier", "high");
  walk.watch.expectNothing();
});

test("the script with everything inside takes packs, too", async ({ page, baseURL }) => {
  await page.route("/", async (route) => {
    const body = `<!doctype html><html lang="en"><title>Host</title><script src="waymark.js"></script><waymark-screen packs="/ours/norfolk.toml ${hash(NORFOLK)}"></waymark-screen>`;
    await route.fulfill({ contentType: "text/html", body });
  });
  await page.route("**/ours/*", (route) => route.fulfill({ body: NORFOLK }));
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await toResult(walk);
  expect((await used(walk))[1]).toContain("norfolk 9.0.0");
});
