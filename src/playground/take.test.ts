import { describe, expect, test } from "vitest";
import type { Offer } from "./offer.ts";
import { NO_FILES, type OwnFiles } from "./own-files.ts";
import { take } from "./take.ts";

function offer(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  kind: Offer["kind"] = "files",
): Offer {
  return {
    files: Object.entries(files).map(([path, content]) => ({
      path,
      file: new File([content], path),
    })),
    directories: [],
    kind,
    unreadable: [],
  };
}

async function taken(
  from: Offer,
  before: OwnFiles = NO_FILES,
  chosen?: string,
): Promise<{ readonly own: OwnFiles; readonly said: string }> {
  const result = await take(from, before, chosen);
  if (result.kind === "choose") throw new Error(result.paths.join());
  return { own: result.own, said: result.said.join(" ") };
}

const FILE = "FROM alpine:3.22\n";

test("a Dockerfile and its ignore file go where they belong", async () => {
  const { own, said } = await taken(
    offer({ Dockerfile: FILE, ".dockerignore": ".git\r\n" }),
  );
  expect(own.dockerfile).toEqual({ path: "Dockerfile", text: FILE });
  expect(own.ignore).toEqual({ path: ".dockerignore", text: ".git\n" });
  expect(said).toBe("Opened: Dockerfile and .dockerignore.");
});

test("of a folder names are kept, and only manifests and scripts are opened", async () => {
  const { own } = await taken(
    offer(
      {
        Dockerfile: FILE,
        "package.json": "{}",
        "docker-entrypoint.sh": "exec node .\n",
        ".env": "TOKEN=1",
        "src/server.js": "listen()",
      },
      "folder",
    ),
  );
  expect(own.listing.split("\n")).toContain(".env");
  expect(Object.keys(own.texts).sort()).toEqual([
    "docker-entrypoint.sh",
    "package.json",
  ]);
  expect(own.sizes).toMatchObject({ ".env": 7 });
  expect(own.isWhole).toBe(true);
});

test("a folder replaces what was there, single files are added to it", async () => {
  const before: OwnFiles = {
    ...NO_FILES,
    dockerfile: { path: "Dockerfile", text: "FROM a\n" },
    ignore: { path: ".dockerignore", text: "x\n" },
    listing: "old.js\n",
    texts: { "old.sh": "exec old\n" },
  };
  const added = await taken(offer({ "package.json": "{}" }), before);
  expect(added.own.listing).toBe("old.js\npackage.json\n");
  expect(added.own.dockerfile).toEqual(before.dockerfile);
  expect(Object.keys(added.own.texts)).toEqual(["old.sh", "package.json"]);
  const replaced = await taken(
    offer({ Dockerfile: FILE, "new.js": "" }, "folder"),
    before,
  );
  expect(replaced.own.listing).toBe("new.js\n");
  expect(replaced.own.ignore.text).toBe("");
  expect(replaced.own.texts).toEqual({});
});

test("of several Dockerfiles the reader names one", async () => {
  const several = offer(
    {
      "api/Dockerfile": "FROM a\n",
      "web/Dockerfile": "FROM b\n",
      "web/Dockerfile.dockerignore": "tmp\n",
      ".dockerignore": "all\n",
      "Dockerfile.md": "about",
    },
    "folder",
  );
  expect(await take(several, NO_FILES)).toEqual({
    kind: "choose",
    paths: ["api/Dockerfile", "web/Dockerfile"],
  });
  const { own } = await taken(several, NO_FILES, "web/Dockerfile");
  expect(own.dockerfile).toEqual({ path: "web/Dockerfile", text: "FROM b\n" });
  expect(own.ignore.text).toBe("tmp\n");
  expect(own.listing).toContain("api/Dockerfile");
});

test("a single file of any name is meant as the Dockerfile", async () => {
  const { own } = await taken(offer({ "image.build": FILE }));
  expect(own.dockerfile).toEqual({ path: "image.build", text: FILE });
});

test("a folder without a Dockerfile says so and leaves the text", async () => {
  const before = {
    ...NO_FILES,
    dockerfile: { path: "Dockerfile", text: FILE },
  };
  const { own, said } = await taken(offer({ "a.js": "" }, "folder"), before);
  expect(said).toContain("There is no Dockerfile in the folder");
  expect(own.dockerfile).toEqual(before.dockerfile);
});

describe("what cannot be read is said, and what was there stays", () => {
  const before = {
    ...NO_FILES,
    dockerfile: { path: "Dockerfile", text: FILE },
  };
  const cases: Readonly<
    Record<string, readonly [Uint8Array<ArrayBuffer>, string]>
  > = {
    "a picture": [
      new Uint8Array([0x89, 0x50, 0, 1]),
      "Dockerfile holds zero bytes",
    ],
    "another encoding": [
      new Uint8Array([0x46, 0xe4, 0xf6]),
      "Dockerfile is not UTF-8",
    ],
    "too much": [
      new Uint8Array(1_400_000).fill(0x61),
      "Dockerfile has 1.4 MB, and at most 1 MB is read",
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [bytes, because]) => {
    const result = await take(offer({ Dockerfile: bytes }), before);
    expect(result).toMatchObject({ kind: "taken", changes: false });
    const { own, said } = await taken(offer({ Dockerfile: bytes }), before);
    expect(own.dockerfile).toEqual(before.dockerfile);
    expect(said).toContain(because);
  });

  test("a file that is gone", async () => {
    const file = new File([FILE], "Dockerfile");
    Object.defineProperty(file, "arrayBuffer", {
      value: () => Promise.reject(new DOMException("", "NotReadableError")),
    });
    const { said } = await taken({
      ...offer({}),
      files: [{ path: "Dockerfile", file }],
    });
    expect(said).toContain("Dockerfile cannot be read");
  });

  test("what the browser may not look into", async () => {
    const { said } = await taken({
      ...offer({ Dockerfile: FILE }, "part of a folder"),
      unreadable: ["private", "locked"],
    });
    expect(said).toContain("could not read private and 1 other");
  });
});

test("a byte order mark is no part of the text", async () => {
  const { own } = await taken(offer({ Dockerfile: `\uFEFF${FILE}` }));
  expect(own.dockerfile.text).toBe(FILE);
});
