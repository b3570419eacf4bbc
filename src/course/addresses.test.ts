import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { contentFolder, readFolder } from "../../checks/testing/content.ts";
import { externalAddresses, faultOf } from "./addresses.ts";

const rules = resolve(contentFolder, "../checks/dockerfile/rules");
const texts = Object.entries({
  ...readFolder(contentFolder),
  ...readFolder(rules),
}).filter(([path]) =>
  /^(?!exercises\/[^/]+\/.+\/).*\.(?:mdx?|yaml)$/.test(path),
);

it("every external address in the content and in the pages of rules can be opened as https", () => {
  const faults = texts.flatMap(([path, text]) =>
    externalAddresses(text).flatMap((address) => {
      const fault = faultOf(address);
      return fault === undefined ? [] : [`${path}: ${address} ${fault}`];
    }),
  );
  expect(faults).toEqual([]);
  expect(texts.length).toBeGreaterThan(100);
});

describe("external addresses in a text", () => {
  it.each<[string, readonly string[]]>([
    ["[a](https://a.example/b) and [c](/d/).", ["https://a.example/b"]],
    ["[a](https://a.example/b_(c)#d).", ["https://a.example/b_(c)#d"]],
    ["url: https://a.example/b\n", ["https://a.example/b"]],
    ["See <https://a.example>.", ["https://a.example"]],
    ["At https://a.example/b, it", ["https://a.example/b"]],
    [
      "  bad: |-\n    curl http://localhost\n  url: https://a.example\n",
      ["https://a.example"],
    ],
    ["`http://127.0.0.1:3000` is code", []],
    ["```sh\ncurl http://127.0.0.1\n```\n", []],
  ])("%j", (text, addresses) => {
    expect(externalAddresses(text)).toEqual(addresses);
  });
});

it.each([
  ["https://docs.docker.com/a#b", undefined],
  ["http://docs.docker.com/", "does not begin with https:"],
  ["https://docs docker.com", "is no address"],
  ["https://docs/", "has no host that a name server could know"],
  ["https://me@docs.docker.com/", "holds a user's name"],
])("%s: %s", (address, fault) => {
  expect(faultOf(address)).toBe(fault);
});
