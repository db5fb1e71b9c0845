import { expect, test as base } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk } from "../browser/walk";
import { host, inner, leave, open, walk, without } from "./page";
import { nginx } from "./nginx";

// A plain page behind nginx, under every header that checklists ask for.

type Nginx = Awaited<ReturnType<typeof nginx>>;

const test = base.extend<object, { site: Nginx }>({
  site: [
    async ({}, use) => {
      const site = await nginx();
      try {
        await use(site);
      } finally {
        await site.stop();
      }
    },
    { scope: "worker" },
  ],
});

for (const way of ["classic", "module"]) {
  test(`the lines of the ${way} way: to the referral, nothing asked of anybody, nothing of the page changed, and out`, async ({ page, site }) => {
    const address = `${site.plain}/${way}.html`;
    const before = await without(page, address);
    const watch = await open(page, address);
    expect(await host(page)).toEqual(before);
    await walk(page, site.plain);
    expect(await host(page)).toEqual(before);
    watch.expectNothing();
    await leave(page);
  });
}

test("a nonce that nginx makes lets the classic way run", async ({ page, site }) => {
  const watch = await open(page, `${site.plain}/nonce.html`);
  await expect(page.locator("script[src]")).toHaveAttribute("nonce", "");
  await page.locator('[data-fact="user.role"] input[value="health"]').check();
  watch.expectNothing();
  await leave(page);
});

test("the frame, with a page around it that allows nothing else", async ({ page, site }) => {
  const address = `${site.plain}/frame-page.html`;
  const before = await without(page, address);
  const watch = await open(page, address);
  expect(inner(page)).not.toBe(page.mainFrame());
  await walk(page, site.plain);
  expect(await host(page)).toEqual(before);
  watch.expectNothing();
  await leave(page);
});

test("packed files are the same files to their hashes", async ({ page, site }) => {
  const packed = new Map<string, string>();
  page.on("response", (response) => packed.set(new URL(response.url()).pathname, response.headers()["content-encoding"]));
  const watch = await open(page, `${site.packed}/module.html`);
  // Browsers ask for brotli over https alone, or on this machine.
  const kind = site.brotli ? "br" : "gzip";
  await expect.poll(() => packed.get("/waymark_screen_bg.wasm")).toBe(kind);
  expect([packed.get("/waymark.mjs"), packed.get("/waymark_bg.wasm"), packed.get("/waymark_rules.bin")]).toEqual([kind, kind, kind]);
  watch.expectNothing();
});

test("where the server does not know what a .wasm is, the form works, and the console says what to mend", async ({ page, site }) => {
  const response = await page.request.get(`${site.untyped}/waymark_bg.wasm`);
  expect(response.headers()["content-type"]).toBe("application/octet-stream");
  const watch = await open(page, `${site.untyped}/module.html`);
  await walk(page, site.untyped);
  expect(watch.strangers).toEqual([]);
  expect(watch.complaints.length).toBeGreaterThan(0);
  for (const complaint of watch.complaints) expect(complaint).toContain("your server does not serve Wasm with `application/wasm` MIME type");
});

test("where the server does not know what an .mjs is, as nginx does not by itself, the classic way works, and doctor.html says what to mend", async ({ page, site }) => {
  const response = await page.request.get(`${site.shipped}/waymark.mjs`);
  expect(response.headers()["content-type"]).toBe("application/octet-stream");
  const watch = await open(page, `${site.shipped}/classic.html`);
  await new Walk(page, site.shipped, HIGH_IN_NORFOLK).until({ step: "recognise" });
  watch.expectNothing();
  await page.goto(`${site.shipped}/doctor.html`);
  await expect(page.getByRole("status")).toContainText("as text/javascript");
});
