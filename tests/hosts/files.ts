import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

// What a partner takes: the files, and the lines to copy.

export const DIST = process.env.WAYMARK_DIST ?? resolve(import.meta.dirname, "../../dist");

export type Way = "classic" | "module" | "frame";

/** The lines of one way, as they are written in embedding.html. */
export function lines(way: string) {
  const page = readFileSync(join(DIST, "embedding.html"), "utf8");
  const [, written] = page.match(new RegExp(`<code id="${way}">([^<]*)</code>`)) ?? [];
  if (!written) throw new Error(`embedding.html has no lines for ${way}`);
  return written.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** The hash of a file, as a policy and the lines have it. */
export function integrity(name: string) {
  const [, hash] = lines(name.endsWith(".mjs") ? "module" : "classic").match(/integrity="([^"]+)"/) ?? [];
  return hash;
}

/** Puts all files into a folder of a server; its own first page is the host's. */
export function take(folder: string) {
  mkdirSync(folder, { recursive: true });
  cpSync(DIST, folder, { recursive: true, filter: (file) => basename(file) !== "index.html" });
  return folder;
}
