import { defineConfig } from "@playwright/test";
import browser from "../browser/playwright.config";

// Hosts of other people with the built files in them. `cargo xtask test --full` installs the hosts and names the specs that can run here.
export default defineConfig({
  ...browser,
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/hosts",
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // Each host has an address of its own.
  use: { ...browser.use, baseURL: undefined },
});
