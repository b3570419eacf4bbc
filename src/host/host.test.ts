import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { leaksOf, lifecycleOf, lint, simulate } from "../../checks/index.ts";
import { parsePackage } from "../tools/lock-file.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What stands at the top of the repository, and some of what is below. */
const files = {
  ...Object.fromEntries(
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, read(name)]),
  ),
  "src/host/nginx.conf": read("src/host/nginx.conf"),
  "src/host/host.test.ts": "",
  "src/pages/index.astro": "",
  "src/e2e/site.e2e.ts": "",
  "checks/index.ts": "",
  "checks/lint.test.ts": "",
  "checks/tools/bench.ts": "",
  "content/exercises/some/starter/.env": "",
  "content/exercises/some/starter/app.test.ts": "",
  "public/theme.js": "",
  ".env": "TOKEN=1",
  ".git/config": "",
  ".cache/oracle/some": "",
  "dist/index.html": "",
  "node_modules/lit/index.js": "",
  "package/drydock.zip": "",
};

describe("our own image", () => {
  const build = simulate(files, {
    produces: { "npm run build": ["dist/index.html"] },
  });

  test("gives our own rules nothing to say", () => {
    expect(lint(files, { context: "complete" })).toEqual([]);
  });

  test("is built from what the build reads, and nothing else is sent", () => {
    const sent = [...build.context.sent].filter(
      ([, { type }]) => type === "file",
    );
    expect(sent.map(([path]) => path).sort()).toEqual([
      ".npmrc",
      "LICENSE",
      "astro.config.mjs",
      "checks/index.ts",
      "content/exercises/some/starter/.env",
      "content/exercises/some/starter/app.test.ts",
      "package-lock.json",
      "package.json",
      "public/theme.js",
      "src/host/nginx.conf",
      "src/pages/index.astro",
      "tsconfig.json",
    ]);
  });

  test("would build, leaks nothing, runs as nobody special and stops when it is told to", () => {
    expect(build.errors).toEqual([]);
    expect(leaksOf(build).leaks).toEqual([]);
    if (build.image === undefined) throw new Error("There is no image.");
    const { user, health, writes, stop } = lifecycleOf(build.image);
    expect(user).toMatchObject({ uid: 101 });
    expect(health).toMatchObject({ kind: "set", runs: { kind: "yes" } });
    expect(writes).toEqual([]);
    expect(stop).toMatchObject({ kind: "graceful", signal: "SIGQUIT" });
  });
});

test("Compose starts the image of this version, with nothing it does not need", () => {
  const { version } = parsePackage(read("package.json"));
  expect(parse(read("compose.yaml")).services.site).toMatchObject({
    image: `drydock:${version}`,
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
  });
});

/** The headers that a file has a host send with every answer. */
function headersIn(text: string): Readonly<Record<string, string>> {
  const header =
    /^[ \t]+(?:add_header )?([A-Z][a-z]*(?:-[A-Z][a-z]+)+):? "?([^"\n]+?)"?(?: always;)?$/gm;
  return Object.fromEntries(
    [...text.matchAll(header)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

test.each(["nginx.conf", "Caddyfile"])(
  "%s sends the headers of public/_headers",
  (name) => {
    // What stands below "/*", up to the next path.
    const everywhere = /^\/\*\n((?: .*\n)+)/m.exec(
      read("public/_headers"),
    )?.[1];
    const expected = headersIn(everywhere ?? "");
    expect(expected).toHaveProperty("Content-Security-Policy");
    expect(headersIn(read(`src/host/${name}`))).toMatchObject(expected);
  },
);
