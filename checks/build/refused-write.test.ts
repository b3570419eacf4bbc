import { describe, expect, it } from "vitest";
import type { Declared } from "../build/produces.ts";
import { buildOf } from "../testing/builds.ts";

const files = { "package.json": "{}", "package-lock.json": "{}" };
const produces: Declared = { "npm run build": ["dist/server.js"] };

function reasons(...lines: readonly string[]): readonly string[] {
  return buildOf(lines, files, { produces }).errors.map(({ message }) =>
    message.replace(/^This RUN stops the build: (.*)\.$/, "$1"),
  );
}

const NODE = ["FROM node:24-slim", "WORKDIR /app"];

// Each of them seen to stop buildah too, but for what npm does: "npm error code EACCES".
describe("a user other than root is refused", () => {
  it.each([
    ["mkdir -p /data/notes", "root owns /, and 10001 cannot write there"],
    ["mkdir /data", "root owns /, and 10001 cannot write there"],
    ["touch x", "root owns /app, and 10001 cannot write there"],
    ["echo a > x", "root owns /app, and 10001 cannot write there"],
    ["echo a | tee x", "root owns /app, and 10001 cannot write there"],
    ["cp package.json /srv", "root owns /srv, and 10001 cannot write there"],
    ["ln -s /tmp x", "root owns /app, and 10001 cannot write there"],
    ["install -d /app/d", "root owns /app, and 10001 cannot write there"],
    ["touch package.json", "root owns /app, and 10001 cannot write there"],
    ["npm run build", "root owns /app, and 10001 cannot write there"],
    ["npm ci", "root owns /app, and 10001 cannot write there"],
    ["true && touch x", "root owns /app, and 10001 cannot write there"],
    ["sh -c 'touch x'", "root owns /app, and 10001 cannot write there"],
  ])("%s", (run, reason) => {
    expect(
      reasons(
        ...NODE,
        "COPY package*.json .",
        "USER 10001:10001",
        `RUN ${run}`,
      ),
    ).toEqual([reason]);
  });

  it("by its name", () => {
    expect(reasons(...NODE, "USER node", "RUN touch x")).toEqual([
      "root owns /app, and node cannot write there",
    ]);
  });

  it("in a directory of its own that may not be written", () => {
    expect(
      reasons(
        ...NODE,
        "RUN mkdir -m 555 d && chown node d",
        "USER node",
        "RUN touch d/x",
      ),
    ).toEqual(["node owns /app/d, but its mode 555 forbids writing"]);
  });

  it("and what it would have made is not there", () => {
    const { image } = buildOf([...NODE, "USER node", "RUN touch x || true"]);
    expect(image?.tree.exists("/app/x")).toBe("absent");
  });
});

describe("a user other than root is not refused", () => {
  it.each<[string, ...string[]]>([
    ["root", "RUN touch x"],
    ["a failure that is caught", "USER node", "RUN touch x || true"],
    ["a failure that something follows", "USER node", "RUN touch x; true"],
    ["its home", "USER node", "RUN touch ~/x && mkdir -p /home/node/a/b"],
    ["/tmp", "USER node", "RUN touch /tmp/x && mkdir -p /var/tmp/a/b"],
    [
      "a directory it was given",
      "RUN chown node .",
      "USER node",
      "RUN touch x",
    ],
    ["a directory for all", "RUN chmod 777 .", "USER node", "RUN touch x"],
    [
      "a directory of a group that it may be in",
      "RUN chgrp 5 . && chmod 775 .",
      "USER node",
      "RUN touch x",
    ],
    [
      "a file for all",
      "RUN touch x && chmod 666 x",
      "USER node",
      "RUN echo > x",
    ],
    ["a directory that is there", "USER node", "RUN mkdir -p /srv /app"],
    ["a WORKDIR of its own", "USER node", "WORKDIR /mine", "RUN touch x"],
    ["a tmpfs", "USER node", "RUN --mount=type=tmpfs,target=/t touch /t/x"],
    [
      "a cache mount",
      "USER node",
      "RUN --mount=type=cache,target=/c,uid=1000 touch /c/x",
    ],
    [
      "what a variable gave away",
      "RUN chown node $X",
      "USER node",
      "RUN touch x",
    ],
    ["what a script gave away", "RUN ./setup", "USER node", "RUN touch x"],
    ["a condition", "USER node", "RUN [ -f /etc/x ] && touch x; true"],
    ["a name that is not known", "USER node", "RUN touch $X"],
    ["an account without a known number", "USER stranger", "RUN touch x"],
    ["root by sudo", "USER node", "RUN sudo touch x"],
  ])("%s", (_, ...lines) => {
    expect(reasons(...NODE, ...lines)).toEqual([]);
  });

  it("an image that is not known", () => {
    expect(
      reasons("FROM example.com/app:1", "USER 7", "RUN mkdir -p /data/x"),
    ).toEqual([]);
  });
});
