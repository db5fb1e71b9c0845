import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Walk } from "./walk";

// The files of a referral, from the page and from the native program.

const FILES = { json: "json", html: "html", text: "txt", fhir: "fhir.json" };
export type Face = keyof typeof FILES;

/** What the page makes. */
export async function downloaded(page: Page, walk: Walk, face: Face) {
  await walk.screen.locator(`input[name="done-file"][value="${FILES[face]}"]`).check();
  const [file] = await Promise.all([page.waitForEvent("download"), walk.screen.getByRole("button", { name: "Download the referral" }).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** What `waymark referral` makes of the same answers and details. */
export function native(input: object, on: string, face: Face) {
  const program = process.env.WAYMARK_BIN ?? "target/release/waymark";
  return execFileSync(program, ["referral", "--format", face, "--on", on], { input: JSON.stringify(input) });
}

/** What was put in, of a referral: its open and its restricted part together. */
export function input(json: Buffer) {
  const { on, answers, details, restricted } = JSON.parse(json.toString("utf8"));
  return { on, input: { answers: { ...answers, ...restricted?.answers }, details: merged(details, restricted?.details) } };
}

function merged(one: any, other: any): any {
  if (other === undefined) return one;
  if (one === undefined) return other;
  if (Array.isArray(one)) return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => merged(one[at], other[at]));
  if (typeof one !== "object") return other;
  return Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => [key, merged(one[key], other[key])]));
}
