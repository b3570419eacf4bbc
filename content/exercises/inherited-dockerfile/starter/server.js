import { createServer } from "node:http";
import { nanoid } from "nanoid";

const port = Number(process.env.PORT ?? 3000);
const links = new Map();

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/health") {
    response.writeHead(200).end("ok\n");
  } else if (request.method === "POST" && pathname === "/links") {
    let target = "";
    for await (const chunk of request) target += chunk;
    const id = nanoid(8);
    links.set(id, target.trim());
    response.writeHead(201, { location: `/${id}` }).end(`${id}\n`);
  } else if (links.has(pathname.slice(1))) {
    response.writeHead(302, { location: links.get(pathname.slice(1)) }).end();
  } else {
    response.writeHead(404).end("no such link\n");
  }
});

server.listen(port, () => console.log(`listening on ${port}`));

// Requests under way are answered before the process leaves.
process.on("SIGTERM", () => {
  console.log("stopping");
  server.close(() => process.exit(0));
});
