import { AxeBuilder } from "@axe-core/playwright";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { Watch } from "./walk";

// The view for authors of packs: what it finds is what the program finds, and nothing that was written is lost.

const ROOT = resolve(import.meta.dirname, "../..");
const BROKEN = `${ROOT}/tests/broken`;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const WALES = readFileSync(`${BROKEN}/13-misspelt-keys.toml`, "utf8")
  .replace("verison", "version")
  .replace("preventoin", "prevention")
  .replace("mett", "met");
const pack = (text: string, name = "wales.toml") => ({ name, mimeType: "", buffer: Buffer.from(text) });

type Need = { says: string; verdict: string; cells: { tier: string | null; verdict: string }[] };

class View {
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

  get status() {
    return this.screen.locator("[data-count]");
  }

  get faults() {
    return this.screen.locator("[data-fault]");
  }

  get area() {
    return this.screen.locator("textarea:visible");
  }

  get refused() {
    return this.screen.locator("[data-section=packs] .govuk-error-message");
  }

  async start() {
    await this.page.goto("/author.html");
    await expect(this.status).toHaveText(/^No faults\. No file is open/);
  }

  open(files: string | string[] | ReturnType<typeof pack>) {
    return this.screen.locator("input[type=file]").setInputFiles(files);
  }

  /** Puts a long text in the place of what stands in the text area. Typing one takes the browser half a minute. */
  replace(text: string) {
    return this.area.evaluate((area: HTMLTextAreaElement, text) => {
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
  }

  async expectNoBarriers(where: string) {
    const result = await new AxeBuilder({ page: this.page }).include("waymark-screen").withTags(RULES).analyze();
    expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3)}`), where).toEqual([]);
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, where).toBeLessThanOrEqual(0);
  }

  /** What has the focus, and what is chosen in it. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.querySelector("waymark-screen")!.shadowRoot!.activeElement as HTMLTextAreaElement | null;
      const chosen = element?.tagName === "TEXTAREA" ? element.value.slice(element.selectionStart, element.selectionEnd) : "";
      return { tag: element?.tagName ?? "", text: element?.textContent?.trim() ?? "", chosen };
    });
  }
}

test("every broken pack has the faults that the program prints", async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  const view = new View(page, baseURL!);
  await view.start();
  const cases = readdirSync(BROKEN).filter((name) => name.endsWith(".toml"));
  expect(cases.length).toBeGreaterThan(50);
  for (const name of cases) {
    const printed = readFileSync(`${BROKEN}/${name.replace(/toml$/, "txt")}`, "utf8");
    const expected = printed.split("\n").map((line) => line.match(/^tests\/broken\/([^:]+):(\d+):(\d+): (.*)$/)).filter((match) => match !== null);
    expect(expected.length).toBeGreaterThan(0);
    await view.open(`${BROKEN}/${name}`);
    await expect(view.status, name).toHaveText(expected.length === 1 ? "1 fault." : `${expected.length} faults.`);
    await expect(view.faults).toHaveCount(expected.length);
    for (const [place, [, file, line, column, rest]] of expected.entries()) {
      const shown = await view.faults.nth(place).evaluate((item) => ({
        place: item.querySelector("button")!.textContent!,
        line: item.querySelector(".waymark-code__number")!.textContent!,
        wrong: item.querySelector(".waymark-fault__wrong")!.textContent!,
        mend: item.querySelector("p:last-child")!.textContent!,
      }));
      const plain = rest.replaceAll("`", "");
      expect(shown.place, name).toBe(`${file}, line ${line}, column ${column}`);
      expect(shown.line, name).toBe(line);
      expect(plain.startsWith(shown.wrong), `${plain} | ${shown.wrong}`).toBe(true);
      expect(plain.endsWith(`; ${shown.mend.replace(/^To mend it: /, "")}`), `${plain} | ${shown.mend}`).toBe(true);
    }
    await view.screen.getByRole("button", { name: "Close this file" }).click();
    await expect(view.status).toHaveText(/^No faults\. No file/);
  }
  view.watch.expectNothing();
});

test("a fault goes when it is mended, and a good pack has none", async ({ page, baseURL }) => {
  const view = new View(page, baseURL!);
  await view.start();
  await view.open(pack(WALES.replace("version", "verison")));
  await expect(view.status).toHaveText("1 fault.");
  await expect(view.faults.locator("mark").first()).toHaveText("verison");
  await view.faults.getByRole("button").click();
  await expect.poll(async () => (await view.focused()).chosen).toBe("verison");
  await page.keyboard.type("version");
  await expect(view.status).toHaveText("No faults.");
  await expect(view.faults).toHaveCount(0);
  await expect(view.area).toHaveValue(WALES);
  view.watch.expectNothing();
});

test("a pack takes the place of the built-in one; a fault elsewhere opens the file that it is in", async ({ page, baseURL }) => {
  const view = new View(page, baseURL!);
  await view.start();
  const norfolk = readFileSync(`${ROOT}/public/packs/norfolk.toml`, "utf8");
  await view.open(pack(norfolk, "norfolk (2).toml"));
  await expect(view.area).toHaveAccessibleName("Text of norfolk.toml");
  await expect(view.area).toHaveAccessibleDescription(/takes the place/);
  await expect(view.status).toHaveText("No faults.");
  await view.screen.getByText("Start from a pack that is built in").click();
  await view.screen.getByRole("button", { name: "vocabulary.toml" }).click();
  await expect(view.area).toHaveAccessibleName("Text of vocabulary.toml");
  const vocabulary = await view.area.inputValue();
  await view.replace(vocabulary.replace('id = "flag.strangulation"', 'id = "flag.strangled"'));
  const inNational = view.faults.getByRole("button", { name: /^national\.toml, line/ });
  await expect(inNational.first()).toBeVisible();
  await inNational.first().click();
  await expect(view.area).toHaveAccessibleName("Text of national.toml");
  await expect.poll(async () => (await view.focused()).chosen).toContain("flag.strangulation");
  await expect(view.screen.getByRole("radio")).toHaveCount(3);
  await expect(view.screen.getByRole("radio", { name: "national.toml" })).toBeChecked();
  await view.screen.getByRole("radio", { name: "vocabulary.toml" }).check();
  await view.replace(vocabulary);
  await expect(view.status).toHaveText("No faults.");
});

test("what cannot be opened is said, and nothing of what is open goes", async ({ page, baseURL }, info) => {
  const view = new View(page, baseURL!);
  await view.start();
  await view.open(pack(WALES));
  await view.area.fill(`${WALES}# my remark\n`);
  const large = info.outputPath("large.toml");
  writeFileSync(large, Buffer.alloc(50 * 1024 * 1024, 0x61));
  await view.open(large);
  await expect(view.refused).toHaveText(/large\.toml: found 52428800 bytes, expected 4194304 at most/);
  for (const [name, bytes, says] of [
    ["picture.toml", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], /picture\.toml:1:1: found a byte that is not UTF-8/],
    ["wide.toml", [0xff, 0xfe, 0x69, 0x00], /wide\.toml:1:1: found UTF-16, expected text; save the file as UTF-8/],
    ["notes.txt", [0x61], /notes\.txt: the name of a pack ends in \.toml/],
    ["wales.toml", [0x61], /wales\.toml is open already/],
  ] as const) {
    await view.open({ name, mimeType: "", buffer: Buffer.from(bytes) });
    await expect(view.refused).toHaveText(says);
  }
  await view.expectNoBarriers("refused");
  await expect(view.area).toHaveCount(1);
  await expect(view.area).toHaveValue(`${WALES}# my remark\n`);
  // Closing what is not saved asks first.
  await view.screen.getByRole("button", { name: "Close this file" }).click();
  await view.screen.getByRole("button", { name: "No, keep it open" }).click();
  await expect(view.area).toHaveValue(`${WALES}# my remark\n`);
  await view.screen.getByRole("button", { name: "Close this file" }).click();
  await view.screen.getByRole("button", { name: "Yes, close it" }).click();
  await expect(view.area).toHaveCount(0);
  expect((await view.focused()).tag).toBe("INPUT");
  view.watch.expectNothing();
});

test("hostile packs are told of, and the view goes on", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const view = new View(page, baseURL!);
  await view.start();
  for (const text of [
    `a = ${"[".repeat(200_000)}`,
    `${"a.".repeat(200_000)}b = 1`,
    `title = "<img src=x onerror=alert(1)>\u202e${"x".repeat(1_000_000)}"`,
    "[[pathway]]\n".repeat(100_000),
    "\0".repeat(1000),
    "a = 1\n".repeat(300_000),
  ]) {
    await view.open(pack(text));
    await expect(view.status).toHaveText(/^\d+ faults?\.$/, { timeout: 20_000 });
    expect(await view.screen.locator("img").count()).toBe(0);
    await view.screen.getByRole("button", { name: "Close this file" }).click();
    await expect(view.status).toHaveText(/^No faults\. No file/, { timeout: 20_000 });
  }
  view.watch.expectNothing();
});

test("a copy is saved as it was written, with the line ends of the file", async ({ page, baseURL }) => {
  const view = new View(page, baseURL!);
  await view.start();
  await view.open(pack(WALES.replaceAll("\n", "\r\n")));
  await view.area.fill(WALES.replace("Wales", "Cymru"));
  const download = page.waitForEvent("download");
  await view.screen.getByRole("button", { name: "Save a copy" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("wales.toml");
  expect(readFileSync(await saved.path(), "utf8")).toBe(WALES.replace("Wales", "Cymru").replaceAll("\n", "\r\n"));
  // It is saved now: closing asks nothing.
  await view.screen.getByRole("button", { name: "Close this file" }).click();
  await expect(view.area).toHaveCount(0);
});

test("with the keyboard alone: open, go to a fault, mend it", async ({ page, baseURL }) => {
  const view = new View(page, baseURL!);
  await view.start();
  const press = async (until: (at: { tag: string; text: string }) => boolean) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (until(await view.focused())) return;
    }
    throw new Error("never reached");
  };
  await press((at) => at.tag === "SUMMARY");
  await page.keyboard.press("Enter");
  await press((at) => at.text === "sussex.toml");
  await page.keyboard.press("Enter");
  await expect(view.area).toHaveAccessibleName("Text of sussex.toml");
  await press((at) => at.tag === "TEXTAREA");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("idd = 1\n");
  await expect(view.faults.first()).toContainText("idd");
  await press((at) => at.text.startsWith("sussex.toml, line 1, column 1"));
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await view.focused()).chosen).toBe("idd");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  await expect(view.status).toHaveText("No faults.");
  view.watch.expectNothing();
});

const section = (view: View, name: string) => view.screen.locator(`[data-section=${name}]`);
const said = (view: View, name: string) => section(view, name).getByRole("status").first();

test("what is proved: every claim for the built-in packs, and the answers on which a spoilt one fails", async ({ page, baseURL }) => {
  test.setTimeout(300_000);
  const view = new View(page, baseURL!);
  await view.start();
  const claims = section(view, "proofs").locator(".waymark-claim");
  await view.screen.getByLabel("Area to look at").selectOption("norfolk");
  await expect(said(view, "proofs")).toHaveText(/^(\d+) of \1 proved for Norfolk\.$/, { timeout: 120_000 });
  const all = await claims.count();
  expect(all).toBeGreaterThanOrEqual(9);
  await expect(claims.getByText("Proved", { exact: true })).toHaveCount(all);
  // Without calling 999 for a child in danger, a claim fails; what shows it is what the program decides.
  const national = readFileSync(`${ROOT}/public/packs/national.toml`, "utf8");
  const spoilt = national.replace(/(id = "call_999"[^[]*?\nwhen = )(.*)/, '$1{ fired = ["I1"] }');
  expect(spoilt).not.toBe(national);
  await view.open(pack(spoilt, "national.toml"));
  await view.screen.getByLabel("Area to look at").selectOption("norfolk");
  await expect(said(view, "proofs")).toHaveText(/^\d+ of \d+ proved for Norfolk\.$/, { timeout: 120_000 });
  const failed = claims.filter({ has: page.getByText("Fails", { exact: true }) });
  expect(await failed.count()).toBeGreaterThan(0);
  await failed.first().getByText(/^The smallest answers that show it/).first().click();
  expect(await failed.first().getByRole("listitem").filter({ visible: true }).count()).toBeGreaterThan(0);
  const download = page.waitForEvent("download");
  await failed.first().getByRole("button", { name: "Save these answers" }).first().click();
  const answers = readFileSync(await (await download).path(), "utf8");
  const folder = test.info().outputPath("packs");
  cpSync(`${ROOT}/public/packs`, folder, { recursive: true });
  writeFileSync(`${folder}/national.toml`, spoilt);
  const decided = JSON.parse(execFileSync(process.env.WAYMARK_BIN ?? `${ROOT}/target/release/waymark`, ["decide", "--packs", folder], { input: answers, encoding: "utf8" }));
  expect(decided.tier).toBe("immediate");
  expect(decided.actions.map((action: { id: string }) => action.id)).not.toContain("call_999");
  await view.expectNoBarriers("proofs");
  // What changed against the built-in packs.
  await expect(said(view, "changes")).toHaveText(/^\d+ changes? on /, { timeout: 60_000 });
  await expect(section(view, "changes").locator("[data-change]").first()).toContainText("to be done → not to be done");
  view.watch.expectNothing();
});

test("typing goes on while claims are tried", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const view = new View(page, baseURL!);
  await view.start();
  await view.open(pack(WALES));
  await expect(said(view, "proofs")).toHaveText(/^Working/, { timeout: 60_000 });
  await view.area.press("Control+End");
  await page.keyboard.type("# while it works\n");
  await expect(view.area).toHaveValue(`${WALES}# while it works\n`);
  await expect(view.status).toHaveText("No faults.");
});

test("gaps: the picture is what the program prints, for any day and area", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const view = new View(page, baseURL!);
  await view.start();
  await view.screen.getByLabel("Area to look at").selectOption("northumbria");
  await expect(said(view, "gaps")).toHaveText(/^Northumbria on /, { timeout: 60_000 });
  await view.screen.getByLabel("Or write a day").fill("28/3/2023");
  await expect(said(view, "gaps")).toHaveText(/^Northumbria on 28 March 2023: nothing answers \d+ of \d+ needs\.$/, { timeout: 30_000 });
  const program = (day: string) => {
    const binary = process.env.WAYMARK_BIN ?? `${ROOT}/target/release/waymark`;
    return JSON.parse(execFileSync(binary, ["gaps", "northumbria", "--on", day, "--format", "json"], { encoding: "utf8" }));
  };
  const compare = async (day: string) => {
    const { needs, tiers } = program(day) as { needs: Need[]; tiers: { id: string; says: string }[] };
    for (const need of needs) {
      const row = section(view, "gaps").getByRole("row", { name: need.says, includeHidden: false }).first();
      const cells = await row.locator("td").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-verdict")));
      const at = (tier: string | null) => {
        const found = new Set(need.cells.filter((cell) => cell.tier === tier).map((cell) => cell.verdict));
        if (found.size === 0) return null;
        if (found.has("some") || (found.has("running") && found.size > 1)) return "some";
        return ["running", "unconfirmed", "nothing"].find((verdict) => found.has(verdict))!;
      };
      expect(cells, need.says).toEqual(need.cells[0].tier === null ? [need.verdict] : tiers.map((tier) => at(tier.id)));
    }
  };
  await compare("2023-03-28");
  // The slider goes on to the next day on which something begins or ends, with the arrow keys.
  const slider = view.screen.getByRole("slider", { name: "Day to look at" });
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "1 April 2023");
  await expect(view.screen.getByLabel("Or write a day")).toHaveValue("1/4/2023");
  await expect(section(view, "gaps").getByText("Stalking intervention by police, probation and the mental health trust begins.")).toBeVisible();
  await expect(said(view, "gaps")).toHaveText(/^Northumbria on 1 April 2023/, { timeout: 30_000 });
  await expect(slider).toBeFocused();
  await compare("2023-04-01");
  await section(view, "gaps").getByText("The gaps in words").click();
  await expect(section(view, "gaps").getByText("Known of, and not counted:").first()).toBeVisible();
  await view.screen.getByLabel("Or write a day").fill("31/2/2023");
  await expect(section(view, "gaps").getByRole("alert")).toHaveText("Write a day, such as 28/3/2023");
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await view.expectNoBarriers(`gaps at ${width}`);
  }
  view.watch.expectNothing();
});

for (const width of [320, 1280]) {
  test(`no barriers at ${width} pixels`, async ({ page, baseURL }) => {
    await page.setViewportSize({ width, height: 800 });
    const view = new View(page, baseURL!);
    await view.start();
    await view.expectNoBarriers("empty");
    await view.open([`${BROKEN}/13-misspelt-keys.toml`, `${BROKEN}/34-window-of-two-kinds.toml`]);
    await expect(view.status).toHaveText("8 faults.");
    await view.expectNoBarriers("faults");
    view.watch.expectNothing();
  });
}

test("only this view loads its files, and it loads none of the screen's", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/");
  await expect(page.locator("waymark-screen h1")).toBeVisible();
  await expect.poll(() => asked).toContain("/waymark_screen_bg.wasm");
  expect(asked.filter((path) => path.includes("author"))).toEqual([]);
  asked.length = 0;
  const view = new View(page, baseURL!);
  await view.start();
  expect(new Set(asked)).toEqual(new Set(["/author.html", "/waymark.mjs", "/waymark_author.mjs", "/waymark_author_bg.wasm"]));
  await view.open(pack(WALES));
  await view.area.fill(`${WALES}# a secret remark\n`);
  await expect(view.status).toHaveText("No faults.");
  const kept = await page.evaluate(() => [location.href, document.title, Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]);
  expect(kept).toEqual([`${baseURL}/author.html`, "Form", [], [], ""]);
  expect(new Set(asked).size).toBe(4);
  view.watch.expectNothing();
});

for (const file of ["waymark_author.mjs", "waymark_author_bg.wasm"]) {
  test(`a ${file} of another version does not run`, async ({ page }) => {
    await page.route(`**/${file}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from(file.endsWith("mjs") ? "\nwindow.ran = 1;" : "\0")]) });
    });
    await page.goto("/author.html");
    await expect(page.locator("waymark-screen [data-failure]")).toHaveAttribute("data-failure", "load");
    expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
  });
}

test("the classic script loads the view from beside itself", async ({ page, baseURL }) => {
  await page.route("**/classic.html", async (route) => {
    const response = await route.fetch({ url: `${baseURL}/index.html` });
    const body = '<!doctype html><html lang="en"><title>Form</title><main><waymark-screen mode="author"></waymark-screen></main><script src="waymark.js"></script>';
    await route.fulfill({ response, body });
  });
  const view = new View(page, baseURL!);
  await page.goto("/classic.html");
  await expect(view.status).toHaveText(/^No faults\./);
  view.watch.expectNothing();
});

test("where the program stops, what was written stays", async ({ page, baseURL }) => {
  const view = new View(page, baseURL!);
  await view.start();
  await view.open(pack(WALES));
  await view.area.fill(`${WALES}# my remark\n`);
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError("unreachable");
    error.stack = `RuntimeError: unreachable\n    at ${location.origin}/waymark_author_bg.wasm:1:1`;
    dispatchEvent(new ErrorEvent("error", { error }));
  });
  await expect(view.screen.getByRole("alert").first()).toContainText("What you wrote is still in the text below");
  await expect(view.area).toHaveValue(`${WALES}# my remark\n`);
});
