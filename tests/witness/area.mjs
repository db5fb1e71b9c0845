// The replay of one area, in a process of its own: `replay.mjs` starts it and is told what came out.

import { differences, jsonLogic, zen } from "./engines.mjs";
import { cases, exported } from "./waymark.mjs";

/// How many disagreements are shown.
const SHOWN = 5;
/// How many cases wait for an engine at once.
const AT_ONCE = 32;

const { area, engines, on, random } = JSON.parse(process.argv[2]);
const began = performance.now();
const witnesses = [];
if (engines.includes("json-logic")) witnesses.push(["json-logic-engine", jsonLogic(await exported(area, "json-logic", on))]);
if (engines.includes("zen")) witnesses.push(["zen-engine", zen(await exported(area, "jdm", on))]);

let [boundaries, chance, disagreements] = [0, 0, 0];
let waiting = [];
for await (const found of cases(area, on, random)) {
  if (found.about === "chance") chance += 1;
  else boundaries += 1;
  waiting.push(ask(found));
  if (waiting.length === AT_ONCE) await Promise.all(waiting.splice(0));
}
await Promise.all(waiting);
if (boundaries === 0 || chance !== random) throw new Error(`${area}: cases are missing`);

const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`${area}: ${boundaries} boundary cases, ${chance} by chance, ${disagreements} disagreements, ${seconds} s`);
process.send({ decided: (boundaries + chance) * witnesses.length, disagreements });

/// Has every witness decide one case.
async function ask(found) {
  for (const [name, decide] of witnesses) {
    const faults = differences(found.expected, await decide(found.answers));
    if (faults.length === 0) continue;
    disagreements += 1;
    if (disagreements <= SHOWN) console.error(`${area}, ${name}, ${found.about}:\n  ${faults.join("\n  ")}\n  ${JSON.stringify(found.answers)}`);
  }
}
