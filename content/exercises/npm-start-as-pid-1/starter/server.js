import { createServer } from "node:http";
import { app } from "./dist/app.js";

const server = createServer(app);
server.listen(3000, () => console.log("listening on 3000"));

// Readings on their way are taken before the process leaves.
process.on("SIGTERM", () => {
  console.log("stopping");
  server.close(() => {
    console.log("stopped");
    process.exit(0);
  });
});
