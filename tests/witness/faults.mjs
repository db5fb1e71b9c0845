// The witnesses are worth something only if they notice: in each exported file a fault is planted, one after the other, and
// each must bring up a disagreement at the boundary cases.

import { differences, jsonLogic, zen } from "./engines.mjs";
import { cases, exported } from "./waymark.mjs";

const AREA = "norfolk";
const ON = "2024-06-01";

const boundaries = [];
for await (const found of cases(AREA, ON, 0)) boundaries.push(found);

const missed = [];
let planted = 0;
for (const [format, engine, faults] of [["json-logic", jsonLogic, jsonLogicFaults()], ["jdm", zen, jdmFaults()]]) {
  const sound = await exported(AREA, format, ON);
  if (await disagrees(engine(sound))) throw new Error(`${format}: a disagreement without a fault`);
  for (const [name, plant] of faults) {
    const file = structuredClone(sound);
    plant(file);
    if (JSON.stringify(file) === JSON.stringify(sound)) throw new Error(`${format}: "${name}" changed nothing`);
    planted += 1;
    if (!(await disagrees(engine(file)))) missed.push(`${format}: ${name}`);
  }
}
console.log(`witnesses: ${planted} planted faults, ${planted - missed.length} noticed`);
for (const name of missed) console.error(`not noticed: ${name}`);
process.exitCode = missed.length === 0 ? 0 : 1;

async function disagrees(decide) {
  for (const { answers, expected } of boundaries) if (differences(expected, await decide(answers)).length > 0) return true;
  return false;
}

function jsonLogicFaults() {
  const rule = (file, name) => file.rules.find((rule) => rule.name === name);
  const replaced = (name, from, to) => (file) => {
    const found = rule(file, name);
    found.logic = JSON.parse(JSON.stringify(found.logic).replace(from, to));
  };
  return [
    ["a threshold is one higher", replaced("fired.H1", "14", "15")],
    ["a threshold is one lower", replaced("fired.H1", "14", "13")],
    ["a part of an `or` is gone", (file) => rule(file, "fired.H5").logic.or.pop()],
    ["an `and` became an `or`", replaced("fired.H6", '"and"', '"or"')],
    ["a `not` is gone", replaced("fired.H1", '"!"', '"!!"')],
    ["a rule yields no more", (file) => rule(file, "fired.M1").logic.and.pop()],
    ["a branch that is closed counts", replaced("fired.H7", '"===":[{"var":"beh.physical.present"},"yes"]', '"!==":[{"var":"beh.physical.present"},""]')],
    ["a stop does not stop", (file) => (rule(file, "stop.possible_victim").logic = false)],
    ["a doubt is gone", (file) => rule(file, "criterion.norfolk/change_project.age").logic.if.splice(2, 2)],
    ["an age begins a year early", replaced("criterion.norfolk/rypp.age_8_to_18", "8", "7")],
    ["the tiers change places", replaced("tier", '"medium"', '"standard"')],
    ["a derived fact has another value", replaced("rel.context", "teen_ipv", "ipv")],
    ["an action is always due", (file) => (rule(file, "action.marac_referral").logic = true)],
  ];
}

function jdmFaults() {
  const node = (file, id) => file.nodes.find((node) => node.id === id).content;
  const replaced = (id, from, to) => (file) => {
    const found = file.nodes.find((node) => node.id === id);
    found.content = JSON.parse(JSON.stringify(found.content).replace(from, to));
  };
  return [
    ["a threshold is one higher", replaced("found high", ">= 14", ">= 15")],
    ["a threshold is one lower", replaced("found high", ">= 14", ">= 13")],
    ["a row is gone", (file) => node(file, "found high").rules.pop()],
    ["a cell is empty", (file) => (node(file, "rel.context").rules[0].in02 = "")],
    ["a cell cannot be read", (file) => (node(file, "criteria norfolk/change_project").rules[0].in01 = "(")],
    ["a rule yields no more", replaced("fired", "and none(", "or some(")],
    ["a stop does not stop", (file) => node(file, "stops").rules.splice(1, 2)],
    ["a criterion is left out", replaced("eligibility pathways", /\\"norfolk\/change_project\/age\\", /g, "")],
    ["a criterion is left out of one row", replaced("eligibility pathways", '\\"norfolk/change_project/age\\", ', "")],
    ["an age begins a year early", replaced("criteria norfolk/rypp", ">= 8", ">= 7")],
    ["the tiers change places", (file) => node(file, "tier").rules.reverse()],
    ["an action is always due", (file) => node(file, "actions").rules.forEach((row) => Object.keys(row).filter((key) => key.startsWith("in")).forEach((key) => (row[key] = "")))],
  ];
}
