import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePackage, readLockFile } from "./lock-file.ts";

const own = parsePackage(read("package.json"));
const packages = Object.entries(readLockFile(read("package-lock.json"))).filter(
  ([folder]) => folder !== "",
);

function read(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
}

test("every version we ask for is exact", () => {
  const asked = Object.entries({
    ...own.dependencies,
    ...own.devDependencies,
    ...own.optionalDependencies,
    ...own.overrides,
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(
    asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
  ).toEqual([]);
});

test("every package in the lock file is known by its hash", () => {
  expect(packages.length).toBeGreaterThan(0);
  const without = packages.filter(
    ([, { integrity }]) => integrity?.startsWith("sha512-") !== true,
  );
  expect(without.map(([folder]) => folder)).toEqual([]);
});

// npm leaves out what the platform it runs on cannot use (npm/cli#4828), and then `npm ci` fails everywhere.
test("binaries for every platform are in the lock file", () => {
  const folders = new Set(packages.map(([folder]) => folder));
  const missing = packages.flatMap(([folder, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (name) =>
          !folders.has(`${folder}/node_modules/${name}`) &&
          !folders.has(`node_modules/${name}`),
      )
      .map((name) => `${name}, which ${folder} asks for`),
  );
  expect(missing).toEqual([]);
});

test("no package runs a script as it is installed, and each that would is known by name", () => {
  const scripts = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([folder]) => folder.slice(folder.lastIndexOf("node_modules/") + 13));
  expect(
    scripts.filter((name) => own.allowScripts[name] === undefined),
  ).toEqual([]);
  expect(Object.values(own.allowScripts)).not.toContain(true);
  expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m);
});
