import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dockerfile } from "../../../checks/testing/generated.ts";
import { suggestionsAt } from "./completion.ts";

const context = {
  ".dockerignore": "node_modules\n*.md\n",
  Dockerfile: "",
  "README.md": "",
  "node_modules/a/index.js": "",
  "package.json": "",
  "src/server.js": "",
  "src/lib/a.js": "",
};

/** What is suggested at the bar in a Dockerfile, with what is typed replaced by each. */
async function after(text: string): Promise<readonly string[]> {
  const offset = text.indexOf("|");
  const whole = text.replace("|", "");
  const files = { ...context, Dockerfile: whole };
  const found = await suggestionsAt(files, "Dockerfile", offset);
  const line = whole.lastIndexOf("\n", offset - 1) + 1;
  return found.map(({ text: put, start }) => whole.slice(line, start) + put);
}

const STAGES = "FROM node:24 AS build\nFROM alpine AS run\nFROM scratch\n";

describe("in a Dockerfile", () => {
  it("an empty file begins with FROM", async () => {
    expect(await after("|")).toEqual(["FROM"]);
  });

  it("the start of a keyword gives the instructions that begin so", async () => {
    expect(await after("FROM a\nE|")).toEqual(["ENTRYPOINT", "ENV", "EXPOSE"]);
  });

  it("the deprecated MAINTAINER is not among them", async () => {
    expect(await after("FROM a\nM|")).toEqual([]);
    expect(await after("FROM a\n|")).not.toContain("MAINTAINER");
  });

  it.each([
    [
      "flags, but for those that stand already",
      "FROM a\nCOPY --link --c| b c",
      [
        "COPY --link --from=",
        "COPY --link --chown=",
        "COPY --link --chmod=",
        "COPY --link --parents",
        "COPY --link --exclude=",
      ],
    ],
    [
      "a flag that may repeat",
      "FROM a\nRUN --mount=type=ssh --m|",
      [
        "RUN --mount=type=ssh --mount=",
        "RUN --mount=type=ssh --network=",
        "RUN --mount=type=ssh --security=",
      ],
    ],
    [
      "no flags of Docker behind a command of its own",
      "FROM a\nRUN npm --|",
      [],
    ],
    [
      "the stages before this one",
      `${STAGES}COPY --from=|`,
      ["COPY --from=build", "COPY --from=run"],
    ],
    ["stages to build on", `FROM node:24 AS build\nFROM bu|`, ["FROM build"]],
    [
      "stages for a mount",
      `${STAGES}RUN --mount=type=bind,from=r| ls`,
      ["RUN --mount=type=bind,from=build", "RUN --mount=type=bind,from=run"],
    ],
    [
      "types of a mount",
      "FROM a\nRUN --mount=type=s| b",
      [
        "RUN --mount=type=cache,target=",
        "RUN --mount=type=bind,target=",
        "RUN --mount=type=secret,id=",
        "RUN --mount=type=ssh",
        "RUN --mount=type=tmpfs,target=",
      ],
    ],
    [
      "what the context sends",
      "FROM a\nCOPY |",
      ["COPY src/", "COPY package.json"],
    ],
    [
      "what is in a folder",
      "FROM a\nCOPY package.json ./src/s| /app/",
      ["COPY package.json ./src/lib/", "COPY package.json ./src/server.js"],
    ],
    [
      "a string of a JSON array",
      'FROM a\nCOPY ["package.json","src/|',
      ['COPY ["package.json","src/lib/', 'COPY ["package.json","src/server.js'],
    ],
    [
      "on a continued line",
      "FROM a\nCOPY package.json \\\n  src/l|",
      ["  src/lib/", "  src/server.js"],
    ],
    [
      "no path of the context from a stage",
      `${STAGES}COPY --from=build s|`,
      [],
    ],
    [
      "variables that are declared",
      "FROM a\nARG PORT=3000\nENV HOST=b\nEXPOSE $|",
      expect.arrayContaining(["EXPOSE ${PORT}", "EXPOSE ${HOST}"]),
    ],
    ["nothing in a comment", "FROM a\n# COPY |", []],
    ["nothing in a here-document", "FROM a\nRUN <<EOF\nCO|\nEOF\n", []],
    [
      "parser directives at the top",
      "# s|\nFROM a",
      ["# syntax=docker/dockerfile:1", "# escape=`", "# check=skip="],
    ],
  ])("suggests %s", async (_, text, expected) => {
    expect(await after(text)).toEqual(expected);
  });

  it("never fails, and replaces what ends at the caret", async () => {
    await fc.assert(
      fc.asyncProperty(dockerfile, fc.nat(), async (text, at) => {
        const offset = at % (text.length + 1);
        const files = { ...context, Dockerfile: text };
        for (const { start } of await suggestionsAt(
          files,
          "Dockerfile",
          offset,
        ))
          expect(start >= 0 && start <= offset).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it("an ignore file gets the paths of the context", async () => {
  const files = { ...context, ".dockerignore": "# all\n!src/" };
  const found = await suggestionsAt(files, ".dockerignore", 11);
  expect(found.map(({ text, start }) => [text, start])).toEqual([
    ["src/lib/", 7],
    ["src/server.js", 7],
  ]);
});
