import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./copy-what-is-needed.ts";

const onto = (base: string, copy: string): string =>
  `FROM golang:1.27 AS build\nFROM ${base}\n${copy}`;
const lays = (at: string, from = "build"): string =>
  `${at} COPY --from=${from} lays everything in ${from} over this stage: what building left there ships, and files of the two systems mix.`;

testRule(rule, {
  good: {
    "one file": onto("debian:13", "COPY --from=build /out/app /usr/local/bin/"),
    "a directory of the stage onto the root": onto(
      "debian:13",
      "COPY --from=build /rootfs/ /",
    ),
    "all of it into a directory": onto("debian:13", "COPY --from=build / /mnt"),
    "a stage that is put together from nothing":
      "FROM golang:1.27 AS build\nFROM scratch AS files\nCOPY --from=build /out/app /bin/\nFROM debian:13\nCOPY --from=files / /",
    "an image of helper scripts": onto(
      "debian:13",
      "COPY --from=tonistiigi/xx:1.9.0 / /",
    ),
    "an image of helper scripts, by a stage":
      "FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.9.0 AS xx\nFROM golang:1.27 AS build\nCOPY --from=xx / /",
    "the build context": onto("debian:13", "COPY / /\nCOPY . /"),
    "something is left out": onto(
      "debian:13",
      "COPY --from=build --exclude=/usr / /",
    ),
    "a source that a build argument hides": onto(
      "debian:13",
      "ARG DIR\nCOPY --from=build $DIR /",
    ),
  },
  bad: {
    "from a stage": {
      on: onto("debian:13", "COPY --from=build / /"),
      says: [lays("3:19")],
    },
    "from another image": {
      on: onto("debian:13", "COPY --from=alpine:3.24 / /"),
      says: [lays("3:25", "alpine:3.24")],
    },
    "in quotes, and by a pattern": {
      on: onto(
        "debian:13",
        'COPY --from=build "/" "/"\nCOPY --from=build --link /* /',
      ),
      says: [lays("3:19"), lays("4:26")],
    },
    "from a stage that builds on an image of somebody's own": {
      on: "FROM acme/tools:1 AS build\nRUN make\nFROM debian:13\nCOPY --from=build / /",
      says: [lays("4:19")],
    },
    "as a JSON array": {
      on: onto("debian:13", 'COPY --from=build ["/", "/"]'),
      says: [lays("3:20")],
    },
    "without FROM": { on: "COPY --from=build / /", says: [lays("1:19")] },
    "through a stage that took all of another": {
      on: "FROM golang:1.27 AS build\nFROM scratch AS files\nCOPY --from=build / /\nFROM debian:13\nCOPY --from=Files / /",
      says: [
        "3:19 COPY --from=build makes one layer of everything in build, so the image shares nothing with others, and ENV, USER and CMD of build do not come along.",
        lays("5:19", "Files"),
      ],
    },
    "onto nothing": {
      on: onto("scratch", "COPY --from=build / /"),
      says: [
        "3:19 COPY --from=build makes one layer of everything in build, so the image shares nothing with others, and ENV, USER and CMD of build do not come along.",
      ],
    },
  },
});

it("copy-what-is-needed takes it for a note where nothing lies below", () => {
  const severities = ["debian:13", "scratch"].map(
    (base) =>
      lint(
        { Dockerfile: onto(base, "COPY --from=build / /") },
        { rules: [rule] },
      )[0]?.severity,
  );
  expect(severities).toEqual(["warning", "info"]);
});
