import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page } from "@playwright/test";
import { embed } from "./host";
import { HIGH_IN_NORFOLK, Walk, type Answers } from "./walk";

// What a host fills in beforehand: seen, named, asked all the same, and nobody's answer until somebody goes on.

type Screen = HTMLElement & { prefill(answers: object, options?: object): void; decision(): any; clear(): void };
type Heard = { prefilled: { taken: string[]; asked: string[] }[]; faults: { reason: string; message: string }[] };

const STRANGULATION = { "flag.strangulation": "yes", "person.age": 34, "rel.kind": "ex_partner", "area.person": "norfolk", adapt: ["bsl"] };
const BY = "Housing records filled this in. Check that it is right.";

/** Notes what the host hears, from before the element is there. */
async function listen(page: Page) {
  await page.addInitScript(() => {
    const heard: Heard = { prefilled: [], faults: [] };
    (window as any).heard = heard;
    addEventListener("waymark-prefill", (event) => heard.prefilled.push((event as CustomEvent).detail));
    addEventListener("waymark-error", (event) => heard.faults.push((event as CustomEvent).detail));
  });
}

const heard = (page: Page): Promise<Heard> => page.evaluate(() => (window as any).heard);

/** Fills in, and gives what was thrown. */
const prefill = (page: Page, answers: object, options: object | undefined = { from: "Housing records" }, which = 0): Promise<string> =>
  page.locator("waymark-screen").nth(which).evaluate(
    (element, [answers, options]) => {
      try {
        (element as Screen).prefill(answers as object, (options ?? undefined) as object | undefined);
        return "";
      } catch (error) {
        return String((error as Error).message);
      }
    },
    [answers, options ?? null] as const,
  );

/** The whole screen is there and has drawn the first page. */
const whole = (page: Page, which = 0) =>
  expect.poll(() => page.locator("waymark-screen").nth(which).evaluate((element) => (element as Screen).decision() !== null)).toBe(true);

const question = (page: Page, fact: string) => page.locator(`waymark-screen [data-fact="${fact}"]`);
const value = (page: Page, fact: string, value: string) => question(page, fact).locator(`input[value="${value}"]`);

/** A walk that leaves alone what the host has filled in. */
class Guest extends Walk {
  constructor(page: Page, baseURL: string, filledIn: Answers, answers: Answers = HIGH_IN_NORFOLK) {
    super(page, baseURL, answers);
    Object.assign(this.given, filledIn);
  }
}

test("every page is asked, and says who filled it in until somebody changes it", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  await listen(page);
  const walk = new Guest(page, baseURL!, STRANGULATION);
  await walk.open();
  await whole(page);
  expect(await prefill(page, { ...STRANGULATION, "flag.stalking_fixated": "no" })).toBe("");
  expect((await heard(page)).prefilled).toEqual([{ taken: ["area.person", "person.age", "rel.kind", "flag.strangulation", "adapt"], asked: ["flag.stalking_fixated"] }]);
  // Nobody has gone on with it: the host hears no more than it said.
  expect((await page.locator("waymark-screen").evaluate((element) => (element as Screen).decision())).tier).toBe("not_enough_known");

  await walk.until({ page: question(page, "area.person") });
  await expect(value(page, "area.person", "norfolk")).toBeChecked();
  await expect(question(page, "area.person")).toContainText(BY);
  await expect(question(page, "user.also_supports_victim")).not.toContainText(BY);
  await walk.until({ page: question(page, "person.age") });
  const age = question(page, "person.age").locator("input");
  await expect(age).toHaveValue("34");
  await expect(age).toHaveAccessibleDescription(new RegExp(BY));
  await walk.until({ page: question(page, "flag.strangulation") });
  await expect(page.locator("waymark-screen").getByRole("group", { description: new RegExp(BY) })).toHaveCount(1);
  await expect(value(page, "flag.strangulation", "yes")).toBeChecked();
  await expect(question(page, "flag.stalking_fixated").locator("input:checked")).toHaveCount(0);
  await walk.expectNoBarriers("a page with something filled in");
  await walk.until({ step: "check" });

  const row = (text: string) => walk.screen.locator(".govuk-summary-list__row").filter({ hasText: text }).first();
  const by = walk.screen.getByText("Housing records filled this in.", { exact: true });
  const marked = await by.count();
  expect(marked).toBe(5);
  await walk.expectNoBarriers("check");
  await row("Strangled someone").getByRole("button").click();
  await value(page, "flag.strangulation", "unknown").check();
  await walk.until({ step: "check" });
  await expect(by).toHaveCount(marked - 1);
  await expect(row("Norfolk")).toContainText("Housing records");

  // The same words in another language.
  await walk.screen.getByRole("button", { name: "Polski" }).click();
  await expect(walk.screen.getByText("Wypełnione przez: Housing records.")).toHaveCount(marked - 1);
  walk.watch.expectNothing();
});

test("one fault and nothing is taken; it says where, what was found and what was expected", async ({ page }) => {
  await listen(page);
  await page.goto("/");
  await whole(page);
  const deep = JSON.parse("[".repeat(60) + "]".repeat(60));
  const faults: [object, object | undefined, RegExp][] = [
    [{ "no.such": "yes" }, undefined, /^\/no\.such: found an unknown fact id, expected/],
    [{ "person.age": "34" }, undefined, /^\/person\.age: found "34", expected a whole number/],
    [{ "person.age": 34.5 }, undefined, /^\/person\.age: found/],
    [{ "user.role": "queen" }, undefined, /^\/user\.role: found "queen", expected one of/],
    [{ adapt: ["bsl", "bsl"] }, undefined, /^\/adapt\/1: found "bsl", expected each value once/],
    [{ "risk.tool_date": "2024-02-30" }, undefined, /^\/risk\.tool_date: found "2024-02-30", expected a date/],
    [{ "rel.context": "ipv" }, undefined, /^\/rel\.context: found a fact that is worked out/],
    [{ adapt: deep }, undefined, /nested too deep/],
    [{ "source.rel.kind": "gossip" }, undefined, /^\/source\.rel\.kind: found "gossip"/],
    [[], undefined, /^the whole input: found a list, expected an object/],
    [{}, { from: "x".repeat(81) }, /^\/from: found a long text, expected plain text of 1 to 80/],
    [{}, { from: "a\nb" }, /^\/from: found text with a control character/],
    [{}, { from: 7 }, /^\/from: found 7/],
  ];
  for (const [answers, options, message] of faults) {
    const all = Array.isArray(answers) ? answers : { "user.role": "health", ...answers };
    expect(await prefill(page, all, options ?? { from: "A" })).toMatch(message);
  }
  await expect(question(page, "user.role").locator("input:checked")).toHaveCount(0);
  expect(await heard(page)).toEqual({ prefilled: [], faults: [] });
});

test("before the program is there it waits; a fault is told, and the rest is taken", async ({ page, baseURL }) => {
  await listen(page);
  let go = () => {};
  const later = new Promise<void>((done) => (go = done));
  await page.route("**/waymark_screen_bg.wasm", async (route) => (await later, route.continue()));
  await page.goto("/");
  await expect(value(page, "user.role", "health")).toBeVisible();
  expect(await prefill(page, { "user.role": "housing", "user.setting": "home_visit" }, {})).toBe("");
  expect(await prefill(page, { "no.such": 1 })).toBe("");
  await value(page, "user.role", "health").check();
  go();
  await whole(page);
  await expect(value(page, "user.setting", "home_visit")).toBeChecked();
  // An own answer stands, whatever the host says, then and later.
  await expect(value(page, "user.role", "health")).toBeChecked();
  await expect(question(page, "user.role")).not.toContainText("filled this in");
  await expect(question(page, "user.setting")).toContainText(`${new URL(baseURL!).host} filled this in.`);
  const { faults, prefilled } = await heard(page);
  expect(faults).toEqual([{ reason: "prefill", message: expect.stringMatching(/^\/no\.such: found/) }]);
  expect(prefilled.length).toBe(1);
  // Another system knows better: what nobody has touched may change.
  await prefill(page, { "user.setting": "other", "user.role": "housing" }, { from: "Another system" });
  await expect(value(page, "user.setting", "other")).toBeChecked();
  await expect(question(page, "user.setting")).toContainText("Another system filled this in.");
  await expect(value(page, "user.role", "health")).toBeChecked();
});

test("after Clear nothing of it is left, and it does not come again", async ({ page }) => {
  await page.goto("/");
  await whole(page);
  await prefill(page, { "user.role": "housing" });
  await expect(value(page, "user.role", "housing")).toBeChecked();
  const screen = page.locator("waymark-screen");
  await screen.getByRole("button", { name: "Clear all answers" }).click();
  await screen.getByRole("button", { name: "Yes, clear everything" }).click();
  await expect(question(page, "user.role").locator("input:checked")).toHaveCount(0);
  await screen.evaluate((element) => element.setAttribute("submit", "event"));
  await screen.evaluate((element) => document.body.append(element));
  await expect(question(page, "user.role").locator("input:checked")).toHaveCount(0);
  await expect(screen).not.toContainText("filled this in");
});

test("Clear on the first page forgets what still waits for the rest", async ({ page }) => {
  let go = () => {};
  const later = new Promise<void>((done) => (go = done));
  await page.route("**/waymark_screen_bg.wasm", async (route) => (await later, route.continue()));
  await page.goto("/");
  await expect(value(page, "user.role", "health")).toBeVisible();
  await prefill(page, { "user.role": "housing" });
  const screen = page.locator("waymark-screen");
  await screen.getByRole("button", { name: "Clear all answers" }).click();
  await screen.getByRole("button", { name: "Yes, clear everything" }).click();
  go();
  await whole(page);
  await page.waitForTimeout(300);
  await expect(question(page, "user.role").locator("input:checked")).toHaveCount(0);
});

test("two screens are filled in apart, and each keeps it when its attributes or the language change", async ({ page }) => {
  await page.goto("/");
  await whole(page);
  await page.evaluate(() => document.body.append(document.createElement("waymark-screen")));
  // Before this one has drawn anything.
  await prefill(page, { "user.role": "housing" }, { from: "B" }, 1);
  await prefill(page, { "user.role": "police_probation" }, { from: "A" }, 0);
  await whole(page, 1);
  const [first, second] = [page.locator("waymark-screen").nth(0), page.locator("waymark-screen").nth(1)];
  const holds = async () => {
    await expect(first.locator('[data-fact="user.role"] input[value="police_probation"]')).toBeChecked();
    await expect(second.locator('[data-fact="user.role"] input[value="housing"]')).toBeChecked();
    await expect(first.locator('[data-fact="user.role"]')).toContainText("A");
  };
  await holds();
  await first.evaluate((element) => element.setAttribute("submit", "event"));
  await holds();
  await first.evaluate((element) => element.setAttribute("mode", "community"));
  await holds();
  await first.getByRole("button", { name: "Polski" }).click();
  await expect(first.locator('[data-fact="user.role"]')).toContainText("Wypełnione przez: A.");
  await holds();
});

test("whoever works elsewhere on the host's page is left there", async ({ page }) => {
  await page.goto("/");
  await whole(page);
  await page.evaluate(() => {
    const field = document.createElement("input");
    field.id = "elsewhere";
    document.body.prepend(field);
    field.focus();
  });
  await prefill(page, { "user.role": "housing" });
  await expect(value(page, "user.role", "housing")).toBeChecked();
  await expect(page.locator("#elsewhere")).toBeFocused();
  await question(page, "user.device_private").locator("input").first().focus();
  await prefill(page, { "user.role": "police_probation" });
  await expect(page.locator("waymark-screen h1")).toBeFocused();
});

test("with the keyboard alone: what is filled in is heard, changed and gone on with", async ({ page }) => {
  await page.goto("/");
  await whole(page);
  await prefill(page, { "user.role": "housing", "user.device_private": "no", "user.setting": "other" });
  const chosen = question(page, "user.role").locator("input:checked");
  await chosen.focus();
  await page.keyboard.press("ArrowDown");
  const other = await question(page, "user.role").locator("input:checked").getAttribute("value");
  expect(other).not.toBe("housing");
  await page.locator("waymark-screen").getByRole("button", { name: "Continue" }).focus();
  await page.keyboard.press("Enter");
  await expect(question(page, "area.person")).toBeVisible();
  await page.locator("waymark-screen").getByRole("link", { name: "Back", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(value(page, "user.role", other!)).toBeChecked();
  await expect(question(page, "user.role")).not.toContainText("filled this in");
  await expect(question(page, "user.device_private")).toContainText(BY);
});

test("an ambassador sees a sign of danger that the host reports, on a page that they would not have had", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  await embed(page, () => 'mode="community"');
  const walk = new Guest(page, baseURL!, { "flag.order_breach": "yes" }, { "user.role": "friend_or_family" });
  await walk.open();
  await whole(page);
  await prefill(page, { "flag.order_breach": "yes" });
  await walk.until({ page: question(page, "flag.order_breach") });
  await expect(value(page, "flag.order_breach", "yes")).toBeChecked();
  await expect(question(page, "flag.order_breach")).toContainText(BY);
  expect((await page.locator("waymark-screen").evaluate((element) => (element as Screen).decision())).fired.map((rule: any) => rule.rule)).not.toContain("H5");
  await walk.goOn();
  expect((await page.locator("waymark-screen").evaluate((element) => (element as Screen).decision())).fired.map((rule: any) => rule.rule)).toContain("H5");
});

test("danger that was filled in stops nobody before the question was seen", async ({ page, baseURL }) => {
  const walk = new Guest(page, baseURL!, { "now.danger": "yes" });
  await walk.open();
  await whole(page);
  await prefill(page, { "now.danger": "yes" });
  await walk.until({ page: question(page, "now.danger") });
  await walk.answerPage();
  await walk.goOn();
  await expect(walk.screen.locator(".waymark-interruption")).toBeVisible();
});

test("a draft in this tab keeps who filled in", async ({ page, baseURL }) => {
  await embed(page, () => 'drafts="session"');
  const walk = new Guest(page, baseURL!, { "area.person": "norfolk" });
  await walk.open();
  await whole(page);
  await prefill(page, { "area.person": "norfolk", "rel.kind": "sibling" });
  await walk.until({ page: question(page, "now.danger") });
  await page.reload();
  await expect(question(page, "now.danger")).toBeVisible();
  await walk.screen.getByRole("link", { name: "Back", exact: true }).click();
  await expect(value(page, "area.person", "norfolk")).toBeChecked();
  await expect(question(page, "area.person")).toContainText(BY);
});

test("where nothing is asked nothing can be filled in, and that is said", async ({ page }) => {
  for (const mode of ["receiving", "author"]) {
    await page.goto(`/${mode}.html`);
    await expect(page.locator("waymark-screen h1").first()).toBeVisible();
    expect(await prefill(page, { "user.role": "health" })).toBe(`mode: found "${mode}", which asks no questions, expected "professional" or "community"`);
  }
});

test("a frame says the origin around it, or whom the page names, and tells what was taken", async ({ page, baseURL }) => {
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html").end(`<!doctype html><html lang="en"><title>Host</title><iframe title="Form" src="${baseURL}/frame.html" width="900" height="900"></iframe><script>
      window.told = [];
      addEventListener("message", ({ data }) => {
        if (data?.type !== "here") return;
        const { port1, port2 } = new MessageChannel();
        window.port = port1;
        port1.onmessage = ({ data }) => told.push(data);
        document.querySelector("iframe").contentWindow.postMessage({ waymark: 1, type: "hello" }, "*", [port2]);
      });
    </script>`);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  await page.route("**/frame.html*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('name="waymark-hosts" content=""', `name="waymark-hosts" content="${origin}"`) });
  });
  await page.goto(origin);
  const told = (type: string) => page.evaluate((type) => (window as any).told.filter((message: any) => message.type === type).map((message: any) => message.detail), type);
  const say = (message: object) => page.evaluate((message) => (window as any).port.postMessage({ waymark: 1, type: "prefill", ...message }), message);
  await expect.poll(async () => (await told("ready")).length).toBe(1);
  await say({ answers: { "user.role": "housing", "now.danger": "no" } });
  await expect.poll(() => told("prefilled")).toEqual([{ taken: ["user.role"], asked: ["now.danger"] }]);
  const role = page.frameLocator("iframe").locator('[data-fact="user.role"]');
  await expect(role).toContainText(`${new URL(origin).host} filled this in.`);
  await say({ answers: { "user.role": "police_probation" }, from: "The police system" });
  await expect(role).toContainText("The police system filled this in.");
  await say({ answers: { "user.role": "nobody" } });
  await expect.poll(() => told("error")).toEqual([{ reason: "prefill", message: expect.stringContaining("/user.role: found") }]);
  server.close();
});
