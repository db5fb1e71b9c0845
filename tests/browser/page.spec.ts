import { expect, test } from "@playwright/test";
import { HIGH_IN_NORFOLK, Walk } from "./walk";

// What every page does: errors, going back, clearing, leaving, keeping quiet.

test("an empty Continue: the summary takes the focus and leads to each field, in the same words", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, {});
  await walk.open();
  await walk.screen.getByRole("button", { name: "Continue" }).click();
  const summary = walk.screen.locator(".govuk-error-summary");
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await walk.expectNoBarriers("errors");
  const links = summary.getByRole("link");
  expect(await links.count()).toBe(3);
  for (const link of await links.all()) {
    const words = await link.innerText();
    await expect(walk.screen.locator(".govuk-error-message", { hasText: words })).toHaveCount(1);
    await link.click();
    const reached = await page.evaluate(() => document.querySelector("waymark-screen")?.shadowRoot?.activeElement?.tagName);
    expect(reached).toBe("INPUT");
  }
  await walk.answerPage();
  await walk.goOn();
  await expect(page).not.toHaveTitle(/^Error: /);
  walk.watch.expectNothing();
});

test("what was typed stays as it was typed until it is right", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, { ...HIGH_IN_NORFOLK, "person.age": "thirty four" });
  await walk.open();
  await walk.until({ heading: "Who is involved" });
  await walk.answerPage();
  await walk.screen.getByRole("button", { name: "Continue" }).click();
  const age = walk.screen.locator('[data-fact="person.age"] input');
  await expect(age).toHaveValue("thirty four");
  await expect(walk.screen.locator('[data-fact="person.age"] .govuk-error-message')).toContainText("whole number");
  await age.fill("34");
  await walk.screen.locator('[data-fact="person.age_band"] input[value="10_15"]').check();
  await walk.screen.getByRole("button", { name: "Continue" }).click();
  await expect(walk.screen.locator('[data-fact="person.age"] .govuk-error-message')).toContainText("age group");
  await walk.screen.locator('[data-fact="person.age_band"] input[value="18_plus"]').check();
  await walk.goOn();
});

test("going back loses nothing", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ step: "recognise" });
  const heading = await walk.heading.innerText();
  await walk.answerPage();
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).not.toHaveText(heading);
  for (const input of await walk.screen.locator("fieldset").all()) {
    await expect(input.locator("input:checked")).toHaveCount(1);
  }
});

test("the rest can be answered 'not known' in one go", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ heading: "Signs about the person" });
  const questions = await walk.screen.locator("[data-fact]:visible").count();
  expect(questions).toBeGreaterThan(2);
  await walk.screen.getByRole("button", { name: "The rest is not known" }).click();
  await expect(walk.heading).not.toHaveText("Signs about the person");
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.heading).toHaveText("Signs about the person");
  await expect(walk.screen.locator('input[value="unknown"]:checked')).toHaveCount(questions);
});

test("clearing asks first, then forgets everything", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await walk.open();
  await walk.until({ step: "safety" });
  await walk.screen.getByRole("button", { name: "Clear all answers" }).click();
  await walk.expectNoBarriers("clear");
  await walk.screen.getByRole("button", { name: "No, keep my answers" }).click();
  expect(await walk.step()).toBe("safety");
  await walk.screen.getByRole("button", { name: "Clear all answers" }).click();
  await walk.screen.getByRole("button", { name: "Yes, clear everything" }).click();
  await expect.poll(() => walk.step()).toBe("start");
  await expect(walk.screen.locator("input:checked")).toHaveCount(0);
});

test("exit: by the button, and by Shift pressed three times; answers go first", async ({ page, baseURL }) => {
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
  for (const leave of ["button", "keys"]) {
    const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
    await walk.open();
    await walk.until({ step: "safety" });
    if (leave === "button") {
      await walk.screen.getByRole("button", { name: /Exit this page/ }).click();
    } else {
      await page.keyboard.press("Shift");
      await expect(walk.screen.getByRole("status").first()).toHaveText("Shift, press 2 more times to exit.");
      await page.keyboard.press("Shift");
      await page.keyboard.press("Shift");
    }
    await expect(page).toHaveTitle("Weather");
  }
});

test("no answer is in the address, the title, storage or an event without the user's act", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    for (const name of ["waymark-ready", "waymark-change", "waymark-decision", "waymark-referral", "waymark-exit", "waymark-error"]) {
      document.addEventListener(name, (event) => seen.push(JSON.stringify([name, (event as CustomEvent).detail])));
    }
  });
  await walk.open();
  await walk.until({ step: "done" });
  const kept = await page.evaluate(() => ({
    address: location.href,
    title: document.title,
    storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    events: (window as unknown as { seen: string[] }).seen,
    light: document.querySelector("waymark-screen")!.outerHTML,
  }));
  expect(kept.address).toBe(`${baseURL}/`);
  expect(kept.title).toBe("Form");
  expect(kept.storage).toBe('[[],[],""]');
  expect(kept.events.some((event) => event.includes("waymark-decision"))).toBe(true);
  expect(kept.events.filter((event) => /strangul|ex_partner|no longer goes out|Nurse/.test(event))).toEqual([]);
  expect(kept.events.filter((event) => event.includes("waymark-referral"))).toEqual([]);
  expect(kept.light).not.toMatch(/strangul|ex_partner/);
});

test("who presses Continue before the rules are there goes on when they come", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  let letIn = () => {};
  const held = new Promise<void>((resolve) => (letIn = resolve));
  await page.route("**/waymark_rules.bin", async (route) => {
    await held;
    await route.continue();
  });
  await walk.open();
  const first = await walk.heading.innerText();
  await walk.answerPage();
  await walk.screen.getByRole("button", { name: "Continue" }).click();
  await expect(walk.heading).toHaveText(first);
  letIn();
  await expect(walk.heading).not.toHaveText(first);
  await expect(walk.screen.locator('[data-fact="area.person"]')).toBeVisible();
  walk.watch.expectNothing();
});

test("where the rest cannot load, the first page stays with its answers, and Continue tries again", async ({ page, baseURL }) => {
  const walk = new Walk(page, baseURL!, HIGH_IN_NORFOLK);
  await page.route("**/waymark_screen_bg.wasm", (route) => route.abort());
  await walk.open();
  await expect(walk.screen.getByRole("alert")).toContainText("could not be loaded");
  await walk.answerPage();
  await page.unroute("**/waymark_screen_bg.wasm");
  await walk.screen.getByRole("button", { name: "Continue" }).click();
  await expect(walk.screen.locator('[data-fact="area.person"]')).toBeVisible();
  await walk.screen.getByRole("link", { name: "Back" }).click();
  await expect(walk.screen.locator(`[name="user-role"][value="${HIGH_IN_NORFOLK["user.role"]}"]`)).toBeChecked();
});
