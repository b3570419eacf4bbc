import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";
import { launchOf } from "./launch.ts";

const APP: Files = {
  "server.js": "",
  "package.json":
    '{ "scripts": { "start": "node server.js", "two": "a && b" } }',
  "exec.sh": '#!/bin/sh\nset -e\nexec "$@"\n',
  "stay.sh": "#!/bin/bash\nnode server.js\n",
  "plain.txt": "node server.js",
};

/** The processes from PID 1 down, the application last; or why it cannot be told. */
function launch(base: string, ...lines: string[]): string {
  const image = imageOf(
    [`FROM ${base}`, "WORKDIR /app", "COPY . .", ...lines],
    APP,
  );
  const found = launchOf(image);
  return found.kind === "known"
    ? found.processes
        .map(({ role, name, argv }) =>
          role === "application" ? argv.join(" ") : `${role} ${name}`,
        )
        .join(" > ")
    : found.kind;
}

const SLIM = "node:24-slim";
const ALPINE = "node:24-alpine";

describe("the application", () => {
  it.each([
    [
      "is PID 1 in the exec form",
      SLIM,
      ['CMD ["node", "server.js"]'],
      "node server.js",
    ],
    [
      "is below dash in the shell form",
      SLIM,
      ["CMD node server.js"],
      "shell sh > node server.js",
    ],
    [
      "takes ash's place in the shell form",
      ALPINE,
      ["CMD node server.js"],
      "node server.js",
    ],
    [
      "takes bash's place",
      SLIM,
      ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', "CMD node server.js"],
      "node server.js",
    ],
    [
      "takes dash's place with exec",
      SLIM,
      ["CMD exec node server.js"],
      "node server.js",
    ],
    [
      "takes dash's place after another command",
      SLIM,
      ["CMD npm run two && exec node server.js"],
      "node server.js",
    ],
    [
      "is below tini",
      SLIM,
      ['ENTRYPOINT ["tini", "--"]', 'CMD ["node", "server.js"]'],
      "init tini > node server.js",
    ],
    [
      "is below tini with options",
      SLIM,
      [
        'ENTRYPOINT ["/sbin/tini", "-g", "-p", "SIGTERM", "--"]',
        'CMD ["node", "server.js"]',
      ],
      "init tini > node server.js",
    ],
    [
      "is below dumb-init",
      SLIM,
      [
        'ENTRYPOINT ["dumb-init", "--rewrite", "15:2"]',
        'CMD ["node", "server.js"]',
      ],
      "init dumb-init > node server.js",
    ],
    [
      "is below tini and dash",
      SLIM,
      ['ENTRYPOINT ["tini", "--"]', "CMD node server.js"],
      "init tini > shell sh > node server.js",
    ],
    [
      "takes the place of an entrypoint script that ends in exec",
      SLIM,
      ['ENTRYPOINT ["./exec.sh"]', 'CMD ["node", "server.js"]'],
      "node server.js",
    ],
    [
      "is below an entrypoint script without exec",
      SLIM,
      ['ENTRYPOINT ["/app/stay.sh"]'],
      "shell stay.sh > node server.js",
    ],
    [
      "is below a script that a shell is given",
      SLIM,
      ['CMD ["bash", "-e", "stay.sh"]'],
      "shell stay.sh > node server.js",
    ],
    [
      "takes the place of a script that a shell is given",
      SLIM,
      ['CMD ["sh", "exec.sh", "node", "server.js"]'],
      "node server.js",
    ],
    [
      "is below npm and its shell",
      SLIM,
      ['CMD ["npm", "start"]'],
      "runner npm > shell sh > node server.js",
    ],
    [
      "is below npm alone on Alpine",
      ALPINE,
      ['CMD ["npm", "run", "start"]'],
      "runner npm > node server.js",
    ],
    [
      "is below three in the shell form of npm",
      SLIM,
      ["CMD npm start"],
      "shell sh > runner npm > shell sh > node server.js",
    ],
    [
      "is below yarn",
      ALPINE,
      ['CMD ["yarn", "start"]'],
      "runner yarn > node server.js",
    ],
    [
      "takes env's place",
      SLIM,
      ['CMD ["env", "A=b", "node", "server.js"]'],
      "node server.js",
    ],
    [
      "takes gosu's place",
      SLIM,
      ['CMD ["gosu", "node", "node", "server.js"]'],
      "node server.js",
    ],
    [
      "gets node before it where only options are given",
      SLIM,
      ['CMD ["--inspect", "server.js"]'],
      "node --inspect server.js",
    ],
    [
      "gets node before it where it is a file that cannot be executed",
      SLIM,
      ['CMD ["server.js"]'],
      "node server.js",
    ],
    ["is the image's own", "nginx:1.30", [], "nginx -g daemon off;"],
    [
      "is the shell itself where it gets no script",
      SLIM,
      ['CMD ["bash"]'],
      "bash",
    ],
    [
      "is what has no text to follow",
      "gcr.io/distroless/static-debian13",
      ['CMD ["/app/server", "--port", "1"]'],
      "/app/server --port 1",
    ],
  ])("%s", (_, base, lines, expected) => {
    expect(launch(base, ...lines)).toBe(expected);
  });
});

it("an image without a command starts nothing", () => {
  expect(launch("scratch")).toBe("none");
});

describe("a shell makes way for its last command", () => {
  const BASH = 'SHELL ["/bin/bash", "-c"]';
  it.each([
    [
      "dash never",
      SLIM,
      "cd /app && node server.js",
      "shell sh > node server.js",
    ],
    ["bash after another", BASH, "cd /app && node server.js", "node server.js"],
    ["bash after a line break", BASH, "a; node server.js", "node server.js"],
    [
      "bash not where its output goes elsewhere",
      BASH,
      "node server.js > /log",
      "shell bash > node server.js",
    ],
    [
      "bash not where it is timed",
      BASH,
      "time node server.js",
      "shell bash > node server.js",
    ],
    ["ash after another", ALPINE, "a; node server.js", "node server.js"],
    [
      "ash where its output goes elsewhere",
      ALPINE,
      "node server.js > /log",
      "node server.js",
    ],
    [
      "a shell with a variable of the image",
      ALPINE,
      "exec node $FILE",
      "node server.js",
    ],
  ])("%s", (_, base, text, expected) => {
    const lines = base === BASH ? [SLIM, BASH] : [base];
    const [from = "", ...rest] = lines;
    expect(launch(from, ...rest, "ENV FILE=server.js", `CMD ${text}`)).toBe(
      expected,
    );
  });
});

describe("what /bin/sh is", () => {
  it.each([
    ["what a link says", ["RUN ln -sf /bin/bash /bin/sh"], "node server.js"],
    [
      "what is copied from another image",
      ["COPY --from=busybox:1.37 /bin/busybox /bin/sh"],
      "node server.js",
    ],
    [
      "not told by what is copied from an unknown one",
      ["COPY --from=team/a:1 /bin/sh /bin/sh"],
      "unknown",
    ],
  ])("is %s", (_, lines, expected) => {
    expect(launch(SLIM, ...lines, "CMD node server.js")).toBe(expected);
  });
});

describe("a start", () => {
  const found = (...lines: string[]) => {
    const result = launchOf(
      imageOf([`FROM ${SLIM}`, "WORKDIR /app", "COPY . .", ...lines], APP),
    );
    return result.kind === "known" ? result : undefined;
  };

  it("tells which programs gave their place to the next", () => {
    const { processes = [] } =
      found('ENTRYPOINT ["./exec.sh"]', 'CMD ["node", "server.js"]') ?? {};
    expect(processes).toEqual([
      {
        role: "application",
        name: "node",
        argv: ["node", "server.js"],
        before: [["./exec.sh", "node", "server.js"]],
      },
    ]);
  });

  it("tells the directory that cd leaves", () => {
    expect(found("CMD cd sub && exec node server.js")?.directory).toBe(
      "/app/sub",
    );
    expect(found("CMD exec node server.js")?.directory).toBe("/app");
    expect(
      found("CMD cd $A && exec node server.js")?.directory,
    ).toBeUndefined();
  });

  it("tells a program that the image lacks", () => {
    expect(found('ENTRYPOINT ["tini", "--"]', 'CMD ["node"]')?.missing).toBe(
      "tini",
    );
    expect(found('CMD ["python3", "a.py"]')?.missing).toBe("python3");
    expect(found('CMD ["node", "a.js"]')?.missing).toBeUndefined();
  });

  it("has docker-init above all where it is asked for", () => {
    const image = imageOf([`FROM ${SLIM}`, 'CMD ["node"]']);
    const result = launchOf(image, { init: true });
    expect(
      result.kind === "known" && result.processes.map(({ name }) => name),
    ).toEqual(["docker-init", "node"]);
  });

  it("takes the shell that npm is told to use", () => {
    const lines = ['CMD ["npm", "start"]'];
    const bash = "COPY <<E .npmrc\nscript-shell=/bin/bash\nE";
    expect(launch(SLIM, bash, ...lines)).toBe("runner npm > node server.js");
    expect(launch(SLIM, "ENV npm_config_script_shell=bash", ...lines)).toBe(
      "runner npm > node server.js",
    );
  });
});
