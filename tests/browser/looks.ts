import type { Locator, Page } from "@playwright/test";

// What is measured on a page as it is drawn: boxes, not markup. Each look returns what is wrong, in words; nothing is an empty list.

/** A user's own sheet with the least room around text that must do no harm (WCAG 1.4.12). */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p, li { margin-bottom: 2em !important }
`;

/** What sounds alike and is not the same, to who hears it out of its place: errors, folds, and links that do something. */
export const twins = (screen: Locator) =>
  screen.evaluate((host) => {
    const said = [...host.shadowRoot!.querySelectorAll("summary, .govuk-error-summary li, .govuk-summary-list button")].map((one) => one.textContent!.trim());
    return said.filter((words, place) => said.indexOf(words) < place).map((words) => `“${words}” is said twice`);
  });

/** What scrolls sideways: the page, or a box on it. */
export const sideways = (screen: Locator) =>
  screen.evaluate((host) => {
    const page = document.documentElement;
    const wide = [...host.shadowRoot!.querySelectorAll("*")].filter(
      (element) => element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.tagName !== "TEXTAREA",
    );
    const found = wide.map((element) => `${element.tagName}.${element.className} scrolls sideways`);
    return page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth - page.clientWidth} px too wide`, ...found] : found;
  });

/** Text that leaves its box, is cut off, or lies over other text. */
export const crowded = (screen: Locator) =>
  screen.evaluate((host) => {
    scrollTo(0, 0);
    const root = host.shadowRoot!;
    const boxes = new Map<Element, DOMRect>();
    const box = (element: Element) => boxes.get(element) ?? boxes.set(element, element.getBoundingClientRect()).get(element)!;
    const texts: { rect: DOMRect; node: Text; holder: Element; fits: boolean }[] = [];
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode() as Text | null; node; node = nodes.nextNode() as Text | null) {
      const holder = node.parentElement!;
      if (!node.data.trim() || !holder.checkVisibility() || holder.closest(".govuk-visually-hidden, .govuk-skip-link, .waymark-overlay")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        let fits = true;
        for (let around: Element | null = holder; around && !around.matches(".waymark"); around = around.parentElement) {
          if (getComputedStyle(around).display.startsWith("inline") && getComputedStyle(around).display !== "inline-block") continue;
          const outer = box(around);
          fits &&= rect.left >= outer.left - 1 && rect.right <= outer.right + 1 && rect.bottom <= outer.bottom + 3 && rect.top >= outer.top - 3;
        }
        texts.push({ rect, node, holder, fits });
      }
    }
    const words = (node: Text) => `“${node.data.trim().slice(0, 40)}”`;
    const found = texts.filter((text) => !text.fits).map((text) => `${words(text.node)} leaves its box`);
    texts.sort((a, b) => a.rect.top - b.rect.top);
    for (const [place, { rect, node }] of texts.entries()) {
      for (let next = place + 1; next < texts.length && texts[next].rect.top < rect.bottom - 3; next++) {
        const other = texts[next];
        const over = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        if (other.node !== node && over > 2) found.push(`${words(node)} lies over ${words(other.node)}`);
      }
    }
    for (const field of root.querySelectorAll("input[type=text], input[type=tel], select")) {
      if (field.checkVisibility() && field.scrollHeight > field.clientHeight + 1) found.push(`${field.id} cuts off what is typed`);
    }
    if (texts.length === 0) found.push("no text was found to look at");
    return [...new Set(found)];
  });

/** The same, and sideways scrolling, under the user's own spacing. */
export async function spaced(screen: Locator) {
  await screen.evaluate((host, text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    host.shadowRoot!.adoptedStyleSheets.push(sheet);
  }, SPACING);
  const found = [...(await sideways(screen)), ...(await crowded(screen))];
  await screen.evaluate((host) => host.shadowRoot!.adoptedStyleSheets.pop());
  return found.map((fault) => `spaced: ${fault}`);
}

/** What is pressed and smaller than 24 by 24, unless it stands in a sentence or nothing else is near (WCAG 2.5.8). */
export const small = (screen: Locator) =>
  screen.evaluate((host) => {
    const LEAST = 24;
    const all = [...host.shadowRoot!.querySelectorAll("a[href], button, input, select, textarea, summary")];
    const targets = all.filter((element) => element.checkVisibility() && !element.matches(".govuk-skip-link")).map((element) => ({ element, box: element.getBoundingClientRect() }));
    const tiny = (box: DOMRect) => box.width < LEAST || box.height < LEAST;
    const middle = (box: DOMRect) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    /** How far a point is from a box, or from the circle around another small target. */
    const near = (at: { x: number; y: number }, box: DOMRect) => {
      const other = middle(box);
      if (tiny(box) && Math.hypot(at.x - other.x, at.y - other.y) < LEAST) return true;
      return Math.hypot(Math.max(box.left - at.x, 0, at.x - box.right), Math.max(box.top - at.y, 0, at.y - box.bottom)) < LEAST / 2;
    };
    const inSentence = (element: Element) => {
      const block = element.closest("p, li, dd");
      return getComputedStyle(element).display === "inline" && block !== null && block.textContent!.trim() !== element.textContent!.trim();
    };
    const found = targets.filter(({ element, box }) => tiny(box) && !inSentence(element) && targets.some((other) => other.element !== element && near(middle(box), other.box)));
    const faults = found.map(({ element, box }) => `${element.tagName} “${element.textContent!.trim().slice(0, 30)}” is ${Math.round(box.width)} by ${Math.round(box.height)}`);
    return targets.length === 0 ? ["nothing was found to press"] : faults;
  });

/** What still moves where the reader wants no motion, before and after elements too. */
export const moving = (screen: Locator) =>
  screen.evaluate((host) => {
    const found = new Set<string>();
    for (const element of host.shadowRoot!.querySelectorAll("*")) {
      for (const part of [undefined, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const timed = style.transitionProperty !== "none" && style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
        if (timed || style.animationName !== "none" || style.scrollBehavior === "smooth") found.add(`${element.tagName}.${element.className}${part ?? ""} moves`);
      }
    }
    for (const running of host.shadowRoot!.getAnimations()) found.add(`an animation is ${running.playState}`);
    return [...found];
  });

/**
 * Goes through everything that takes the focus, forwards and back, and says what then lies under the exit that sticks to the top, or
 * out of sight. Each key first looks at where the one before led to.
 */
export async function hidden(page: Page, screen: Locator) {
  const found: string[] = [];
  for (const key of ["Tab", "Shift+Tab"]) {
    await screen.evaluate(watchFocus, key !== "Tab");
    let stops = 0;
    for (let presses = 0; presses < 400 && stops >= 0; presses++) {
      await page.keyboard.press(key);
      // Asking each time would take longer than all the rest.
      if (presses % 8 === 0) stops = await screen.evaluate((host) => Number(host.getAttribute("data-stops")));
    }
    const faults = await screen.evaluate((host) => {
      const watched = host as HTMLElement & { unwatch(): string[] };
      return watched.unwatch();
    });
    found.push(...faults.map((fault) => `${key}: ${fault}`));
  }
  return [...new Set(found)];
}

/** Puts the focus before the screen, or behind it, and watches where the keys lead from there. `data-stops` is -1 once they have left it. */
function watchFocus(host: Element, back: boolean) {
  const root = host.shadowRoot!;
  const faults: string[] = [];
  let stops = 0;
  (root.activeElement as HTMLElement | null)?.blur();
  scrollTo(0, back ? document.body.scrollHeight : 0);
  const edge = document.createElement("span");
  edge.tabIndex = -1;
  host[back ? "after" : "before"](edge);
  edge.focus({ preventScroll: true });
  const look = (focused: Element) => {
    const box = focused.getBoundingClientRect();
    const what = `${focused.tagName} “${(focused.textContent || focused.id).trim().slice(0, 30)}”`;
    if (box.bottom <= 0 || box.top >= innerHeight) faults.push(`${what} is out of sight`);
    const exit = root.querySelector(".govuk-exit-this-page");
    if (!exit || exit.contains(focused) || focused.matches(".govuk-skip-link")) return;
    for (const part of [exit, ...exit.querySelectorAll(".govuk-button")]) {
      const over = part.getBoundingClientRect();
      const across = Math.min(box.right, over.right) - Math.max(box.left, over.left);
      const down = Math.min(box.bottom, over.bottom) - Math.max(box.top, over.top);
      // A browser shows the caret of a long field and not its box, so there the law's own words do: not hidden as a whole.
      const most = focused.tagName === "TEXTAREA" ? box.height / 2 : 1;
      // What is taller than the room under the exit cannot be seen whole.
      if (across > 1 && down > most && box.height < innerHeight - over.height) return faults.push(`${what} lies ${Math.round(down)} px under the exit`);
    }
  };
  const pressed = () => {
    if (stops < 0 || document.activeElement === edge) return;
    if (root.activeElement) {
      stops++;
      look(root.activeElement);
    } else if (stops > 0) stops = -1;
    host.setAttribute("data-stops", String(stops));
  };
  const keys = (event: KeyboardEvent) => event.key === "Tab" && pressed();
  addEventListener("keydown", keys, true);
  const unwatch = () => {
    removeEventListener("keydown", keys, true);
    host.removeAttribute("data-stops");
    edge.remove();
    // The early way out takes room while it has the focus, and gives it back under the next click.
    (root.activeElement as HTMLElement | null)?.blur();
    return stops === -1 ? faults : ["the keys never led through the screen and out of it again", ...faults];
  };
  Object.assign(host, { unwatch });
}
