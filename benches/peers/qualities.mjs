// What a form does besides being quick: policies, the page around it, barriers, and what happens to a Continue with nothing answered.

import { AxeBuilder } from "@axe-core/playwright";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SETTLES = 1200;

async function opened(browser, url, script) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(script);
  await page.goto(url, { waitUntil: "load" });
  return page;
}

const firstRadio = (page, timeout = 8000) => page.locator("input[type=radio]").first().waitFor({ state: "attached", timeout });
const comesTrue = (promise) => promise.then(() => true).catch(() => false);
const close = (page) => page.context().close();

function keepViolations() {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    const about = event.blockedURI.startsWith("http") ? new URL(event.blockedURI).origin : event.blockedURI;
    window.violations.push(`${event.effectiveDirective} ${about}`);
  });
}

/** Which kinds of things a policy forbids that the form does, and whether the form works where they are forbidden. */
export async function policy(browser, site, peer, policy) {
  const reported = await opened(browser, site.address(peer.name, `reported${policy}`), keepViolations);
  await firstRadio(reported, 30_000);
  await peer.follows(reported); // nothing is forbidden here: where it does not follow, the fault is ours
  await reported.waitForTimeout(SETTLES);
  const needs = [...new Set(await reported.evaluate(() => window.violations))].sort();
  await close(reported);

  const strict = await opened(browser, site.address(peer.name, `strict${policy}`), keepViolations);
  const drawn = await comesTrue(firstRadio(strict));
  const follows = drawn && (await comesTrue(peer.follows(strict)));
  const words = drawn ? "" : await strict.locator("#form, waymark-screen").evaluate((place) => (place.shadowRoot ?? place).textContent.trim());
  await close(strict);
  return { needs, drawn, follows, words };
}

/** What there is of a page that a form has no business with. */
const surroundings = () => {
  const SEEN = ["html", "body", "main", "h1", "h2", "p", "p a", "ul", "li", "table", "td", "main > button", "main > label", "main > label > input"];
  const style = (element) => Object.fromEntries([...getComputedStyle(element)].map((name) => [name, getComputedStyle(element).getPropertyValue(name)]));
  // What a box measures follows from what stands in it.
  const follows = /^(block-size|height|inline-size|width|perspective-origin|transform-origin)$/;
  return {
    styles: SEEN.map((tag) => [tag, Object.entries(style(document.querySelector(tag))).filter(([name]) => !follows.test(name))]),
    globals: Object.getOwnPropertyNames(window),
    head: [...document.head.children].map((element) => element.outerHTML.slice(0, 60)),
    body: [...document.body.children].map((element) => element.tagName.toLowerCase()),
    attributes: [document.documentElement, document.body].map((element) => element.getAttributeNames().join()).join(),
  };
};

/** What differs on the host's page because a form is on it. */
export async function leaks(browser, site, peer) {
  const looked = async (name, ready) => {
    const page = await opened(browser, site.address(name), () => {});
    await ready(page);
    await page.waitForTimeout(SETTLES);
    const found = await page.evaluate(surroundings);
    await close(page);
    return found;
  };
  const before = await looked("host", async () => {});
  const after = await looked(peer.name, firstRadio);
  const own = (peer.head.match(/<(script|link)/g) ?? []).length;
  const changed = after.styles.flatMap(([tag, style], place) => {
    const was = Object.fromEntries(before.styles[place][1]);
    return style.filter(([name, value]) => was[name] !== value && !name.startsWith("--")).map(([name, value]) => ({ tag, name, was: was[name], value }));
  });
  return {
    changed,
    globals: after.globals.filter((name) => !before.globals.includes(name) && name !== "form"),
    head: after.head.length - before.head.length - own,
    body: after.body.length - before.body.length,
    attributes: after.attributes !== before.attributes,
  };
}

async function barriers(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => `${id} ×${nodes.length}`);
}

/** Everything on the page that tells of errors, through shadow roots. */
const said = () => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  const elements = all(document).filter((element) => element.checkVisibility());
  const first = elements.find((element) => element.matches("input[type=radio]"));
  const text = (element) => element.textContent.trim();
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const place = elements.indexOf(first);
  const lists = elements.slice(0, place).filter((element) => element.matches("ul, ol, [role=list]") && !element.querySelector("input"));
  return {
    lists: lists.map(text),
    links: elements.filter((element) => element.matches('a[href^="#"]')).length,
    live: elements.filter((element) => element.matches("[role=alert], [role=status], [aria-live=polite], [aria-live=assertive]")).map(text).filter(Boolean),
    invalid: elements.filter((element) => element.matches("[aria-invalid=true]")).length,
    title: document.title,
    focus: focused.matches("button, [type=button], [type=submit]") ? "stays on the button" : focused.matches("[type=radio]") ? "the first question" : focused.tagName.toLowerCase(),
    inList: lists.some((list) => focused.contains(list) && focused !== document.body),
  };
};

/** Barriers before and after a Continue with nothing answered, and what that does. */
export async function empty(browser, site, peer) {
  const page = await opened(browser, site.address(peer.name), () => {});
  await firstRadio(page);
  await page.waitForTimeout(SETTLES);
  const barriersBefore = await barriers(page);
  if (!peer.button) {
    await close(page);
    return { barriersBefore };
  }
  const before = await page.evaluate(said);
  await page.locator(peer.button).first().click();
  await page.waitForTimeout(SETTLES);
  const after = await page.evaluate(said);
  const told = {
    summary: after.lists.some((list) => !before.lists.includes(list)),
    links: Math.max(0, after.links - before.links),
    focus: after.inList ? "the summary" : after.focus,
    invalid: after.invalid,
    announced: after.live.filter((text) => !before.live.includes(text)).length,
    title: after.title === before.title ? undefined : after.title,
  };
  const barriersAfter = await barriers(page);
  await close(page);
  return { barriersBefore, barriersAfter, told };
}
