import { expect, test as base, type Browser, type Page } from "@playwright/test";
import { lines, type Way } from "./files";
import { host, inner, leave, open, walk, without } from "./page";
import { FOLDER, wordpress, type Role } from "./wordpress";

// WordPress, through its own editor: somebody who is logged in pastes the lines into a Custom HTML block; somebody who is not sees the page.

type WordPress = Awaited<ReturnType<typeof wordpress>>;

const test = base.extend<object, { site: WordPress }>({
  site: [
    async ({}, use) => {
      const site = await wordpress();
      try {
        await use(site);
      } finally {
        await site.stop();
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** The lines with the address of the folder that the files are in. */
const placed = (way: Way) => lines(way).replace('src="', `src="${FOLDER}`);

async function login(page: Page, { origin, password }: WordPress, role: Role) {
  await page.goto(`${origin}/wp-login.php`);
  await page.getByLabel("Username or Email Address").fill(role);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log In" }).click();
  await expect(page.locator("#wpadminbar")).toBeVisible();
}

/** Writes a page, or a post where that is all that somebody may write, and gives its address. */
async function publish(browser: Browser, site: WordPress, role: Role, kind: "page" | "post", title: string, html: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await login(page, site, role);
  await page.goto(`${site.origin}/wp-admin/post-new.php?post_type=${kind}`);
  await page.getByRole("textbox", { name: "Add title" }).fill(title);
  await page.getByRole("button", { name: "Toggle block inserter" }).click();
  await page.getByRole("searchbox", { name: "Search for blocks and patterns" }).fill("Custom HTML");
  await page.getByRole("option", { name: "Custom HTML" }).click();
  // As from the clipboard.
  const field = page.locator(".block-editor-plain-text");
  await field.click();
  await page.keyboard.insertText(html);
  await expect(field).toHaveValue(html);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("region", { name: "Editor publish" }).getByRole("button", { name: "Publish", exact: true }).click();
  const seen = page.getByRole("region", { name: "Editor publish" }).getByRole("link", { name: /^View / });
  await expect(seen).toBeVisible({ timeout: 60_000 });
  const address = (await seen.getAttribute("href"))!;
  await context.close();
  return address;
}

for (const way of ["module", "classic"] as const) {
  test(`an editor pastes the lines of the ${way} way; a visitor goes to the referral, and out`, async ({ browser, page, site }) => {
    const address = await publish(browser, site, "editor", "page", `By ${way}`, placed(way));
    const before = await without(page, address);
    const watch = await open(page, address);
    await expect(page.locator("#wpadminbar")).toHaveCount(0);
    expect(await host(page)).toEqual(before);
    if (way == "module") {
      await walk(page, site.origin);
      expect(await host(page)).toEqual(before);
    }
    watch.expectNothing();
    await leave(page);
  });
}

test("an editor pastes the frame; a visitor goes to the referral", async ({ browser, page, site }) => {
  const address = await publish(browser, site, "editor", "page", "By frame", placed("frame"));
  const watch = await open(page, address);
  expect(inner(page)).not.toBe(page.mainFrame());
  await walk(page, site.origin);
  watch.expectNothing();
  await leave(page);
});

test("an author, who may not write scripts, is left with what is no script: a link", async ({ browser, page, site }) => {
  const link = `<p><a href="${FOLDER}waymark-offline.html">Open the form</a></p>`;
  const html = [placed("classic"), placed("module"), placed("frame"), link].join("\n");
  const address = await publish(browser, site, "author", "post", "By an author", html);
  await page.goto(address);
  for (const stripped of ["waymark-screen", "iframe", 'script[src*="waymark"]']) await expect(page.locator(stripped)).toHaveCount(0);
  await page.getByRole("link", { name: "Open the form" }).click();
  await expect(page.locator("waymark-screen h1")).toBeVisible();
});
