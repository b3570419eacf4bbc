import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContextFacts, Files } from "../files.ts";
import { dockerfile, ignoreFile } from "../testing/generated.ts";
import { finalConfig } from "./image-config.ts";
import { simulate, type Build } from "./simulate.ts";

/** Names of files, some of which no file system takes. */
const path = fc.oneof(
  fc.constantFrom(
    "a",
    "server.js",
    "package.json",
    "src/lib/a.js",
    "__proto__",
    "constructor/toString",
    "",
    "/",
    "..",
    "../..",
    "a//b",
    "./a/.",
    "a\u0000b",
    "\n",
    "[",
    "*",
    "\uD800",
    "a.tar.gz",
    "deep/".repeat(2000),
  ),
  fc.string({ maxLength: 12 }),
);

const facts = fc.record(
  {
    mode: fc.nat({ max: 0o7777 }),
    symlink: path,
    size: fc.nat(),
    emptyDirectory: fc.boolean(),
    entries: fc.array(path, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const context = fc
  .tuple(
    fc.array(fc.tuple(path, fc.string({ maxLength: 9 })), { maxLength: 6 }),
    fc.array(fc.tuple(path, facts), { maxLength: 4 }),
    ignoreFile,
  )
  .map(([files, known, ignore]): { files: Files; facts: ContextFacts } => ({
    files: Object.fromEntries([...files, [".dockerignore", ignore]]),
    facts: Object.fromEntries(known),
  }));

/** All that is asked of a build, lazily computed parts too. */
function lookAt(build: Build): string {
  return JSON.stringify([
    finalConfig(build),
    build.stages.flatMap(({ steps }) =>
      steps.map(({ layer, added, reads }) => [layer, added.length, reads]),
    ),
    build.errors,
  ]);
}

describe("simulate", () => {
  it("never throws, and always ends, whatever the Dockerfile and the context", () => {
    fc.assert(
      fc.property(
        dockerfile,
        context,
        fc.option(fc.constantFrom("build", "0", "7", "__proto__", "")),
        (text, { files, facts: known }, target) => {
          const build = simulate(
            { ...files, Dockerfile: text },
            {
              facts: known,
              ...(target === null ? {} : { target }),
              produces: { "npm start": ["a/b"], [text.slice(0, 20)]: ["c"] },
            },
          );
          expect(lookAt(build)).not.toBe("");
        },
      ),
      { numRuns: 400 },
    );
  });

  it("never throws on a Dockerfile that ends anywhere", () => {
    fc.assert(
      fc.property(dockerfile, fc.nat(), (text, at) => {
        const cut = text.slice(0, at % (text.length + 1));
        expect(lookAt(simulate({ Dockerfile: cut, a: "" }))).not.toBe("");
      }),
      { numRuns: 300 },
    );
  });

  it("lists a layer in the order of its paths, each path once", () => {
    fc.assert(
      fc.property(dockerfile, context, (text, { files, facts: known }) => {
        const { stages } = simulate(
          { ...files, Dockerfile: text },
          { facts: known },
        );
        for (const { steps } of stages)
          for (const { layer } of steps) {
            const paths = (layer?.changes ?? []).map((change) => change.path);
            expect(paths).toEqual([...new Set(paths)].sort());
          }
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same image with a comment more between two instructions", () => {
    fc.assert(
      fc.property(cleanDockerfile, fc.nat(), (lines, at) => {
        // The first lines may be directives of the parser, which a comment ends.
        const place = 1 + (at % lines.length);
        const commented = lines.toSpliced(place, 0, "# one more");
        const [plain, more] = [lines, commented].map((all) => {
          const build = simulate({
            Dockerfile: all.join("\n"),
            "package.json": "{}",
            "server.js": "",
          });
          return [
            finalConfig(build),
            [...(build.image?.tree.entries() ?? [])].filter(
              ([file]) => !file.endsWith("/Dockerfile"),
            ),
            build.errors.map(({ message }) => message),
          ];
        });
        expect(more).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });
});

/** Whole instructions of a build that works, one on a line. */
const cleanDockerfile = fc
  .array(
    fc.constantFrom(
      "FROM node:24-slim",
      "FROM node:24-slim AS build",
      "FROM build",
      "COPY . /app/",
      "COPY --from=build /app /out",
      "COPY --chown=node package.json ./",
      "WORKDIR /app",
      "USER node",
      "ENV A=1 B=$A",
      "ARG V=2",
      "LABEL a=$V",
      "EXPOSE 80 $V",
      "RUN mkdir -p /data && echo $V > /data/v",
      "RUN npm ci || true",
      "RUN for f in a b; do touch $f; done",
      "VOLUME /data",
      'CMD ["node", "server.js"]',
      "ENTRYPOINT node server.js",
      "HEALTHCHECK --interval=5s CMD true",
      "ONBUILD RUN touch /triggered",
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((lines) => ["FROM node:24-slim AS build", ...lines]);
