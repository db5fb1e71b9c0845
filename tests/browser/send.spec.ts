import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { embed, host, Service } from "./host";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// Sending to the host's address: nothing before the press, one request with it, every outcome said, and nothing ever lost.

const services: Service[] = [];

async function service() {
  const made = new Service();
  await made.start();
  services.push(made);
  return made;
}

test.afterEach(() => Promise.all(services.splice(0).map((made) => made.stop())));

async function downloaded(page: Page, walk: Walk) {
  const [file] = await Promise.all([page.waitForEvent("download"), walk.screen.getByRole("button", { name: /^Download/ }).click()]);
  return readFileSync(await file.path(), "utf8");
}

const outcome = (walk: Walk) => walk.screen.locator("[data-send]");

test("a referral is sent when somebody says so, whatever the service does in the meantime", async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  const [to, elsewhere] = [await service(), await service()];
  const allow = (text: string) => text.replaceAll("connect-src 'self'", `connect-src 'self' ${to.origin}`);
  const built = await fetch(baseURL!);
  const form = allow(await built.text()).replace("<waymark-screen", `<waymark-screen submit="${to.origin}/in" submit-timeout="2"`);
  const policy = allow(built.headers.get("Content-Security-Policy")!);
  const own = await host(form, { headers: { "Content-Security-Policy": policy }, files: baseURL });
  const context = await browser.newContext({ baseURL: own.origin });
  const page = await context.newPage();
  const walk = new Walk(page, own.origin, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ step: "done" });
  const screen = walk.screen;
  await expect(screen.getByText("It has not been sent to anyone.")).toBeVisible();
  await expect(screen.getByText(`where it goes: ${to.origin}/in`)).toBeVisible();
  await walk.expectNoBarriers("before");
  const press = screen.getByRole("button", { name: `Send to 127.0.0.1:${new URL(to.origin).port}` });
  const file = await downloaded(page, walk);
  expect([to.came, elsewhere.came, walk.watch.strangers], "nothing goes before the press").toEqual([[], [], []]);

  const html = { "Content-Type": "text/html" };
  const plain = { "Content-Type": "text/plain" };
  const faults: [string, string, RegExp, Service["answer"]][] = [
    ["turned away", "refused", /did not take the referral \(answer 403\)/, (response) => response.writeHead(403).end("no")],
    ["no such place", "refused", /answer 404/, (response) => response.writeHead(404).end()],
    ["down", "fault", /fault of its own \(answer 503\)/, (response) => response.writeHead(503, html).end("<h1>Down</h1>")],
    ["slow", "slow", /did not answer in time/, (response) => void response.writeHead(200, plain).write("A")],
    ["never answers", "slow", /did not answer in time/, () => {}],
    ["cut off", "unsure", /not as a service/, (response) => void (response.writeHead(200, { ...plain, "Content-Length": "100" }).write("A"), setTimeout(() => response.destroy(), 50))],
    ["hangs up", "unreachable", /cannot be reached/, (response) => void response.destroy()],
    ["a sign-in page", "unsure", /sign-in page/, (response) => response.writeHead(200, html).end("<h1>Sign in</h1>")],
    ["no JSON", "unsure", /not as a service/, (response) => response.writeHead(200, { "Content-Type": "application/json" }).end("{{{")],
    ["huge", "unsure", /not as a service/, (response) => response.writeHead(200, plain).end("A".repeat(9_000_000))],
    ["leads elsewhere", "unreachable", /cannot be reached/, (response) => response.writeHead(307, { Location: `${elsewhere.origin}/in` }).end()],
  ];
  const fails = async (what: string, code: string, says: RegExp) => {
    await press.click();
    await expect(screen.getByText(/^Sending/), what).toBeHidden({ timeout: 10_000 });
    await expect(outcome(walk), what).toHaveAttribute("data-send", code);
    await expect(screen.getByRole("alert").filter({ hasText: says }), what).toBeVisible();
    await expect(screen.getByText("Nothing is lost"), what).toBeVisible();
    await expect(press, what).toBeFocused();
    await expect(walk.heading, what).toHaveText("Your referral is ready");
    expect(await downloaded(page, walk), what).toBe(file);
  };
  for (const [what, code, says, answer] of faults) {
    to.answer = answer;
    const before = to.sent.length;
    await fails(what, code, says);
    // A browser itself repeats what a connection lost that it had kept open: the service sees the same bytes twice.
    const most = what === "hangs up" ? 2 : 1;
    const came = to.sent.slice(before);
    expect(came.length >= 1 && came.length <= most && came.every(({ body }) => body === file), `${what}: one request a press`).toBe(true);
    if (what === "turned away") await walk.expectNoBarriers(what);
  }
  expect(elsewhere.came, "nothing follows where an answer leads").toEqual([]);
  const before = to.sent.length;
  to.permits = false;
  await fails("does not permit this page", "unreachable", /cannot be reached/);
  to.permits = true;
  expect(to.sent.length, "what is not permitted is not sent").toBe(before);
  await to.stop();
  await fails("refuses the connection", "unreachable", /cannot be reached/);
  await to.start();
  await context.setOffline(true);
  await fails("no line", "offline", /not connected/);
  await context.setOffline(false);

  to.came = [];
  to.answer = (response) => void setTimeout(() => response.writeHead(201, plain).end("REF-2026/17\n"), 500);
  await press.click();
  await expect(screen.getByRole("status").filter({ hasText: "Sending. This can take up to 2 seconds." })).toBeVisible();
  await press.click(); // a second press while it is on its way
  await expect(outcome(walk)).toHaveAttribute("data-send", "sent");
  await expect(outcome(walk)).toBeFocused();
  await expect(outcome(walk)).toHaveAttribute("role", "alert");
  await expect(outcome(walk)).toHaveText(/took the referral at \d\d:\d\d.*REF-2026\/17/);
  await expect(press).toBeHidden();
  await expect(screen.getByText("It has been sent. You decide who else gets it.")).toBeVisible();
  await walk.expectNoBarriers("sent");
  expect(to.sent).toHaveLength(1);
  const [{ headers, body }] = to.sent;
  expect(body, "the very bytes of the file").toBe(file);
  expect([headers["content-type"], headers.cookie, headers.referer, headers.authorization]).toEqual(["application/json", undefined, undefined, undefined]);
  expect(await downloaded(page, walk)).toBe(file);
  expect([...new Set(walk.watch.strangers.map((address) => new URL(address).origin))]).toEqual([to.origin]);

  // It stays said until something is changed.
  await screen.getByRole("button", { name: "Polski" }).click();
  await expect(outcome(walk)).toHaveAttribute("data-send", "sent");
  await screen.getByRole("button", { name: "English" }).click();
  await screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).not.toHaveText("Your referral is ready");
  await expect(screen.getByText("Nothing has been sent.")).toHaveCount(0);
  await walk.goOn();
  await expect(outcome(walk)).toHaveAttribute("data-send", "sent");
  await screen.getByRole("link", { name: "Back" }).click();
  await screen.locator(".govuk-summary-list__row", { hasText: "34" }).first().getByRole("button", { name: /Change/ }).click();
  await screen.locator('[data-fact="person.age"] input').fill("35");
  await walk.goOn();
  await walk.until({ step: "done" });
  await expect(screen.getByText("have changed it since. What stands here now has not been sent.")).toBeVisible();
  to.answer = (response) => response.writeHead(200, { "Content-Type": "application/json" }).end('{"reference": "<b>18</b>"}');
  await press.click();
  await expect(outcome(walk)).toHaveAttribute("data-send", "sent");
  await expect(outcome(walk), "what is no plain reference is not shown").not.toContainText("18</b>");
  expect(JSON.parse(to.sent[1].body).answers["person.age"]).toBe(35);
  await context.close();
  own.stop();
});

test("what the host has set that is no safe address is refused in its place, and what the page's policy forbids is named", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const to = await service();
  let submit = to.origin;
  await embed(page, () => `drafts="session" submit="${submit}"`);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ step: "check" });
  const done = async (set: string) => {
    submit = set;
    const draft = await page.evaluate(() => sessionStorage.getItem("waymark-draft")!);
    await page.reload();
    await walk.goOn();
    await expect(walk.heading).toHaveText("Your referral is ready");
    await page.evaluate((draft) => sessionStorage.setItem("waymark-draft", draft), draft);
  };
  for (const set of ["http://example.org/in", "ftp://example.org", "javascript:alert(1)", "https://name:secret@example.org/", "dowload", "//example.org/in"]) {
    await done(set);
    await expect(outcome(walk), set).toHaveAttribute("data-send", "address");
    await expect(walk.screen.getByRole("button", { name: /^Send to/ }), set).toHaveCount(0);
    expect((await downloaded(page, walk)).length, set).toBeGreaterThan(1000);
  }
  for (const set of ["download", ""]) {
    await done(set);
    await expect(outcome(walk), set).toHaveCount(0);
    await expect(walk.screen.getByText("Send it from here"), set).toHaveCount(0);
  }
  await done(`${to.origin}/in`);
  await walk.screen.getByRole("button", { name: /^Send to/ }).click();
  await expect(outcome(walk)).toHaveAttribute("data-send", "blocked");
  await expect(walk.screen.getByRole("alert").filter({ hasText: "connect-src" })).toBeVisible();
  expect(to.came).toEqual([]);
});
