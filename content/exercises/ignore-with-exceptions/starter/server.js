import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { X509Certificate } from "node:crypto";

process.loadEnvFile(".env.defaults");
const pages = JSON.parse(readFileSync("search-index.json", "utf8"));
const authority = readFileSync("certs/ca.pem", "utf8");

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const page = pages.find(({ name }) => pathname === `/${name}`);
  if (pathname === "/health") response.writeHead(200).end("ok\n");
  else if (pathname === "/ca.pem") response.writeHead(200).end(authority);
  else if (page !== undefined)
    response.writeHead(200).end(readFileSync(page.file, "utf8"));
  else response.writeHead(404).end("no such page\n");
});

const { subject } = new X509Certificate(authority);
server.listen(Number(process.env.PORT), () => {
  console.log(`${pages.length} pages, ${subject}`);
});

process.on("SIGTERM", () => server.close(() => process.exit(0)));
