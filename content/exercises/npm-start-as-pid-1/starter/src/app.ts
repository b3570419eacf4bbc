import type { RequestListener } from "node:http";
import { read, Reading, record } from "./readings.js";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const app: RequestListener = async (request, response) => {
  const gauge = decodeURIComponent((request.url ?? "/").slice(1));
  if (gauge === "health") {
    response.end("ok\n");
  } else if (request.method === "POST") {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const reading = Reading.safeParse(parsed(text));
    if (reading.success) record(reading.data);
    response.writeHead(reading.success ? 204 : 400).end();
  } else {
    const reading = read(gauge);
    response
      .writeHead(reading === undefined ? 404 : 200)
      .end(JSON.stringify(reading ?? null));
  }
};
