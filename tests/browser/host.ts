import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Page } from "@playwright/test";

// A host that puts the screen into its page in its own way, and a service that referrals are sent to.

/** Puts attributes on the screen of the page at `path`, and lets it send to `origin`. */
export async function embed(page: Page, attributes: () => string, origin = "", path = "/") {
  await page.route(path, async (route) => {
    const response = await route.fetch();
    const allow = (text: string) => (origin ? text.replaceAll("connect-src 'self'", `connect-src 'self' ${origin}`) : text);
    const headers = Object.fromEntries(Object.entries(response.headers()).map(([name, value]) => [name, allow(value)]));
    const body = allow(await response.text()).replace("<waymark-screen", `<waymark-screen ${attributes()}`);
    await route.fulfill({ response, headers, body });
  });
}

/** The same from a server of its own, for what a browser asks only of real ones: it puts the screen of `base` into its page. */
export async function host(base: string, attributes: () => string, origin: string) {
  const allow = (text: string) => text.replaceAll("connect-src 'self'", `connect-src 'self' ${origin}`);
  const server = createServer(async (request, response) => {
    const file = await fetch(new URL(request.url!, base));
    const headers = { "Content-Type": file.headers.get("Content-Type")!, "Content-Security-Policy": allow(file.headers.get("Content-Security-Policy")!) };
    const bytes = Buffer.from(await file.arrayBuffer());
    const page = () => allow(bytes.toString("utf8")).replace("<waymark-screen", `<waymark-screen ${attributes()}`);
    response.writeHead(file.status, headers).end(request.url === "/" ? page() : bytes);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return { origin: `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`, stop: () => server.close() };
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** What came to the service. */
export type Came = { method: string; headers: IncomingMessage["headers"]; body: string };

/** A service on this machine. It answers as `answer` says; the questions that browsers ask beforehand it answers itself. */
export class Service {
  came: Came[] = [];
  answer: Answer = (response) => response.end();
  permits = true;
  private server: Server;
  private port = 0;

  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        this.came.push({ method: request.method!, headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
        if (this.permits) {
          response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
          response.setHeader("Access-Control-Allow-Headers", "content-type");
          response.setHeader("Access-Control-Max-Age", "0"); // asked before each
        }
        if (request.method === "OPTIONS") response.writeHead(204).end();
        else this.answer(response, request);
      });
    });
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What was sent, without the questions beforehand. */
  get sent() {
    return this.came.filter(({ method }) => method !== "OPTIONS");
  }

  async start() {
    await new Promise<void>((done) => this.server.listen(this.port, "127.0.0.1", done));
    const address = this.server.address();
    if (address && typeof address === "object") this.port = address.port;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
