import { createServer } from "node:http";
import { feeOf } from "./fees.js";

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname !== "/fee") {
    response.writeHead(404).end("not found\n");
    return;
  }
  const length = Number(searchParams.get("length"));
  const nights = Number(searchParams.get("nights"));
  const cents = feeOf(length, nights);
  response
    .writeHead(cents === undefined ? 400 : 200, {
      "content-type": "application/json",
    })
    .end(JSON.stringify({ length, nights, cents }));
});

server.listen(8080, () => console.log("listening on 8080"));

process.on("SIGTERM", () => server.close(() => process.exit(0)));
