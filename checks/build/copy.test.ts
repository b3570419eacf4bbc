import { describe, expect, it } from "vitest";
import type { ContextFacts, Files } from "../files.ts";
import { buildOf, imageOf, lastLayer } from "../testing/builds.ts";

const FILES: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "src/a.js": "",
  "src/lib/b.js": "",
  "app.tar.gz": "",
};

/** The paths in the image after a COPY, without the Dockerfile. */
function paths(...lines: string[]): string[] {
  const { tree } = imageOf(["FROM scratch", "WORKDIR /w", ...lines], FILES);
  return [...tree.entries()]
    .filter(([, { type }]) => type !== "directory")
    .map(([path]) => path)
    .filter((path) => !path.endsWith("Dockerfile"))
    .sort();
}

describe("a destination", () => {
  it.each<[string, string[], string[]]>([
    [
      "without a slash is the file's new name",
      ["COPY package.json /p"],
      ["/p"],
    ],
    [
      "with a slash is a directory",
      ["COPY package.json /p/"],
      ["/p/package.json"],
    ],
    ["relative to the working directory", ["COPY package.json p"], ["/w/p"]],
    [
      "of a dot is the working directory",
      ["COPY package.json ."],
      ["/w/package.json"],
    ],
    [
      "of a dot at its end is a directory",
      ["COPY package.json /p/."],
      ["/p/package.json"],
    ],
    [
      "that is a directory already",
      ["COPY src /p", "COPY package.json /p"],
      ["/p/a.js", "/p/lib/b.js", "/p/package.json"],
    ],
    [
      "that is the working directory",
      ["COPY package.json /w"],
      ["/w/package.json"],
    ],
    ["that is the root", ["COPY package.json /"], ["/package.json"]],
    [
      "of several sources is a directory",
      ["COPY package.json package-lock.json /p/"],
      ["/p/package-lock.json", "/p/package.json"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(paths(...lines)).toEqual(expected);
  });

  it("in a directory of the base image is known to be one", () => {
    const { tree } = imageOf(
      ["FROM alpine:3.24", "COPY package.json /etc"],
      FILES,
    );
    expect(tree.exists("/etc/package.json")).toBe("present");
  });
});

describe("a source", () => {
  it.each<[string, string, string[]]>([
    [
      "that is a directory gives its content",
      "COPY src /p",
      ["/p/a.js", "/p/lib/b.js"],
    ],
    [
      "that is a directory below gives its content",
      "COPY src/lib /p/",
      ["/p/b.js"],
    ],
    [
      "that is the context gives all",
      "COPY src/ ./",
      ["/w/a.js", "/w/lib/b.js"],
    ],
    [
      "may be a pattern",
      "COPY package*.json ./",
      ["/w/package-lock.json", "/w/package.json"],
    ],
    [
      "may be a pattern that names a directory: its content comes",
      "COPY sr? /p/",
      ["/p/a.js", "/p/lib/b.js"],
    ],
    ["may be a pattern that nothing matches", "COPY *.md ./", []],
    [
      "may begin with a slash or dots",
      "COPY /src/a.js ../package.json ./",
      ["/w/a.js", "/w/package.json"],
    ],
    ["may be JSON", 'COPY ["package.json", "./"]', ["/w/package.json"]],
    [
      "may be excluded",
      "COPY --exclude=lib --exclude=*.json src ./",
      ["/w/a.js"],
    ],
  ])("%s", (_, line, expected) => {
    expect(paths(line)).toEqual(expected);
  });

  it("keeps its text, and its origin in the context", () => {
    const { tree } = imageOf(["FROM scratch", "COPY package.json /p"], FILES);
    expect(tree.get("/p")).toMatchObject({
      text: "{}",
      origin: { kind: "context", path: "package.json" },
    });
  });
});

describe("an owner", () => {
  const owner = (flag: string) => {
    const { tree } = imageOf(
      [
        "FROM node:24",
        "RUN groupadd -g 7 grp",
        `COPY ${flag} package.json /n/p`,
      ],
      FILES,
    );
    const { uid, gid } = tree.get("/n/p") ?? {};
    expect(tree.get("/n")).toMatchObject({ uid, gid });
    return [uid, gid];
  };

  it.each<[string, (number | undefined)[]]>([
    ["", [0, 0]],
    ["--chown=1001", [1001, 1001]],
    ["--chown=1001:7", [1001, 7]],
    ["--chown=node", [1000, 1000]],
    ["--chown=node:node", [1000, 1000]],
    ["--chown=node:grp", [1000, 7]],
    ["--chown=stranger", [undefined, undefined]],
    ["--chown=$HIDDEN", [0, 0]],
  ])("of %j is %j, of new parents too", (flag, expected) => {
    expect(owner(flag)).toEqual(expected);
  });
});

describe("a mode", () => {
  const mode = (flag: string, facts?: ContextFacts) => {
    const { image } = buildOf(
      ["FROM scratch", `COPY ${flag} package.json /p`],
      FILES,
      facts === undefined ? {} : { facts },
    );
    return image?.tree.get("/p")?.mode;
  };

  it.each<[string, number | undefined]>([
    ["", 0o644],
    ["--chmod=755", 0o755],
    ["--chmod=0755", 0o755],
    ["--chmod=4755", 0o4755],
    ["--chmod=u+x", 0o744],
    ["--chmod=u=rwx,go=", 0o700],
    ["--chmod=a-w", 0o444],
    ["--chmod=99", undefined],
  ])("with %j is %s", (flag, expected) => {
    expect(mode(flag)).toBe(expected);
  });

  it("is the file's own", () => {
    expect(mode("", { "package.json": { mode: 0o600 } })).toBe(0o600);
  });
});

describe("a here-document", () => {
  const text = (...lines: string[]) =>
    imageOf(["FROM scratch", ...lines]).tree.get("/f")?.text;

  it("becomes a file, named by the destination or by itself", () => {
    expect(text("COPY <<E /f", "a", "E")).toBe("a\n");
    expect(text("COPY <<f /", "a", "f")).toBe("a\n");
  });

  it("has its variables filled in at build time, unless its name is quoted", () => {
    expect(text("ENV A=1", "COPY <<E /f", '$A "$@"', "E")).toBe('1 ""\n');
    expect(text("ENV A=1", "COPY <<'E' /f", '$A "$@"', "E")).toBe('$A "$@"\n');
  });

  it("has no known text where a variable is unknown", () => {
    expect(text("ARG A", "COPY <<E /f", "$A", "E")).toBeUndefined();
  });
});

describe("ADD", () => {
  it.each<[string, string, string[]]>([
    [
      "takes a file from an address",
      "ADD https://example.com/a/b.txt?v=1#x /d/",
      ["/d/b.txt"],
    ],
    [
      "names it after the destination",
      "ADD https://example.com/a/b.txt /d",
      ["/d"],
    ],
    [
      "names it itself where the address has no name",
      "ADD https://example.com/ /d/",
      ["/d/__unnamed__"],
    ],
    [
      "takes a repository as a directory",
      "ADD https://github.com/a/b.git#v1 /d/",
      ["/d"],
    ],
  ])("%s", (_, line, expected) => {
    expect(paths(line)).toEqual(expected);
  });

  it("unpacks an archive, of which only the place is known", () => {
    const { tree } = imageOf(["FROM scratch", "ADD app.tar.gz /d/"], FILES);
    expect(tree.get("/d/app.tar.gz")).toBeUndefined();
    expect(tree.exists("/d/anything")).toBe("unknown");
    expect(tree.exists("/other")).toBe("absent");
  });

  it("does not know what is in a repository", () => {
    const { tree } = imageOf(["FROM scratch", "ADD git@github.com:a/b.git /d"]);
    expect(tree.exists("/d/README.md")).toBe("unknown");
  });
});

describe("a place that cannot be told", () => {
  it.each([
    ["an unknown working directory", ["FROM team/base:1", "COPY . ."]],
    ["an unknown variable", ["FROM node:24", "ARG D", "COPY . $D"]],
  ])("in %s takes the files all the same", (_, lines) => {
    const build = buildOf(lines, { ".env": "A=b" });
    const [step] = build.stages[0]?.steps.slice(-1) ?? [];
    expect(step?.reads).toContain(".env");
    expect(
      step?.added.map(([, { origin }]) =>
        origin.kind === "context" ? origin.path : undefined,
      ),
    ).toContain(".env");
    expect(build.image?.tree.exists("/srv/.env")).toBe("unknown");
  });
});

describe("directories", () => {
  const facts: ContextFacts = {
    src: { mode: 0o700 },
    "src/lib": { mode: 0o750 },
  };
  const layer = (...lines: string[]) =>
    lastLayer(["FROM alpine:3.24", ...lines], FILES, { facts });

  // What Docker 28.5 makes of the same lines.
  it("above a file are made, root's and 0755 whatever their source is", () => {
    expect(layer("COPY src/lib /a/b")).toEqual([
      "+ /a directory 755 0:0",
      "+ /a/b directory 755 0:0",
      "+ /a/b/b.js file 644 0:0",
    ]);
  });

  it("below the source keep their permissions", () => {
    expect(layer("COPY src /s")).toContain("+ /s/lib directory 750 0:0");
  });

  it("that are there take over owner and permissions, but for the destination itself", () => {
    expect(
      layer(
        "RUN mkdir -p /s/lib && chown -R 7:8 /s && chmod -R 777 /s",
        "COPY src /s",
      ),
    ).toEqual([
      "+ /s/a.js file 644 0:0",
      "* /s/lib directory 750 0:0",
      "+ /s/lib/b.js file 644 0:0",
    ]);
  });

  it("get the number of --chmod, and letters only below the destination", () => {
    expect(layer("COPY --chmod=640 src /a/s")).toEqual([
      "+ /a directory 640 0:0",
      "+ /a/s directory 640 0:0",
      "+ /a/s/a.js file 640 0:0",
      "+ /a/s/lib directory 640 0:0",
      "+ /a/s/lib/b.js file 640 0:0",
    ]);
    expect(layer("COPY --chmod=o= src /a/s")).toEqual([
      "+ /a directory 755 0:0",
      "+ /a/s directory 755 0:0",
      "+ /a/s/a.js file 640 0:0",
      "+ /a/s/lib directory 750 0:0",
      "+ /a/s/lib/b.js file 640 0:0",
    ]);
  });

  it("and files that are copied again unchanged are not in the layer", () => {
    expect(layer("COPY src /s", "COPY src /s")).toEqual([]);
    expect(layer("COPY src /s", "COPY --chown=7 src /s")).toHaveLength(3);
  });

  it("are brought along by a linked copy, with all above them", () => {
    expect(
      layer("RUN mkdir /s && chown 7 /s", "COPY --link package.json /s/"),
    ).toEqual(["* /s directory 755 0:0", "+ /s/package.json file 644 0:0"]);
    expect(layer("COPY --link package.json /tmp/")).toContain(
      "* /tmp directory 755 0:0",
    );
  });

  it("are real ones where a linked copy finds a link", () => {
    const lines = ["RUN mkdir /d && ln -s /d /l"];
    expect(layer(...lines, "COPY package.json /l/")).toEqual([
      "+ /d/package.json file 644 0:0",
    ]);
    expect(layer(...lines, "COPY --link package.json /l/")).toEqual([
      "* /l directory 755 0:0",
      "+ /l/package.json file 644 0:0",
    ]);
  });

  it("that several files are copied to without a slash become the last of them", () => {
    expect(layer("COPY package.json package-lock.json /p")).toEqual([
      "+ /p file 644 0:0",
    ]);
  });

  it.each([
    [
      "a file in the place of a directory",
      ["RUN mkdir -p /s/a.js"],
      "/s/a.js is a directory, and a file cannot take its place, so the build stops here.",
    ],
    [
      "a directory in the place of a file",
      ["RUN mkdir /s && touch /s/lib"],
      "/s/lib is no directory, and a directory cannot take its place, so the build stops here.",
    ],
  ])("stop the build: %s", (_, lines, message) => {
    const { errors } = buildOf(
      ["FROM alpine:3.24", ...lines, "COPY src /s"],
      FILES,
    );
    expect(errors.map((error) => error.message)).toEqual([message]);
  });
});

describe("what comes from another stage", () => {
  const layer = (line: string, ...made: string[]) =>
    lastLayer(
      ["FROM alpine:3.24 AS build", ...made, "FROM alpine:3.24", line],
      FILES,
    );
  const MADE =
    "RUN mkdir -m 700 /o && touch /o/f && chown -R 7:8 /o && ln -s f /o/l";

  it("keeps its owner", () => {
    expect(layer("COPY --from=build /o /p", MADE)).toEqual([
      "+ /p directory 755 0:0",
      "+ /p/f file 644 7:8",
      "+ /p/l symlink 777 0:0",
    ]);
  });

  it("gets the owner that --chown gives", () => {
    expect(layer("COPY --from=build --chown=nobody /o/f /p", MADE)).toEqual([
      "+ /p file 644 65534:65534",
    ]);
  });

  it("is what a link leads to where the link itself is named", () => {
    expect(layer("COPY --from=build /o/l /p", MADE)).toEqual([
      "+ /p file 644 7:8",
    ]);
  });

  it("may be all that the base image holds", () => {
    expect(layer("COPY --from=build / /all")).toContain(
      "? what else / holds is not known",
    );
  });

  it("may be more than is known", () => {
    expect(layer("COPY --from=build /etc /e")).toEqual([
      "+ /e directory 755 0:0",
      "+ /e/apk directory 755 0:0",
      "? what else /etc holds is not known",
    ]);
    expect(layer("COPY --from=build /dist /d", "RUN ./build.sh")).toEqual([
      "+ /d opaque ? ?:?",
      "? what /dist brings is not known",
    ]);
  });
});

describe("--parents", () => {
  const files: Files = {
    "x/y/a.txt": "",
    "x/b.txt": "",
    "z/a.txt": "",
    "z/c.md": "",
  };
  const copied = (source: string, to = "/p/") =>
    lastLayer(["FROM scratch", `COPY --parents ${source} ${to}`], files).map(
      (line) => line.split(" ")[1],
    );

  it.each<[string, string[]]>([
    [
      "./x/y/a.txt z/a.txt",
      ["/p", "/p/x", "/p/x/y", "/p/x/y/a.txt", "/p/z", "/p/z/a.txt"],
    ],
    ["x", ["/p", "/p/x", "/p/x/b.txt", "/p/x/y", "/p/x/y/a.txt"]],
    ["x/./y/a.txt", ["/p", "/p/y", "/p/y/a.txt"]],
    ["./x/./*", ["/p", "/p/b.txt", "/p/y", "/p/y/a.txt"]],
    [
      "**/a.txt",
      ["/p", "/p/x", "/p/x/y", "/p/x/y/a.txt", "/p/z", "/p/z/a.txt"],
    ],
    ["*/*.md", ["/p", "/p/z", "/p/z/c.md"]],
    ["*/*.js", ["/p"]],
  ])("%s", (source, expected) => {
    expect(copied(source)).toEqual(expected);
  });

  it("stops the build where a path without a pattern is not there", () => {
    const { errors } = buildOf(
      ["FROM scratch", "COPY --parents x/q /p/"],
      files,
    );
    expect(errors.map(({ message }) => message)).toEqual([
      "x/q does not exist in the build context, so the build stops here.",
    ]);
  });

  it("switched off copies as usual", () => {
    expect(
      lastLayer(["FROM scratch", "COPY --parents=false x/y /p"], files),
    ).toContain("+ /p/a.txt file 644 0:0");
  });
});

describe("--exclude", () => {
  const files: Files = {
    "d/a.txt": "",
    "d/b.js": "",
    "d/e/c.txt": "",
    "d/e/f/g.js": "",
    "a.txt": "",
  };
  const copied = (line: string) =>
    lastLayer(["FROM scratch", line], files)
      .map((text) => text.split(" ")[1] ?? "")
      .filter((path) => path !== "/p" && !path.endsWith("Dockerfile"));

  it.each<[string, string[]]>([
    [
      "COPY --exclude=*.txt d /p/",
      ["/p/b.js", "/p/e", "/p/e/c.txt", "/p/e/f", "/p/e/f/g.js"],
    ],
    [
      "COPY --exclude=**/*.txt d /p/",
      ["/p/b.js", "/p/e", "/p/e/f", "/p/e/f/g.js"],
    ],
    ["COPY --exclude=e d /p/", ["/p/a.txt", "/p/b.js"]],
    [
      "COPY --exclude=e --exclude=!e/f d /p/",
      ["/p/a.txt", "/p/b.js", "/p/e", "/p/e/f", "/p/e/f/g.js"],
    ],
    // Patterns are read from the directory that is copied.
    [
      "COPY --exclude=d/e d /p/",
      ["/p/a.txt", "/p/b.js", "/p/e", "/p/e/c.txt", "/p/e/f", "/p/e/f/g.js"],
    ],
    ["COPY --exclude=d . /p/", ["/p/a.txt"]],
    // A file that is named itself comes, as Docker 28.5 has it.
    ["COPY --exclude=*.txt *.txt /p/", ["/p/a.txt"]],
    ["ADD --exclude=*.txt --exclude=e d /p/", ["/p/b.js"]],
  ])("%s", (line, expected) => {
    expect(copied(line)).toEqual(expected);
  });
});

describe("an archive", () => {
  const archive = (line: string, entries?: readonly string[]) =>
    lastLayer(["FROM scratch", line], FILES, {
      facts: entries === undefined ? {} : { "app.tar.gz": { entries } },
    });

  it("is unpacked where its entries are known", () => {
    expect(archive("ADD app.tar.gz /d", ["a/", "a/b", "c/d"])).toEqual([
      "+ /d directory 755 0:0",
      "+ /d/a directory ? ?:?",
      "+ /d/a/b opaque ? ?:?",
      "+ /d/c directory ? ?:?",
      "+ /d/c/d opaque ? ?:?",
    ]);
  });

  it("gives its files the owner that --chown gives", () => {
    expect(archive("ADD --chown=7:8 app.tar.gz /d", ["a"])).toContain(
      "+ /d/a opaque ? 7:8",
    );
  });

  it("stays one where it is copied or told to", () => {
    expect(archive("COPY app.tar.gz /d/", ["a"])).toContain(
      "+ /d/app.tar.gz file 644 0:0",
    );
    expect(archive("ADD --unpack=false app.tar.gz /d/", ["a"])).toContain(
      "+ /d/app.tar.gz file 644 0:0",
    );
  });

  it("that nothing is known of leaves the layer open", () => {
    expect(archive("ADD app.tar.gz /d/")).toEqual([
      "+ /d directory 755 0:0",
      "? what is in app.tar.gz is not known",
    ]);
  });
});
