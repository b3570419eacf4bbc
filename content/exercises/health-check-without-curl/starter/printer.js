import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";

const [host = "127.0.0.1", port = "9100"] = (process.env.PRINTER ?? "").split(
  ":",
);

/** Sends a label to the printer, again and again until it takes it. */
export async function print(label) {
  while (!(await sent(label))) await setTimeout(1000);
}

function sent(label) {
  return new Promise((resolve) => {
    const socket = connect(Number(port), host, () => socket.end(label));
    socket.on("close", (failed) => resolve(!failed));
    socket.on("error", () => {});
  });
}
