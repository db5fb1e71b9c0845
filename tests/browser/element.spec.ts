import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { host } from "./host";

// <waymark-screen> as an element among others: however it comes into a page, is moved about in it and is set up by scripts.

const ROOT = resolve(import.meta.dirname, "../..");
const CLASSIC = '<script src="waymark.js"></script>';
const MODULE = '<script type="module" src="waymark.mjs"></script>';
const SCREEN = '<waymark-screen area="norfolk"></waymark-screen>';

type Screen = HTMLElement & { prefill(answers: object): void; decision(): object | null; clear(): void } & Record<string, unknown>;

/** Opens a host's page that counts what its screens tell it. */
async function open(page: Page, files: string, body: string) {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  await page.addInitScript(() => {
    const told = ((window as any).told = [] as string[]);
    for (const name of ["waymark-ready", "waymark-error"]) document.addEventListener(name, () => told.push(name));
  });
  const { origin, stop } = await host(body, { files });
  await page.goto(origin);
  const told = () => page.evaluate(() => (window as any).told as string[]);
  return { complaints, told, stop };
}

const heading = (page: Page) => page.locator("waymark-screen h1");
const role = (page: Page, value: string, which = 0) => page.locator("waymark-screen").nth(which).locator(`[data-fact="user.role"] input[value="${value}"]`);

for (const [name, body] of [
  ["before the element", CLASSIC + SCREEN],
  ["after it", SCREEN + CLASSIC],
  ["deferred", '<script defer src="waymark.js"></script>' + SCREEN],
  ["async", '<script async src="waymark.js"></script>' + SCREEN],
  ["twice", CLASSIC + SCREEN + CLASSIC],
  ["as a script and as a module", MODULE + SCREEN + CLASSIC],
  ["as a module, twice, from two addresses", MODULE + SCREEN + MODULE.replace(".mjs", ".mjs?again")],
  ["by another script, late", `${SCREEN}<script>onload = () => document.body.append(Object.assign(document.createElement("script"), { src: "waymark.js" }))</script>`],
]) {
  test(`the script comes ${name}: one form, ready once`, async ({ page, baseURL }) => {
    const { complaints, told, stop } = await open(page, baseURL!, body);
    await expect(heading(page)).toHaveCount(1);
    await role(page, "health").check();
    await page.waitForTimeout(1000);
    expect(await told()).toEqual(["waymark-ready"]);
    await expect(role(page, "health")).toBeChecked();
    expect(complaints).toEqual([]);
    stop();
  });
}

for (const [name, make] of Object.entries({
  createElement: () => void document.body.append(Object.assign(document.createElement("waymark-screen"), { id: "made" })),
  innerHTML: () => void (document.body.appendChild(document.createElement("div")).innerHTML = '<waymark-screen id="made"></waymark-screen>'),
  cloneNode: () => void document.body.append(Object.assign(document.querySelector("waymark-screen")!.cloneNode(true), { id: "made" })),
  "a template": () => {
    const template = document.createElement("template");
    template.innerHTML = '<waymark-screen id="made"></waymark-screen>';
    document.body.append(template.content.cloneNode(true));
  },
  "another component's shadow root": () => {
    const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    root.innerHTML = '<waymark-screen id="made"></waymark-screen>';
  },
})) {
  test(`an element made by ${name} is a form of its own`, async ({ page, baseURL }) => {
    const { complaints, told, stop } = await open(page, baseURL!, CLASSIC + SCREEN);
    await role(page, "health").check();
    await page.evaluate(make);
    const made = page.locator("#made");
    await expect(made.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(made.locator("input:checked")).toHaveCount(0);
    await made.locator('[data-fact="user.role"] input[value="housing"]').check();
    await expect(role(page, "health")).toBeChecked();
    expect(await told()).toEqual(["waymark-ready", "waymark-ready"]);
    expect(complaints).toEqual([]);
    stop();
  });
}

test("in another document it says what is missing, and runs again where its script is", async ({ page, baseURL }) => {
  const { told, stop } = await open(page, baseURL!, `${CLASSIC}${SCREEN}<iframe title="Other"></iframe>`);
  await expect(heading(page)).toBeVisible();
  await page.evaluate(() => document.querySelector("iframe")!.contentDocument!.body.append(document.querySelector("waymark-screen")!));
  const there = page.frameLocator("iframe").locator("waymark-screen");
  await expect(there.getByRole("alert")).toContainText("must run in the same document");
  await expect(there.getByRole("alert")).toContainText("call 999");
  await page.evaluate(() => document.body.append(document.querySelector("iframe")!.contentDocument!.querySelector("waymark-screen")!));
  await expect(heading(page)).toBeVisible();
  await expect(page.locator("waymark-screen [data-failure]")).toHaveCount(0);
  expect((await told()).filter((name) => name === "waymark-ready").length).toBe(2);
  stop();
});

test("three on one page hold their own answers", async ({ page, baseURL }) => {
  const { complaints, stop } = await open(page, baseURL!, CLASSIC + SCREEN + SCREEN + SCREEN);
  const roles = ["health", "housing", "substance_misuse"];
  for (const [which, value] of roles.entries()) await role(page, value, which).check();
  for (const [which, value] of roles.entries()) {
    const screen = page.locator("waymark-screen").nth(which);
    for (const question of await screen.locator("[data-fact]").all()) if ((await question.locator("input:checked").count()) === 0) await question.locator("input").first().check();
    await screen.getByRole("button", { name: "Continue" }).click();
    await expect(screen.locator('[data-fact="area.person"]')).toBeVisible();
    await screen.getByRole("link", { name: "Back" }).click();
    await expect(role(page, value, which)).toBeChecked();
  }
  await page.locator("waymark-screen").nth(1).evaluate((screen) => (screen as Screen).clear());
  await expect(role(page, "housing", 1)).not.toBeChecked();
  await expect(role(page, "health", 0)).toBeChecked();
  await expect(role(page, "substance_misuse", 2)).toBeChecked();
  expect(complaints).toEqual([]);
  stop();
});

test("moved, wrapped, hidden and shown again it keeps what was entered; taken out and put back it begins anew", async ({ page, baseURL }) => {
  const { complaints, told, stop } = await open(page, baseURL!, `${CLASSIC}<main></main>${SCREEN}`);
  await role(page, "health").check();
  await page.evaluate(() => document.querySelector("main")!.append(document.querySelector("waymark-screen")!));
  await expect(role(page, "health")).toBeChecked();
  await page.evaluate(() => {
    const screen = document.querySelector("waymark-screen")!;
    screen.replaceWith(document.createElement("section"));
    document.querySelector("section")!.append(screen);
  });
  await expect(role(page, "health")).toBeChecked();
  for (const hide of ["hidden", "style"] as const) {
    await page.evaluate((hide) => document.querySelector("waymark-screen")!.setAttribute(hide, "display: none"), hide);
    await expect(heading(page)).toBeHidden();
    await page.waitForTimeout(100);
    await page.evaluate((hide) => document.querySelector("waymark-screen")!.removeAttribute(hide), hide);
    await expect(heading(page)).toBeVisible();
    await expect(role(page, "health")).toBeChecked();
  }
  expect(await told()).toEqual(["waymark-ready"]);
  await page.evaluate(async () => {
    const screen = document.querySelector("waymark-screen")!;
    const around = screen.parentElement!;
    screen.remove();
    await new Promise((done) => setTimeout(done, 50));
    around.append(screen);
  });
  await expect(heading(page)).toBeVisible();
  await expect(page.locator("waymark-screen input:checked")).toHaveCount(0);
  await expect.poll(told).toEqual(["waymark-ready", "waymark-ready"]);
  expect(complaints).toEqual([]);
  stop();
});

test("each attribute is a property, and what was set before the script came counts", async ({ page, baseURL }) => {
  const early = `<script>
    const screen = document.querySelector("waymark-screen");
    Object.assign(screen, { area: "lincolnshire", submit: "event", coverAfter: 5, lang: "pl", title: "A form" });
    try { screen.prefill({}) } catch (error) { document.title = error.name }
  </script>`;
  const { complaints, stop } = await open(page, baseURL!, SCREEN + early + CLASSIC);
  await expect(page).toHaveTitle("TypeError");
  await expect(page.locator("waymark-screen").getByRole("button", { name: "English" })).toBeVisible();
  const seen = await page.evaluate(() => {
    const screen = document.querySelector("waymark-screen") as Screen;
    const attributes = Object.fromEntries([...screen.attributes].map(({ name, value }) => [name, value]));
    const own = Object.keys(screen);
    const names = ["area", "mode", "theme", "packs", "submit", "submitTimeout", "drafts", "coverAfter", "clearAfter"];
    const before = names.map((name) => screen[name]);
    for (const name of names) screen[name] = "x";
    const set = names.map((name) => screen.getAttribute(name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)));
    for (const name of names) screen[name] = null;
    return { attributes, own, before, set, left: screen.getAttributeNames() };
  });
  expect(seen.attributes).toEqual({ area: "lincolnshire", submit: "event", "cover-after": "5", lang: "pl", title: "A form" });
  expect(seen.own).toEqual([]);
  expect(seen.before).toEqual(["lincolnshire", "", "", "", "event", "", "", "5", ""]);
  expect(seen.set).toEqual(Array(9).fill("x"));
  expect(seen.left).toEqual(["lang", "title"]);
  expect(complaints).toEqual([]);
  stop();
});

test("methods that are called before it is ready do no harm, and answers given then are taken", async ({ page, baseURL }) => {
  const early = `<script>
    const made = document.createElement("waymark-screen");
    made.id = "made";
    document.title = JSON.stringify([made.decision(), made.clear()]);
    made.prefill({ "user.role": "housing" });
  </script>`;
  const { complaints, stop } = await open(page, baseURL!, CLASSIC + early);
  await expect(page).toHaveTitle("[null,null]");
  await page.evaluate(() => document.body.append((0, eval)("made")));
  await expect(role(page, "housing")).toBeChecked();
  // Another, when all has loaded.
  await page.evaluate(() => {
    const later = document.createElement("waymark-screen") as Screen;
    later.prefill({ "user.role": "substance_misuse" });
    document.body.append(later);
  });
  await expect(role(page, "substance_misuse", 1)).toBeChecked();
  await expect(role(page, "housing", 0)).toBeChecked();
  expect(complaints).toEqual([]);
  stop();
});

test("TypeScript takes what a host may write, and refuses what it may not", () => {
  execFileSync(resolve(ROOT, "node_modules/.bin/tsc"), ["-p", "tests/types"], { cwd: ROOT, stdio: "pipe" });
});
