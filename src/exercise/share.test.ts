import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fragmentOf, readFragment } from "./share.ts";

const exercise = {
  id: "it",
  version: "1",
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile", ".dockerignore"],
  starter: {},
  goals: [],
  keeps: [],
};
const files = { Dockerfile: "FROM alpine:3.24\nRUN echo é\n" };

async function fragmentWith(value: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(value)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const packed = Buffer.from(await new Response(stream).arrayBuffer());
  return `#answer=${packed.toString("base64url")}`;
}

describe("a link", () => {
  it("brings the files that were shared", async () => {
    const fragment = await fragmentOf(exercise, files);
    expect(await readFragment(exercise, fragment ?? "")).toEqual({
      kind: "files",
      files,
    });
  });

  it("is not made of an answer that no link can carry", async () => {
    let text = "";
    for (let at = 0; at < 20_000; at++) text += `RUN echo ${at * 7919}\n`;
    expect(await fragmentOf(exercise, { Dockerfile: text })).toBeUndefined();
  });

  it("is not made of an answer that packs well and is too large when unpacked", async () => {
    const text = "RUN true\n".repeat(60_000);
    expect(await fragmentOf(exercise, { Dockerfile: text })).toBeUndefined();
  });

  it("leaves out files that the exercise does not let one change", async () => {
    const shared = { ...files, "server.js": "evil()" };
    const fragment = await fragmentWith({ exercise: "it", files: shared });
    expect(await readFragment(exercise, fragment)).toEqual({
      kind: "files",
      files,
    });
  });

  it("without an answer brings nothing", async () => {
    expect(await readFragment(exercise, "#goals")).toEqual({ kind: "none" });
  });

  it.each<[string, () => string | Promise<string>, string]>([
    ["nothing packed", () => "#answer=", "changed on the way"],
    ["characters of no link", () => "#answer=<script>", "changed on the way"],
    [
      "half of an answer",
      async () => (await fragmentOf(exercise, files))?.slice(0, 40) ?? "",
      "changed on the way",
    ],
    [
      "bytes that are no UTF-8",
      () =>
        `#answer=${deflateRawSync(Buffer.from('{"exercise":"it","files":{"Dockerfile":"\xFF"}}', "latin1")).toString("base64url")}`,
      "changed on the way",
    ],
    [
      "another exercise",
      () => fragmentWith({ exercise: "that", files }),
      "it belongs to another exercise",
    ],
    [
      "a number for a file",
      () => fragmentWith({ exercise: "it", files: { Dockerfile: 1 } }),
      "it belongs to another exercise",
    ],
    [
      "a file that is not the exercise's",
      () => fragmentWith({ exercise: "it", files: { "../x": "" } }),
      "it holds no file of this exercise",
    ],
    [
      "the prototype's name",
      () =>
        fragmentWith(JSON.parse('{"exercise":"it","files":{"__proto__":"x"}}')),
      "it holds no file of this exercise",
    ],
    [
      "a bomb: megabytes of the same letter",
      () =>
        fragmentWith({
          exercise: "it",
          files: { Dockerfile: "a".repeat(5_000_000) },
        }),
      "it unpacks to more than 400 kB",
    ],
    [
      "more characters than a link has",
      () => `#answer=${"A".repeat(40_000)}`,
      "it has more than 30,000 characters",
    ],
  ])("with %s says why it cannot be read", async (_, made, because) => {
    expect(await readFragment(exercise, await made())).toEqual({
      kind: "odd",
      because: expect.stringContaining(because),
    });
  });
});
