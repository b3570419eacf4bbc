import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { nextDepartures, parseNow } from "./timetable.js";

const port = Number(process.env.PORT ?? 8080);
const timetable = JSON.parse(
  readFileSync(new URL("timetable.json", import.meta.url), "utf8"),
);

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname === "/health") {
    response.writeHead(200).end("ok\n");
    return;
  }
  const departures = nextDepartures(
    timetable,
    pathname.slice(1),
    parseNow(searchParams.get("now")),
  );
  if (departures === undefined) {
    response.writeHead(404).end("no such pier\n");
    return;
  }
  response
    .writeHead(200, { "content-type": "application/json" })
    .end(JSON.stringify(departures.map((departure) => departure.toISO())));
});

server.listen(port, () => console.log(`listening on ${port}`));

process.on("SIGTERM", () => {
  console.log("stopping");
  server.close(() => process.exit(0));
});
