import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { downloaded } from "./faces";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// A referral that ordinary e-mail can take: sealed on the last page, opened by the service that it was sealed for.

const PASSPHRASE = "harbour violet tractor moon";
/** The secret half of the key that every service has in the language for tests (`xtask/src/pseudo.rs`). */
const SECRET = "AGE-SECRET-KEY-10T3TNVXN7T52HM32649J9DZXYVD0WX05GQ27VFJCYZEN5KJSZRKSJ076U0";
const PUBLIC = "age13nmnq2d0nmag30a2d70hvdm5z9mt37nvsjqjdvvtc8qth0wwz9zqkf3ynf";
/** The secret half of another key, of nobody. */
const OTHER = "AGE-SECRET-KEY-1WQ0G35A0JRX05AKJAPAHHQN4F850PTV0JHYX03JQY4WK44LQLNKSW9WCFN";
const KEY_FILE = `# created: 2026-11-23T00:00:00Z\n# public key: ${PUBLIC}\n${SECRET}\n`;

const file = (name: string, bytes: Buffer) => ({ name, mimeType: "application/octet-stream", buffer: bytes });

async function saved(page: Page, button: Locator) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^form-\d{4}-\d\d-\d\d\.json\.age$/);
  return readFileSync(await download.path());
}

/** The receiving page with a sealed file chosen. */
async function waiting(page: Page, sealed: Buffer) {
  await page.goto("/receiving.html");
  const screen = page.locator("waymark-screen");
  await screen.locator("#referral-file").setInputFiles(file("form.json.age", sealed));
  await expect(screen.locator("[data-refused]")).toHaveAttribute("data-refused", "sealed");
  return screen;
}

async function enter(screen: Locator, secret: string) {
  await screen.locator("#unlock-secret").fill(secret);
  await screen.getByRole("button", { name: "Open the file" }).click();
}

async function expectNoBarriers(page: Page, where: string) {
  expect(await new Walk(page, page.url(), {}).barriers(), where).toEqual([]);
}

const OPENED = "Referral about harmful behaviour";

test("with a passphrase: sealed here, opened there, and nothing else opens it", async ({ page, context, baseURL }) => {
  test.setTimeout(240_000);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ step: "done" });
  const json = (await downloaded(page, walk, "json")).bytes;
  await walk.screen.getByText("Lock it for e-mail").click();
  await expect(walk.screen.getByText("Lock it for a service"), "no service gives a key").toHaveCount(0);
  expect(asked.filter((path) => path.includes("seal")), "what seals has not come").toEqual([]);
  const press = walk.screen.getByRole("button", { name: "Lock it with this passphrase" });
  await walk.screen.getByLabel("Passphrase").fill("too short");
  await press.click();
  await expect(walk.screen.getByText("must have 12 characters or more")).toBeVisible({ timeout: 20_000 });
  expect(new Set(asked.filter((path) => path.includes("seal")))).toEqual(new Set(["/waymark_seal.mjs", "/waymark_seal_bg.wasm"]));
  await walk.screen.getByLabel("Passphrase").fill(PASSPHRASE);
  await walk.expectNoBarriers("sealing");
  const sealed = await saved(page, press);
  expect(sealed.toString("utf8")).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
  await expect(walk.heading).toHaveText("Your referral is ready");

  const service = await context.newPage();
  const screen = await waiting(service, sealed);
  await expectNoBarriers(service, "a locked file");
  for (const [secret, says] of [
    ["another harbour violet", "The passphrase does not open this file"],
    [SECRET, "locked with a passphrase, not with a key"],
    ["AGE-SECRET-KEY-1QQQ", "There is no key here"],
  ]) {
    await enter(screen, secret);
    await expect(screen.getByText(says)).toBeVisible({ timeout: 20_000 });
    await expect(screen.locator("h1")).toHaveText("Open a referral");
  }
  await enter(screen, PASSPHRASE);
  await expect(screen.locator("h1")).toHaveText(OPENED, { timeout: 20_000 });
  await expect(screen.locator("h1")).toBeFocused();
  await expect(screen.getByText("The file follows from its answers")).toBeVisible();
  await expect(screen.locator("#unlock-secret")).toHaveCount(0);

  const text = sealed.toString("utf8");
  const lines = text.split("\n");
  const middle = Math.floor(lines.length / 2);
  const swapped = [...lines.slice(0, middle), lines[middle + 1], lines[middle], ...lines.slice(middle + 2)].join("\n");
  for (const [what, spoiled] of [["cut off", text.slice(0, text.length / 2)], ["tampered", swapped]]) {
    const screen = await waiting(service, Buffer.from(spoiled));
    await enter(screen, PASSPHRASE);
    await expect(screen.getByText("damaged or was changed"), what).toBeVisible({ timeout: 20_000 });
    await expect(screen.locator("h1"), what).toHaveText("Open a referral");
  }
  await expect(screen.locator("[data-refused]")).toBeVisible();
  await screen.getByRole("button", { name: "Clear all answers" }).click();
  await screen.getByRole("button", { name: "Yes, clear everything" }).click();
  await expect(screen.locator("#unlock-secret"), "cleared with everything").toHaveCount(0);
  expect(json.length).toBeGreaterThan(1000);
  walk.watch.expectNothing();
});

test("to a service's key: sealed here, opened by the service and by the format's own program", async ({ page, context, baseURL }, info) => {
  test.setTimeout(240_000);
  await page.route("/", async (route) => route.fulfill({ response: await route.fetch({ url: `${baseURL}/pseudo.html` }) }));
  const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, chosen: ["norfolk/dappa"] });
  await walk.open();
  await walk.until({ step: "done" });
  const json = (await downloaded(page, walk, "json")).bytes;
  await walk.screen.getByRole("button", { name: /^[\u0590-\u05ff]+$/ }).click();
  await expect(walk.screen.getByRole("button", { name: "English" })).toBeVisible(); // drawn anew, with what was unfolded folded
  await walk.screen.locator(".waymark-sealed summary").click();
  const buttons = walk.screen.locator(".waymark-sealed button");
  await expect(buttons, "one service, and the passphrase").toHaveCount(2);
  const sealed = await saved(page, buttons.first());

  const service = await context.newPage();
  const opens = async (what: string, sealed: Buffer, open: (screen: Locator) => Promise<void>) => {
    const screen = await waiting(service, sealed);
    await open(screen);
    await expect(screen.locator("h1"), what).toHaveText(OPENED, { timeout: 20_000 });
    await expect(screen.getByText("The file follows from its answers"), what).toBeVisible();
  };
  await opens("pasted", sealed, (screen) => enter(screen, ` ${SECRET}\n`));
  await opens("from its file", sealed, (screen) => screen.locator("#unlock-key").setInputFiles(file("key.txt", Buffer.from(KEY_FILE))));
  const screen = await waiting(service, sealed);
  for (const [secret, says] of [
    [OTHER, "locked for another key"],
    [PASSPHRASE, "locked for the key of a service"],
  ]) {
    await enter(screen, secret);
    await expect(screen.getByText(says)).toBeVisible({ timeout: 20_000 });
  }
  await screen.locator("#unlock-key").setInputFiles(file("key.txt", Buffer.from("# public key: none")));
  await expect(screen.getByText("There is no key here")).toBeVisible();

  // The native program opens it, too, and age itself where it is installed.
  const [key, form] = [info.outputPath("key.txt"), info.outputPath("form.json")];
  writeFileSync(key, KEY_FILE);
  writeFileSync(form, json);
  const program = process.env.WAYMARK_BIN ?? "target/release/waymark";
  const received = (input: Buffer, ...more: string[]) => execFileSync(program, ["receive", ...more], { input, encoding: "utf8" });
  expect(received(sealed, "--key", key)).toBe(received(json));
  if (!process.env.WAYMARK_AGE) return console.log("left out: WAYMARK_AGE is not set, so age itself opens and seals nothing here");
  expect(execFileSync("age", ["--decrypt", "-i", key], { input: sealed }).equals(json)).toBe(true);
  for (const armour of [["--armor"], []]) {
    const other = execFileSync("age", ["-r", PUBLIC, ...armour], { input: json });
    await opens(`sealed by age ${armour}`, other, (screen) => enter(screen, SECRET));
  }
});
