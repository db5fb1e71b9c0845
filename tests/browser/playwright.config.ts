import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// `cargo xtask test` builds, serves and names the address and the browser.
const usual = "/usr/bin/chromium";
const executablePath = process.env.CHROMIUM ?? (existsSync(usual) ? usual : undefined);

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  // The same files on every system; `--update-snapshots` writes them anew.
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  fullyParallel: true,
  workers: 2,
  // A machine that does other work too may take long over anything; what is broken is broken after that as well.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Passing only at the second try is said at the end of the run: once it may be the machine, twice it is a fault.
  retries: 1,
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: process.env.WAYMARK_URL ?? "http://127.0.0.1:8080",
    browserName: "chromium",
    video: "off",
    trace: "off",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
