import type { Plugin } from "vite";
import { lines, type Way } from "./files.ts";

/**
 * Puts the script of embedding.html where a page says so; the element is the framework's to draw. Vite takes an address that begins
 * with / for a file of its public folder, and any other module for one that it is to bundle.
 */
export const script = (): Plugin => ({
  name: "lines",
  transformIndexHtml: { order: "pre", handler: (page) => page.replace("<!-- the script -->", lines(process.env.WAYMARK_WAY as Way).split("\n")[0].replace('src="', 'src="/')) },
});
