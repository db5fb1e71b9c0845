import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, type Page } from "@playwright/test";

// The door between a host page and the program: that it opens under the strict policy, and that
// it says why where it cannot.

const DIST = resolve(import.meta.dirname, "../../dist");

/** Everything a page complained of or asked the network for, from now on. */
function watch(page: Page) {
  const seen = { complaints: [] as string[], requests: [] as string[] };
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && seen.complaints.push(message.text()));
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  page.on("request", (request) => seen.requests.push(request.url()));
  return seen;
}

/** Serves the page under another policy than its own. */
async function underPolicy(page: Page, change: (policy: string) => string) {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "content-security-policy": change(response.headers()["content-security-policy"]) };
    const body = (await response.text()).replace(/<meta http-equiv[^>]*>/, "");
    await route.fulfill({ response, headers, body });
  });
}

const drawn = (page: Page) => page.locator("waymark-screen .waymark-page").first();
const failure = (page: Page) => page.locator("waymark-screen [data-failure]");

test("the element draws under the strict policy, and nothing leaves", async ({ page, baseURL }) => {
  const seen = watch(page);
  const response = await page.goto("/");
  const policy = response?.headers()["content-security-policy"] ?? "";
  for (const directive of ["default-src 'none'", "style-src 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"]) {
    expect(policy).toContain(directive);
  }
  await expect(drawn(page)).toBeVisible();
  await expect(failure(page)).toHaveCount(0);
  expect(await page.locator("waymark-screen").evaluate((element) => element.shadowRoot?.adoptedStyleSheets.length)).toBe(1);
  expect(seen.complaints).toEqual([]);
  expect(seen.requests.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
});

test("the offline page works from a disk and asks the network for nothing", async ({ page }) => {
  const seen = watch(page);
  await page.goto(`file://${DIST}/waymark-offline.html`);
  await expect(drawn(page)).toBeVisible();
  expect(seen.complaints).toEqual([]);
  expect(seen.requests).toEqual([`file://${DIST}/waymark-offline.html`]);
});

test("a page at 62.5% draws the same sizes", async ({ page }) => {
  await page.goto("/");
  await expect(drawn(page)).toBeVisible();
  const unit = () => page.locator("waymark-screen .waymark").evaluate((root) => getComputedStyle(root).getPropertyValue("--wm-rem"));
  expect(await unit()).toBe("16px");
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "62.5%"));
  expect(await unit()).toBe("16px");
});

test("a policy without 'wasm-unsafe-eval' is named", async ({ page }) => {
  await underPolicy(page, (policy) => policy.replace(" 'wasm-unsafe-eval'", ""));
  await page.goto("/");
  await expect(failure(page)).toHaveAttribute("data-failure", "policy");
  await expect(page.getByRole("alert")).toContainText("'wasm-unsafe-eval'");
  await expect(page.getByRole("alert")).toContainText("call 999");
});

test("a policy that forbids the second file is named", async ({ page }) => {
  await underPolicy(page, (policy) => policy.replace("connect-src 'self'", "connect-src 'none'"));
  await page.goto("/");
  await expect(failure(page)).toHaveAttribute("data-failure", "connection");
});

test("a program of another version does not run", async ({ page }) => {
  const other = readFileSync(`${DIST}/waymark_bg.wasm`).subarray(0, 100);
  await page.route("**/waymark_bg.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: other }));
  await page.goto("/");
  await expect(failure(page)).toHaveAttribute("data-failure", "load");
});

test("a trap of ours stops the screen in words, another program's does not", async ({ page }) => {
  await page.goto("/");
  await expect(drawn(page)).toBeVisible();
  const trap = (script: string) =>
    page.evaluate((script) => {
      const error = new WebAssembly.RuntimeError("unreachable");
      error.stack = `RuntimeError: unreachable\n    at ${script}:1:1`;
      dispatchEvent(new ErrorEvent("error", { error }));
    }, script);
  await trap("https://elsewhere.example/map.js");
  await expect(failure(page)).toHaveCount(0);
  await trap(new URL("/waymark.mjs", page.url()).href);
  await expect(failure(page)).toHaveAttribute("data-failure", "stopped");
});

test("an element that is moved keeps its screen; one that is taken out lets go of it", async ({ page }) => {
  await page.goto("/");
  await expect(drawn(page)).toBeVisible();
  const kept = await page.evaluate(async () => {
    const element = document.querySelector("waymark-screen")!;
    const before = element.shadowRoot!.querySelector(".waymark");
    document.body.append(document.createElement("main"));
    document.querySelector("main")!.append(element);
    await Promise.resolve();
    return before !== null && before === element.shadowRoot!.querySelector(".waymark");
  });
  expect(kept).toBe(true);
  const left = await page.evaluate(async () => {
    const element = document.querySelector("waymark-screen")!;
    element.remove();
    await new Promise((done) => setTimeout(done));
    return element.shadowRoot!.querySelector(".waymark");
  });
  expect(left).toBeNull();
});
