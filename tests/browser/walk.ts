import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Frame, type Locator, type Page } from "@playwright/test";

// Walking through the screen as a person would: reading the questions that are there and answering them.

export type Answers = Record<string, string | number | string[]>;

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a page complained of or asked for; every walk ends with nothing in it. */
export class Watch {
  complaints: string[] = [];
  strangers: string[] = [];

  constructor(page: Page, origin: string) {
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "blob:" && url.origin !== new URL(origin).origin) this.strangers.push(request.url());
    });
  }

  expectNothing() {
    expect(this.complaints).toEqual([]);
    expect(this.strangers).toEqual([]);
  }
}

export class Walk {
  readonly watch: Watch;
  /** Headings of the pages that were seen, in order. */
  readonly seen: string[] = [];
  /** Every answer that was given. */
  readonly given: Answers = {};
  /** Look for barriers on every page. */
  axe = false;

  constructor(
    readonly page: Page,
    origin: string,
    readonly answers: Answers,
    /** The frame that the screen stands in, if it does not stand in the page itself. */
    readonly frame?: Frame,
  ) {
    this.watch = new Watch(page, origin);
  }

  get screen(): Locator {
    return (this.frame ?? this.page).locator("waymark-screen");
  }

  get heading(): Locator {
    return this.screen.locator("h1");
  }

  async open() {
    await this.page.goto("/");
    await expect(this.heading).toBeVisible();
  }

  step() {
    return this.screen.locator("[data-step]").getAttribute("data-step");
  }

  /** Answers every question that the page shows: as told, else "not known", else the first value. */
  async answerPage() {
    for (let turn = 0; turn < 3; turn++) {
      const facts = await this.screen
        .locator("[data-fact]:visible")
        .evaluateAll((elements) => elements.map((element) => element.getAttribute("data-fact") ?? ""));
      const open = facts.filter((fact) => !(fact in this.given));
      if (open.length === 0) return;
      for (const fact of open) {
        // What was answered a moment ago may have closed it.
        if (await this.screen.locator(`[data-fact="${fact}"]`).isVisible()) await this.answer(fact);
      }
    }
  }

  private async answer(fact: string) {
    const group = this.screen.locator(`[data-fact="${fact}"]`);
    const told = this.answers[fact];
    const radios = group.locator('input[type="radio"]');
    const boxes = group.locator('input[type="checkbox"]');
    if ((await radios.count()) > 0) {
      const values = await radios.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
      const value = told ?? (values.includes("unknown") ? "unknown" : values[0]);
      expect(values, fact).toContain(value);
      await group.locator(`input[value="${value}"]`).check();
      this.given[fact] = value as string;
    } else if ((await boxes.count()) > 0) {
      for (const value of (told as string[]) ?? []) await group.locator(`input[value="${value}"]`).check();
      this.given[fact] = (told as string[]) ?? [];
    } else {
      if (told !== undefined) await group.locator("input, textarea").fill(String(told));
      this.given[fact] = told ?? "";
    }
  }

  async goOn() {
    const before = await this.heading.innerText();
    this.seen.push(before);
    if (this.axe) await this.expectNoBarriers(before);
    await this.screen.locator(".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)").first().click();
    await expect(this.screen.locator(".govuk-error-summary")).toHaveCount(0);
    await expect.poll(async () => (await this.heading.innerText()) !== before || (await this.step()) === "done" || this.seen.length > 200).toBe(true);
  }

  /** Goes on until a page with this heading, or the step, is reached. */
  async until(reached: { step?: string; heading?: string; page?: Locator }) {
    for (let pages = 0; pages < 80; pages++) {
      if (reached.step && (await this.step()) === reached.step) return;
      if (reached.heading && (await this.heading.innerText()) === reached.heading) return;
      if (reached.page && (await reached.page.count()) > 0) return;
      await this.answerPage();
      await this.goOn();
    }
    throw new Error(`never reached ${JSON.stringify(reached)}; saw ${this.seen.join(" > ")}`);
  }

  async expectNoBarriers(where: string) {
    expect(await this.barriers(), where).toEqual([]);
  }

  /** What axe finds on the page as it is. */
  async barriers() {
    const result = await new AxeBuilder({ page: this.page }).include("waymark-screen").withTags(RULES).analyze();
    return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3)}`);
  }
}

/** A high risk in Norfolk: strangulation by an ex-partner. */
export const HIGH_IN_NORFOLK: Answers = {
  "user.role": "health",
  "user.device_private": "yes",
  "area.person": "norfolk",
  "now.danger": "no",
  "now.child_in_danger": "no",
  "now.weapon_present": "no",
  "now.threat_to_kill": "none_known",
  "now.person_present_or_may_see": "no",
  "user.alone_with_person_now": "no",
  "now.threat_to_worker": "no",
  "now.person_suicide_risk": "none_known",
  "rel.kind": "ex_partner",
  "person.age": 34,
  "victim.age_band": "18_64",
  "rel.cohabiting": "separated_over_12m",
  "who.mutual_claim": "no",
  "who.may_be_self_defence": "no",
  "who.multiple_people_causing_harm": "no",
  "beh.physical.present": "yes",
  "beh.physical.recency": "past_3m",
  "beh.controlling_coercive.present": "no",
  "beh.monitoring_jealousy.present": "no",
  "beh.isolating.present": "no",
  "flag.strangulation": "yes",
  "flag.weapon_used_or_access": "no",
  "flag.sexual_violence": "no",
  "flag.stalking_fixated": "no",
  "beh.pattern": "single_incident",
  "hist.other_victims": "none_known",
  "child.any_0_17": "no",
  "victim.impact": "She no longer goes out.",
  "need.housing": "yes",
  adapt: ["evenings", "one_to_one"],
  "referrer.name": "A Nurse",
  "referrer.agency": "A surgery",
  "referrer.email": "nurse@example.org",
  "person.name": "not known",
  review_by: "22/12/2026",
};

/** What a club's ambassador noticed. */
export const AMBASSADOR: Answers = {
  "user.role": "community_ambassador",
  "user.setting": "community_or_sport_or_leisure",
  "user.device_private": "no",
  "area.person": "norfolk",
  "now.danger": "no",
  "now.child_in_danger": "no",
  "now.weapon_present": "no",
  "now.threat_to_kill": "none_known",
  "now.person_present_or_may_see": "no",
  "user.alone_with_person_now": "no",
  "now.threat_to_worker": "no",
  "person.age_band": "18_plus",
  "rel.kind": "partner",
  "rel.cohabiting": "lives_with",
  "beh.controlling_coercive.present": "yes",
  "child.any_0_17": "yes",
  "referrer.name": "A Coach",
  "referrer.phone": "01603 000000",
};
