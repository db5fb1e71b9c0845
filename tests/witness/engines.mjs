// Two engines of other people, each given an exported file, each coming to the same kind of result.

import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { LogicEngine } from "json-logic-engine";

const { ZenEngine } = createRequire(import.meta.url)("@gorules/zen-engine");

/// Answers with an object for each dot in a fact's id, as both files expect them.
export function nested(answers) {
  const data = {};
  for (const [id, value] of Object.entries(answers)) put(data, id.split("."), value);
  return data;
}

/// The JSON Logic file: every rule in order, each result stored under the rule's name.
export function jsonLogic(file) {
  const engine = new LogicEngine();
  const rules = file.rules.map((rule) => ({ path: rule.name.split("."), kind: rule.kind, run: engine.build(rule.logic) }));
  return (answers) => {
    const data = nested(answers);
    for (const rule of rules) put(data, rule.path, rule.run(data));
    const results = empty();
    for (const { path, kind } of rules) {
      const [value, name] = [path.reduce((part, key) => part[key], data), path.slice(1).join("/")];
      if (kind === "derived fact") results.derived[path.join(".")] = value;
      if (kind === "tier") results.tier = value;
      if (kind === "tier rule" && value) results.fired.push(name);
      if (kind === "stop" && value) results.stops.push(name);
      if (kind === "criterion" && value !== "not_met") results.criteria[value].push(name);
      if (kind === "eligibility") results.eligibility[name] = value;
      if (kind === "recommendation" && value) results.recommended.push(name);
      if (kind === "action" && value) results.actions.push(name);
    }
    return sorted(results);
  };
}

/// The JDM file: one evaluation of the graph.
export function zen(file) {
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(file)));
  const derived = file.nodes.filter((node) => node.content.hitPolicy === "first" && node.id !== "tier").map((node) => node.id);
  return async (answers) => {
    const { result } = await decision.evaluate(nested(answers));
    const results = empty();
    for (const id of derived) results.derived[id] = id.split(".").reduce((part, key) => part?.[key], result) ?? null;
    results.tier = result.tier;
    results.fired = names(result.fired, "rule");
    results.stops = names(result.stops, "stop");
    const rows = Object.values(result.criteria ?? {}).flat();
    const met = new Set(names(rows.filter((row) => row.result === "met"), "criterion"));
    results.criteria = { met: [...met], unknown: names(rows, "criterion").filter((id) => !met.has(id)) };
    for (const { pathway, eligibility } of Object.values(result.eligibility).flat()) {
      const before = results.eligibility[pathway];
      results.eligibility[pathway] = before ? `${before} and ${eligibility}` : eligibility;
    }
    results.recommended = names(Object.values(result.recommended).flat(), "pathway");
    results.actions = names(result.actions, "action");
    return sorted(results);
  };
}

/// The parts of two results that differ, in words; none where they agree.
export function differences(expected, got) {
  const found = [];
  for (const part of Object.keys(expected)) compare(part, expected[part], got[part], found);
  return found;
}

/// A result with every list in order, so that two can be laid side by side.
export function sorted(results) {
  for (const list of [results.fired, results.stops, results.recommended, results.actions, results.criteria.met, results.criteria.unknown]) list.sort();
  return results;
}

function compare(at, expected, got, found) {
  if (Array.isArray(expected)) {
    const [missing, more] = [expected.filter((id) => !got.includes(id)), got.filter((id) => !expected.includes(id))];
    if (missing.length || more.length || expected.length !== got.length) found.push(`${at}: ours has ${list(missing)}, theirs has ${list(more)}`);
  } else if (expected !== null && typeof expected === "object") {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) compare(`${at} ${key}`, expected[key], got[key], found);
  } else if (expected !== got) {
    found.push(`${at}: ours is ${expected}, theirs is ${got}`);
  }
}

function list(ids) {
  return ids.length ? `also ${ids.join(", ")}` : "no more";
}

function names(rows, key) {
  return [...new Set(rows.map((row) => row[key]))];
}

function empty() {
  return { derived: {}, fired: [], stops: [], tier: "", criteria: { met: [], unknown: [] }, eligibility: {}, recommended: [], actions: [] };
}

function put(data, path, value) {
  let part = data;
  for (const key of path.slice(0, -1)) part = part[key] ??= {};
  part[path[path.length - 1]] = value;
}
