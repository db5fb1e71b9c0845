import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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

/** A page as text; a function makes it anew each time it is asked for. */
type Text = string | (() => string | Promise<string>);

interface Site {
  /** What goes with every page. */
  headers?: Record<string, string>;
  /** Other pages, each by its path. */
  pages?: Record<string, Text>;
  /** Where the built files are served, if they are to stand beside the pages. */
  files?: string;
}

/** What a file says of itself, wherever it is served. */
const OWN_HEADERS = ["content-type", "content-security-policy", "cross-origin-embedder-policy"];

/** Somebody else's site on a server of its own, for what a browser asks only of real ones. */
export async function host(page: Text, { headers = {}, pages = {}, files }: Site = {}) {
  const all: Record<string, Text> = { "/": page, ...pages };
  const server = createServer(async (request, response) => {
    const body = all[new URL(request.url!, "http://host").pathname];
    if (body !== undefined) {
      const text = typeof body === "string" ? body : await body();
      const whole = text.startsWith("<!doctype") ? text : `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>${text}`;
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(whole);
    } else if (request.url === "/favicon.ico") response.writeHead(204).end();
    else if (files) {
      const file = await fetch(new URL(request.url!, files));
      const own = OWN_HEADERS.map((name) => [name, file.headers.get(name)]).filter(([, value]) => value);
      response.writeHead(file.status, Object.fromEntries(own)).end(Buffer.from(await file.arrayBuffer()));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, stop: () => (server.closeAllConnections(), server.close()) };
}

/** Lets pages of the built site stand in a frame of somebody else's: its own server forbids that for all but one. */
export async function framable(page: Page, path = "**/*") {
  await page.route(path, async (route) => {
    const ours = ["127.0.0.1", "localhost"].includes(new URL(route.request().url()).hostname);
    if (route.request().resourceType() !== "document" || !ours) return route.fallback();
    const response = await route.fetch();
    const { "cross-origin-resource-policy": _, ...headers } = response.headers();
    headers["content-security-policy"] = headers["content-security-policy"]?.replace(/;? ?frame-ancestors 'none'/, "") ?? "";
    await route.fulfill({ response, headers });
  });
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
