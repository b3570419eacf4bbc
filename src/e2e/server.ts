import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { resolve } from "node:path";
import sirv from "sirv";

/** A path that the same folder is served at, beside the root. */
export const BELOW = "/docs/drydock/";

/** Another, at which it is served with the headers of `_headers`, as a host does that reads that file. */
export const GUARDED = "/guarded/";

const dist = resolve(import.meta.dirname, "../../dist");

/** Serves the built site at the root and below two paths until the tests are done. */
export default async function serve(): Promise<() => Promise<void>> {
  const site = sirv(dist, { dev: true });
  const rules = headerRules(readFileSync(resolve(dist, "_headers"), "utf8"));
  const unknown = readFileSync(resolve(dist, "404.html"));
  const server = createServer((request, response) => {
    const notFound = (): void => {
      response.writeHead(404, { "content-type": "text/html" });
      response.end(unknown);
    };
    if (request.url?.startsWith(BELOW) === true)
      request.url = request.url.slice(BELOW.length - 1);
    if (request.url?.startsWith(GUARDED) === true) {
      request.url = request.url.slice(GUARDED.length - 1);
      for (const { path, name, value } of rules)
        if (matches(path, request.url)) response.setHeader(name, value);
    }
    site(request, response, notFound);
  });
  await new Promise<void>((listening) =>
    server.listen(0, "127.0.0.1", listening),
  );
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The server has no port.");
  process.env["SITE"] = `http://127.0.0.1:${address.port}/`;
  return () =>
    new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    });
}

interface HeaderRule {
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** The rules of a file `_headers`: a path in a line of its own, then its headers, indented. */
function headerRules(text: string): readonly HeaderRule[] {
  const rules: HeaderRule[] = [];
  let path = "";
  for (const line of text.split("\n")) {
    const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      rules.push({ path, name, value });
    else if (line.startsWith("/")) path = line;
  }
  return rules;
}

function matches(path: string, url: string): boolean {
  return path.endsWith("*")
    ? url.startsWith(path.slice(0, -1))
    : url.split("?")[0] === path;
}
