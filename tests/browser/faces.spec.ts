import { expect, test } from "@playwright/test";
import { downloaded, input, native, type Face } from "./faces";
import { embed } from "./host";
import { AMBASSADOR, HIGH_IN_NORFOLK, Walk } from "./walk";

// Every way out of the page gives what `waymark referral` writes, to the byte.

for (const [who, answers] of [
  ["a professional", HIGH_IN_NORFOLK],
  ["an ambassador", { ...AMBASSADOR, "user.device_private": "yes" }],
] as const) {
  test(`${who}: files, copy and event are what the native program writes`, async ({ page, context, baseURL }) => {
    test.setTimeout(240_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await embed(page, () => 'submit="event"');
    const walk = new Walk(page, baseURL!, { ...answers, "victim.impact": "She said: “I can’t sleep” – żółć, 5 < 6 & more.\nSecond line." });
    await walk.open();
    await walk.until({ step: "done" });
    const json = await downloaded(page, walk, "json");
    const made = input(json.bytes);
    for (const [face, name] of [["json", "json"], ["html", "html"], ["text", "txt"], ["fhir", "fhir.json"]] as [Face, string][]) {
      const file = await downloaded(page, walk, face);
      expect(file.name).toBe(`form-${made.on}.${name}`);
      expect(file.bytes.equals(native(made.input, made.on, face)), face).toBe(true);
    }
    const text = native(made.input, made.on, "text").toString("utf8");
    await walk.screen.getByRole("button", { name: "Copy as text" }).click();
    await expect(walk.screen.getByText("Copied")).toBeVisible();
    // The page may not read what it has copied: another page of the same place may.
    const other = await context.newPage();
    await other.route("**/paste", (route) => route.fulfill({ contentType: "text/html", body: "<title>Paste</title>" }));
    await other.goto("/paste");
    await other.bringToFront();
    expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await other.close();
    const handed = page.evaluate(() => new Promise((done) => addEventListener("waymark-referral", (event) => done((event as CustomEvent).detail), { once: true })));
    await walk.screen.getByRole("button", { name: "Hand over to this page" }).click();
    expect(await handed).toEqual(JSON.parse(json.bytes.toString("utf8")));
    expect(walk.watch.strangers).toEqual([]);
  });
}
