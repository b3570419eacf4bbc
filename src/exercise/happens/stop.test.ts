import { expect, test } from "vitest";
import { buildOf } from "../../../checks/testing/builds.ts";
import { stopDrawing } from "./stop-drawing.ts";
import { stopView } from "./stop.ts";

function stopOfLines(...lines: readonly string[]) {
  return stopView(
    buildOf(["FROM node:24-slim", "WORKDIR /app", "COPY . .", ...lines], {
      "server.js":
        'process.on("SIGTERM", () => server.close(() => process.exit(0)));',
      "package.json": '{"scripts":{"start":"node server.js"}}',
    }),
  );
}

test("the shell form is killed after the grace period", () => {
  const killed = stopOfLines("CMD npm start");
  expect(killed.kind).toBe("killed");
  expect(killed.sentence).toBe(
    "sh is PID 1, ignores SIGTERM and never passes it on to node: after 10 s SIGKILL ends the container, exit code 137.",
  );
  expect(killed.processes.map(({ name }) => name)).toEqual([
    "sh",
    "npm",
    "sh",
    "node",
  ]);
  const { kill, lanes, marks, ticks } = stopDrawing(killed);
  expect(lanes.map(({ to, ends }) => [to, ends])).toEqual(
    lanes.map(() => [kill?.x, "killed"]),
  );
  expect(marks.map(({ kind }) => kind)).toEqual(["ignored"]);
  expect(ticks.map(({ text }) => text)).toEqual(["0 s", "10 s"]);
});

test("a handler runs until the process exits by itself", () => {
  const view = stopOfLines('CMD ["node", "server.js"]');
  expect(view).toMatchObject({ kind: "graceful", outcome: "Graceful" });
  const { marks, kill, lanes, ticks } = stopDrawing(view);
  expect(kill).toBeUndefined();
  const [handler, exit] = marks;
  expect(handler).toMatchObject({ kind: "handled", to: exit?.x });
  expect(exit).toMatchObject({ kind: "exited", text: "exit 0" });
  expect(lanes[0]).toMatchObject({ ends: "exits", to: exit?.x });
  expect(ticks.at(-1)?.text).toBe("handler done");
});

test("an init passes the signal down to the next lane", () => {
  const view = stopOfLines(
    "RUN apt-get update && apt-get install -y tini",
    'ENTRYPOINT ["tini", "--"]',
    'CMD ["node", "server.js"]',
  );
  const { arrows, lanes } = stopDrawing(view);
  expect(arrows.map(({ to }) => to)).toEqual(lanes.map(({ y }) => y));
  expect(arrows[1]?.from).toBe(lanes[0]?.y);
});

test("where the start is not known, no processes are drawn", () => {
  const view = stopOfLines("ARG START", "CMD $START");
  expect(view.kind).toBe("unknown");
  expect(view.events).toEqual([]);
});

test("a program that is not in the image never starts", () => {
  expect(stopView(buildOf(["FROM scratch", 'CMD ["/app"]'])).kind).toBe(
    "not-started",
  );
});

test("without an image there is nothing to stop", () => {
  expect(stopView(buildOf([])).kind).toBe("no image");
});
