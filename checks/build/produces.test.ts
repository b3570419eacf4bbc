import { describe, expect, it } from "vitest";
import { buildOf, lastLayer } from "../testing/builds.ts";
import { declaredWords } from "./produces.ts";

const produces = { "npm run build": ["dist/server.js"], make: ["/out/app"] };

const layer = (run: string, ...before: string[]) =>
  lastLayer(
    ["FROM node:24", "WORKDIR /w", ...before, `RUN ${run}`],
    {},
    { produces },
  );

const MADE = [
  "+ /w/dist directory 755 0:0",
  "+ /w/dist/server.js file 644 0:0",
];

describe("a declared command", () => {
  it.each([
    "npm run build",
    "npm  run 'build'",
    "true && npm run build",
    "NODE_ENV=production npm run build",
    '["npm", "run", "build"]',
  ])("writes what is declared, and nothing else: %s", (run) => {
    expect(layer(run)).toEqual(MADE);
  });

  it("writes below the directory it runs in", () => {
    expect(layer("mkdir d && cd d && npm run build")).toEqual([
      "+ /w/d directory 755 0:0",
      "+ /w/d/dist directory 755 0:0",
      "+ /w/d/dist/server.js file 644 0:0",
    ]);
  });

  it.each([
    "npm --prefix ui run build",
    "npm run build --prefix ui",
    "npm --prefix=ui run build",
    "npm -C /w/ui run build",
  ])("writes where an option lets it run: %s", (run) => {
    expect(layer(`mkdir ui && ${run}`)).toEqual([
      "+ /w/ui directory 755 0:0",
      "+ /w/ui/dist directory 755 0:0",
      "+ /w/ui/dist/server.js file 644 0:0",
    ]);
  });

  it("makes what it writes its user's", () => {
    expect(layer("make", "RUN mkdir -m 777 /out", "USER 7:8")).toContain(
      "+ /out/app file 644 7:8",
    );
  });

  it("leaves an origin that says so", () => {
    const { stages } = buildOf(
      ["FROM node:24", "RUN npm run build"],
      {},
      { produces },
    );
    expect(stages[0]?.steps[0]?.added.at(-1)?.[1].origin).toEqual({
      kind: "declared",
      command: "npm run build",
      path: "dist/server.js",
      from: undefined,
    });
  });

  it.each([
    ["go build -trimpath -o /out/app ./cmd", "-o first"],
    ["go build -o /out/app -trimpath ./cmd", "as it is declared"],
  ])("is found with its options in another order: %s", (run) => {
    expect(
      lastLayer(
        ["FROM golang:1.27", `RUN ${run}`],
        {},
        { produces: { "go build -o /out/app -trimpath ./cmd": ["/out/app"] } },
      ),
    ).toContain("+ /out/app file 644 0:0");
  });

  it.each([
    ["go build -o /out/app ./cmd", "/out/app"],
    ["go build -o /usr/local/bin/other ./cmd", "/usr/local/bin/other"],
    ["go build -trimpath -o here ./cmd", undefined],
    ["go build -o /out/ ./cmd", undefined],
    ["go build -o /out/app ./other", undefined],
  ])("may name the file itself: %s", (run, place) => {
    const { stages } = buildOf(
      ["FROM golang:1.27", `RUN ${run}`],
      {},
      { produces: { "go build -o OUT ./cmd": ["OUT"] } },
    );
    const added = stages[0]?.steps.at(-1)?.added ?? [];
    const declared = added.flatMap(([path, { origin }]) =>
      origin.kind === "declared" ? [[path, origin.path]] : [],
    );
    expect(declared).toEqual(place === undefined ? [] : [[place, "OUT"]]);
  });

  it.each<[string, string]>([
    ["tool -a one -b two", "tool -b one -a two"],
    ["tool -a one two", "tool -a two one"],
    ["tool -a one -a two", "tool -a two -a one"],
    ["tool -a -- -b", "tool -b -- -a"],
    ["tool -a one -b", "tool -a one -c"],
    ["tool -a one", "other -a one"],
    ["tool build -a", "tool -a run"],
  ])("%j is not %j", (declared, run) => {
    expect(
      lastLayer(
        ["FROM node:24", `RUN ${run}`],
        {},
        { produces: { [declared]: ["/out/app"] } },
      ).join(),
    ).toMatch(/^\? what .* does is not known$/);
  });

  it("writes a program that can be started, where it is declared as one", () => {
    expect(
      lastLayer(
        ["FROM node:24", "RUN umask 027 && make"],
        {},
        { produces: { make: [{ path: "/out/app", executable: true }] } },
      ),
    ).toContain("+ /out/app file 750 0:0");
  });

  it.each<[string, readonly string[], unknown]>([
    ["COPY . .", ["src/a.ts"], { path: "src/a.ts", text: "on()" }],
    ["COPY src /elsewhere", ["src/a.ts"], { path: "src/a.ts", text: "on()" }],
    ["COPY b.ts .", ["src/a.ts"], undefined],
  ])("keeps what it is made from after %s", (copy, [from], expected) => {
    const { stages } = buildOf(
      ["FROM node:24", "WORKDIR /w", copy, "RUN make"],
      { "src/a.ts": "on()", "b.ts": "" },
      { produces: { make: [{ path: "a.js", from }] } },
    );
    const [, entry] = stages[0]?.steps.at(-1)?.added.at(-1) ?? [];
    expect(entry?.origin).toMatchObject({ kind: "declared", path: "a.js" });
    expect(entry?.origin).toHaveProperty("from", expected);
  });

  it.each(["npm run build:prod", "npm run", "npm run build --watch", "$X"])(
    "is not %s",
    (run) => {
      expect(layer(run).join()).toMatch(/^\? what .* does is not known$/);
    },
  );

  it("that may not run leaves the place open", () => {
    expect(layer("test -f /etc/x && npm run build || true")).toEqual([
      "? whether npm run build runs is not known",
    ]);
  });
});

describe("the text of a declaration", () => {
  it.each<[string, readonly string[] | undefined]>([
    ["npm run build", ["npm", "run", "build"]],
    ["'a b' c", ["a b", "c"]],
    ["a && b", undefined],
    ["a $B", undefined],
    ["'a", undefined],
    ["", undefined],
  ])("%j", (text, words) => {
    expect(declaredWords(text)).toEqual(words);
  });
});
