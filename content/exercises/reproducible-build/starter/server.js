import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const server = createServer(async (request, response) => {
  if (request.url === "/health") return response.end("ok\n");
  if (request.url !== "/render" || request.method !== "POST")
    return response.writeHead(404).end("no such page\n");
  const page = await render(await text(request));
  if (page === undefined)
    return response.writeHead(422).end("this takes too long\n");
  response.setHeader("Content-Type", "text/html; charset=utf-8").end(page);
});

/** The page, or undefined where it takes more than two seconds. */
async function render(markdown) {
  const child = spawn(process.execPath, ["render.js"], {
    timeout: 2000,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  child.stdin.on("error", () => {}).end(markdown);
  const page = await text(child.stdout);
  return (await ended) === 0 ? page : undefined;
}

server.listen(8080, () => console.log("listening on 8080"));

// Requests under way are answered before the process leaves.
process.on("SIGTERM", () => server.close(() => process.exit(0)));
