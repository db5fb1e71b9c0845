import { AxeBuilder } from "@axe-core/playwright";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk, Watch } from "./walk";

// The receiving service: a referral is opened, read and answered; the referrer opens the reply.

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A referral made by the native program, of today. */
const MADE = (() => {
  const answers = {
    "area.person": "norfolk",
    "rel.kind": "ex_partner",
    "person.age": 34,
    "flag.strangulation": "yes",
    "source.flag.strangulation": "victim_told_me",
    "child.any_0_17": "no",
  };
  const details = {
    referrer: { name: "A. Worker", agency: "Housing", email: "a.worker@example.org" },
    person: { name: "not known" },
    victim: { phone: "07700 900982" },
    chosen: [{ pathway: "norfolk/dappa", reason: "Serious harm" }],
  };
  const now = new Date();
  const on = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const input = JSON.stringify({ answers, details });
  return execFileSync(process.env.WAYMARK_BIN ?? "target/release/waymark", ["referral", "--on", on], { input, encoding: "utf8" });
})();

const json = (text: string | Buffer, name = "form.json") => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

class Receiver {
  readonly watch: Watch;

  constructor(
    readonly page: Page,
    origin: string,
  ) {
    this.watch = new Watch(page, origin);
  }

  get screen() {
    return this.page.locator("waymark-screen");
  }

  get heading() {
    return this.screen.locator("h1");
  }

  async start() {
    await this.page.goto("/receiving.html");
    await expect(this.heading).toHaveText("Open a referral");
  }

  choose(file: ReturnType<typeof json>) {
    return this.screen.locator("#referral-file").setInputFiles(file);
  }

  async open(text = MADE) {
    await this.choose(json(text));
    await expect(this.heading).toHaveText("Referral about harmful behaviour");
    await expect(this.heading).toBeFocused();
  }

  async who() {
    await this.screen.getByLabel("Your service").fill("The Change Hub");
    await this.screen.getByLabel("Your role").fill("Coordinator");
    await this.screen.getByLabel("Email address of the service").fill("hub@example.org");
  }

  /** Makes the reply and gives what is in its file. */
  async make() {
    await this.screen.getByRole("button", { name: "Make the reply" }).click();
    await expect(this.heading).toHaveText("Your reply is ready");
    await expect(this.heading).toBeFocused();
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.screen.getByRole("button", { name: /Download/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^reply-\d{4}-\d\d-\d\d\.json$/);
    return readFileSync(await download.path(), "utf8");
  }

  async expectNoBarriers(where: string) {
    const result = await new AxeBuilder({ page: this.page }).include("waymark-screen").withTags(RULES).analyze();
    const found = result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3)}`);
    expect(found, where).toEqual([]);
  }
}

test("a referral goes out, is answered, and the reply comes back", async ({ page, context, baseURL }) => {
  test.setTimeout(240_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ step: "done" });
  const [download] = await Promise.all([page.waitForEvent("download"), walk.screen.getByRole("button", { name: /Download/ }).click()]);
  const referral = readFileSync(await download.path(), "utf8");

  const service = new Receiver(await context.newPage(), baseURL!);
  await service.start();
  await service.expectNoBarriers("start");
  await service.open(referral);
  await service.expectNoBarriers("opened");
  await expect(service.screen.getByText("The file follows from its answers")).toBeVisible();
  const headings = await service.screen.locator("h2, h3").allInnerTexts();
  const order = ["Restricted part", "Must never reach the person causing harm", "What is missing", "Check of the file", "What raised it", "Your answer"];
  expect(headings.filter((heading) => order.includes(heading))).toEqual(order);

  await service.screen.getByLabel("More is needed").check();
  await expect(service.screen.getByLabel("Somewhere else")).toBeHidden();
  const boxes = service.screen.locator('[data-fact="asks"] input');
  const asked = await boxes.first().getAttribute("value");
  await boxes.first().check();
  await service.screen.getByLabel("Other questions").fill("Is an interpreter needed?\nWho else knows?");
  await service.who();
  await service.expectNoBarriers("answered");
  const reply = await service.make();
  await service.expectNoBarriers("made");
  const { reference, version, on, ...said } = JSON.parse(reply);
  expect(reference).toMatch(/^sha256-[0-9a-f]{64}$/);
  const isFact = JSON.parse(referral).restricted.decision.missing.includes(asked);
  expect(said).toEqual({
    format: "waymark-reply/1",
    outcome: "more_needed",
    [isFact ? "facts" : "details"]: [asked],
    questions: ["Is an interpreter needed?", "Who else knows?"],
    by: { service: "The Change Hub", role: "Coordinator", email: "hub@example.org" },
  });

  await walk.screen.getByText("Open the reply").click();
  await walk.screen.locator("#reply-file").setInputFiles(json(referral));
  await expect(walk.screen.locator('[data-refused="other_file"]')).toBeVisible();
  await walk.screen.locator("#reply-file").setInputFiles(json(reply));
  await expect(walk.screen.locator("[data-refused]")).toHaveCount(0);
  for (const text of ["More is needed", "This reply is for the referral that is open here.", "Is an interpreter needed?", "Who else knows?", "Coordinator"]) {
    await expect(walk.screen.locator(".waymark-reply").getByText(text, { exact: true })).toBeVisible();
  }
  const other = JSON.parse(reply);
  other.reference = `sha256-${"0".repeat(64)}`;
  await walk.screen.locator("#reply-file").setInputFiles(json(JSON.stringify(other)));
  await expect(walk.screen.getByText("This reply is for another referral")).toBeVisible();
  await walk.screen.locator("#reply-file").setInputFiles(json("{"));
  await expect(walk.screen.locator('[data-refused="cut_off"]')).toBeVisible();
  await expect(walk.screen.getByText("This reply is for another referral"), "what was open stays").toBeVisible();
  await walk.expectNoBarriers("done, with the reply");
  walk.watch.expectNothing();
  service.watch.expectNothing();
});

test("what is not filled in is asked for; a reply that does not accept says why and where instead", async ({ page, baseURL }) => {
  const service = new Receiver(page, baseURL!);
  await service.start();
  await service.open();
  await service.screen.getByRole("button", { name: "Make the reply" }).click();
  const summary = service.screen.locator(".govuk-error-summary");
  await expect(summary).toBeFocused();
  await expect(summary.locator("a")).toHaveText([
    "Choose an answer to the referral",
    "Enter the name of your service",
    "Enter your role",
    "Enter a phone number or an email address for the service",
  ]);
  await service.expectNoBarriers("with errors");
  await summary.locator("a").first().click();
  await expect(service.screen.locator("#reply-outcome")).toBeFocused();
  await service.screen.getByLabel("Not accepted").check();
  await service.who();
  await service.screen.getByRole("button", { name: "Make the reply" }).click();
  await expect(summary.locator("a")).toHaveText(["Say why it is not accepted", "Choose or write where instead"]);
  await expect(service.screen.getByLabel("Your role"), "what was typed stays").toHaveValue("Coordinator");
  await service.screen.getByLabel("Why", { exact: true }).fill("No places before summer.");
  await service.screen.locator('[data-fact="instead"] input[value="specialist_advice"]').check();
  const reply = JSON.parse(await service.make());
  expect([reply.outcome, reply.reason, reply.instead]).toEqual(["not_accepted", "No places before summer.", ["specialist_advice"]]);
  await service.screen.getByRole("button", { name: "Change the reply" }).click();
  await service.screen.getByLabel("Accepted", { exact: true }).check();
  const changed = JSON.parse(await service.make());
  expect([changed.outcome, changed.instead]).toEqual(["accepted", undefined]);
  service.watch.expectNothing();
});

test("a file that cannot be opened is refused for what it is, and what was open stays", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const service = new Receiver(page, baseURL!);
  const newer = MADE.replace("waymark-referral/1", "waymark-referral/2");
  const files: [string, string, RegExp][] = [
    ["not_json", "%PDF-1.7", /not one that was made here/],
    ["cut_off", MADE.slice(0, 9000), /ends too early/],
    ["newer", newer, /newer version/],
    ["other_file", '{"resourceType": "Bundle"}', /another kind of file/],
    ["sealed", "age-encryption.org/v1\n", /sealed/],
    ["broken", MADE.replace('"tier": "high"', '"tier": "severe"'), /damaged/],
    ["hostile", "[".repeat(1_500_000), /made to do harm/],
    ["hostile", MADE.replace("{", '{"mode": "community",'), /made to do harm/],
    ["too_large", " ".repeat(3_000_000), /too large/],
  ];
  await service.start();
  for (const [kind, text, says] of files) {
    await service.choose(json(text));
    const refused = service.screen.locator("[data-refused]");
    await expect(refused, kind).toHaveAttribute("data-refused", kind);
    await expect(refused).toHaveText(says);
    await expect(service.heading).toHaveText("Open a referral");
  }
  await service.expectNoBarriers("refused");
  await service.open();
  await expect(service.screen.locator("[data-refused]")).toHaveCount(0);
  await service.screen.getByLabel("Your role").fill("Coordinator");
  await service.screen.locator("summary", { hasText: "Open another referral" }).click();
  for (const [kind, text] of files) {
    await service.choose(json(text));
    await expect(service.screen.locator("[data-refused]"), kind).toHaveAttribute("data-refused", kind);
    await expect(service.heading).toHaveText("Referral about harmful behaviour");
    await expect(service.screen.getByLabel("Your role")).toHaveValue("Coordinator");
  }
  await service.choose(json(MADE));
  await expect(service.screen.getByLabel("Your role"), "another referral, another reply").toHaveValue("");
  service.watch.expectNothing();
});

test("a changed file and other rules are told apart", async ({ page, baseURL }) => {
  const service = new Receiver(page, baseURL!);
  await service.start();
  await service.open(MADE.replaceAll('"tier": "high"', '"tier": "standard"'));
  await expect(service.screen.getByText("This file was changed after it was made", { exact: true })).toBeVisible();
  await expect(service.screen.getByText('Result: "Standard" in the file, "High" here')).toBeVisible();
  await service.expectNoBarriers("changed");
  const older = JSON.parse(MADE);
  older.packs[1] = { ...older.packs[1], version: "0.0.9", digest: `sha256-${"0".repeat(64)}` };
  await service.screen.locator("summary", { hasText: "Open another referral" }).click();
  await service.open(JSON.stringify(older));
  await expect(service.screen.getByText("This file was changed after it was made", { exact: true })).toHaveCount(0);
  await expect(service.screen.getByText("national: version 0.0.9 in the file")).toBeVisible();
  service.watch.expectNothing();
});

test("clearing, leaving and quiet take the referral away", async ({ page, baseURL }) => {
  await page.clock.install();
  const service = new Receiver(page, baseURL!);
  await service.start();
  await service.open();
  await service.screen.getByRole("button", { name: "Clear all answers" }).click();
  await service.screen.getByRole("button", { name: "Yes, clear everything" }).click();
  await expect(service.heading).toHaveText("Open a referral");
  await service.open();
  await page.clock.fastForward("10:05");
  await expect(service.screen.getByRole("heading", { name: "Your answers are covered" })).toBeVisible();
  await expect(service.screen.getByText("A. Worker").first()).toBeHidden();
  await page.clock.fastForward("20:05");
  await expect(service.heading).toHaveText("Open a referral");
  await expect(service.screen.getByText("as nothing had happened here for a long time")).toBeVisible();
  await service.choose(json(MADE));
  await expect(service.heading).toHaveText("Referral about harmful behaviour");
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ body: "weather" }));
  for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
  await page.waitForURL("https://www.bbc.co.uk/**");
});

test("with the keyboard alone", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const service = new Receiver(page, baseURL!);
  await service.start();
  const at = () =>
    page.evaluate(() => {
      const element = document.querySelector("waymark-screen")?.shadowRoot?.activeElement;
      return element?.id || element?.textContent?.trim() || "";
    });
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 120; presses++) {
      if ((await at()) === wanted) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`never came to ${wanted}`);
  };
  await tabTo("referral-file");
  // Enter opens it in some browsers, Space in all.
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await chooser.setFiles(json(MADE));
  await expect(service.heading).toBeFocused();
  await tabTo("Go to your answer");
  await page.keyboard.press("Enter");
  expect(await at()).toBe("reply-outcome");
  await page.keyboard.press("Space");
  await tabTo("reply-by-service");
  await page.keyboard.type("The Change Hub");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Coordinator");
  await page.keyboard.press("Tab");
  await page.keyboard.type("01603 000000");
  await tabTo("Make the reply");
  await page.keyboard.press("Enter");
  await expect(service.heading).toHaveText("Your reply is ready");
  await expect(service.heading).toBeFocused();
  service.watch.expectNothing();
});

test("the whole screen loads at once, and nothing but it", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const service = new Receiver(page, baseURL!);
  await service.start();
  await service.open();
  expect(new Set(asked)).toEqual(new Set(["/receiving.html", "/waymark.mjs", "/waymark_rules.bin", "/waymark_screen_bg.wasm"]));
  const kept = await page.evaluate(() => [location.href, document.cookie, localStorage.length, sessionStorage.length]);
  expect(kept).toEqual([`${baseURL}/receiving.html`, "", 0, 0]);
});
