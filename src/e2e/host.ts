import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { resolve } from "node:path";
import sirv from "sirv";
import { BELOW } from "./server.ts";

/** A server of the built site for one test, which can lose its network and be brought up to another version. */
export interface Host {
  /** The site's root, with its slash. */
  readonly site: string;
  /** Takes the server off the network. */
  cut(): void;
  /** Puts the site's next version in its place: some files with another text, and some without any. */
  update(files: Readonly<Record<string, string | undefined>>): void;
  /** Answers every further request for a file in another way; "whole" ends that. */
  fail(path: string, how: "error" | "hang up" | "outdated" | "whole"): void;
  stop(): Promise<void>;
}

const dist = resolve(import.meta.dirname, "../../dist");

/** Text of a file of the built site. */
export function built(path: string): string {
  return readFileSync(resolve(dist, path), "utf8");
}

/** Serves the built site at the root and below a path. */
export async function startHost(): Promise<Host> {
  const changed = new Map<string, string | undefined>();
  const failing = new Map<string, "error" | "hang up" | "outdated">();
  const files = sirv(dist, { dev: true });
  const server = createServer((request, response) => {
    if (request.url?.startsWith(BELOW) === true)
      request.url = request.url.slice(BELOW.length - 1);
    const [url = ""] = (request.url ?? "").slice(1).split("?");
    const path = url === "" || url.endsWith("/") ? `${url}index.html` : url;
    const how = failing.get(path);
    if (how === "error") answer(response, 500, "text/html", "Broken.");
    else if (how === "hang up") {
      response.writeHead(200, { "content-length": "1000" });
      response.write("<!doctype html>");
      response.socket?.destroySoon();
    } else if (changed.has(path) && how === undefined) {
      const text = changed.get(path);
      if (text === undefined) answer(response, 404, "text/plain", "");
      else answer(response, 200, typeOf(path), text);
    } else files(request, response, () => answer(response, 404, "text/plain"));
  });
  await new Promise<void>((listening) =>
    server.listen(0, "127.0.0.1", listening),
  );
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The server has no port.");
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return {
    site: `http://127.0.0.1:${address.port}/`,
    cut: close,
    update: (texts) => {
      for (const [path, text] of Object.entries(texts)) changed.set(path, text);
      changed.set("sw.js", workerFor(changed));
    },
    fail: (path, how) => {
      if (how === "whole") failing.delete(path);
      else failing.set(path, how);
    },
    stop: async () => close(),
  };
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  text = "",
): void {
  response.writeHead(status, { "content-type": type });
  response.end(text);
}

function typeOf(path: string): string {
  return path.endsWith(".html") ? "text/html" : "text/javascript";
}

/** The service worker as a build with these files would have it. */
function workerFor(changed: ReadonlyMap<string, string | undefined>): string {
  let worker = built("sw.js");
  for (const [path, text] of changed)
    if (text === undefined)
      worker = worker.replace(`{"revision":null,"url":"${path}"},`, "");
    else if (path !== "sw.js")
      worker = worker.replace(hash(built(path)), hash(text));
  return worker;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
