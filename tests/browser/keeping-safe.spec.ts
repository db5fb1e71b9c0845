import { expect, test, type Page } from "@playwright/test";
import { framable, host } from "./host";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// Exit, idle cover, what is kept and what is not: each looks at the real page, storage, history and network.

const ELSEWHERE = "https://www.bbc.co.uk/weather";
const SECRET = "SECRET-7Q";

/** Leaving goes nowhere real: the address is answered here. */
async function away(page: Page) {
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
}

/** Presses Shift as a person does. */
async function shift(page: Page, times = 3) {
  for (let i = 0; i < times; i++) await page.keyboard.press("Shift");
}

test.describe("Exit this page", () => {
  const places: [string, (src: string) => string][] = [
    ["in the page itself", () => ""],
    ["inside another component's shadow root, in a box that catches what is fixed", () => ""],
    ["in a frame of another origin", (src) => `<iframe src="${src}" width="900" height="700"></iframe>`],
    ["in a frame that may move the page", (src) => `<iframe sandbox="allow-scripts allow-same-origin allow-top-navigation" src="${src}" width="900" height="700"></iframe>`],
    ["in a frame that may move the page after a click", (src) => `<iframe sandbox="allow-scripts allow-same-origin allow-top-navigation-by-user-activation" src="${src}" width="900" height="700"></iframe>`],
    ["in a frame that may not move the page", (src) => `<iframe sandbox="allow-scripts allow-same-origin" src="${src}" width="900" height="700"></iframe>`],
  ];
  for (const way of ["button", "shift"] as const) {
    for (const [number, [name, frame]] of places.entries()) {
      test(`by ${way}, ${name}`, async ({ page, baseURL }) => {
        await away(page);
        let close: () => unknown = () => {};
        if (number < 2) {
          await page.goto("/");
          if (number == 1) {
            await page.evaluate(() => {
              const box = document.body.appendChild(document.createElement("div"));
              box.attachShadow({ mode: "open" }).append(document.querySelector("waymark-screen")!);
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(":host { transform: translateX(40px); overflow: hidden; height: 300px }");
              box.shadowRoot!.adoptedStyleSheets = [sheet];
            });
          }
        } else {
          const site = await host(
            `${frame(new URL("/", baseURL).href)}<script>addEventListener("message", (event) => (document.title = JSON.stringify(event.data)))</script>`,
          );
          close = site.stop;
          await framable(page);
          await page.goto(site.origin);
        }
        const inner = number < 2 ? page.mainFrame() : page.frames()[1];
        const screen = inner.locator("waymark-screen");
        await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
        await screen.locator('[data-fact="user.role"] input[value="health"]').check();
        const blank = inner.waitForURL("about:blank", { waitUntil: "commit", timeout: 10_000 }).catch(() => {});
        if (way == "button") await screen.getByRole("button", { name: "Exit this page" }).click();
        else {
          // Longer after the click than a browser counts it as the reader's own act.
          await page.waitForTimeout(number == 4 ? 6_000 : 100);
          await shift(page);
        }
        const stays = number == 5 || (number == 4 && way == "shift");
        if (stays) {
          await blank;
          expect(page.frames()[1].url()).toBe("about:blank");
          await expect(page).toHaveTitle('{"waymark":1,"type":"exit"}');
        } else {
          await expect(page).toHaveURL(ELSEWHERE);
          await page.goBack().catch(() => {});
          expect(await page.locator("waymark-screen").count()).toBe(0);
        }
        close();
      });
    }
  }

  test("everything is covered at once, before the next page comes", async ({ page }) => {
    let letIn = () => {};
    const held = new Promise<void>((resolve) => (letIn = resolve));
    await page.route("https://www.bbc.co.uk/**", async (route) => {
      await held;
      await route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" });
    });
    await page.goto("/");
    const screen = page.locator("waymark-screen");
    await screen.locator('[data-fact="user.role"] input[value="health"]').check();
    const seen = await page.evaluate(async () => {
      const root = document.querySelector("waymark-screen")!.shadowRoot!;
      root.querySelector<HTMLElement>(".govuk-exit-this-page__button")!.click();
      await Promise.resolve();
      const overlay = root.querySelector(".waymark-overlay")!;
      const { width, height, top, left } = overlay.getBoundingClientRect();
      const shown = [...root.querySelectorAll(".waymark-page *")].filter((element) => element.checkVisibility()).length;
      const checked = root.querySelectorAll("input:checked").length;
      const on = root.elementFromPoint(5, 5) === overlay && root.elementFromPoint(innerWidth - 5, innerHeight - 5) === overlay;
      return { covers: on && top == 0 && left == 0 && width == innerWidth && height == innerHeight, shown, checked, says: overlay.textContent };
    });
    expect(seen).toEqual({ covers: true, shown: 0, checked: 0, says: "Loading." });
    letIn();
    await expect(page).toHaveURL(ELSEWHERE);
  });

  test("Shift counts alone, three times, each within five seconds of the last", async ({ page }) => {
    await away(page);
    await page.clock.install();
    await page.goto("/");
    const screen = page.locator("waymark-screen");
    const told = screen.locator(".govuk-exit-this-page [role=status]");
    const lights = screen.locator(".govuk-exit-this-page__indicator-light--on");
    await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
    await shift(page, 1);
    await expect(told).toHaveText("Shift, press 2 more times to exit.");
    await expect(lights).toHaveCount(1);
    await shift(page, 1);
    await expect(told).toHaveText("Shift, press 1 more time to exit.");
    await expect(lights).toHaveCount(2);
    await page.keyboard.press("a");
    await expect(told).toHaveText("");
    await expect(lights).toHaveCount(0);
    await shift(page, 2);
    await page.clock.fastForward(5_100);
    await expect(told).toHaveText("Exit this page expired.");
    await expect(lights).toHaveCount(0);
    await page.clock.fastForward(5_100);
    await expect(told).toHaveText("");
    for (let i = 0; i < 4; i++) {
      await page.keyboard.down("Shift");
      await page.keyboard.press("A");
      await page.keyboard.up("Shift");
    }
    await expect(lights).toHaveCount(0);
    await shift(page);
    await expect(page).toHaveURL(ELSEWHERE);
  });

  test("a screen that comes back from the browser's memory is fresh", async ({ page }) => {
    await away(page);
    await page.goto("/");
    const screen = page.locator("waymark-screen");
    await screen.locator('[data-fact="user.role"] input[value="health"]').check();
    await page.evaluate(() => {
      // The page is kept and shown again, as browsers do.
      const leave = new Event("pagehide");
      dispatchEvent(leave);
    });
    await screen.evaluate((element) => element.dispatchEvent(new CustomEvent("waymark-exit", { bubbles: true, composed: true })));
    await expect(screen.locator(".waymark-page")).toBeHidden();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(screen.locator("input:checked")).toHaveCount(0);
  });

  test("the exit of one screen clears the others on the page", async ({ page }) => {
    await away(page);
    await page.goto("/");
    await page.evaluate(() => document.body.append(document.createElement("waymark-screen")));
    await page.locator("waymark-screen").last().locator('[data-fact="user.role"] input[value="health"]').check();
    const left = await page.evaluate(async () => {
      const [one, two] = [...document.querySelectorAll("waymark-screen")].map((element) => element.shadowRoot!);
      one.querySelector<HTMLElement>(".govuk-exit-this-page__button")!.click();
      await Promise.resolve();
      return { checked: two.querySelectorAll("input:checked").length, seen: two.querySelector("h1")!.checkVisibility() };
    });
    expect(left).toEqual({ checked: 0, seen: false });
  });
});

test.describe("idle", () => {
  test("after ten quiet minutes the answers are covered; one key brings them back, and where one was", async ({ page, baseURL }) => {
    await page.clock.install();
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
    await walk.open();
    await walk.answerPage();
    await walk.goOn();
    const here = await walk.heading.innerText();
    const radio = walk.screen.locator('[data-fact="area.person"] input').first();
    await radio.focus();
    await page.clock.fastForward("09:50");
    await expect(walk.heading).toBeVisible();
    await page.clock.fastForward("00:15");
    await expect(walk.screen.getByRole("heading", { name: "Your answers are covered" })).toBeVisible();
    await expect(walk.heading).toBeHidden();
    await expect(walk.screen.getByRole("button", { name: "Show my answers" })).toBeFocused();
    expect(await walk.screen.evaluate((element) => [...element.shadowRoot!.querySelectorAll("input")].some((input) => input.checkVisibility()))).toBe(false);
    await page.keyboard.press("a");
    await expect(walk.heading).toHaveText(here);
    await expect(radio).toBeFocused();
  });

  test("after thirty they are cleared, and the page says so", async ({ page, baseURL }) => {
    await page.clock.install();
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
    await walk.open();
    const first = await walk.heading.innerText();
    await walk.answerPage();
    await walk.goOn();
    await page.clock.fastForward("30:05");
    await expect(walk.heading).toHaveText(first);
    await expect(walk.screen.getByText("Your answers were cleared, as nothing had happened")).toBeVisible();
    await expect(walk.screen.locator("input:checked")).toHaveCount(0);
  });

  test("the host may shorten the times, not lengthen them; who entered nothing is left alone", async ({ page }) => {
    await page.clock.install();
    await page.goto("/");
    const screen = page.locator("waymark-screen");
    await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
    await page.clock.fastForward("40:00");
    await expect(screen.getByText("Your answers were cleared")).toHaveCount(0);
    for (const [minutes, wait] of [["2", "02:05"], ["60", "10:05"], ["soon", "10:05"]]) {
      await page.evaluate((minutes) => {
        document.querySelector("waymark-screen")!.remove();
        const fresh = document.createElement("waymark-screen");
        fresh.setAttribute("cover-after", minutes);
        document.body.append(fresh);
      }, minutes);
      await screen.locator('[data-fact="user.role"] input[value="health"]').check();
      await page.clock.fastForward(wait);
      await expect(screen.getByRole("heading", { name: "Your answers are covered" })).toBeVisible();
      await page.keyboard.press("a");
    }
  });
});

test.describe("what is kept", () => {
  /** Everything that a page can leave behind, as one text. */
  const traces = (page: Page) =>
    page.evaluate(async () => {
      const databases = (await indexedDB.databases()).map((database) => database.name);
      const caches_ = await caches.keys();
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, caches_, location.href, document.title, history.state, history.length, window.name]);
    });

  test("nothing: not in storage, history, address, title, log or the network; a reload begins afresh", async ({ page, baseURL }) => {
    const asked: string[] = [];
    const logged: string[] = [];
    page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
    page.on("console", (message) => logged.push(message.text()));
    const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "person.name": SECRET });
    await walk.open();
    const before = await traces(page);
    await walk.until({ step: "check" });
    expect(await traces(page)).toBe(before);
    expect([...asked, ...logged].filter((line) => /SECRET|health|norfolk|strangul/i.test(line.replace(/.*\/waymark_/, "")))).toEqual([]);
    await page.reload();
    await expect(walk.heading).toHaveText(walk.seen[0]);
    await expect(walk.screen.locator("input:checked")).toHaveCount(0);
  });

  test("the browser's Back leaves the page; what it finds again is empty", async ({ page, baseURL }) => {
    await page.goto("about:blank");
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
    await walk.open();
    await walk.answerPage();
    await walk.goOn();
    await page.goBack();
    expect(page.url()).toBe("about:blank");
    await page.goForward();
    await expect(walk.heading).toHaveText(walk.seen[0]);
    await expect(walk.screen.locator("input:checked")).toHaveCount(0);
  });

  test("two screens on one page hold their own answers", async ({ page }) => {
    await page.goto("/");
    await page.evaluate(() => document.body.append(document.createElement("waymark-screen")));
    const [one, two] = [page.locator("waymark-screen").first(), page.locator("waymark-screen").last()];
    await two.locator('[data-fact="user.role"] input[value="housing"]').check();
    for (const question of await one.locator("[data-fact]").all()) await question.locator("input").first().check();
    await one.locator('[data-fact="user.role"] input[value="health"]').check();
    await one.getByRole("button", { name: "Continue" }).click();
    await expect(one.locator('[data-fact="area.person"]')).toBeVisible();
    await expect(two.locator('[data-fact="user.role"] input[value="housing"]')).toBeChecked();
    await one.getByRole("link", { name: "Back" }).click();
    await expect(one.locator('[data-fact="user.role"] input[value="health"]')).toBeChecked();
  });
});
