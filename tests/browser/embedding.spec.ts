import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { framable, host } from "./host";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// The lines of embedding.html, as they are written there, in pages that are not ours.

/** The lines of one way, as they are written; from `elsewhere`, if the files lie on another server than the page. */
async function lines(page: Page, way: string, elsewhere?: string) {
  await page.goto("/embedding.html");
  const text = (await page.locator(`#${way}`).textContent())!;
  if (!elsewhere) return text;
  return text.replaceAll(/(src="|src\^=')(?=waymark|frame)/g, `$1${elsewhere}/`).replace(" integrity=", ' crossorigin="anonymous" integrity=');
}

/** The files as a server sends them that lets other sites have them. */
async function forAll(page: Page, baseURL: string) {
  await page.route(`${baseURL}/**`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };
    await route.fulfill({ response, headers });
  });
}

/** frame.html of a server that knows this host. */
async function knows(page: Page, origin: string) {
  await page.route("**/frame.html*", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('name="waymark-hosts" content=""', `name="waymark-hosts" content="https://other.example ${origin}"`);
    await route.fulfill({ response, body });
  });
}

for (const way of ["classic", "module"]) {
  for (const place of ["beside the page", "on another server"]) {
    test(`the lines of the ${way} way work as they are written, with the files ${place}`, async ({ page, baseURL }) => {
      const beside = place === "beside the page";
      const written = await lines(page, way, beside ? undefined : baseURL);
      expect(written).toContain("sha384-");
      const { origin, stop } = await host(written, { files: beside ? baseURL : undefined });
      await forAll(page, baseURL!);
      await page.goto(origin);
      const screen = page.locator("waymark-screen");
      await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await screen.evaluate((element: HTMLElement & { decision(): object | null }) => (element.clear(), typeof element.decision()))).toBe("object");
      stop();
    });
  }
}

test("the line that asks for the second file sooner does not ask for it twice", async ({ page, baseURL }) => {
  const { origin, stop } = await host((await lines(page, "preload")) + (await lines(page, "module")), { files: baseURL });
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("waymark_bg.wasm") && asked.push(request.url()));
  await page.goto(origin);
  await expect(page.locator("waymark-screen").getByRole("heading", { level: 1 })).toBeVisible();
  expect(asked.length).toBe(1);
  stop();
});

test("what stands right above and below the form is no barrier, nor is the form to it", async ({ page, baseURL }) => {
  const { origin, stop } = await host(`<main><button>Above</button>${await lines(page, "module")}<button>Below</button></main>`, { files: baseURL });
  await page.goto(origin);
  await expect(page.locator("waymark-screen").getByRole("heading", { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withRules(["target-size"]).analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  stop();
});

test.describe("a frame", () => {
  test("works with one line, and under a policy that allows nothing but the frame", async ({ page, baseURL }) => {
    const written = await lines(page, "frame", baseURL);
    const { origin, stop } = await host(written, { headers: { "Content-Security-Policy": `default-src 'none'; frame-src ${baseURL}` } });
    const complaints: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    await page.goto(origin);
    const screen = page.frameLocator("iframe").locator("waymark-screen");
    await expect(screen).toHaveAttribute("area", "norfolk");
    await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
    expect(complaints).toEqual([]);
    stop();
  });

  test("greets its host, tells its height and hands over the referral on the user's act, over a port that nobody else has", async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const [frame, protocol] = [await lines(page, "frame", baseURL), await lines(page, "protocol", baseURL)];
    const { origin, stop } = await host(frame + protocol);
    const handed: unknown[] = [];
    page.on("console", async (message) => message.text().startsWith("A referral was handed over") && handed.push(await message.args()[1].jsonValue()));
    await knows(page, origin);
    // Whatever the window hears from the frame besides the greeting would be heard by others, too.
    await page.addInitScript(() => addEventListener("message", (event) => ((window as any).heard ??= []).push(event.data)));
    await page.goto(origin);
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK, page.frames()[1]);
    await expect(walk.screen).toHaveAttribute("submit", "event");
    await expect.poll(() => page.locator("iframe").getAttribute("height").then(Number)).toBeGreaterThan(900);
    await walk.until({ step: "done" });
    expect(handed).toEqual([]);
    await walk.screen.getByRole("button", { name: /Hand/ }).click();
    await expect.poll(() => handed.length).toBe(1);
    expect(handed[0]).toMatchObject({ format: "waymark-referral/1" });
    const heard = await page.evaluate(() => (window as any).heard as unknown[]);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).toEqual(heard.map(() => ({ waymark: 1, type: "here" })));
    stop();
  });

  for (const [name, late] of [
    ["as a module, after the page", (lines: string) => lines.replace("<script>", '<script type="module">')],
    ["ten seconds late", (lines: string) => `<script>setTimeout(() => { ${/<script>([^]*)<\/script>/.exec(lines)![1]} }, 10_000)</script>`],
  ] as const) {
    test(`is greeted by lines that come ${name}; a second greeting takes the place of the first`, async ({ page, baseURL }) => {
      const [frame, protocol] = [await lines(page, "frame", baseURL), await lines(page, "protocol", baseURL)];
      const { origin, stop } = await host(frame + late(protocol));
      await knows(page, origin);
      await page.goto(origin);
      const screen = page.frameLocator("iframe").locator("waymark-screen");
      await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
      if (name.startsWith("ten")) expect(await screen.getAttribute("submit")).toBeNull();
      await expect(screen).toHaveAttribute("submit", "event", { timeout: 15_000 });
      await expect.poll(() => page.locator("iframe").getAttribute("height").then(Number)).toBeGreaterThan(900);
      await page.evaluate(() => {
        const frame = document.querySelector("iframe")!;
        const { port1, port2 } = new MessageChannel();
        (window as any).told = [];
        port1.onmessage = ({ data }) => (window as any).told.push(data.type);
        frame.contentWindow!.postMessage({ waymark: 1, type: "hello", attributes: { submit: "download" } }, "*", [port2]);
      });
      await expect(screen).toHaveAttribute("submit", "download");
      await expect.poll(() => page.evaluate(() => (window as any).told)).toEqual(expect.arrayContaining(["height", "ready"]));
      stop();
    });
  }

  test("hears nobody else: an origin that it does not name, another window, another version", async ({ page, baseURL }) => {
    const frame = await lines(page, "frame", baseURL);
    const hello = (waymark: number) => `<script>
      window.told = [];
      const frame = document.querySelector("iframe");
      addEventListener("message", ({ data }) => {
        if (data?.type !== "here") return;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => told.push(data);
        frame.contentWindow.postMessage({ waymark: ${waymark}, type: "hello", attributes: { submit: "event" } }, "*", [port2]);
      });
    </script>`;
    for (const [known, waymark] of [[false, 1], [true, 2]] as const) {
      const { origin, stop } = await host(frame + hello(waymark));
      if (known) await knows(page, origin);
      await page.goto(origin);
      const screen = page.frameLocator("iframe").locator("waymark-screen");
      await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForTimeout(300);
      expect(await screen.getAttribute("submit")).toBeNull();
      expect(await page.evaluate(() => (window as any).told)).toEqual([]);
      await page.unroute("**/frame.html*");

      stop();
    }
  });

  test("takes answers beforehand, changes and Clear from its host, and says what it does not know", async ({ page, baseURL }) => {
    const frame = await lines(page, "frame", baseURL);
    const { origin, stop } = await host(`${frame}<script>
      window.told = [];
      addEventListener("message", ({ data }) => {
        if (data?.type !== "here") return;
        const { port1, port2 } = new MessageChannel();
        window.port = port1;
        port1.onmessage = ({ data }) => told.push(data);
        document.querySelector("iframe").contentWindow.postMessage({ waymark: 1, type: "hello" }, "*", [port2]);
      });
      document.querySelector("iframe").contentWindow.postMessage({ waymark: 1, type: "who" }, "*");
    </script>`);
    await knows(page, origin);
    await page.goto(origin);
    const screen = page.frameLocator("iframe").locator("waymark-screen");
    const told = (type: string) => page.evaluate((type) => (window as any).told.filter((message: any) => message.type === type), type);
    const say = (message: object) => page.evaluate((message) => (window as any).port.postMessage(message), message);
    await expect.poll(async () => (await told("ready")).length).toBeGreaterThan(0);
    await say({ waymark: 1, type: "prefill", answers: { "user.role": "health" } });
    await expect(screen.locator('[data-fact="user.role"] input[value="health"]')).toBeChecked();
    await say({ waymark: 1, type: "clear" });
    await expect(screen.locator('[data-fact="user.role"] input[value="health"]')).not.toBeChecked();
    for (const message of [{ waymark: 1, type: "nonsense" }, { waymark: 3, type: "clear" }, { waymark: 1, type: "prefill", answers: { "no.such": 1 } }]) {
      const before = (await told("error")).length;
      await say(message);
      await expect.poll(async () => (await told("error")).length).toBe(before + 1);
    }
    stop();
  });

  test("an address cannot say where a referral goes", async ({ page, baseURL }) => {
    await page.goto(`${baseURL}/frame.html?area=lincolnshire&submit=https://evil.example&packs=https://evil.example&onclick=x`);
    const screen = page.locator("waymark-screen");
    await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await screen.evaluate((element) => element.getAttributeNames())).toEqual(["area"]);
  });
});

test("where the policy does not let the program run, the way to the page that is one file stands there", async ({ page, baseURL }) => {
  const { origin, stop } = await host(await lines(page, "module"), {
    headers: { "Content-Security-Policy": "script-src 'self'; connect-src 'self'" },
    files: baseURL,
  });
  await page.goto(origin);
  await expect(page.locator("waymark-screen [data-failure=policy]")).toContainText("wasm-unsafe-eval");
  await expect(page.locator("waymark-screen a")).toHaveAttribute("href", `${origin}/waymark-offline.html`);
  stop();
});

test.describe("doctor.html", () => {
  const verdicts = (page: Page) =>
    page.locator("tbody tr").evaluateAll((rows) => Object.fromEntries(rows.map((row) => [row.firstElementChild!.textContent, (row as HTMLElement).dataset.verdict])));

  test("finds nothing to mend where all is allowed", async ({ page }) => {
    await page.goto("/doctor.html");
    await expect(page.getByRole("status")).toHaveText("Nothing stands in the way of the form here.");
    expect(Object.values(await verdicts(page))).not.toContain("mend");
    expect(Object.keys(await verdicts(page)).length).toBe(11);
  });

  test("names what a policy forbids, and how to mend it", async ({ page }) => {
    await page.route("**/doctor.html", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "default-src 'none'; script-src 'self'" } });
    });
    await page.goto("/doctor.html");
    await expect(page.getByRole("status")).toHaveText("To mend: 2.");
    expect(await verdicts(page)).toMatchObject({ "Running the form": "mend", "Loading its other files": "mend" });
    await expect(page.locator("tbody")).toContainText("'wasm-unsafe-eval'");
    await expect(page.locator("tbody")).toContainText("connect-src");
  });

  test("in a sandboxed frame it says what that takes away", async ({ page, baseURL }) => {
    const { origin, stop } = await host(`<iframe sandbox="allow-scripts allow-same-origin" src="${baseURL}/doctor.html" width="900" height="700"></iframe>`);
    await framable(page);
    await page.goto(origin);
    const frame = page.frames()[1];
    await expect(frame.getByRole("status")).toContainText("Nothing stands");
    const row = (title: string) => frame.locator("tbody tr").filter({ has: frame.locator("th", { hasText: title }) });
    for (const title of ["Frames", "Sandbox", "Isolation"]) await expect(row(title), title).toHaveAttribute("data-verdict", "note");
    await expect(row("Sandbox")).toContainText("without allow-downloads, files cannot be saved");
    await expect(row("Isolation")).toContainText("Cross-Origin-Embedder-Policy");
    stop();
  });

  test("in a frame of the same site it names what the sandbox lacks", async ({ page, baseURL }) => {
    const { origin, stop } = await host('<iframe sandbox="allow-scripts allow-same-origin allow-modals" src="doctor.html" width="900" height="700"></iframe>', { files: baseURL });
    await framable(page, `${origin}/**`);
    await page.goto(origin);
    const row = page.frameLocator("iframe").locator("tbody tr").filter({ hasText: "allow-downloads" });
    await expect(row).toContainText("Add allow-downloads, allow-popups.");
    stop();
  });

  for (const allowed of [false, true]) {
    test(`in a frame without an origin it ${allowed ? "says what that takes away" : "says why it cannot look"}`, async ({ page, baseURL }) => {
      const { origin, stop } = await host(`<iframe sandbox="allow-scripts" src="${baseURL}/doctor.html" width="900" height="700"></iframe>`);
      if (allowed) await forAll(page, baseURL!);
      await framable(page, allowed ? "**/doctor.html" : undefined);
      await page.goto(origin);
      const frame = page.frameLocator("iframe");
      if (!allowed) await expect(frame.getByRole("status")).toContainText("a sandbox that gives it no origin");
      else {
        await expect(frame.getByRole("status")).toContainText("Nothing stands");
        await expect(frame.locator("tbody")).toContainText("a sandbox that gives it no origin");
        await expect(frame.locator("tbody")).toContainText("Nothing can be kept here");
        await expect(frame.locator("tbody")).toContainText("forbids copying");
      }
      stop();
    });
  }
});

test.describe("attributes changed at run time", () => {
  const set = (page: Page, name: string, value: string | null) =>
    page.locator("waymark-screen").evaluate((element, [name, value]) => (value === null ? element.removeAttribute(name!) : element.setAttribute(name!, value)), [name, value]);
  const role = (page: Page, value: string) => page.locator(`[data-fact="user.role"] input[value="${value}"]`);

  test("keep what was entered, on the first page and on the others", async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "user.role": "housing" });
    await walk.open();
    await role(page, "housing").check();
    await set(page, "area", "lincolnshire");
    await expect(role(page, "housing")).toBeChecked();
    await walk.until({ step: "safety" });
    const heading = await walk.heading.innerText();
    for (const [name, value] of [["area", "sussex_east"], ["submit", "event"], ["cover-after", "5"], ["mode", "community"]] as const) {
      await set(page, name, value);
      await expect(walk.heading).toHaveText(heading);
    }
    await walk.screen.getByRole("link", { name: "Back", exact: true }).click();
    // The host's area does not take the place of somebody's own answer.
    await expect(page.locator('[data-fact="area.person"] input[value="norfolk"]')).toBeChecked();
    await walk.until({ step: "done" });
    await expect(walk.screen.getByRole("button", { name: "Hand over to this page" })).toBeVisible();
    walk.watch.expectNothing();
  });

  test("the area that the host names is chosen beforehand until somebody has answered, and again once all is cleared", async ({ page, baseURL }) => {
    const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "area.person": "sussex_east" });
    await walk.open();
    const question = page.locator('[data-fact="area.person"]');
    const chosen = () => question.locator("input:checked").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await set(page, "area", "norfolk");
    await walk.until({ page: question });
    expect(await chosen()).toEqual(["norfolk"]);
    await expect(question).toContainText("The page around this form filled this in.");
    for (const area of ["lincolnshire", "atlantis", "norfolk", null, "lincolnshire"]) {
      await set(page, "area", area);
      await expect.poll(chosen).toEqual(area && area !== "atlantis" ? [area] : []);
    }
    // Whoever makes the page is told of a name that no area has, with those there are.
    expect(walk.watch.complaints.splice(0)).toEqual([expect.stringMatching(/attribute area names no area.* norfolk, .*lincolnshire, /)]);
    await walk.screen.getByRole("button", { name: /^See all services/ }).click();
    await expect(walk.heading).toHaveText("Services and ways to get help: Lincolnshire");
    await walk.screen.getByRole("link", { name: "Back" }).click();

    await walk.answerPage();
    await set(page, "area", "norfolk");
    await expect(question).not.toContainText("filled this in");
    expect(await chosen()).toEqual(["sussex_east"]);

    await page.locator("waymark-screen").evaluate((element) => (element as HTMLElement & { clear(): void }).clear());
    await new Walk(page, baseURL!, HIGH_IN_NORFOLK).until({ page: question });
    expect(await chosen()).toEqual(["norfolk"]);
    walk.watch.expectNothing();
  });

  test("another language is spoken from then on; somebody's own choice of one stays", async ({ page }) => {
    await page.goto("/");
    const screen = page.locator("waymark-screen");
    await expect(screen.getByRole("button", { name: "Polski" })).toBeVisible();
    await role(page, "health").check();
    await set(page, "lang", "pl");
    await expect(screen.getByRole("button", { name: "English" })).toBeVisible();
    await expect(role(page, "health")).toBeChecked();
    await screen.getByRole("button", { name: "English" }).click();
    await expect(screen.getByRole("button", { name: "Polski" })).toBeVisible();
    await set(page, "lang", null);
    await set(page, "lang", "pl");
    await page.waitForTimeout(300);
    await expect(screen.getByRole("button", { name: "Polski" })).toBeVisible();
  });

  test("the element becomes a service's view and a screen again", async ({ page }) => {
    await page.goto("/");
    const heading = page.locator("waymark-screen h1");
    await expect(heading).toBeVisible();
    const first = await heading.innerText();
    await set(page, "mode", "receiving");
    await expect(heading).not.toHaveText(first);
    await set(page, "mode", null);
    await expect(heading).toHaveText(first);
    expect(await page.locator("waymark-screen h1").count()).toBe(1);
  });
});

test("a hundred screens that come and go leave nothing behind", async ({ page }) => {
  test.setTimeout(120_000);
  const browser = await page.context().newCDPSession(page);
  await page.goto("/");
  await expect(page.locator("waymark-screen h1")).toBeVisible();
  const mounts = (times: number) =>
    page.evaluate(async (times) => {
      for (let i = 0; i < times; i++) {
        const screen = document.body.appendChild(document.createElement("waymark-screen"));
        await new Promise((ready) => screen.addEventListener("waymark-ready", ready, { once: true }));
        screen.remove();
        await new Promise((done) => setTimeout(done));
      }
    }, times);
  const weigh = async () => {
    for (let times = 0; times < 3; times++) {
      await browser.send("HeapProfiler.collectGarbage");
      await page.waitForTimeout(200);
    }
    const { metrics } = await browser.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  await browser.send("Performance.enable");
  // What is made once for all screens is made by the first few.
  await mounts(20);
  const before = await weigh();
  await mounts(100);
  const after = await weigh();
  console.log(`  100 mounts: heap ${before.heap} -> ${after.heap}, nodes ${before.nodes} -> ${after.nodes}, listeners ${before.listeners} -> ${after.listeners}`);
  // One screen is 200 nodes or so: the browser may not have collected the last.
  expect(after.nodes - before.nodes).toBeLessThan(500);
  expect(after.listeners - before.listeners).toBeLessThan(200);
  expect(after.heap - before.heap).toBeLessThan(1_000_000);
});

test("the host's colours are used where they can be read, and left aside with a warning where they cannot", async ({ page }) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto("/");
  const screen = page.locator("waymark-screen");
  await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
  const button = screen.getByRole("button", { name: "Continue" });
  const background = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
  const own = await background();
  const dress = (properties: Record<string, string>) =>
    screen.evaluate((element, properties) => {
      for (const name of ["brand", "brand-text", "link"]) element.style.removeProperty(`--waymark-${name}`);
      for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
      element.dispatchEvent(new CustomEvent("waymark-change"));
    }, properties);
  const cases: [Record<string, string>, string, RegExp | null][] = [
    [{ "--waymark-brand": "#5b2c83" }, "rgb(91, 44, 131)", null],
    [{ "--waymark-brand": "oklch(0.4 0.15 20)" }, "oklch(0.4 0.15 20)", null],
    [{ "--waymark-brand": "gold", "--waymark-brand-text": "black" }, own, /brand beside the white page has a contrast of 1\.4, and 3 is needed/],
    [{ "--waymark-brand": "#8fb8de" }, own, /brand-text beside --waymark-brand has a contrast of 2\.\d, and 4\.5 is needed/],
    [{ "--waymark-brand": "blurple" }, own, /--waymark-brand is no colour: blurple/],
    [{ "--waymark-link": "silver" }, own, /link beside the white page/],
  ];
  for (const [properties, drawn, warned] of cases) {
    warnings.length = 0;
    await dress(properties);
    expect(await background(), JSON.stringify(properties)).toBe(drawn);
    if (warned) expect(warnings.join("\n")).toMatch(warned);
    else expect(warnings).toEqual([]);
  }
});
