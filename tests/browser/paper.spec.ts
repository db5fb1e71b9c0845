import { expect, test, type Page } from "@playwright/test";
import { downloaded, native } from "./faces";
import { embed } from "./host";
import { bare, read, type Printed } from "./pdf";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// On paper: A4, marked and numbered on every sheet, tagged for those who do not see it, with nothing cut off.

const MARKING = "Restricted: never for the eyes of the person causing harm";
const A4 = [595, 842];
const MARGIN = (18 / 25.4) * 72;

const print = async (page: Page) => read(await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true }));

function expectSheets({ sheets }: Printed) {
  expect(sheets.length).toBeGreaterThan(2);
  sheets.forEach(({ size, margins, reach }, place) => {
    expect(size.map(Math.round)).toEqual(A4);
    expect(bare(margins), `sheet ${place + 1}`).toBe(bare(`${MARKING}Page ${place + 1} of ${sheets.length}`));
    expect(reach[0]).toBeGreaterThanOrEqual(MARGIN - 1);
    expect(reach[1]).toBeLessThanOrEqual(A4[0] - MARGIN + 1);
  });
}

const everything = (printed: Printed) => bare(printed.sheets.map(({ text }) => text).join(""));

test("the page of the referral prints whole, with its headings", async ({ page }) => {
  const answers = {
    "area.person": "norfolk",
    "rel.kind": "ex_partner",
    "person.age": 34,
    "flag.strangulation": "yes",
    "source.flag.strangulation": "victim_told_me",
    "victim.impact": `She no longer goes out. ${"A long story. ".repeat(120)}${"x".repeat(300)} The end of it.`,
  };
  const details = { referrer: { name: "A. Worker", agency: "Housing", email: "a.worker@example.org" }, person: { name: "A. Person" } };
  const html = native({ answers, details }, "2026-11-23", "html").toString("utf8");
  await page.setContent(html);
  const printed = await print(page);
  expectSheets(printed);
  const own = await page.evaluate(() => ({
    headings: [...document.querySelectorAll("h1, h2, h3")].map((heading) => [heading.tagName, heading.textContent!.trim()]),
    // Whatever holds text itself.
    texts: [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd)")].map((element) => [...element.childNodes].filter((node) => node.nodeType === 3 || ["STRONG", "A"].includes((node as Element).tagName)).map((node) => node.textContent).join("")),
  }));
  expect(printed.headings.map(([role, text]) => [role, bare(text)])).toEqual(own.headings.map(([role, text]) => [role, bare(text)]));
  expect(printed.outline.length, "the list of headings beside the page").toBe(own.headings.length);
  for (const role of ["H1", "H2", "L", "LI"]) expect([...printed.roles], role).toContain(role);
  const all = everything(printed);
  for (const text of own.texts) expect(all, text).toContain(bare(text));
  expect(all).toContain("x".repeat(300) + "Theendofit.");
});

/** One of two screens. */
class One extends Walk {
  override get screen() {
    return this.page.locator("#one");
  }
}

test("Print in a host's page prints the referral alone, as its own file prints", async ({ page, context, baseURL }) => {
  test.setTimeout(240_000);
  await embed(page, () => "id=one></waymark-screen><p>The canteen is open.</p><waymark-screen");
  await page.addInitScript(() => {
    window.print = () => (document.documentElement.dataset.printed = String(1 + Number(document.documentElement.dataset.printed ?? 0))) as never;
  });
  const walk = new One(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await page.evaluate(() => {
    const [main, screen] = [document.createElement("main"), document.querySelector("waymark-screen")!];
    screen.replaceWith(main);
    main.append(screen);
  });
  await walk.until({ step: "done" });
  const file = await downloaded(page, walk, "html");
  const alone = await context.newPage();
  await alone.setContent(file.bytes.toString("utf8"));
  const wanted = await print(alone);
  await alone.close();
  expectSheets(wanted);
  await page.evaluate(() => {
    // A host that makes it hard.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { font-size: 40px; } body { columns: 2; height: 500px; overflow: hidden; color: #eee; background: #222; }
      main { transform: rotate(1deg); float: left; width: 320px; } main::before { content: "Intranet"; } p { position: fixed; }
      @page { size: A5 landscape; margin: 0; @top-center { content: "Intranet"; } } @media print { main { display: flex; } p { display: block; } }`);
    document.adoptedStyleSheets.push(sheet);
  });
  const press = async (what: string) => {
    const button = walk.screen.getByRole("button", { name: "Print" });
    // In a page that is turned and floats, the browser may round anew: a pixel is no change that anybody sees.
    const box = async () => Object.values((await button.boundingBox())!);
    const before = await box();
    await button.evaluate((button: HTMLElement) => button.click());
    const moved = (await box()).map((side, place) => Math.abs(side - before[place]));
    expect(Math.max(...moved), "nothing changes on the screen").toBeLessThan(1.5);
    const printed = await print(page);
    expect(printed.sheets, what).toEqual(wanted.sheets);
    expect(printed.headings, what).toEqual(wanted.headings);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await page.locator("[data-waymark-prints], [data-waymark-holds]").count(), what).toBe(0);
    expect(await walk.screen.locator(".waymark-paper main").count(), what).toBe(0);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length), what).toBe(1);
  };
  await press("in the page");
  await press("a second time");
  // In the component of a host that has a shadow root of its own.
  await page.evaluate(() => {
    const outer = document.createElement("div");
    document.querySelector("main")!.append(outer);
    const shadow = outer.attachShadow({ mode: "open" });
    shadow.append(document.createElement("hr"), document.querySelector("#one")!);
  });
  await expect(walk.heading).toHaveText("Your referral is ready");
  await press("in a host's component");
  expect(await page.evaluate(() => document.documentElement.dataset.printed)).toBe("3");
});
