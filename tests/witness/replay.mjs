// Has two engines of other people decide our cases again, from the exported files, and ends badly where one disagrees.
//
//   node tests/witness/replay.mjs [--engine json-logic|zen] [--random N] [--on YYYY-MM-DD] [AREA...]
//
// Without an engine both are asked; without an area all are. The N cases by chance are spread over the areas.

import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { areas } from "./waymark.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string" },
    random: { type: "string", default: "1000" },
    on: { type: "string", default: "2024-06-01" },
  },
});
const engines = values.engine ? [values.engine] : ["json-logic", "zen"];
const asked = positionals.length ? positionals : await areas();
const random = Math.ceil(Number(values.random) / asked.length);

const results = [];
const waiting = [...asked];
const worker = async () => {
  for (let area = waiting.shift(); area !== undefined; area = waiting.shift()) results.push(await replay(area));
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));
const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
const [decided, disagreements, failed] = [sum("decided"), sum("disagreements"), results.filter((result) => result.decided === undefined).length];
console.log(`witnesses: ${decided} decisions done over by ${engines.join(" and ")}, ${disagreements} disagreements`);
process.exitCode = disagreements === 0 && failed === 0 ? 0 : 1;

/// One area, in a process of its own; a process that ends without a word has failed.
function replay(area) {
  const child = fork(fileURLToPath(new URL("area.mjs", import.meta.url)), [JSON.stringify({ area, engines, on: values.on, random })]);
  let told = {};
  child.on("message", (message) => (told = message));
  return new Promise((resolve) => child.on("exit", (code) => resolve(code === 0 ? told : {})));
}
