import { expect, test } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk } from "../browser/walk";
import { host, leave, open, walk, without } from "./page";
import { vite } from "./vite";

// A Vue page: typed by waymark.d.ts, built by Vite, with the element in a template.

test("the classic script: to the referral, which the page is handed, and nothing of the page changed", async ({ page }) => {
  const site = await vite("vue", "classic");
  try {
    const before = await without(page, site.origin);
    const watch = await open(page, site.origin);
    expect(await host(page)).toEqual(before);
    await expect(page.locator('[data-fact="user.role"] input[value="housing"]')).toBeChecked();
    const { screen } = await walk(page, site.origin);
    await screen.getByRole("button", { name: "Hand over to this page" }).click();
    await expect(page.locator("#referrals")).toHaveText("1");
    await expect(page.locator("#steps")).toHaveText(/safety.*recognise.*respond.*refer.*check.*done/);
    expect(await host(page)).toEqual(before);
    watch.expectNothing();
    await leave(page);
  } finally {
    await site.stop();
  }
});

test("the module: attributes are bound, and a list in another order keeps what was entered", async ({ page }) => {
  const site = await vite("vue", "module");
  try {
    const watch = await open(page, site.origin);
    const screen = page.locator("waymark-screen");
    await page.getByRole("button", { name: "Gateshead" }).click();
    await expect(screen).toHaveAttribute("area", "northumbria_gateshead");
    const role = screen.locator('[data-fact="user.role"] input[value="health"]');
    await role.check();
    const first = () => page.locator("main > div").first().getAttribute("id");
    for (const id of ["advice", "form", "advice"]) {
      await page.getByRole("button", { name: "The other way round" }).click();
      await expect.poll(first).toBe(id);
      await expect(role).toBeChecked();
      await expect(screen.locator("h1")).toHaveCount(1);
    }
    await new Walk(page, site.origin, HIGH_IN_NORFOLK).until({ page: screen.locator('[data-fact="area.person"]') });
    await expect(screen.locator('[data-fact="area.person"] input[value="northumbria_gateshead"]')).toBeChecked();
    watch.expectNothing();
  } finally {
    await site.stop();
  }
});
