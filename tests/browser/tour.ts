import { expect, type Locator, type Page } from "@playwright/test";
import { AMBASSADOR, HIGH_IN_NORFOLK, Walk, type Answers } from "./walk";

// A tour shows every page of a mode and what it says when nothing is answered. It goes by the structure of a page and never by
// its words, so that it goes through new pages and other languages too.

/** The language that nobody speaks, written from right to left in Hebrew letters: on the site for tests alone. */
export const PSEUDO = "he-x-pseudo";

/** The languages that every tour is taken in. ADD A LANGUAGE HERE once the built site speaks it; `--update-snapshots` then writes its trees. */
export const LANGUAGES: readonly string[] = ["en", "pl", PSEUDO];

/** Who takes a tour, by the mode that the screen is then in. */
export const MODES: Readonly<Record<string, Answers>> = { professional: HIGH_IN_NORFOLK, community: AMBASSADOR };

/** The day of every tour: what runs on a day, and what is said of it, stays the same. */
const DAY = "2026-11-23T10:00:00";

const PRIMARY = ".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)";

/** What is seen at one moment. */
export interface Sight {
  /** The step and the heading: the same page has the same name in every run. */
  name: string;
  kind: "page" | "errors" | "services" | "clear";
}

export class Tour {
  readonly walk: Walk;
  readonly screen: Locator;

  constructor(
    readonly page: Page,
    origin: string,
    answers: Answers,
    readonly language = "en",
  ) {
    this.walk = new Walk(page, origin, answers);
    this.screen = this.walk.screen;
  }

  /** Opens the site in the tour's language, on the tour's day. */
  async open() {
    await this.page.clock.setFixedTime(DAY);
    if (this.language !== "en") await this.speak();
    await this.walk.open();
  }

  /** The page names the language as a partner's would: by the attribute. */
  private async speak() {
    await this.page.route("/", async (route) => {
      const response = await route.fetch(this.language === PSEUDO ? { url: new URL("/pseudo.html", route.request().url()).href } : {});
      const body = (await response.text()).replace("<waymark-screen", `<waymark-screen lang="${this.language}"`);
      await route.fulfill({ response, body });
    });
  }

  /** Shows every page with its errors, then the list of services and the question before clearing. */
  async all(look: (sight: Sight) => Promise<void>, enough = async () => (await this.walk.step()) === "done") {
    await this.open();
    for (let pages = 0; !(await enough()); pages++) {
      expect(pages, "the tour comes to its end").toBeLessThan(80);
      await this.show("page", look);
      if ((await this.questions()) > 0) await this.showErrors(look);
      await this.walk.answerPage();
      await this.goOn();
      expect(await this.wrong(), await this.name()).toBe(0);
    }
    await this.show("page", look);
    await this.press(this.screen.locator(".waymark-tools button").first());
    await this.show("services", look);
    await this.press(this.screen.locator(".govuk-back-link"));
    await this.screen.locator(".waymark-tools button[aria-expanded]").click();
    await this.show("clear", look);
  }

  /** Goes on with nothing answered. Where nothing had to be, that leads off the page, and Back to it again. */
  private async showErrors(look: (sight: Sight) => Promise<void>) {
    await this.goOn();
    if ((await this.wrong()) > 0) return this.show("errors", look);
    await this.press(this.screen.locator(".govuk-back-link"));
  }

  private async show(kind: Sight["kind"], look: (sight: Sight) => Promise<void>) {
    await look({ name: await this.name(), kind });
  }

  private async name() {
    return `${await this.walk.step()}: ${await this.walk.heading.first().innerText()}`;
  }

  private questions() {
    return this.screen.locator("[data-fact]:visible").count();
  }

  private wrong() {
    return this.screen.locator(".govuk-error-summary").count();
  }

  goOn() {
    return this.press(this.screen.locator(PRIMARY).first());
  }

  /** Presses what leads to another page, or to the same one drawn anew, and waits for it. */
  async press(button: Locator) {
    await this.walk.heading.first().evaluate((heading) => Object.assign(heading, { seen: true }));
    await button.click();
    await expect.poll(() => this.walk.heading.evaluateAll((headings) => headings.some((heading) => !("seen" in heading))), { timeout: 20_000 }).toBe(true);
  }
}

/** Opens everything that is folded, so that it is looked at too. */
export const unfold = (screen: Locator) =>
  screen.evaluate((host) => {
    for (const folded of host.shadowRoot!.querySelectorAll("details")) folded.open = true;
  });
