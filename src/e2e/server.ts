import { createServer } from "node:http";
import { resolve } from "node:path";
import sirv from "sirv";

/** A path that the same folder is served at, beside the root. */
export const BELOW = "/docs/drydock/";

/** Serves the built site at the root and below a path until the tests are done. */
export default async function serve(): Promise<() => Promise<void>> {
  const site = sirv(resolve(import.meta.dirname, "../../dist"), { dev: true });
  const server = createServer((request, response) => {
    const notFound = (): void => {
      response.statusCode = 404;
      response.end("not found");
    };
    if (request.url?.startsWith(BELOW) === true)
      request.url = request.url.slice(BELOW.length - 1);
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
