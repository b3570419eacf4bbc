import { describe, expect, it } from "vitest";
import { buildOf } from "../../testing/builds.ts";
import type { SimulateOptions } from "../simulate.ts";
import { valueLeaks } from "./values.ts";

const GITHUB = `ghp_${"a".repeat(36)}`;

/** What leaks, with its surface. */
function leaks(
  lines: readonly string[],
  options?: SimulateOptions,
): readonly string[] {
  return [...valueLeaks(buildOf(lines, {}, options))].map(
    ({ surface, what }) => `${surface}: ${what}`,
  );
}
const node = (...lines: readonly string[]): readonly string[] => [
  "FROM node:24-slim",
  ...lines,
];
const twoStages = (...lines: readonly string[]): readonly string[] => [
  "FROM node:24 AS build",
  ...lines,
  "FROM node:24-slim",
  "COPY --from=build /app /app",
];

describe("a value that is recovered", () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      "an ENV, from the configuration",
      node("ENV DB_PASSWORD=hunter2 PORT=3000"),
      ["configuration: the value of DB_PASSWORD"],
    ],
    [
      "an ENV that is set again, from the history",
      node("ENV DB_PASSWORD=hunter2", "ENV DB_PASSWORD="),
      ["history: the value of DB_PASSWORD"],
    ],
    [
      "an ENV of the stage below",
      ["FROM node:24 AS base", "ENV API_KEY=abc", "FROM base", "RUN id"],
      ["configuration: the value of API_KEY"],
    ],
    [
      "an ENV under any name, by its form",
      node(`ENV SETTINGS=${GITHUB}`),
      ["configuration: a GitHub token in SETTINGS"],
    ],
    [
      "an ENV from an ARG",
      node("ARG TOKEN", "ENV NPM_TOKEN=$TOKEN"),
      ["history: the value of TOKEN", "configuration: the value of NPM_TOKEN"],
    ],
    [
      "an ARG of any name that curl logs in with",
      node("ARG ACCOUNT=user:hunter2", "RUN curl -u $ACCOUNT https://a"),
      ["history: the value of ACCOUNT"],
    ],
    [
      "an ARG of any name that npm is given as a token",
      node("ARG REG", 'RUN npm ci "--//npm.example.com/:_authToken=$REG"'),
      ["history: the value of REG"],
    ],
    [
      "an ARG of any name in a header, once",
      node(
        "ARG A",
        'RUN curl -H "Authorization: Bearer ${A}" https://a',
        'RUN curl -H "Private-Token: $A" https://a',
      ),
      ["history: the value of A"],
    ],
    [
      "an ARG of any name in an address, of a stage that does not ship",
      twoStages("ARG A", "RUN git clone https://ci:$A@git.example.com/a"),
      ["provenance: the value of A"],
    ],
    [
      "an ARG without a default",
      node("ARG NPM_TOKEN", "RUN npm ci"),
      ["history: the value of NPM_TOKEN"],
    ],
    [
      "an ARG that no RUN follows",
      node("ARG NPM_TOKEN=abc"),
      ["history: the value of NPM_TOKEN"],
    ],
    [
      "an ARG before FROM that the stage takes over",
      [`ARG X=${GITHUB}`, ...node("ARG X")],
      ["history: a GitHub token in X"],
    ],
    [
      "an ARG before FROM alone, from the provenance",
      ["ARG NPM_TOKEN=abc", ...node()],
      ["provenance: the value of NPM_TOKEN"],
    ],
    [
      "an ARG of a stage that does not ship",
      twoStages("ARG NPM_TOKEN", "RUN npm ci"),
      ["provenance: the value of NPM_TOKEN"],
    ],
    [
      "an ENV of a stage that is not built",
      ["FROM node:24 AS test", "ENV API_KEY=abc", ...node()],
      ["provenance: the value of API_KEY"],
    ],
    [
      "a LABEL",
      node("LABEL com.example.api_key=abc"),
      ["configuration: the value of com.example.api_key"],
    ],
    [
      "an address that ADD reads",
      node("ADD https://app:s3cret@example.com/a.tgz /a.tgz"),
      ["history: a password in an address in ADD"],
    ],
    [
      "an argument of the start command",
      node('CMD ["node", "server.js", "--api-key=abc"]'),
      ["configuration: the value of api-key"],
    ],
    [
      "an argument of a start command that is replaced",
      node("CMD node server.js --api-key=abc", 'CMD ["node", "server.js"]'),
      ["history: the value of api-key"],
    ],
    [
      "a trigger, which no history holds",
      node("ONBUILD ENV API_KEY=abc"),
      ["configuration: the value of API_KEY"],
    ],
    [
      "a trigger of the stage below, which runs it",
      ["FROM node AS base", "ONBUILD ENV API_KEY=abc", "FROM base"],
      ["configuration: the value of API_KEY"],
    ],
    [
      "a command of RUN",
      node(`RUN git clone https://${GITHUB}@github.com/a/b`),
      ["history: a GitHub token that git gets"],
    ],
    [
      "a command of RUN in a stage that does not ship",
      twoStages("RUN NPM_TOKEN=abc npm ci"),
      ["provenance: the value of NPM_TOKEN"],
    ],
    [
      "a password that is piped",
      node("RUN echo 'root:hunter2' | chpasswd"),
      ["history: the password that chpasswd sets"],
    ],
    [
      "the text of a here-document",
      node("RUN <<EOF", "export API_KEY=abc", "EOF"),
      ["history: the value of API_KEY"],
    ],
    [
      "a here-document that is run as a file, which the history only names",
      node("RUN <<EOF", "#!/usr/bin/env python3", `print("${GITHUB}")`, "EOF"),
      ["provenance: a GitHub token in RUN"],
    ],
    [
      "a command for PowerShell, by its form",
      [
        "FROM mcr.microsoft.com/windows/servercore:ltsc2025",
        `RUN Invoke-WebRequest https://app:s3cret@example.com/a.zip`,
      ],
      ["history: a password in an address in RUN"],
    ],
  ])("is %s", (_, lines, expected) => {
    expect(leaks(lines)).toEqual(expected);
  });

  it("is a build argument, by what the build gives it", () => {
    const lines = node("ARG X=none", "RUN true");
    expect(leaks(lines, { buildArguments: { X: GITHUB } })).toEqual([
      "history: a GitHub token in X",
    ]);
    expect(leaks(lines)).toEqual([]);
  });
});

describe("nothing is recovered from", () => {
  it.each<readonly [string, readonly string[]]>([
    ["settings", node("ENV NODE_ENV=production PORT=3000", "ARG VERSION=1")],
    ["a placeholder", node("ARG SECRET_KEY=dummy", "ENV API_KEY=your-api-key")],
    ["the path of a mounted secret", node("ENV TOKEN=/run/secrets/token")],
    ["a public key", node("ENV SSH_PUBLIC_KEY=abc")],
    ["an empty value", node("ENV DB_PASSWORD=")],
    [
      "an ARG that is used for something else",
      node("ARG USER_AGENT", 'RUN curl -A "$USER_AGENT" https://$HOST/a'),
    ],
    [
      "the name of a user, an ARG as the host, and a switch",
      node(
        "ARG ACCOUNT=app",
        "ARG HOST",
        "RUN curl -u $ACCOUNT https://$HOST/a && wget --http-password=$P https://a",
      ),
    ],
    [
      "a mount or the shell that takes the place of an ARG",
      node(
        "ARG T",
        'RUN --mount=type=secret,id=t,env=T curl -H "Private-Token: $T" https://a',
        'RUN T=$(cat /run/secrets/t); curl -H "Private-Token: $T" https://a',
      ),
    ],
    [
      "an ARG of another stage",
      [
        "FROM node:24 AS a",
        "ARG T",
        "FROM node:24",
        "RUN curl -u a:$T https://a",
      ],
    ],
    ["a sentence in a label", node('LABEL secrets="mounted at run time"')],
    [
      "a secret that a mount brings as a variable",
      node(
        "RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci",
        'RUN --mount=type=secret,id=t,env=T curl -H "Authorization: Bearer $T" https://example.com',
      ),
    ],
    [
      "a secret that a command reads from its mount",
      node(
        "RUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) npm ci",
        "RUN --mount=type=secret,id=t curl -u app:$(cat /run/secrets/t) https://example.com",
      ),
    ],
  ])("%s", (_, lines) => {
    expect(leaks(lines)).toEqual([]);
  });
});

it("the place of a leak is the declaration, the word or the source", () => {
  const lines = node(
    "ENV A=1 API_KEY=abc",
    "RUN npm ci && curl -H 'PRIVATE-TOKEN: abc' https://example.com",
  );
  const text = lines.join("\n");
  expect(
    [...valueLeaks(buildOf(lines))].map(({ at }) =>
      text.slice(at.start, at.end),
    ),
  ).toEqual(["API_KEY=abc", "'PRIVATE-TOKEN: abc'"]);
});

it("a leak says who reads what where, and never the secret itself", () => {
  const found = [
    ...valueLeaks(
      buildOf([
        "ARG GLOBAL_TOKEN=hunter2",
        ...twoStages("ARG NPM_TOKEN=hunter2"),
        "ENV API_KEY=hunter2",
        "RUN DB_PASSWORD=hunter2 ./setup.sh",
      ]),
    ),
  ];
  expect(found.map(({ reason }) => reason)).toEqual([
    "The image does not hold the value of NPM_TOKEN, but the provenance of the build (mode=max) and the builder's cache do.",
    "Everyone who can pull the image reads the value of API_KEY in its configuration.",
    "Everyone who can pull the image reads the value of DB_PASSWORD in its history.",
    "The image does not hold the value of GLOBAL_TOKEN, but the provenance of the build (mode=max) does.",
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});
