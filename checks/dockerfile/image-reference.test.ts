import { describe, expect, it } from "vitest";
import { known, unknown, UNKNOWN_PART, type Value } from "../value.ts";
import { isImageName, parseReference, type Part } from "./image-reference.ts";

const show = (part: Part): string =>
  part.kind === "known" ? part.value : part.kind;
const read = (image: Value) => {
  const { name, repository, tag, digest } = parseReference(image);
  return [name, repository, show(tag), show(digest)];
};
const DIGEST = `sha256:${"a".repeat(64)}`;

describe("a known image name", () => {
  it.each<[string, string, string, string, string]>([
    ["node", "node", "docker.io/library/node", "absent", "absent"],
    ["node:24-slim", "node", "docker.io/library/node", "24-slim", "absent"],
    ["team/app:1", "team/app", "docker.io/team/app", "1", "absent"],
    [
      "docker.io/node:24",
      "docker.io/node",
      "docker.io/library/node",
      "24",
      "absent",
    ],
    [
      "docker.io/library/node",
      "docker.io/library/node",
      "docker.io/library/node",
      "absent",
      "absent",
    ],
    [
      "index.docker.io/node",
      "index.docker.io/node",
      "docker.io/library/node",
      "absent",
      "absent",
    ],
    ["ghcr.io/a/b/c:1", "ghcr.io/a/b/c", "ghcr.io/a/b/c", "1", "absent"],
    ["localhost/app", "localhost/app", "localhost/app", "absent", "absent"],
    [
      "localhost:5000/app",
      "localhost:5000/app",
      "localhost:5000/app",
      "absent",
      "absent",
    ],
    ["host:5000/app:1", "host:5000/app", "host:5000/app", "1", "absent"],
    [`node@${DIGEST}`, "node", "docker.io/library/node", "absent", DIGEST],
    [`node:24@${DIGEST}`, "node", "docker.io/library/node", "24", DIGEST],
    ["node:", "node", "docker.io/library/node", "", "absent"],
  ])("%s", (text, ...expected) => {
    expect(read(known(text))).toEqual(expected);
  });
});

describe("an image name with a variable", () => {
  it.each<[string, string | undefined, string, string]>([
    ["node:?", "node", "unknown", "unknown"],
    ["node:24-?", "node", "unknown", "unknown"],
    ["node:?-slim", "node", "unknown", "absent"],
    ["node?", undefined, "unknown", "unknown"],
    ["?", undefined, "unknown", "unknown"],
    ["?/node:24", undefined, "24", "absent"],
    ["?/node", undefined, "absent", "absent"],
    ["node@?", "node", "absent", "unknown"],
    [`?@${DIGEST}`, undefined, "unknown", DIGEST],
  ])("%s hides what the variable may bring", (text, name, tag, digest) => {
    const image = unknown("it", text.replaceAll("?", UNKNOWN_PART));
    const [readName, , readTag, readDigest] = read(image);
    expect([readName, readTag, readDigest]).toEqual([name, tag, digest]);
  });

  it("keeps its reason", () => {
    const image = unknown("V has no default", `node:${UNKNOWN_PART}`);
    expect(parseReference(image).tag).toEqual({
      kind: "unknown",
      because: "V has no default",
    });
  });
});

describe("a text that can name an image", () => {
  it.each([
    "node",
    "node:24-slim_A.1",
    "team/my-app__x.y",
    "docker.io/library/node",
    "Registry.example.com:5000/team/app:v1",
    "localhost/app",
    "[::1]:5000/app",
    `node@${DIGEST}`,
    `node:24@${DIGEST}`,
  ])("is %s", (text) => {
    expect(isImageName(text)).toBe(true);
  });

  it.each([
    "",
    "Node",
    "team/App",
    "node:",
    ":24",
    "/node",
    "node/",
    "team//app",
    "node:24:slim",
    "node:.24",
    "-node",
    "node--",
    "a..b",
    "node@sha256",
    "node@sha256:abc",
    "registry.example.com:port/app",
    "a b",
    "node:${TAG}",
  ])("is not %j", (text) => {
    expect(isImageName(text)).toBe(false);
  });
});
