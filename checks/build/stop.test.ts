import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";
import { stopOf, type StopKind, type StopOptions } from "./stop.ts";

const HANDLES = 'process.on("SIGTERM", () => process.exit(0));\n';
const IGNORES = 'require("node:http").createServer().listen(3000);\n';
const MANIFEST = '{ "scripts": { "start": "node server.js" } }';

function stop(
  base: string,
  script: string,
  lines: readonly string[],
  files: Files = {},
  options: StopOptions = {},
) {
  return stopOf(
    imageOf([`FROM ${base}`, "WORKDIR /app", "COPY . .", ...lines], {
      "package.json": MANIFEST,
      "server.js": script,
      "server.py": script,
      tini: "",
      "app.bin": "",
      "dumb-init": "",
      ...files,
    }),
    options,
  );
}

const SLIM = "node:24-slim";
const ALPINE = "node:24-alpine";
const EXEC = 'CMD ["node", "server.js"]';
const INIT = (...argv: string[]) => [
  "COPY tini dumb-init /usr/bin/",
  `ENTRYPOINT ${JSON.stringify(argv)}`,
];
const NPM = 'CMD ["npm", "start"]';

describe("docker stop, as it was measured", () => {
  it.each<[string, string, string, string[], StopKind, number | undefined]>([
    ["node as PID 1 without a handler", SLIM, IGNORES, [EXEC], "killed", 137],
    ["node as PID 1 with a handler", SLIM, HANDLES, [EXEC], "graceful", 0],
    [
      "python as PID 1 without a handler",
      "python:3.14-slim",
      "import time\n",
      ['CMD ["python3", "server.py"]'],
      "killed",
      137,
    ],
    [
      "dash in the shell form",
      SLIM,
      HANDLES,
      ["CMD node server.js"],
      "killed",
      137,
    ],
    [
      "ash in the shell form",
      ALPINE,
      HANDLES,
      ["CMD node server.js"],
      "graceful",
      0,
    ],
    [
      "bash -c",
      SLIM,
      HANDLES,
      ['CMD ["bash", "-c", "node server.js"]'],
      "graceful",
      0,
    ],
    [
      "dash with exec",
      SLIM,
      HANDLES,
      ["CMD exec node server.js"],
      "graceful",
      0,
    ],
    [
      "tini, no handler",
      SLIM,
      IGNORES,
      [...INIT("tini", "--"), EXEC],
      "terminated",
      143,
    ],
    [
      "tini, handler",
      SLIM,
      HANDLES,
      [...INIT("tini", "--"), EXEC],
      "graceful",
      0,
    ],
    [
      "tini -e 143, no handler",
      SLIM,
      IGNORES,
      [...INIT("tini", "-e", "143", "--"), EXEC],
      "terminated",
      0,
    ],
    [
      "dumb-init, handler",
      SLIM,
      HANDLES,
      [...INIT("dumb-init"), EXEC],
      "graceful",
      0,
    ],
    [
      "dumb-init, no handler",
      SLIM,
      IGNORES,
      [...INIT("dumb-init"), EXEC],
      "terminated",
      143,
    ],
    [
      "tini above dash",
      SLIM,
      HANDLES,
      [...INIT("tini", "--"), "CMD node server.js"],
      "cut-off",
      143,
    ],
    [
      "tini -g above dash",
      SLIM,
      HANDLES,
      [...INIT("tini", "-g", "--"), "CMD node server.js"],
      "cut-off",
      143,
    ],
    [
      "dumb-init above dash",
      SLIM,
      HANDLES,
      [...INIT("dumb-init"), "CMD node server.js"],
      "cut-off",
      143,
    ],
    [
      "tini above dash, no handler",
      SLIM,
      IGNORES,
      [...INIT("tini", "--"), "CMD node server.js"],
      "terminated",
      143,
    ],
    [
      "dash above tini",
      SLIM,
      HANDLES,
      ["COPY tini /usr/bin/", "CMD tini -- node server.js"],
      "killed",
      137,
    ],
    ["npm with dash", SLIM, HANDLES, [NPM], "cut-off", 1],
    ["npm with dash, no handler", SLIM, IGNORES, [NPM], "terminated", 1],
    ["npm with ash", ALPINE, HANDLES, [NPM], "graceful", 0],
    ["npm with ash, no handler", ALPINE, IGNORES, [NPM], "terminated", 1],
    [
      "tini above npm with dash",
      SLIM,
      HANDLES,
      [...INIT("tini", "--"), NPM],
      "cut-off",
      143,
    ],
    [
      "tini above npm with ash",
      ALPINE,
      HANDLES,
      [...INIT("tini", "--"), NPM],
      "graceful",
      0,
    ],
    [
      "tini above npm with ash, no handler",
      ALPINE,
      IGNORES,
      [...INIT("tini", "--"), NPM],
      "terminated",
      143,
    ],
    [
      "dumb-init above npm with dash",
      SLIM,
      HANDLES,
      [...INIT("dumb-init"), NPM],
      "cut-off",
      143,
    ],
    [
      "dumb-init above npm with ash",
      ALPINE,
      HANDLES,
      [...INIT("dumb-init"), NPM],
      "graceful",
      0,
    ],
    ["dash above npm", SLIM, HANDLES, ["CMD npm start"], "killed", 137],
  ])("%s", (_, base, script, lines, kind, exitCode) => {
    expect(stop(base, script, lines)).toMatchObject({ kind, exitCode });
  });
});

describe("docker stop of a script that starts the application", () => {
  const START = ['ENTRYPOINT ["./start.sh"]', 'CMD ["node", "server.js"]'];
  const TRAP = "trap 'kill -TERM $child; wait $child' TERM";
  const CHILD = '"$@" &\nchild=$!\nwait $child\n';

  it.each<[string, string, string, StopKind]>([
    ["before it would exec", SLIM, '"$@"\nexec "$@"\n', "killed"],
    ["after it slept for ever", SLIM, 'sleep infinity\nexec "$@"\n', "killed"],
    ["traps the signal and waits", SLIM, `${TRAP}\n${CHILD}`, "graceful"],
    [
      "traps the signal and does not wait",
      SLIM,
      `trap 'kill $child' TERM\n${CHILD}`,
      "cut-off",
    ],
    [
      "traps another signal",
      SLIM,
      `trap 'kill $child; wait $child' INT\n${CHILD}`,
      "killed",
    ],
    [
      "passes on another signal than it gets",
      SLIM,
      `trap 'kill -INT $child; wait $child' TERM\n${CHILD}`,
      "terminated",
    ],
    [
      "names it as dash does not know it",
      SLIM,
      `${TRAP.replace("TERM'", "SIGTERM'").replace(/TERM$/, "SIGTERM")}\n${CHILD}`,
      "unknown",
    ],
    [
      "names it as ash knows it",
      ALPINE,
      `${TRAP.replace(/TERM$/, "SIGTERM")}\n${CHILD}`,
      "graceful",
    ],
  ])("%s", (_, base, text, kind) => {
    const found = stop(base, HANDLES, START, {
      "start.sh": `#!/bin/sh\n${text}`,
    });
    expect(found.kind).toBe(kind);
  });
});

it.each([
  ["gunicorn", "app:app", "graceful"],
  ["uvicorn", "app:app", "graceful"],
  ["flask", "run", "unknown"],
  ["http.server", "8000", "unknown"],
])("Python runs the module %s as the program itself", (module, arg, kind) => {
  const end = (argv: readonly string[]) =>
    stop("python:3.14-slim", "", [`CMD ${JSON.stringify(argv)}`]).kind;
  expect(end(["python", "-m", module, arg])).toBe(kind);
  expect(end(["python3", "-u", "-m", module, arg])).toBe(kind);
});

describe("docker stop, as it was not measured", () => {
  it.each([
    ["below yarn", ALPINE, ['CMD ["yarn", "start"]']],
    ["with a start that cannot be followed", SLIM, ["CMD node $FILE"]],
    [
      "with a program whose text is not known",
      SLIM,
      ['ENTRYPOINT ["./app.bin"]'],
    ],
    [
      "with a program around the script",
      "team/base:1",
      ['ENTRYPOINT ["doppler", "run"]', 'CMD ["server.js"]'],
    ],
    ["with no start at all", "scratch", []],
  ])("is unknown %s", (_, base, lines) => {
    expect(stop(base, HANDLES, lines).kind).toBe("unknown");
  });
});

describe("a container that lacks a program of its start", () => {
  it.each([
    ["the first", SLIM, ['CMD ["python3", "server.py"]'], "python3"],
    [
      "the shell",
      "gcr.io/distroless/nodejs24-debian13",
      ["ENTRYPOINT node server.js"],
      "/bin/sh",
    ],
    [
      "the shell of what cannot be followed",
      "gcr.io/distroless/nodejs24-debian13",
      ["ENTRYPOINT node $FILE"],
      "/bin/sh",
    ],
    [
      "a program whose directory was copied elsewhere",
      "python:3.14 AS build",
      [
        "RUN python -m venv /opt/venv && /opt/venv/bin/pip install gunicorn",
        "FROM python:3.14-slim",
        "COPY --from=build /opt/venv /srv/venv",
        'CMD ["/opt/venv/bin/gunicorn", "app:app"]',
      ],
      "/opt/venv/bin/gunicorn",
    ],
    [
      "what an init starts",
      SLIM,
      [...INIT("tini", "--"), 'CMD ["python3"]'],
      "python3",
    ],
  ])("never starts without %s", (_, base, lines, program) => {
    expect(stop(base, HANDLES, lines)).toMatchObject({
      kind: "not-started",
      because: `${program} is not in the image`,
      events: [],
    });
  });
});

describe("the time line of a stop", () => {
  const line = (
    base: string,
    script: string,
    lines: readonly string[],
    options: StopOptions = {},
  ): readonly string[] => {
    const { events, processes } = stop(base, script, lines, {}, options);
    const name = (at: number) => processes[at]?.name;
    return events.map((event) => {
      const seconds = event.seconds ?? "later";
      switch (event.kind) {
        case "sent":
          return `${seconds}: ${event.signal} to ${name(event.to)}`;
        case "forwarded":
          return `${seconds}: ${event.signal} from ${name(event.from)} to ${name(event.to)}`;
        case "ignored":
        case "handled":
          return `${seconds}: ${name(event.by)} ${event.kind} ${event.signal}`;
        case "exited":
          return `${seconds}: ${name(event.process)} exited ${event.code}`;
        case "killed":
          return `${seconds}: killed`;
        case "ended":
          return `${seconds}: ended ${event.code}`;
      }
    });
  };

  it("ends with SIGKILL after 10 seconds where nobody hears the signal", () => {
    expect(line(SLIM, HANDLES, ["CMD node server.js"])).toEqual([
      "0: SIGTERM to sh",
      "0: sh ignored SIGTERM",
      "10: killed",
      "10: ended 137",
    ]);
  });

  it("takes the grace period that it is given", () => {
    expect(line(SLIM, IGNORES, [EXEC], { graceSeconds: 30 }).slice(-2)).toEqual(
      ["30: killed", "30: ended 137"],
    );
  });

  it("goes through the init, and back when the handler is done", () => {
    expect(line(SLIM, HANDLES, [EXEC], { init: true })).toEqual([
      "0: SIGTERM to docker-init",
      "0: SIGTERM from docker-init to node",
      "0: node handled SIGTERM",
      "later: node exited 0",
      "later: docker-init exited 0",
      "later: ended 0",
    ]);
  });

  it("shows the handler that the end of the container cuts off", () => {
    const lines = [...INIT("dumb-init"), "CMD node server.js"];
    expect(line(SLIM, HANDLES, lines)).toEqual([
      "0: SIGTERM to dumb-init",
      "0: SIGTERM from dumb-init to sh",
      "0: SIGTERM from dumb-init to node",
      "0: sh exited 143",
      "0: node handled SIGTERM",
      "0: dumb-init exited 143",
      "0: killed",
      "0: ended 143",
    ]);
  });

  it("shows whom tini -g signals, and tini alone does not", () => {
    const forwarded = (...argv: string[]) =>
      line(SLIM, HANDLES, [...INIT(...argv), "CMD node server.js"]).filter(
        (text) => text.includes("from tini"),
      );
    expect(forwarded("tini", "--")).toEqual(["0: SIGTERM from tini to sh"]);
    expect(forwarded("tini", "-g", "--")).toEqual([
      "0: SIGTERM from tini to sh",
      "0: SIGTERM from tini to node",
    ]);
  });

  it("shows what npm passes on", () => {
    expect(line(ALPINE, HANDLES, [NPM])).toEqual([
      "0: SIGTERM to npm",
      "0: SIGTERM from npm to node",
      "0: node handled SIGTERM",
      "later: node exited 0",
      "later: npm exited 0",
      "later: ended 0",
    ]);
  });

  it("ends where what follows is not known", () => {
    expect(line(SLIM, HANDLES, ['ENTRYPOINT ["./app.bin"]'])).toEqual([
      "0: SIGTERM to app.bin",
    ]);
  });
});

describe("the stop signal", () => {
  it.each([
    ["SIGTERM", "graceful"],
    ["TERM", "graceful"],
    ["sigterm", "graceful"],
    ["15", "graceful"],
    ["SIGINT", "killed"],
    ["2", "killed"],
    ["SIGKILL", "killed"],
    ["9", "killed"],
    ["SIGWINCH", "killed"],
    ["64", "unknown"],
    ["$SIGNAL", "unknown"],
  ])("%s reaches a handler of SIGTERM: %s", (signal, expected) => {
    const lines = ["ARG SIGNAL", `STOPSIGNAL ${signal}`, EXEC];
    expect(stop(SLIM, HANDLES, lines).kind).toBe(expected);
  });

  it("is rewritten by dumb-init", () => {
    const lines = [...INIT("dumb-init", "--rewrite", "15:2"), EXEC];
    const handles = (signal: string) =>
      stop(SLIM, HANDLES.replace("SIGTERM", signal), lines).kind;
    expect(handles("SIGINT")).toBe("graceful");
    expect(handles("SIGTERM")).toBe("terminated");
  });

  it("that npm does not pass on ends it, or does nothing to PID 1", () => {
    const lines = ["STOPSIGNAL SIGQUIT", NPM];
    const script = HANDLES.replace("SIGTERM", "SIGQUIT");
    expect(stop(SLIM, script, lines)).toMatchObject({ kind: "killed" });
    expect(stop(SLIM, script, [...INIT("tini", "--"), ...lines])).toMatchObject(
      { kind: "cut-off", exitCode: 131 },
    );
  });

  it("SIGINT ends Python by its own handler", () => {
    const lines = ["STOPSIGNAL SIGINT", 'CMD ["python3", "server.py"]'];
    expect(stop("python:3.14-slim", "import time\n", lines)).toMatchObject({
      kind: "terminated",
      exitCode: 130,
    });
  });

  it("SIGKILL stops no program in order", () => {
    const image = imageOf(["FROM nginx:1.30", "STOPSIGNAL SIGKILL"]);
    expect(stopOf(image).kind).toBe("killed");
  });

  it("of nginx is its own, and nginx handles it", () => {
    expect(stopOf(imageOf(["FROM nginx:1.30"])).kind).toBe("graceful");
    const fast = stopOf(imageOf(["FROM nginx:1.30", "STOPSIGNAL SIGTERM"]));
    expect(fast.kind).toBe("terminated");
  });
});
