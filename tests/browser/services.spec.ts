import { execFileSync } from "node:child_process";
import { expect, test, type Locator } from "@playwright/test";
import { AMBASSADOR, HIGH_IN_NORFOLK, Walk } from "./walk";

// The list of all services, and the explanation: the page says what the program prints.

const LINK = "See all services in this area";

const binary = () => process.env.WAYMARK_BIN ?? "target/release/waymark";
const native = (args: string[], input = "") => execFileSync(binary(), args, { input, encoding: "utf8" });

/** The lines of a printed text without the signs that set them in. */
const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.replace(/^[-# ]+/, "").trim())
    .filter((line) => line.length > 0);

/** Everything that stands in an element, folded or not, with one space between words. */
const words = async (element: Locator) => ((await element.textContent()) ?? "").replace(/\s+/g, " ");

/** What the element holds as answers and as day. */
const decided = (walk: Walk) => walk.page.evaluate(() => (document.querySelector("waymark-screen") as unknown as { decision(): { on: string } }).decision());

/** The answers that were given, as the program reads them. */
function told(walk: Walk) {
  const numbers = ["person.age"];
  const given = Object.entries(walk.given).filter(([fact, value]) => value !== "" && !(Array.isArray(value) && value.length === 0) && !/^(referrer|person\.name|victim\.name|review_by|chosen)/.test(fact));
  return Object.fromEntries(given.map(([fact, value]) => [fact, numbers.includes(fact) ? Number(value) : value]));
}

test("every card says what the program prints for the same answers", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  const { on } = await decided(walk);
  const printed = native(["explain", "--on", on], JSON.stringify(told(walk)));
  const sections = printed.split("\n# ").slice(1);
  expect(sections.length).toBe(await walk.screen.locator("[data-pathway]").count());
  for (const section of sections) {
    const [title, ...rest] = section.split(/\n\n\n/)[0].split("\n");
    const id = title.match(/\(([a-z_]+\/[a-z_0-9]+)\)$/)![1];
    const card = await words(walk.screen.locator(`[data-pathway="${id}"]`));
    for (const line of lines(rest.join("\n"))) expect(card, id).toContain(line);
  }
  const [, actions] = printed.split(/WHAT TO DO, IN ORDER\n/);
  const said = await words(walk.screen.locator(".waymark-actions"));
  for (const line of lines(actions.split(/\n\n\n/)[0])) expect(said).toContain(line.replace(/^(Now|Today|This week|With the referral): /, ""));
  const whole = await words(walk.screen.locator(".waymark-page"));
  for (const part of ["WHAT RAISED IT\n", "STILL TO FIND OUT, THE MOST TELLING FIRST\n"]) {
    for (const line of lines(printed.split(part)[1].split(/\n\n\n/)[0])) expect(whole).toContain(line);
  }
  const cara = walk.screen.locator('[data-pathway="norfolk/cara"]');
  await walk.screen.getByText("Other services, and why they are not recommended").click();
  await expect(cara.getByText("Not met: A very serious sign is recorded.")).toBeVisible();
  await expect(cara.getByText("Use instead:")).toBeVisible();
  const change = walk.screen.locator('[data-pathway="norfolk/dappa"]');
  await change.getByText("Why, and what would change this").click();
  await expect(change.getByText("Met: The person lives in Norfolk.")).toBeVisible();
  await walk.expectNoBarriers("result, opened");
  walk.watch.expectNothing();
});

test("nothing is said not to fit while an open answer could change it", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "rel.kind": "unknown", "person.age": "" });
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  const decision = (await decided(walk)) as unknown as { pathways: { id: string; eligibility: string; missing: string[] }[] };
  for (const { id, eligibility, missing } of decision.pathways) {
    const card = walk.screen.locator(`[data-pathway="${id}"]`);
    if ((await card.count()) === 0) continue;
    const refused = (await words(card)).includes("Does not fit");
    expect(refused, id).toBe(eligibility === "not_eligible" && missing.length === 0);
    if (missing.length > 0 && eligibility !== "eligible") expect(await words(card), id).toContain("It depends on what is still open:");
  }
  walk.watch.expectNothing();
});

test("the list of services opens from the first page; without an area it asks which", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  const first = await walk.heading.innerText();
  await walk.screen.locator('[data-fact="user.role"] input[value="health"]').check();
  await walk.screen.getByRole("button", { name: LINK }).click();
  await expect(walk.heading).toHaveText(LINK);
  await walk.screen.getByRole("button", { name: "Norfolk", exact: true }).click();
  await expect(walk.heading).toHaveText("Services and ways to get help: Norfolk");
  await expect(walk.heading).toBeFocused();
  await expect(walk.screen.getByRole("heading", { name: "The Change Project" })).toBeVisible();
  await walk.expectNoBarriers("services");
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).toHaveText(first);
  await expect(walk.screen.locator('[data-fact="user.role"] input[value="health"]')).toBeChecked();
  walk.watch.expectNothing();
});

test("the list of services holds what the program prints, and Back leads to the result with nothing lost", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ page: walk.screen.locator("[data-tier]") });
  const [result, before] = [await walk.heading.innerText(), await decided(walk)];
  await walk.screen.getByRole("button", { name: LINK }).first().click();
  await expect(walk.heading).toHaveText("Services and ways to get help: Norfolk");
  const shown = await words(walk.screen.locator(".waymark-page"));
  for (const line of lines(native(["directory", "norfolk", "--on", before.on]))) {
    // What leads somewhere is a link here, its label and text stand beside each other, and headings are not in capitals.
    for (const part of line.replace(/ <https?:.*>$/, "").split(": ")) expect(shown.toLowerCase()).toContain(part.toLowerCase());
  }
  const links = walk.screen.locator("a[target]");
  expect(await links.count()).toBeGreaterThan(30);
  for (const link of await links.all()) {
    expect(await link.getAttribute("href")).toMatch(/^https?:\/\//);
    expect(await link.getAttribute("rel")).toBe("noreferrer");
  }
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).toHaveText(result);
  expect(await decided(walk)).toEqual(before);
  walk.watch.expectNothing();
});

test("an ambassador finds the services at the end", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, AMBASSADOR);
  await walk.open();
  await walk.until({ step: "done" });
  const end = await walk.heading.innerText();
  await walk.screen.getByRole("button", { name: LINK }).first().click();
  await expect(walk.heading).toHaveText("Services and ways to get help: Norfolk");
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).toHaveText(end);
  walk.watch.expectNothing();
});

test("the list of services with the keyboard alone, on a narrow page", async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const walk = new Walk(page, baseURL!, {});
  await walk.open();
  const press = async (name: string) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.querySelector("waymark-screen")?.shadowRoot?.activeElement?.textContent);
      if (at === name) return page.keyboard.press("Enter");
    }
    throw new Error(`never came to ${name}`);
  };
  const first = await walk.heading.innerText();
  await press(LINK);
  await expect(walk.heading).toHaveText(LINK);
  await press("Northumbria");
  await expect(walk.heading).toHaveText("Services and ways to get help: Northumbria");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(walk.heading).toHaveText(first);
  walk.watch.expectNothing();
});

test("who opens the list before the rest has loaded is told so, and then it is there", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, {});
  let letIn = () => {};
  const held = new Promise<void>((resolve) => (letIn = resolve));
  await page.route("**/waymark_screen_bg.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await walk.open();
  await walk.screen.getByRole("button", { name: LINK }).click();
  await expect(walk.screen.getByText("Loading.", { exact: true })).toBeVisible();
  letIn();
  await walk.screen.getByRole("button", { name: "Norfolk", exact: true }).click();
  await expect(walk.heading).toHaveText("Services and ways to get help: Norfolk");
  walk.watch.expectNothing();
});
