import { expect, test, type Page } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk } from "../browser/walk";
import { host, leave, open, walk, without } from "./page";
import { vite } from "./vite";

// A React page: typed by waymark.d.ts, built by Vite, with answers beforehand and an ear for what the element says.

const steps = async (page: Page) => ((await page.locator("#steps").textContent()) ?? "").split(" ").filter(Boolean);
const role = (page: Page, value: string) => page.locator(`[data-fact="user.role"] input[value="${value}"]`);

test("built for production, the module beside it: to the referral, which the page is handed, and nothing of the page changed", async ({ page }) => {
  const site = await vite("react", "module");
  try {
    const before = await without(page, site.origin);
    const watch = await open(page, site.origin);
    expect(await host(page)).toEqual(before);
    await expect(role(page, "housing")).toBeChecked();
    const { screen } = await walk(page, site.origin);
    await expect(page.locator("#referrals")).toHaveText("0");
    await screen.getByRole("button", { name: "Hand over to this page" }).click();
    await expect(page.locator("#referrals")).toHaveText("1");
    expect(new Set(await steps(page))).toEqual(new Set(["start", "safety", "recognise", "respond", "refer", "check", "done"]));
    expect(await host(page)).toEqual(before);
    watch.expectNothing();
    await leave(page);
  } finally {
    await site.stop();
  }
});

for (const mode of ["production", "development"] as const) {
  // React's StrictMode does everything twice in development, to show what is not cleaned up.
  test(`put away and taken out again, ${mode}, the classic script before it`, async ({ page }) => {
    const site = await vite("react", "classic", mode);
    try {
      const watch = await open(page, site.origin);
      const screen = page.locator("waymark-screen");
      await expect(role(page, "housing")).toBeChecked();
      for (let times = 0; times < 3; times++) {
        await role(page, "health").check();
        await page.getByRole("button", { name: "Put away" }).click();
        await expect(screen).toHaveCount(0);
        await page.getByRole("button", { name: "Take out" }).click();
        await expect(role(page, "housing")).toBeChecked();
        await expect(screen.locator("h1")).toHaveCount(1);
      }
      const before = (await steps(page)).length;
      await new Walk(page, site.origin, HIGH_IN_NORFOLK).until({ step: "safety" });
      // Those that are gone are heard no more, and nothing is heard twice.
      const heard = (await steps(page)).slice(before);
      expect(heard.filter((step) => step === "safety")).toHaveLength(1);
      watch.expectNothing();
    } finally {
      await site.stop();
    }
  });
}
