import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { AMBASSADOR, HIGH_IN_NORFOLK, Walk } from "./walk";

// The whole way, as each kind of user goes it.

/** What the native program decides on the same answers. */
function native(answers: unknown, on: string) {
  const input = JSON.stringify(answers);
  return JSON.parse(execFileSync(process.env.WAYMARK_BIN ?? "target/release/waymark", ["decide", "--on", on], { input, encoding: "utf8" }));
}

test("a professional, high risk in Norfolk, to the downloaded referral", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  await expect(walk.screen.locator("[data-tier]")).toHaveAttribute("data-tier", "high");
  await expect(walk.screen.getByText("A sign of very serious danger is recorded. (H5: High)")).toBeVisible();
  await expect(walk.screen.locator('[data-action="marac_referral"]')).toBeVisible();
  const change = walk.screen.locator('[data-pathway="norfolk/change_project"]');
  await expect(change).toHaveAttribute("data-eligibility", "eligible");
  await expect(walk.screen.locator('[data-pathway="norfolk/cara"]')).toHaveAttribute("data-eligibility", "not_eligible");
  expect(await walk.screen.locator("[data-pathway]").count()).toBe(18);

  await walk.until({ step: "check" });
  const row = walk.screen.locator(".govuk-summary-list__row", { hasText: "34" }).first();
  await row.getByRole("button", { name: /Change/ }).click();
  await expect(walk.screen.locator('[data-fact="person.age"] input')).toHaveValue("34");
  await walk.goOn();
  expect(await walk.step(), "Change leads straight back").toBe("check");

  await walk.goOn();
  expect(await walk.step()).toBe("done");
  const [download] = await Promise.all([page.waitForEvent("download"), walk.screen.getByRole("button", { name: /Download/ }).click()]);
  expect(download.suggestedFilename()).toMatch(/^form-\d{4}-\d\d-\d\d\.json$/);
  const referral = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(referral.answers["flag.strangulation"]).toBe("yes");
  expect(referral.details.review_by).toBe("2026-12-22");
  const { answers, decision } = referral.restricted;
  expect(decision).toEqual(native({ ...referral.answers, ...answers }, decision.on));
  walk.watch.expectNothing();
});

test("an ambassador says what they noticed and gets one safe next step", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, AMBASSADOR);
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  const noticed = Object.keys(walk.given).filter((fact) => fact.startsWith("beh."));
  expect(noticed).toHaveLength(5);
  expect(Object.keys(walk.given).filter((fact) => fact.startsWith("eng.") || fact.startsWith("legal."))).toEqual([]);
  await expect(walk.screen.locator('[data-action="specialist_advice"]')).toBeVisible();
  await walk.until({ step: "done" });
  expect(walk.seen.length).toBeLessThan(18);
  walk.watch.expectNothing();
});

test("immediate danger stops everything until it is acknowledged", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "now.danger": "yes", "now.victim_cannot_speak": "yes" });
  walk.axe = true;
  await walk.open();
  await walk.until({ page: walk.screen.locator('[data-stop="immediate_danger"]') });
  expect(await walk.step()).toBe("safety");
  await expect(walk.screen.locator("[data-action]").first()).toHaveAttribute("data-action", "call_999");
  await expect(walk.screen.locator("[data-fact]")).toHaveCount(0);
  await walk.goOn();
  await expect(walk.screen.locator("[data-stop]")).toHaveCount(0);
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  await expect(walk.screen.locator("[data-tier]")).toHaveAttribute("data-tier", "immediate");
  await expect(walk.screen.locator("[data-action]").first()).toHaveAttribute("data-action", "call_999");
  walk.watch.expectNothing();
});

test("both say they are harmed: no referral until a specialist was asked", async ({ page, baseURL }) => {
  test.setTimeout(90_000);
  const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "who.mutual_claim": "yes" });
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  await expect(walk.screen.locator("[data-action]").first()).toHaveAttribute("data-action", "specialist_advice");
  await expect(walk.screen.locator(".waymark-pathway--recommended")).toHaveCount(0);
  await walk.goOn();
  await expect(walk.screen.locator('[data-stop="possible_victim"]')).toBeVisible();
  walk.watch.expectNothing();
});
