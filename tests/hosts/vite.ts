import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { take, type Way } from "./files";
import { made, port } from "./programs";

// A page of one of the frameworks: type-checked and built by the project's own `npm run build`, and served by Vite.

/** One build of a project of `tests/hosts`, with the script of this way in its page; the files lie beside it, as the lines have them. */
export const vite = (project: "react" | "vue", way: Exclude<Way, "frame">, mode: "production" | "development" = "production") =>
  made(`${project}-${way}-${mode}`, async (programs) => {
    const folder = resolve(import.meta.dirname, project);
    const beside = take(join(programs.folder, "public"));
    const built = join(programs.folder, "built");
    const env = { ...process.env, NODE_ENV: mode, WAYMARK_WAY: way, WAYMARK_BESIDE: beside, WAYMARK_BUILT: built };
    const npm = promisify(execFile)("npm", ["run", "build", "--", "--mode", mode], { cwd: folder, env });
    await npm.catch((fault) => Promise.reject(new Error(`${fault.stdout}\n${fault.stderr}`)));
    const listen = await port();
    const origin = `http://127.0.0.1:${listen}`;
    const serve = [join(folder, "node_modules/vite/bin/vite.js"), "preview", "--host", "127.0.0.1", "--port", String(listen), "--strictPort"];
    await programs.begin("vite", process.execPath, serve, () => fetch(origin), { cwd: folder, env });
    return { origin };
  });
