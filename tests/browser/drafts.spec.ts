import { readFileSync, writeFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// Drafts: nothing is kept but by the user's act, or in the tab where the host has asked for it.

const PASSPHRASE = "harbour violet tractor moon";

/** Answers two pages and saves a draft on the third. */
async function saved(page: Page, walk: Walk, into: string) {
  await walk.open();
  for (let pages = 0; pages < 2; pages++) {
    await walk.answerPage();
    await walk.goOn();
  }
  const here = await walk.heading.innerText();
  await walk.screen.getByRole("button", { name: "Save a draft" }).click();
  await expect(walk.heading).toHaveText("Save a draft");
  await walk.screen.getByLabel("Passphrase").fill("too short");
  await walk.screen.getByRole("button", { name: "Lock and save the draft" }).click();
  await expect(walk.screen.getByText("must have 12 characters or more")).toBeVisible({ timeout: 20_000 });
  await walk.screen.getByLabel("Passphrase").fill(PASSPHRASE);
  const [file] = await Promise.all([page.waitForEvent("download"), walk.screen.getByRole("button", { name: "Lock and save the draft" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^form-\d{4}-\d\d-\d\d\.age$/);
  await file.saveAs(into);
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).toHaveText(here);
  return here;
}

async function open(walk: Walk, file: string, passphrase: string) {
  await walk.screen.getByLabel("The draft").setInputFiles(file);
  await walk.screen.getByLabel("Passphrase").fill(passphrase);
  await walk.screen.getByRole("button", { name: "Open the draft" }).click();
}

test("a draft is saved sealed, and opened again where one was; what cannot be opened changes nothing", async ({ page, baseURL }, info) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  const file = info.outputPath("draft.age");
  const here = await saved(page, walk, file);
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
  expect(text).not.toMatch(/norfolk|health|user\.role/);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe("[{},{}]");

  await page.reload();
  await walk.screen.getByRole("button", { name: "Open a saved draft" }).click();
  await expect(walk.heading).toHaveText("Open a saved draft");
  await walk.screen.getByRole("button", { name: "Open the draft" }).click();
  await expect(walk.screen.getByText("Choose the file first.")).toBeVisible();
  const cut = info.outputPath("cut.age");
  writeFileSync(cut, text.slice(0, text.length / 2));
  const other = info.outputPath("other.age");
  writeFileSync(other, "Dear all, here are the minutes.");
  for (const [name, passphrase, says] of [
    [file, "another harbour violet", "The passphrase does not open this file"],
    [cut, PASSPHRASE, "damaged or was changed"],
    [other, PASSPHRASE, "not locked by a passphrase"],
  ]) {
    await open(walk, name, passphrase);
    await expect(walk.screen.getByText(says), says).toBeVisible({ timeout: 20_000 });
  }
  await open(walk, file, PASSPHRASE);
  await expect(walk.heading).toHaveText(here, { timeout: 20_000 });
  await expect(walk.screen.getByText("The draft is open.")).toBeVisible();
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.screen.locator('[data-fact="area.person"] input[value="norfolk"]')).toBeChecked();
  walk.watch.expectNothing();
});

test("a draft of a newer version, and a file that is no draft, are named; what is here stays", async ({ page, baseURL }, info) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.answerPage();
  await walk.screen.getByRole("button", { name: "Open a saved draft" }).click();
  const seal = (text: string) =>
    page.evaluate(
      async ([text, passphrase]) => {
        const { loadSeal } = await import(new URL("waymark_seal.mjs", location.href).href);
        const { seal } = await loadSeal(fetch("waymark_seal_bg.wasm"));
        return new TextDecoder().decode(await seal(new TextEncoder().encode(text), passphrase));
      },
      [text, PASSPHRASE],
    );
  for (const [draft, says] of [
    ['{"waymark_draft": 99}', "made by a newer version"],
    ['{"hello": 1}', "not a draft"],
    ["{{{", "not a draft"],
  ]) {
    const file = info.outputPath(`odd-${draft.length}.age`);
    writeFileSync(file, await seal(draft));
    await open(walk, file, PASSPHRASE);
    await expect(walk.screen.getByText(says), draft).toBeVisible({ timeout: 20_000 });
  }
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.screen.locator('[name="user-role"][value="health"]')).toBeChecked();
});

test("on a device that others see no draft is offered, and files come last", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "user.device_private": "no" });
  await walk.open();
  await walk.answerPage();
  await walk.goOn();
  await expect(walk.screen.getByRole("button", { name: "See all services" })).toBeVisible();
  await expect(walk.screen.getByRole("button", { name: "Save a draft" })).toHaveCount(0);
});

test.describe('drafts="session"', () => {
  test.beforeEach(async ({ page }) => {
    await page.route("/", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace("<waymark-screen", '<waymark-screen drafts="session"') });
    });
  });
  const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

  test("a reload goes on where one was; Clear and Exit take it away", async ({ page, baseURL }) => {
    await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
    await walk.open();
    expect(await kept(page)).toBe("[{},{}]");
    for (let pages = 0; pages < 2; pages++) {
      await walk.answerPage();
      await walk.goOn();
    }
    const here = await walk.heading.innerText();
    expect(await kept(page)).toContain("waymark-draft");
    await page.reload();
    await expect(walk.heading).toHaveText(here);
    await walk.screen.getByRole("button", { name: "Clear all answers" }).click();
    await walk.screen.getByRole("button", { name: "Yes, clear everything" }).click();
    await expect(walk.heading).toHaveText(walk.seen[0]);
    expect(await kept(page)).toBe("[{},{}]");
    for (const question of await walk.screen.locator("[data-fact]").all()) await question.locator("input").first().check();
    await walk.screen.getByRole("button", { name: "Continue" }).click();
    await expect(walk.screen.locator('[data-fact="area.person"]')).toBeVisible();
    expect(await kept(page)).toContain("waymark-draft");
    await walk.screen.getByRole("button", { name: "Exit this page" }).click();
    await expect(page).toHaveURL("https://www.bbc.co.uk/weather");
    await page.goBack().catch(() => {});
    await page.goto("/");
    expect(await kept(page)).toBe("[{},{}]");
  });

  test("what was kept and cannot be read is no fault", async ({ page, baseURL }) => {
    await page.addInitScript(() => sessionStorage.setItem("waymark-draft", "{broken"));
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
    await walk.open();
    await expect(walk.screen.locator('[data-fact="user.role"]')).toBeVisible();
  });
});
