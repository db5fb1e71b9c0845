import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

// The programs that a host is made of: begun on addresses of their own, waited for, and ended.

/** What a host has on the disk, made anew for each run. */
export function ground(name: string) {
  const folder = join(process.env.WAYMARK_HOSTS ?? resolve(import.meta.dirname, "../../target/waymark/hosts"), name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A port that nobody has. */
export async function port() {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Everything that a host has begun. Whatever ends this process ends these, too. */
export class Programs {
  private running: ChildProcess[] = [];
  private scraps: string[] = [];
  private atExit = () => this.running.forEach((program) => program.kill("SIGKILL"));

  constructor(readonly folder: string) {
    process.once("exit", this.atExit);
  }

  /** Begins a program, and waits until it answers; what it says goes to a file beside its data. */
  async begin(name: string, command: string, args: string[], answers: () => Promise<unknown>, options: SpawnOptions = {}) {
    const log = join(this.folder, `${name}.log`);
    const file = openSync(log, "w");
    const program = spawn(command, args, { ...options, stdio: ["ignore", file, file] });
    this.running.push(program);
    let fault = "";
    program.on("error", (error) => (fault = String(error)));
    for (let tries = 0; tries < 300; tries++) {
      if (await answers().then(() => true, () => false)) return;
      if (fault || program.exitCode !== null) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${name} did not begin. ${fault}\n${readFileSync(log, "utf8")}`);
  }

  /** A folder with a short path, gone when the host is: the path of a socket may have 107 letters at most. */
  short() {
    const folder = mkdtempSync(join(tmpdir(), "host-"));
    this.scraps.push(folder);
    return folder;
  }

  /** Ends them, the last first, and waits until they are gone. */
  async end() {
    for (const program of this.running.reverse()) {
      if (program.exitCode !== null || program.pid === undefined) continue;
      const gone = new Promise((done) => program.once("exit", done));
      program.kill("SIGTERM");
      const late = setTimeout(() => program.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(late);
    }
    this.running = [];
    this.scraps.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
    process.removeListener("exit", this.atExit);
  }
}

/** Makes a host; what it had begun is ended where the making fails. */
export async function made<Host>(name: string, make: (programs: Programs) => Promise<Host>): Promise<Host & { stop(): Promise<void> }> {
  const programs = new Programs(ground(name));
  try {
    return { ...(await make(programs)), stop: () => programs.end() };
  } catch (error) {
    await programs.end();
    throw error;
  }
}
