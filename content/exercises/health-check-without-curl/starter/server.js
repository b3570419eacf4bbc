import { createServer } from "node:http";
import { print } from "./printer.js";
import { Queue } from "./queue.js";

const queue = new Queue(print);

const server = createServer(async (request, response) => {
  if (request.url === "/health") {
    response.writeHead(queue.isStuck ? 503 : 200);
    return response.end(queue.isStuck ? "the printer is stuck\n" : "ok\n");
  }
  if (request.url !== "/labels")
    return response.writeHead(404).end("no such page\n");
  if (request.method === "POST") {
    let label = "";
    for await (const part of request) label += part;
    queue.add(label);
    response.writeHead(202);
  }
  response.end(`${queue.length}\n`);
});

server.listen(8080, "0.0.0.0", () => console.log("listening on 8080"));

// Requests under way are answered before the process leaves.
process.on("SIGTERM", () => server.close(() => process.exit(0)));
