import { createServer } from "node:http";
import { convert } from "./convert.js";

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname === "/health") return response.end("ok\n");
  const result =
    pathname === "/convert"
      ? convert(
          Number(searchParams.get("value") ?? 1),
          searchParams.get("from"),
          searchParams.get("to"),
        )
      : undefined;
  if (result === undefined) return response.writeHead(404).end("not known\n");
  response.end(`${result}\n`);
});

server.listen(3000, () => console.log("listening on 3000"));

// Requests under way are answered before the process leaves.
process.on("SIGTERM", () => server.close(() => process.exit(0)));
