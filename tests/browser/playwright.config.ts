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
  retries: 0,
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
