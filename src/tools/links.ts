/** Prints every external address of the content and of the rules' pages, with how often it is used; fails where one is odd. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { externalAddresses, faultOf } from "../course/addresses.ts";

const root = resolve(import.meta.dirname, "../..");
const counts = new Map<string, number>();
for (const folder of ["content", "checks/dockerfile/rules"])
  for (const path of readdirSync(join(root, folder), { recursive: true })) {
    const name = String(path).replaceAll("\\", "/");
    // Below an exercise's own page stand the files of its application.
    if (!/\.(?:mdx?|yaml)$/.test(name) || /^exercises\/[^/]+\/.+\//.test(name))
      continue;
    const text = readFileSync(join(root, folder, name), "utf8");
    for (const address of externalAddresses(text))
      counts.set(address, (counts.get(address) ?? 0) + 1);
  }

for (const [address, count] of [...counts].sort(([a], [b]) =>
  a < b ? -1 : 1,
)) {
  const fault = faultOf(address);
  if (fault !== undefined) process.exitCode = 1;
  console.log(
    `${String(count).padStart(4)}  ${address}${fault === undefined ? "" : `  ${fault}`}`,
  );
}
const uses = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(`${counts.size} external addresses, used ${uses} times`);
