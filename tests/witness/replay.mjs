// Has two engines of other people decide our cases again, from the exported files, and ends badly where one disagrees.
//
//   node tests/witness/replay.mjs [--engine json-logic|zen] [--random N] [--on YYYY-MM-DD] [AREA...]
//
// Without an engine both are asked; without an area all are, and `--random` cases by chance are spread over them.

import { parseArgs } from "node:util";
import { differences, jsonLogic, zen } from "./engines.mjs";
import { areas, cases, exported } from "./waymark.mjs";

const SHOWN = 5;
const AT_ONCE = 32;

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
const each = Math.ceil(Number(values.random) / asked.length);

let [disagreements, decided] = [0, 0];
for (const area of asked) {
  const began = performance.now();
  const witnesses = [];
  if (engines.includes("json-logic")) witnesses.push(["json-logic-engine", jsonLogic(await exported(area, "json-logic", values.on))]);
  if (engines.includes("zen")) witnesses.push(["zen-engine", zen(await exported(area, "jdm", values.on))]);
  let [boundaries, chance, differing] = [0, 0, 0];
  const ask = async (found) => {
    for (const [name, decide] of witnesses) {
      const faults = differences(found.expected, await decide(found.answers));
      if (faults.length === 0) continue;
      differing += 1;
      if (disagreements + differing <= SHOWN) console.error(`${area}, ${name}, ${found.about}:\n  ${faults.join("\n  ")}\n  ${JSON.stringify(found.answers)}`);
    }
  };
  let waiting = [];
  for await (const found of cases(area, values.on, each)) {
    if (found.about === "chance") chance += 1;
    else boundaries += 1;
    waiting.push(ask(found));
    if (waiting.length === AT_ONCE) await Promise.all(waiting.splice(0));
  }
  await Promise.all(waiting);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${area}: ${boundaries} boundary cases, ${chance} by chance, ${differing} disagreements, ${seconds} s`);
  if (boundaries === 0 || chance < each) throw new Error(`${area}: cases are missing`);
  disagreements += differing;
  decided += (boundaries + chance) * witnesses.length;
}
console.log(`witnesses: ${decided} decisions done over by ${engines.join(" and ")}, ${disagreements} disagreements`);
process.exitCode = disagreements === 0 ? 0 : 1;
