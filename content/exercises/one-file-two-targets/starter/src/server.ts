import { createServer } from "node:http";
import { nextRuns, readQuestion } from "./schedule.ts";

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(
    request.url ?? "/",
    "http://localhost",
  );
  const answer = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(`${JSON.stringify(body)}\n`);
  };
  if (pathname === "/health") return answer(200, "ok");
  if (pathname !== "/next") return answer(404, { error: "no such page" });
  const question = readQuestion(searchParams);
  if (typeof question === "string") return answer(400, { error: question });
  try {
    answer(200, nextRuns(question, new Date()));
  } catch (error) {
    answer(400, { error: error instanceof Error ? error.message : "unknown" });
  }
});

server.listen(3000, () => console.log("listening on 3000"));

process.on("SIGTERM", () => {
  console.log("stopping");
  server.close(() => process.exit(0));
});
