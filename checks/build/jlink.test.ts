import { describe, expect, it } from "vitest";
import { lastLayer } from "../testing/builds.ts";

const made = (run: string): readonly string[] =>
  lastLayer(["FROM eclipse-temurin:25", `RUN ${run}`])
    .filter((line) => line.includes("/bin/"))
    .map((line) => line.split(" ")[1] ?? "");

const PLAIN = ["/rt/bin/java", "/rt/bin/keytool"];

describe("jlink", () => {
  it.each([
    ["jlink --add-modules java.base --output /rt", PLAIN],
    ["$JAVA_HOME/bin/jlink --output=/rt --add-modules=java.base", PLAIN],
    [
      "jlink --output /rt --add-modules $(jdeps --print-module-deps a.jar)",
      PLAIN,
    ],
    [
      "jlink --output /rt --add-modules java.base,jdk.jshell",
      ["/rt/bin/java", "/rt/bin/jshell", "/rt/bin/keytool"],
    ],
  ])("makes the programs of its modules: %s", (run, programs) => {
    expect(made(run)).toEqual(programs);
  });

  it.each([
    "jlink --add-modules $MODULES --output /rt",
    "jlink --add-modules java.base",
  ])("leaves open what it does not tell: %s", (run) => {
    expect(made(run)).toEqual([]);
  });
});
