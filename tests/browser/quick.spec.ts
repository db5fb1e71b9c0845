import { expect, test, type CDPSession, type Page } from "@playwright/test";
import { Tour } from "./tour";
import { HIGH_IN_NORFOLK } from "./walk";

// How soon the screen answers on a machine four times slower. Times are printed and never judged, as they are of this machine and
// what else it does; but without measurements, or where something jumps, the test fails.

const SLOWER = 4;

/** One thing that was done: from the event to the end of the frame that shows it. */
interface Response {
  kind: string;
  took: number;
}

interface Seen {
  responses: Response[];
  events: { kind: string; took: number }[];
  jumps: { value: number; what: string }[];
}

/** Measures inside the page, from the moment it opens. */
async function measure(page: Page) {
  await page.addInitScript(() => {
    const seen: Seen = { responses: [], events: [], jumps: [] };
    Object.assign(window, { seen });
    /** After the next frame is painted. */
    const painted = (then: (at: number) => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => then(performance.now());
        port2.postMessage("");
      });
    const controlOf = (event: Event) => event.composedPath()[0] as HTMLInputElement;
    let pressed = 0;
    addEventListener("click", (event) => event.detail > 0 && (pressed = event.timeStamp), true);
    let key = 0;
    addEventListener("keydown", (event) => (key = event.timeStamp), true);
    // `change` does not leave a shadow root, and `input` does.
    addEventListener(
      "input",
      (event) => {
        const { type } = controlOf(event);
        const choice = type === "radio" || type === "checkbox";
        const began = choice ? pressed : key;
        [pressed, key] = [0, 0];
        // What the test writes without a key or a click is nobody's waiting.
        if (began > 0) painted((at) => seen.responses.push({ kind: choice ? type : "keystroke", took: at - began }));
      },
      true,
    );
    // What is pressed and leads on: until another heading is painted.
    addEventListener("click", (event) => {
      const button = event.composedPath()[0] as Element;
      const root = button.getRootNode() as ShadowRoot;
      if (!button.matches?.(".govuk-button") || !root.querySelector("h1")) return;
      const [before, began] = [root.querySelector("h1"), event.timeStamp];
      const wait = () => (root.querySelector("h1") === before ? requestAnimationFrame(wait) : painted((at) => seen.responses.push({ kind: "Continue", took: at - began })));
      wait();
    }, true);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.events.push({ kind: entry.name, took: entry.duration });
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element }[] })[]) {
        const what = entry.sources.map(({ node }) => node?.nodeName ?? "?").join(" ");
        if (!entry.hadRecentInput) seen.jumps.push({ value: entry.value, what });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
}

function table(title: string, all: { kind: string; took: number }[]) {
  const lines = [...new Set(all.map(({ kind }) => kind))].sort().map((kind) => {
    const took = all.filter((one) => one.kind === kind).map((one) => one.took);
    took.sort((a, b) => a - b);
    const at = (part: number) => took[Math.min(took.length - 1, Math.floor(part * took.length))].toFixed(1).padStart(9);
    return `  ${kind.padEnd(14)}${String(took.length).padStart(6)}${at(0.5)}${at(0.95)}${took[took.length - 1].toFixed(1).padStart(9)}`;
  });
  return [`${title} (ms)`, `  ${"what".padEnd(14)}${"n".padStart(6)}${"median".padStart(9)}${"95%".padStart(9)}${"most".padStart(9)}`, ...lines].join("\n");
}

/** Presses each value of each question in turn, and types into each field; then answers as told. */
async function tryAll(tour: Tour) {
  const { page } = tour;
  const group = tour.screen.locator("[data-fact]:visible");
  for (const question of (await group.all()).slice(0, 2)) {
    if (!(await question.isVisible())) continue;
    for (const choice of (await question.locator('input[type="radio"]:visible, input[type="checkbox"]:visible').all()).slice(0, 3)) {
      await choice.click();
      if ((await choice.getAttribute("type")) === "checkbox") await choice.click();
    }
    const field = question.locator('input[type="text"]:visible, input[type="tel"]:visible, textarea:visible').first();
    if ((await field.count()) === 0) continue;
    await field.focus();
    await page.keyboard.type("as she says", { delay: 30 });
    await field.fill("");
  }
}

test("clicks and keystrokes on a machine four times slower", async ({ page, baseURL }) => {
  test.setTimeout(300_000);
  const seen = await measure(page);
  const tour = new Tour(page, baseURL!, HIGH_IN_NORFOLK);
  await tour.open();
  const browser: CDPSession = await page.context().newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  for (let pages = 0; pages < 100 && (await tour.walk.step()) !== "done"; pages++) {
    await tryAll(tour);
    await tour.walk.answerPage();
    await tour.goOn();
  }
  expect(await tour.walk.step()).toBe("done");
  const { responses, events } = await seen();
  console.log(`\n${table(`from the event to the frame that shows it, processor ${SLOWER} times slower`, responses)}`);
  const frames = responses.filter(({ kind, took }) => kind !== "Continue" && took <= 1000 / 60).length;
  const short = responses.filter(({ kind }) => kind !== "Continue").length;
  console.log(`  within one frame of 16.7 ms: ${frames} of ${short}`);
  console.log(`${table("events as the browser times them, from 16 ms", events.filter(({ kind }) => ["click", "keydown", "input", "pointerup"].includes(kind)))}\n`);
  for (const kind of ["radio", "checkbox", "keystroke", "Continue"]) {
    const took = responses.filter((one) => one.kind === kind);
    expect(took.length, kind).toBeGreaterThan(4);
    expect(took.every((one) => one.took > 0), `${kind}: an effect cannot come before its cause`).toBe(true);
  }
});

test("nothing jumps", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const seen = await measure(page);
  const tour = new Tour(page, baseURL!, HIGH_IN_NORFOLK);
  await tour.open();
  await page.waitForTimeout(300);
  // Until the screen is drawn the page around it says that it is loading, and that is the host's.
  const loading = (await seen()).jumps;
  console.log(`  moved while loading: ${loading.map(({ value, what }) => `${what} ${value.toFixed(4)}`).join(", ") || "nothing"}`);
  for (let pages = 0; pages < 60 && (await tour.walk.step()) !== "done"; pages++) {
    await tour.walk.answerPage();
    await tour.goOn();
  }
  expect((await seen()).jumps.slice(loading.length)).toEqual([]);
  // The measure itself: what moves without anybody's doing is seen.
  await page.evaluate(async () => {
    const root = document.querySelector("waymark-screen")!.shadowRoot!;
    scrollTo(0, 0);
    await new Promise((later) => setTimeout(later, 800));
    const wedge = document.createElement("p");
    wedge.textContent = "wedge";
    root.querySelector("h1")!.before(wedge);
    await new Promise((later) => setTimeout(later, 400));
  });
  expect((await seen()).jumps.length).toBeGreaterThan(loading.length);
});
