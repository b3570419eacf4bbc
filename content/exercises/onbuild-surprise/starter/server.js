import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { makeBoard, page } from "./notices.js";

const port = Number(process.env.PORT ?? 3000);
const token = process.env.BOARD_TOKEN;
const script = readFileSync(new URL("dist/board.js", import.meta.url));
const board = makeBoard();

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const html = { "content-type": "text/html; charset=utf-8" };
  if (pathname === "/health") {
    response.writeHead(200).end("ok\n");
  } else if (request.method === "POST" && pathname === "/notices") {
    if (!token || request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end("who are you?\n");
      return;
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    board.pin(text.trim());
    response.writeHead(201).end("pinned\n");
  } else if (pathname === "/notices") {
    response.writeHead(200, html).end(board.asHtml());
  } else if (pathname === "/board.js") {
    response.writeHead(200, { "content-type": "text/javascript" }).end(script);
  } else if (pathname === "/") {
    response.writeHead(200, html).end(page(board.asHtml()));
  } else {
    response.writeHead(404).end("nothing here\n");
  }
});

server.listen(port, () => console.log(`listening on ${port}`));

process.on("SIGTERM", () => {
  console.log("stopping");
  server.close(() => process.exit(0));
});
