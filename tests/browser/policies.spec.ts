import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, expect, test, type Frame, type Page } from "@playwright/test";
import { framable, host } from "./host";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// What strict hosts allow: under each policy the form is walked, not only drawn, and nothing is complained of.

const STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'none'";
const TRUSTED = "require-trusted-types-for 'script'";
const NONE_TRUSTED = `${TRUSTED}; trusted-types 'none'`;
const NONCE = "bm9uY2UgZm9yIHRlc3Rz";
const PASSPHRASE = "harbour violet tractor moon";

const fileOf = async (baseURL: string, name: string) => (await fetch(new URL(name, baseURL))).text();

/** The lines of embedding.html for a way, with the hashes that they hold. */
async function lines(baseURL: string, way: "classic" | "module") {
  const text = (await fileOf(baseURL, "embedding.html")).split(`<code id="${way}">`)[1].split("</code>")[0];
  const written = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return { written, hash: /integrity="([^"]+)"/.exec(written)![1] };
}

const withNonce = (written: string) => written.replaceAll("<script", `<script nonce="${NONCE}"`);

/** Opens a page and walks to the first signs, where the whole program has long taken over. Not a word from any policy on the way. */
async function walk(page: Page, origin: string, until: Parameters<Walk["until"]>[0] = { step: "recognise" }, inner?: () => Frame) {
  await page.addInitScript(() => {
    const seen = ((window as any).violations = [] as string[]);
    document.addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
  });
  await page.goto(origin);
  const walk = new Walk(page, origin, HIGH_IN_NORFOLK, inner?.());
  await expect(walk.heading).toBeVisible();
  await walk.until(until);
  return walk;
}

async function expectQuiet(page: Page, walk: Walk) {
  expect(walk.watch.complaints).toEqual([]);
  for (const frame of page.frames()) expect(await frame.evaluate(() => (window as any).violations)).toEqual([]);
}

/** Seals a draft: the program for that is the last to load. */
async function seal(page: Page, walk: Walk) {
  await walk.screen.getByRole("button", { name: "Save a draft" }).click();
  await walk.screen.getByLabel("Passphrase").fill(PASSPHRASE);
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 20_000 }), walk.screen.getByRole("button", { name: "Lock and save the draft" }).click()]);
  expect(readFileSync(await file.path(), "utf8")).toContain("BEGIN AGE ENCRYPTED FILE");
  await walk.screen.getByRole("link", { name: "Back" }).click();
}

/** Each: which way, what the policy names the script by, and what else it holds. */
const POLICIES: [string, "classic" | "module" | "inline", (hash: string) => string, "nonce"?][] = [
  ["one script by its hash", "classic", (hash) => `script-src '${hash}' 'wasm-unsafe-eval'; connect-src 'none'; ${NONE_TRUSTED}`],
  ["one script inside the page, by its hash", "inline", (hash) => `script-src '${hash}' 'wasm-unsafe-eval'; connect-src 'none'; ${NONE_TRUSTED}`],
  ["one script by a nonce", "classic", () => `script-src 'nonce-${NONCE}' 'wasm-unsafe-eval'; connect-src 'none'; ${TRUSTED}`, "nonce"],
  ["one script by a nonce, strict-dynamic", "classic", () => `script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; ${NONE_TRUSTED}`, "nonce"],
  ["a module by its place", "module", () => `script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; ${TRUSTED}`],
  ["a module by a nonce", "module", () => `script-src 'nonce-${NONCE}' 'wasm-unsafe-eval'; connect-src 'self'; ${NONE_TRUSTED}`, "nonce"],
  ["a module by a nonce, strict-dynamic", "module", () => `script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self'; ${NONE_TRUSTED}`, "nonce"],
  ["a module by its hash, strict-dynamic", "module", (hash) => `script-src '${hash}' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self'; ${NONE_TRUSTED}`],
];

for (const [name, way, policy, nonce] of POLICIES) {
  test(`policy: ${name}`, async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    let { written, hash } = await lines(baseURL!, way === "module" ? "module" : "classic");
    if (nonce) written = withNonce(written);
    if (way === "inline") {
      const script = await fileOf(baseURL!, "waymark.js");
      hash = `sha256-${createHash("sha256").update(script).digest("base64")}`;
      written = `<script>${script}</script>${written.split("</script>")[1]}`;
    }
    const { origin, stop } = await host(written, { headers: { "Content-Security-Policy": `${STRICT}; ${policy(hash)}` }, files: baseURL });
    const walked = await walk(page, origin);
    await seal(page, walked);
    await expectQuiet(page, walked);
    stop();
  });
}

test("with no connection allowed, one script goes all the way to a referral that is downloaded", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const { written, hash } = await lines(baseURL!, "classic");
  const policy = `${STRICT}; script-src '${hash}' 'wasm-unsafe-eval'; connect-src 'none'; ${NONE_TRUSTED}`;
  const { origin, stop } = await host(written, { headers: { "Content-Security-Policy": policy }, files: baseURL });
  const walked = await walk(page, origin, { step: "done" });
  const [file] = await Promise.all([page.waitForEvent("download"), walked.screen.getByRole("button", { name: /^Download/ }).click()]);
  expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toMatchObject({ format: "waymark-referral/1" });
  await expectQuiet(page, walked);
  stop();
});

for (const embedder of ["require-corp", "credentialless"]) {
  for (const way of ["classic", "module", "frame"] as const) {
    test(`an isolated page (${embedder}): ${way}`, async ({ page, baseURL }) => {
      test.setTimeout(120_000);
      const frame = `<iframe src="${baseURL}/frame.html?area=norfolk" title="Form" width="900" height="700"></iframe>`;
      const body = way === "frame" ? frame : (await lines(baseURL!, way)).written;
      const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": embedder };
      const { origin, stop } = await host(body, { headers, files: baseURL });
      const walked = await walk(page, origin, { step: "recognise" }, way === "frame" ? () => page.frames()[1] : undefined);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await expectQuiet(page, walked);
      stop();
    });
  }
}

test("where the clipboard is forbidden, the page says so and shows the text", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const { written } = await lines(baseURL!, "classic");
  const { origin, stop } = await host(written, { headers: { "Permissions-Policy": "clipboard-write=()" }, files: baseURL });
  const walked = await walk(page, origin, { step: "done" });
  await walked.screen.getByRole("button", { name: "Copy as text" }).click();
  await expect(walked.screen.getByText("Copying is not allowed here. Select the text below")).toBeVisible();
  await walked.screen.getByText("The referral as text").click();
  await expect(walked.screen.getByText("Referral about harmful behaviour").last()).toBeVisible();
  stop();
});

test("with cookies and storage blocked by the browser, all goes on but that a draft is not kept in the tab", async ({ baseURL, launchOptions }, info) => {
  test.setTimeout(120_000);
  // As a setting of the browser: what a page is told of it is the browser's own.
  const profile = info.outputPath("profile");
  mkdirSync(join(profile, "Default"), { recursive: true });
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await chromium.launchPersistentContext(profile, launchOptions);
  const page = await context.newPage();
  const { written } = await lines(baseURL!, "module");
  const { origin, stop } = await host(written.replace("<waymark-screen", '<waymark-screen drafts="session"'), { files: baseURL });
  const walked = await walk(page, origin);
  const refused = await page.evaluate(() => {
    try {
      return void sessionStorage;
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(refused).toBe("SecurityError");
  await seal(page, walked);
  await expectQuiet(page, walked);
  await page.reload();
  await expect(walked.heading).toHaveText(walked.seen[0]);
  stop();
  await context.close();
});

test.describe("in a sandbox", () => {
  /** The last page of the form in a frame with this sandbox; the frame comes from another server than the page. */
  async function framed(page: Page, baseURL: string, sandbox: string, inner: string, until: Parameters<Walk["until"]>[0] = { step: "done" }) {
    const files = await host(inner, { files: baseURL });
    const src = inner ? files.origin : `${baseURL}/waymark-offline.html`;
    if (!inner) await framable(page);
    const site = await host(`<iframe sandbox="${sandbox}" src="${src}" title="Form" width="900" height="700"></iframe>`);
    const walked = await walk(page, site.origin, until, () => page.frames()[1]);
    return { walked, frame: page.frames()[1], stop: () => (site.stop(), files.stop()) };
  }

  const CLASSIC = '<script src="waymark.js"></script><waymark-screen drafts="session"></waymark-screen>';

  for (const [name, inner] of [["one script", CLASSIC], ["the page that is one file", ""]]) {
    test(`that gives no origin, ${name} works; nothing is kept, and what cannot be done is said`, async ({ page, baseURL }) => {
      test.setTimeout(180_000);
      const { walked, frame, stop } = await framed(page, baseURL!, "allow-scripts", inner);
      expect(await frame.evaluate(() => self.origin)).toBe("null");
      await expectQuiet(page, walked);
      const downloads: unknown[] = [];
      page.on("download", (download) => downloads.push(download));
      await walked.screen.getByRole("button", { name: /^Download/ }).click();
      await expect(walked.screen.getByText("If it is not there, files cannot be saved from this page.")).toBeVisible();
      await walked.screen.getByRole("button", { name: "Copy as text" }).click();
      await expect(walked.screen.getByText("Copying is not allowed here. Select the text below")).toBeVisible();
      await walked.screen.getByRole("button", { name: "Print" }).click();
      await expect(walked.screen.getByText("This page may not print here.")).toBeVisible();
      // What was to be printed is gone again.
      expect(await walked.screen.locator(".waymark-paper").evaluate((place) => place.shadowRoot!.childNodes.length)).toBe(0);
      await walked.screen.getByText("The referral as text").click();
      await expect(walked.screen.getByText("Referral about harmful behaviour").last()).toBeVisible();
      expect(downloads).toEqual([]);
      await walked.screen.getByRole("button", { name: "Exit this page" }).click();
      await expect.poll(() => page.frames()[1].url()).toBe("about:blank");
      stop();
    });
  }

  test("with an origin and downloads, files are saved", async ({ page, baseURL }) => {
    test.setTimeout(180_000);
    const { walked, stop } = await framed(page, baseURL!, "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups", CLASSIC);
    const [file] = await Promise.all([page.waitForEvent("download"), walked.screen.getByRole("button", { name: /^Download/ }).click()]);
    expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toMatchObject({ format: "waymark-referral/1" });
    await expectQuiet(page, walked);
    stop();
  });

  test("without scripts it says that it needs them", async ({ page, baseURL }) => {
    const site = await host(`<iframe sandbox src="${baseURL}/frame.html" title="Form" width="900" height="700"></iframe>`);
    await page.goto(site.origin);
    const said = page.frameLocator("iframe").locator("noscript");
    await expect(said).toBeVisible();
    expect(await said.evaluate((element) => element.textContent)).toContain("This form needs JavaScript");
    site.stop();
  });

  for (const allowed of [false, true]) {
    test(`that gives no origin, frame.html ${allowed ? "works where its files may be read from anywhere" : "says what is missing"}`, async ({ page, baseURL }) => {
      test.setTimeout(120_000);
      const [, protocol] = (await fileOf(baseURL!, "embedding.html")).split('<code id="protocol">');
      const lines = protocol.split("</code>")[0].replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replace("src^='frame", `src^='${baseURL}/frame`);
      if (allowed) {
        await page.route(`${baseURL}/**`, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
        });
      }
      const site = await host(`<iframe sandbox="allow-scripts" src="${baseURL}/frame.html?area=norfolk" title="Form" width="900" height="700"></iframe>${lines}`);
      if (!allowed) {
        await page.goto(site.origin);
        const said = page.frameLocator("iframe").locator("waymark-screen");
        await expect(said).toContainText("could not be loaded");
        await expect(said).toContainText("allow-same-origin");
        await expect(said).toContainText("call 999");
      } else {
        const walked = await walk(page, site.origin, { step: "recognise" }, () => page.frames()[1]);
        // It is not greeted: who is in a frame without an origin cannot be known.
        expect(await walked.screen.getAttribute("submit")).toBeNull();
        await expectQuiet(page, walked);
      }
      site.stop();
    });
  }
});

test("a page of ours whose script does not come says so", async ({ page }) => {
  await page.route("**/waymark.mjs", (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  await expect(page.locator("waymark-screen")).toContainText("could not be loaded");
  await expect(page.locator("waymark-screen")).toContainText("lie beside this page");
  await expect(page.locator("waymark-screen")).toContainText("call 999");
});

test("the page that is one file runs from a server, too, where a page that may not run the form leads", async ({ page, baseURL }) => {
  await page.goto("/waymark-offline.html");
  const walked = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await expect(walked.heading).toBeVisible();
  await walked.answerPage();
  await walked.goOn();
  walked.watch.expectNothing();
});
