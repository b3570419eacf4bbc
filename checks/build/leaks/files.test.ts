import { describe, expect, it } from "vitest";
import type { Files } from "../../files.ts";
import { buildOf } from "../../testing/builds.ts";
import { fileLeaks } from "./files.ts";
import type { Leak } from "./leak.ts";

const ENV = "PORT=3000\nDB_PASSWORD=correct-horse\n";
const PEM = "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n";
const NPMRC = "//registry.npmjs.org/:_authToken=abc\n";

const node = (...lines: readonly string[]): readonly string[] => [
  "FROM node:24-slim",
  "WORKDIR /app",
  ...lines,
];
function leaks(lines: readonly string[], files: Files = {}): readonly string[] {
  return fileLeaks(buildOf(lines, files)).map(shown);
}
const shown = ({ surface, name, what }: Leak): string =>
  `${surface}: ${name}, ${what}`;

describe("a file that is recovered", () => {
  it.each<readonly [string, readonly string[], Files, readonly string[]]>([
    [
      "whatever COPY . . takes along",
      node("COPY . ."),
      { ".env": ENV, "certs/tls.key": PEM, "server.js": "" },
      [
        "layer: /app/.env, credentials",
        "layer: /app/certs/tls.key, a private key",
      ],
    ],
    [
      "what the pattern in .dockerignore misses",
      node("COPY . ."),
      { "web/.env": ENV, ".dockerignore": ".env\n" },
      ["layer: /app/web/.env, credentials"],
    ],
    [
      "the configuration of a repository",
      node("COPY . ."),
      {
        ".git/config": "[remote]\nurl = https://app:s3cret@example.com/a.git\n",
      },
      ["layer: /app/.git/config, a password in an address"],
    ],
    [
      "the key of a service account",
      node("COPY key.json ./"),
      { "key.json": JSON.stringify({ private_key: PEM }) },
      ["layer: /app/key.json, a private key"],
    ],
    [
      "one whose name only the destination tells",
      node("COPY npm-settings /root/.npmrc"),
      { "npm-settings": NPMRC },
      ["layer: /root/.npmrc, a registry token"],
    ],
    [
      "one written in place",
      node("COPY <<EOF .env", "DB_PASSWORD=correct-horse", "EOF"),
      {},
      ["layer: /app/.env, credentials"],
    ],
    [
      "one that a command writes",
      node("RUN echo DB_PASSWORD=correct-horse > .env"),
      {},
      ["layer: /app/.env, credentials"],
    ],
    [
      "one that a command copies from a mount, once",
      node("RUN --mount=type=bind,source=.env,target=/e cp /e /app/.env"),
      { ".env": ENV },
      ["layer: /app/.env, credentials"],
    ],
    [
      "a mounted secret that a command copies",
      node("RUN --mount=type=secret,id=key cp /run/secrets/key /app/key"),
      {},
      ["layer: /app/key, the secret key"],
    ],
    [
      "one at a hidden place, by its name in the context",
      node("ARG TO", "COPY .env $TO"),
      { ".env": ENV },
      ["layer: .env, credentials"],
    ],
    [
      "one that comes through another stage, once",
      [
        "FROM node:24 AS build",
        "COPY . /src",
        "FROM node:24-slim",
        "COPY --from=build /src /app",
      ],
      { ".env": ENV },
      ["layer: /app/.env, credentials"],
    ],
    [
      "one of the stage below",
      [
        "FROM node:24 AS base",
        "COPY .env /app/",
        "FROM base",
        "RUN rm /app/.env",
      ],
      { ".env": ENV },
      ["layer: /app/.env, credentials"],
    ],
    [
      "one in a stage that does not ship, from the builder alone",
      [
        "FROM node:24 AS build",
        "COPY . /src",
        "FROM node:24-slim",
        "COPY --from=build /src/server.js /app/",
      ],
      { ".env": ENV, "server.js": "" },
      ["cache: /src/.env, credentials"],
    ],
  ])("is %s", (_, lines, files, expected) => {
    expect(leaks(lines, files)).toEqual(expected);
  });
});

describe("nothing is recovered from", () => {
  it.each<readonly [string, readonly string[], Files]>([
    [
      "an ignored file",
      node("COPY . ."),
      { ".env": ENV, ".dockerignore": ".env" },
    ],
    [
      "other files",
      node("COPY server.js ./"),
      { ".env": ENV, "server.js": "" },
    ],
    [
      "settings",
      node("COPY . ."),
      { ".env": "PORT=3000\nDB_PASSWORD_FILE=/run/secrets/db\n" },
    ],
    ["an example", node("COPY . ."), { ".env.example": ENV }],
    [
      "a reference",
      node("COPY .npmrc ./"),
      { ".npmrc": "//a/:_authToken=${NPM_TOKEN}" },
    ],
    [
      "a public key",
      node("COPY . ."),
      { "id_rsa.pub": "ssh-rsa AAAA", "ca.pem": "-----BEGIN CERTIFICATE-----" },
    ],
    [
      "a bind mount",
      node("RUN --mount=type=bind,target=/src true"),
      { ".env": ENV },
    ],
    [
      "a secret mount",
      node("RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci"),
      { ".npmrc": NPMRC },
    ],
    [
      "a copy of a mounted secret that the same command removes",
      node(
        "RUN --mount=type=secret,id=key cp /run/secrets/key k && install k /key && rm k /key",
      ),
      {},
    ],
    [
      "a command that does not run",
      node("RUN --mount=type=secret,id=key true || cp /run/secrets/key k"),
      {},
    ],
    [
      "a stage that is not built",
      ["FROM node AS test", "COPY . /app", ...node()],
      { ".env": ENV },
    ],
  ])("%s", (_, lines, files) => {
    expect(leaks(lines, files)).toEqual([]);
  });
});

describe("a file that a later layer hides", () => {
  it.each([
    ["deletes it", "RUN npm ci && rm .env"],
    ["deletes its directory", "RUN rm -rf /app"],
    ["copies another over it", "COPY empty .env"],
  ])("leaks where the layer %s, and says which two layers", (_, line) => {
    const lines = node("COPY . .", "RUN id", line);
    const [leak] = fileLeaks(buildOf(lines, { ".env": ENV, empty: "" }));
    const [keyword = ""] = line.split(" ");
    expect(leak?.hiddenBy?.start).toBe(lines.join("\n").lastIndexOf(line));
    expect(leak?.reason).toBe(
      `/app/.env holds credentials: ${keyword} in line 5 hides it, but the layer of line 3 still has it.`,
    );
  });

  it("does not leak where the same layer deletes it", () => {
    const lines = node("RUN echo DB_PASSWORD=abc > .env && npm ci && rm .env");
    expect(leaks(lines)).toEqual([]);
  });

  it("is told from one that stays", () => {
    const [leak] = fileLeaks(
      buildOf(node("COPY . .", "RUN rm other"), { ".env": ENV, other: "" }),
    );
    expect(leak?.hiddenBy).toBeUndefined();
    expect(leak?.reason).toBe(
      "/app/.env holds credentials, and everyone who can pull the image can unpack it from a layer.",
    );
  });
});

it("the place of a leak is the source that names the file, or the instruction", () => {
  const lines = node("COPY server.js .env ./", "COPY . /all");
  const text = lines.join("\n");
  const found = fileLeaks(
    buildOf(lines, { ".env": ENV, id_rsa: "KEY", "server.js": "" }),
  );
  expect(found.map(({ at }) => text.slice(at.start, at.end))).toEqual([
    ".env",
    "COPY . /all",
  ]);
});
