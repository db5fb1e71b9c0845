import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { AMBASSADOR, HIGH_IN_NORFOLK, Walk } from "./walk";
import { PSEUDO } from "./tour";

// A language is chosen by the host or on the page; answers stay, and the referral is in the service's language.

test("a language is chosen on the page; every answer stays, on this page and on the others", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.answerPage();
  await walk.screen.getByRole("button", { name: "Polski" }).click();
  await expect(walk.heading).toHaveText("Informacje o sobie");
  await expect(walk.screen.locator(".waymark")).toHaveAttribute("lang", "pl");
  await expect(walk.screen.getByText("Tego tłumaczenia nie sprawdził")).toBeVisible();
  await expect(walk.screen.locator('[name="user-role"][value="health"]')).toBeChecked();
  await walk.screen.getByRole("button", { name: "Dalej" }).click();
  await expect(walk.screen.locator('[data-fact="area.person"]')).toBeVisible();
  await walk.answerPage();
  await walk.screen.getByRole("button", { name: "English" }).click();
  await expect(walk.screen.locator('[data-fact="area.person"] input[value="norfolk"]')).toBeChecked();
  await expect(walk.screen.getByRole("button", { name: "Continue" })).toBeVisible();
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.screen.locator('[name="user-role"][value="health"]')).toBeChecked();
  walk.watch.expectNothing();
});

test("in Polish to the end: the referral is written in English, and the page says so", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const walk = new Walk(page, baseURL!, AMBASSADOR);
  await page.route("/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("<waymark-screen", '<waymark-screen lang="pl-PL"') });
  });
  await walk.open();
  await walk.until({ step: "done" });
  await expect(walk.screen.getByText("English", { exact: false }).first()).toBeVisible();
  await walk.screen.locator("details", { has: page.locator("pre") }).locator("summary").click();
  const record = walk.screen.locator("pre");
  await expect(record).toHaveAttribute("lang", "en");
  await expect(record).toContainText("Never show this to the person causing harm", { ignoreCase: true });
  expect(await record.innerText()).not.toMatch(/[ąćęłńśźż]/i);
  walk.watch.expectNothing();
});

test("written from right to left: the page is mirrored, and nothing that is read stands in the program", async ({ page }) => {
  await page.goto("/pseudo.html");
  const screen = page.locator("waymark-screen");
  await screen.getByRole("button", { name: /^[\u0590-\u05ff]+$/ }).click();
  const root = screen.locator(".waymark");
  await expect(root).toHaveAttribute("dir", "rtl");
  await expect(root).toHaveAttribute("lang", PSEUDO);
  const told = await root.evaluate((element) => (element as HTMLElement).innerText.split("\n").filter((line) => /[a-z]{2}/i.test(line)));
  // The names of the other languages are their own.
  expect(told.filter((line) => !["English", "Polski"].includes(line.trim()))).toEqual([]);
  const radio = await screen.locator("input[type=radio]").first().boundingBox();
  expect(radio!.x).toBeGreaterThan(page.viewportSize()!.width / 3);
});

test("a language that the line does not bring leaves the page as it is", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await page.route("**/waymark_rules_pl.bin", (route) => route.abort());
  await walk.open();
  await walk.answerPage();
  await walk.screen.getByRole("button", { name: "Polski" }).click();
  await expect(walk.screen.getByRole("alert")).toContainText("could not be loaded");
  await expect(walk.screen.locator('[name="user-role"][value="health"]')).toBeChecked();
  await page.unroute("**/waymark_rules_pl.bin");
  await walk.screen.getByRole("button", { name: "Polski" }).click();
  await expect(walk.heading).toHaveText("Informacje o sobie");
});

test("a tampered language is refused by its hash", async ({ page }) => {
  const english = readFileSync(new URL("../../dist/waymark_rules.bin", import.meta.url));
  await page.route("**/waymark_rules_pl.bin", (route) => route.fulfill({ body: english }));
  await page.goto("/");
  const screen = page.locator("waymark-screen");
  await screen.getByRole("button", { name: "Polski" }).click();
  await expect(screen.getByRole("alert")).toContainText("could not be loaded");
});
