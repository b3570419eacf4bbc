import { expect, test } from "vitest";
import type { LockedPackage } from "./lock-file.ts";
import { sbom } from "./sbom.ts";

const own = {
  version: "0.1.0",
  description: "A site",
  license: "MIT",
  dependencies: {},
  devDependencies: {},
  optionalDependencies: {},
  overrides: {},
  allowScripts: {},
};
const outer = { ...of("@a/outer", "1.0.0"), licence: "MIT OR Apache-2.0" };
const inner = of("inner", "2.0.0", "node_modules/@a/outer/node_modules/inner");
const locked = {
  "node_modules/@a/outer": lock({ inner: "^2.0.0", unused: "1.0.0" }),
  "node_modules/@a/outer/node_modules/inner": lock({}),
  "node_modules/inner": lock({}),
  "node_modules/unused": lock({}),
};
const site = {
  own,
  shipped: [outer, inner],
  locked,
  time: new Date("2026-11-21T10:00:00Z"),
};

function of(name: string, version: string, folder = `node_modules/${name}`) {
  return { folder, name, version, licence: "ISC", texts: ["…"] };
}

function lock(dependencies: Readonly<Record<string, string>>): LockedPackage {
  return {
    integrity: "sha512-AQID",
    dependencies: { ...dependencies },
    optionalDependencies: {},
  };
}

test("what is in the site is listed with purl, licence and the hash of its archive", () => {
  const { components } = JSON.parse(sbom(site));
  expect(components).toMatchObject([
    {
      name: "@a/outer",
      purl: "pkg:npm/%40a/outer@1.0.0",
      licenses: [{ expression: "MIT OR Apache-2.0" }],
      hashes: [{ alg: "SHA-512", content: "010203" }],
    },
    { name: "inner", licenses: [{ license: { id: "ISC" } }] },
  ]);
});

test("dependencies are those of npm: the nearest package of the name, where it is in the site", () => {
  expect(JSON.parse(sbom(site)).dependencies).toContainEqual({
    ref: "pkg:npm/%40a/outer@1.0.0",
    dependsOn: ["pkg:npm/inner@2.0.0"],
  });
});

test("two bills of one site are the same, and a bill of another has another number", () => {
  expect(sbom(site)).toBe(sbom({ ...site }));
  const numberOf = (text: string): unknown => JSON.parse(text).serialNumber;
  expect(numberOf(sbom({ ...site, shipped: [outer] }))).not.toBe(
    numberOf(sbom(site)),
  );
});

test("without a commit the bill tells no time", () => {
  expect(sbom(site)).toContain('"timestamp": "2026-11-21T10:00:00.000Z"');
  expect(sbom({ ...site, time: undefined })).not.toContain("timestamp");
});
