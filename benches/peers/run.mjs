// Builds the peers' pages, opens each, prints the tables; with WAYMARK_WRITE, writes them to README.md. Started by `cargo xtask peers`.

import { chromium } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { here, peers } from "./peers.mjs";
import * as qualities from "./qualities.mjs";
import { report } from "./report.mjs";
import { bundle, serve } from "./site.mjs";
import { race } from "./speed.mjs";
import * as table from "./table.mjs";

const rounds = Number(process.env.WAYMARK_ROUNDS ?? 7);
const folderOf = (peer) => join(process.env.WAYMARK_PEERS, peer.name);
const say = (words) => console.error(`  ${words}`);

await Promise.all(peers.map((peer) => bundle(peer, folderOf(peer))));
const site = await serve(peers, folderOf);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const load = [loadavg()[0]];
const speed = await race(browser, site, peers, rounds, say);
load.push(loadavg()[0]);

const forms = peers.filter(({ empty }) => !empty);
const each = async (about, look) => {
  const rows = [];
  for (const peer of forms) {
    say(`${about}: ${peer.name}`);
    rows.push(...(await look(peer)));
  }
  return rows;
};
const named = (title, found) => ({ title, ...found });
const policies = await each("policy", async (peer) => [
  named(peer.title, await qualities.policy(browser, site, peer, "")),
  ...(peer.goal ? [named(`${peer.title}, with \`'wasm-unsafe-eval'\``, await qualities.policy(browser, site, peer, "-wasm"))] : []),
]);
const leaks = await each("page around", async (peer) => [named(peer.title, await qualities.leaks(browser, site, peer))]);
const empty = await each("empty Continue", async (peer) => [named(peer.title, await qualities.empty(browser, site, peer))]);

const text = report({
  speed: table.speed(peers, speed),
  goals: table.goals(peers, speed),
  policies: table.policies(policies),
  leaks: table.leaks(leaks),
  empty: table.empty(empty),
  rounds,
  load,
  cores: cpus().length,
  chromium: browser.version().split(".")[0],
  day: new Date().toISOString().slice(0, 10),
});
await browser.close();
site.close();
console.log(`\n${text}`);
for (const peer of peers) say(`${peer.name}: ${speed.get(peer.name).loaded.map((url) => new URL(url).pathname.split("/").slice(3).join("/") || "the page").join(", ")}`);
if (process.env.WAYMARK_WRITE) writeFileSync(join(here, "README.md"), text);
