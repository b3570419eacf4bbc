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
    ? [
        ...found.starters.map(({ kind, name }) => `${kind} ${name}`),
        found.application.join(" "),
      ].join(" > ")
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

describe("an init", () => {
  const group = (entrypoint: string): boolean | undefined => {
    const image = imageOf(["FROM node:24", `ENTRYPOINT ${entrypoint}`]);
    const found = launchOf(image);
    const [starter] = found.kind === "known" ? found.starters : [];
    return starter?.kind === "init" ? starter.group : undefined;
  };

  it.each([
    ['["tini", "--", "a", "-g"]', false],
    ['["tini", "-g", "--", "a"]', true],
    ['["dumb-init", "a"]', true],
    ['["dumb-init", "--single-child", "a"]', false],
  ])("%s signals the whole group: %s", (entrypoint, expected) => {
    expect(group(entrypoint)).toBe(expected);
  });
});
