import { join } from "node:path";
import { test } from "@playwright/test";
import { MODES, Tour, unfold } from "./tour";

// Pictures of every page, to look at: WAYMARK_PICTURES names the folder that they go to. Without it there is nothing to test here.

const folder = process.env.WAYMARK_PICTURES;

/** The ways of looking at a page. What is printed is drawn as wide as a sheet of paper. */
const LIGHTS = {
  light: { media: "screen", forcedColors: "none" },
  forced: { media: "screen", forcedColors: "active" },
  print: { media: "print", forcedColors: "none" },
} as const;

if (folder) {
  for (const [mode, answers] of Object.entries(MODES)) {
    for (const width of [320, 1280]) {
      test(`pictures: ${mode} at ${width} px`, async ({ page, baseURL }) => {
        test.setTimeout(1_200_000);
        await page.setViewportSize({ width, height: 800 });
        const tour = new Tour(page, baseURL!, answers);
        let count = 0;
        await tour.all(async ({ name, kind }) => {
          const file = `${String(++count).padStart(2, "0")}-${name.replace(/\W+/g, "-").toLowerCase()}${kind === "page" ? "" : `-${kind}`}`;
          for (const [light, look] of Object.entries(LIGHTS)) {
            await page.emulateMedia(look);
            await page.screenshot({ path: join(folder, `${mode}-${width}-${light}`, `${file}.png`), fullPage: true });
          }
          await page.emulateMedia(LIGHTS.light);
          if (kind !== "page" || !/^(result|done|refer)/.test(name)) return;
          await unfold(tour.screen);
          await page.screenshot({ path: join(folder, `${mode}-${width}-light`, `${file}-unfolded.png`), fullPage: true });
        });
      });
    }
  }
}
