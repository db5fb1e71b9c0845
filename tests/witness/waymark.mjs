// What our own program says: exported files, and cases with our results.

import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { sorted } from "./engines.mjs";

const program = process.env.WAYMARK_BIN ?? "target/release/waymark";
const largest = 64 * 1024 * 1024;

/// The rules of an area as one of the two formats.
export async function exported(area, format, on) {
  const { stdout } = await promisify(execFile)(program, ["export", area, "--format", format, "--on", on], { maxBuffer: largest });
  return JSON.parse(stdout);
}

/// The boundary cases of an area, then so many by chance.
export async function* cases(area, on, random) {
  const child = spawn(program, ["export", area, "--format", "cases", "--on", on, "--random", String(random)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const found = JSON.parse(line);
    sorted(found.expected);
    yield found;
  }
  if ((await ended) !== 0) throw new Error(`${program} could not write the cases of ${area}`);
}

/// All areas that can be exported, as `waymark export` names them.
export async function areas() {
  const { stderr } = await promisify(execFile)(program, ["export", "?", "--format", "jdm"]).catch((refusal) => refusal);
  return stderr.match(/expected one of ([a-z0-9_, -]+)/)[1].trim().split(", ");
}
