import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-exec-form.ts";

const SLIM = "FROM node:24-slim\n";
const ALPINE = "FROM node:24-alpine\n";
const stays = (at: string, written: string, program = "node"): string =>
  `${at} ${written} runs under /bin/sh, which stays PID 1 and passes no stop signal on to ${program}.`;
const makesWay = (at: string, written: string): string =>
  `${at} ${written} runs through /bin/sh. ash makes way for node here, but the shell of a Debian base would stay and keep the stop signal.`;
const may = (at: string, written: string, program = "node"): string =>
  `${at} ${written} runs through a shell, so the stop signal may never reach ${program}.`;
const lacksShell = (at: string, written: string): string =>
  `${at} ${written} runs through /bin/sh, which is not in the image, so the container does not start.`;
const noArray = (at: string, written: string): string =>
  `${at} ${written} is no JSON array, so a shell gets it as text and finds no command of that name.`;
const between = (at: string, written: string): string =>
  `${at} ${written} reaches the ENTRYPOINT as /bin/sh -c "…", so a shell stands between the two.`;

testRule(rule, {
  good: {
    "JSON arrays": `${SLIM}ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]`,
    "an empty array": `${SLIM}ENTRYPOINT []\nCMD []`,
    "a shell in the array is a decision": `${SLIM}CMD ["sh", "-c", "node server.js"]`,
    "exec makes the shell go away": `${SLIM}CMD exec node server.js`,
    "exec after other commands": `${SLIM}CMD cd /app && exec node server.js`,
    "exec after lines of settings": `${SLIM}CMD set -a; . ./.env; exec node "$MAIN"`,
    "a trap handles the signal": `${SLIM}CMD trap 'kill $!' TERM; node server.js & wait`,
    "a SHELL of one's own": `${SLIM}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD node server.js`,
    "a SHELL of the stage it starts from":
      'FROM node:24 AS base\nSHELL ["/bin/bash", "-c"]\nFROM base\nCMD node server.js',
    "the shell of Windows":
      "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nCMD node server.js",
    "only the last CMD counts": `${SLIM}CMD node old.js\nCMD ["node", "server.js"]`,
    "a health check may use a shell": `${SLIM}HEALTHCHECK CMD node check.js`,
    "for later images": `${SLIM}ONBUILD CMD node server.js`,
    "an array with a comment behind it is another rule's": `${SLIM}CMD ["node"] # start`,
    "an empty string": `${SLIM}ENTRYPOINT ""`,
  },
  bad: {
    "under dash": {
      on: `${SLIM}CMD node server.js`,
      says: [stays("2:1", "CMD node server.js")],
    },
    "ENTRYPOINT under dash, which leaves CMD unread": {
      on: `${SLIM}ENTRYPOINT node server.js\nCMD npm start`,
      says: [stays("2:1", "ENTRYPOINT node server.js")],
    },
    "under BusyBox ash": {
      on: `${ALPINE}CMD node server.js`,
      says: [makesWay("2:1", "CMD node server.js")],
    },
    "several commands under ash": {
      on: `${ALPINE}CMD node migrate.js && node server.js`,
      says: [may("2:1", "CMD node migrate.js && node server.js")],
    },
    "on a base image of one's own": {
      on: "FROM registry.example.com/base:1\nCMD serve --port 80",
      says: [may("2:1", "CMD serve --port 80", "serve")],
    },
    "without FROM": {
      on: "CMD node server.js",
      says: [may("1:1", "CMD node server.js")],
    },
    "behind cd, env and variables": {
      on: `${SLIM}CMD cd /app && env PORT=80 node $FLAGS server.js`,
      says: [stays("2:1", "CMD cd /app && env PORT=80 node $FLAGS server.js")],
    },
    "at the head of a pipe": {
      on: `${SLIM}CMD node server.js | tee /log`,
      says: [stays("2:1", "CMD node server.js | tee /log")],
    },
    "an init behind the shell": {
      on: `${SLIM}CMD tini -- node server.js`,
      says: [stays("2:1", "CMD tini -- node server.js", "tini")],
    },
    "over several lines": {
      on: `${SLIM}CMD \\\n  node \\\n  server.js`,
      says: [stays("2:1", "CMD node server.js")],
    },
    "long text is cut": {
      on: `${SLIM}CMD node server.js --${"x".repeat(80)}`,
      says: [stays("2:1", `CMD node server.js --${"x".repeat(42)}…`)],
    },
    "a CMD beside an ENTRYPOINT in exec form": {
      on: `${SLIM}ENTRYPOINT ["tini", "--"]\nCMD node server.js`,
      says: [between("3:1", "CMD node server.js")],
    },
    "an image without a shell": {
      on: "FROM gcr.io/distroless/static-debian13:nonroot\nCOPY app /app\nCMD /app",
      says: [lacksShell("3:1", "CMD /app")],
    },
    "single quotes make no JSON": {
      on: `${SLIM}CMD ['node', 'server.js']`,
      says: [noArray("2:1", "CMD ['node', 'server.js']")],
    },
    "a forgotten comma": {
      on: `${SLIM}ENTRYPOINT ["node" "server.js"]`,
      says: [noArray("2:1", 'ENTRYPOINT ["node" "server.js"]')],
    },
    "in a stage of its own, which --target builds": {
      on: `FROM node:24 AS dev\nCMD npm run dev\n${SLIM}CMD ["node", "server.js"]`,
      says: [
        "2:1 CMD npm run dev runs through a shell: in an image built with --target dev the stop signal may never reach npm.",
      ],
    },
    "in a stage that the last one starts from": {
      on: "FROM node:24-slim AS base\nCMD node server.js\nFROM base\nENV PORT=80",
      says: [stays("2:1", "CMD node server.js")],
    },
  },
});

function first(dockerfile: string) {
  return lint({ Dockerfile: dockerfile }, { rules: [rule] })[0];
}

it("the fix of use-exec-form writes the same words as an array", () => {
  const finding = first(`${SLIM}CMD node  "my server.js" \\\n  --port 80`);
  expect(finding?.remedy).toBe(
    'Write it as a JSON array: CMD ["node", "my server.js", "--port", "80"].',
  );
  expect(finding?.fix?.edits).toEqual([
    {
      file: "Dockerfile",
      range: { start: { line: 2, column: 5 }, end: { line: 3, column: 12 } },
      text: '["node", "my server.js", "--port", "80"]',
    },
  ]);
});

it.each([
  ["a variable", "node $MAIN"],
  ["a pattern", "node *.js"],
  ["a home directory", "node ~/server.js"],
  ["a redirection", "node server.js > /log"],
  ["an assignment", "PORT=80 node server.js"],
  ["two commands", "cd /app && node server.js"],
  ["a command of the shell", "ulimit -n 1024"],
  ["a broken array", "['node', 'server.js']"],
])("use-exec-form has no fix where the shell does something: %s", (_, text) => {
  const finding = first(`${SLIM}CMD ${text}`);
  expect(finding).toBeDefined();
  expect(finding?.fix).toBeUndefined();
});

it("use-exec-form weighs what happens", () => {
  const weight = (dockerfile: string) => first(dockerfile)?.severity;
  expect(weight(`${SLIM}CMD node server.js`)).toBe("warning");
  expect(weight(`${ALPINE}CMD node server.js`)).toBe("info");
  expect(weight("FROM scratch\nCMD /app")).toBe("error");
  expect(weight(`${SLIM}CMD ['node']`)).toBe("error");
});

it.each([
  ["gcr.io/distroless/nodejs24-debian13", "node server.js", '["server.js"]'],
  ["gcr.io/distroless/java21-debian13", "java -jar a.jar", '["a.jar"]'],
  ["gcr.io/distroless/nodejs24-debian13", "node", undefined],
])(
  "use-exec-form leaves out what %s starts by itself: %s",
  (image, text, array) => {
    const finding = first(`FROM ${image}\nCMD ${text}`);
    expect(finding).toBeDefined();
    expect(finding?.fix?.edits[0]?.text).toBe(array);
  },
);

const COPIED = `${SLIM}COPY --chmod=755 start.sh begin ./\nCMD `;

it.each([
  ["a script of which nothing is known", `${SLIM}CMD /start.sh`, undefined],
  ["a script without #!", `${COPIED}/start.sh`, "set -e\nexec node ."],
  ["a name without .sh", `${COPIED}/begin --now`, "node ."],
  [
    "a here-document without #!",
    `${SLIM}COPY --chmod=755 <<EOF /go\nnode .\nEOF\nCMD /go`,
    undefined,
  ],
])(
  "use-exec-form has no fix where the kernel may not start it: %s",
  (_, dockerfile, text) => {
    const finding = script(dockerfile, text);
    expect(finding?.remedy).toMatch(
      / Without a shell (?:start\.sh|begin|go) needs a #! in its first line\.$/,
    );
    expect(finding?.fix).toBeUndefined();
  },
);

it.each([
  ["a script with #!", `${COPIED}/start.sh`, "#!/bin/sh\nexec node ."],
  ["a program of the base image", `${COPIED}node .`, "exec node ."],
  ["behind env", `${COPIED}env A=1 /start.sh`, "exec node ."],
])("use-exec-form has a fix for %s", (_, dockerfile, text) => {
  const finding = script(dockerfile, text);
  expect(finding?.remedy).not.toContain("#!");
  expect(finding?.fix).toBeDefined();
});

function script(dockerfile: string, text: string | undefined) {
  const files = { Dockerfile: dockerfile };
  return text === undefined
    ? first(dockerfile)
    : lint({ ...files, "start.sh": text, begin: text }, { rules: [rule] })[0];
}

it("use-exec-form says so of a script in a stage of its own too", () => {
  const finding = first(
    `FROM node:24 AS dev\nCMD ./dev.sh\n${SLIM}CMD ["node", "server.js"]`,
  );
  expect(finding?.remedy).toMatch(/dev\.sh needs a #! in its first line\.$/);
});
