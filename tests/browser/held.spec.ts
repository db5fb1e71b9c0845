import { expect, test } from "@playwright/test";
import { crowded, hidden, moving, sideways, small, spaced, twins } from "./looks";
import { LANGUAGES, MODES, Tour, unfold } from "./tour";
import type { Answers } from "./walk";

// What holds somebody up on the way: danger now, both harmed, answers that contradict each other. No tour of a calm case comes there.

const HELD: Record<string, { mode: string; answers: Answers }> = {
  "danger now": { mode: "professional", answers: { "now.danger": "yes" } },
  "danger now, as an ambassador is told": { mode: "community", answers: { "now.danger": "yes" } },
  "both may be harmed": { mode: "professional", answers: { "who.mutual_claim": "yes" } },
  "answers that contradict each other": { mode: "professional", answers: { "person.age": 15, "rel.kind": "spouse_or_civil_partner" } },
};

for (const language of LANGUAGES) {
  for (const [what, { mode, answers }] of Object.entries(HELD)) {
    test.describe(`${language}: ${what}`, () => {
      // As large as 400 % make it: no room to spare for what sticks to the top.
      test.use({ viewport: { width: 320, height: 256 } });

      test("is free of barriers, has the focus, and nothing is cut off, too small, covered or moving", async ({ page, baseURL }) => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        const tour = new Tour(page, baseURL!, { ...MODES[mode], ...answers }, language);
        const message = tour.screen.locator(".waymark-interruption");
        await tour.open();
        while ((await message.count()) === 0) {
          expect(await tour.walk.step(), "it comes before the end").not.toBe("done");
          await tour.walk.answerPage();
          await tour.goOn();
        }
        await expect(tour.screen.locator("h1")).toBeFocused();
        await expect(tour.screen.locator("h1")).toHaveCount(1);
        if (language === "en") expect.soft(await tour.screen.ariaSnapshot()).toMatchSnapshot(`held-${what.replace(/\W+/g, "-")}.yml`);

        await unfold(tour.screen);
        const faults = [...(await hidden(page, tour.screen))];
        // What the exit lies over while the page is scrolled comes out from under it: that is what `hidden` looks at.
        await page.setViewportSize({ width: 320, height: 900 });
        await page.evaluate(() => scrollTo(0, 0));
        for (const colours of ["none", "active"] as const) {
          await page.emulateMedia({ forcedColors: colours });
          faults.push(...(await tour.walk.barriers()), ...(await twins(tour.screen)));
        }
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 256 });
          for (const look of [sideways, crowded, spaced, small, moving]) faults.push(...(await look(tour.screen)).map((fault) => `${width} px: ${fault}`));
        }
        expect(faults).toEqual([]);

        // Going on from there is one press, and leads to another page.
        await tour.goOn();
        await expect(message).toHaveCount(0);
        tour.walk.watch.expectNothing();
      });
    });
  }
}
