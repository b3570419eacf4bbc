import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";
import type { Declared } from "./produces.ts";
import { stopOf } from "./stop.ts";

const HOOK =
  "Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));";
const NOTIFY = "signal.NotifyContext(context.Background(), syscall.SIGTERM)";

/** What a stop does to a program that `./make` writes from one file. */
const stop = (
  from: string,
  text: string,
  [base, made, start]: readonly [string, string, readonly string[]],
) => {
  const produces: Declared = {
    "./make": [{ path: made, from, executable: true }],
  };
  const { image } = buildOf(
    [
      `FROM ${base}`,
      "WORKDIR /app",
      "COPY . .",
      "RUN ./make",
      "ENTRYPOINT []",
      `CMD ${JSON.stringify(start)}`,
    ],
    { [from]: text },
    { produces },
  );
  return image === undefined ? undefined : stopOf(image).kind;
};

const JAVA = [
  "eclipse-temurin:25-jre",
  "a.jar",
  ["java", "-jar", "a.jar"],
] as const;
const GO = ["alpine:3.24", "/usr/local/bin/app", ["app"]] as const;
const NODE = ["node:24", "dist/a.js", ["node", "dist/a.js"]] as const;

describe("a stop of a program that the build makes", () => {
  it.each([
    ["src/A.java", HOOK, JAVA, "graceful"],
    ["src/A.java", `// ${HOOK}`, JAVA, "unknown"],
    ["src/A.java", "server.start();", JAVA, "unknown"],
    ["main.go", NOTIFY, GO, "graceful"],
    ["main.go", "signal.Notify(c, os.Interrupt)", GO, "unknown"],
    ["main.go", "// SIGTERM", GO, "unknown"],
    ["main.rs", "SIGTERM", GO, "unknown"],
    ["src/a.ts", 'process.on("SIGTERM", stop)', NODE, "graceful"],
    ["src/a.ts", "server.listen(80)", NODE, "killed"],
  ] as const)("is read from %s: %s", (from, text, how, expected) => {
    expect(stop(from, text, how)).toBe(expected);
  });
});
