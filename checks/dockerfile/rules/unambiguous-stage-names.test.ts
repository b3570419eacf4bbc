import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./unambiguous-stage-names.ts";

const twice = (at: string, line: number, name: string): string =>
  `${at} Line ${line} calls a stage ${name} already: FROM ${name} means the one that stands closest above, and COPY --from=${name} the last one of the file.`;

testRule(rule, {
  good: {
    "names of their own": "FROM a AS b\nFROM a AS c",
    "stages without names": "FROM a\nFROM a",
    "the name of an image": "FROM node AS node\nFROM node AS app",
    "names of every object's properties":
      "FROM a AS constructor\nFROM a AS tostring",
    "what valid-syntax reports": "FROM a AS\nFROM a AS",
  },
  bad: {
    "one name twice": {
      on: "FROM a AS build\nRUN x\nFROM c AS build",
      says: [twice("3:11", 1, "build")],
    },
    "in other letters": {
      on: "FROM a AS Build\nFROM c as BUILD",
      says: [twice("2:11", 1, "build")],
    },
    "three times": {
      on: "FROM a AS b\nFROM a AS b\nFROM a AS b",
      says: [twice("2:11", 1, "b"), twice("3:11", 2, "b")],
    },
    "reserved words": {
      on: "FROM a AS scratch\nFROM b AS Context",
      says: [
        "1:11 scratch has a meaning of its own: it is the empty image that FROM scratch begins with.",
        "2:11 Context has a meaning of its own: it is the build context, as --build-context calls it.",
      ],
    },
  },
});

it("unambiguous-stage-names gives the other tools' ids apart", () => {
  const ids = (text: string) =>
    lint({ Dockerfile: text }, { rules: [rule] }).map(
      ({ sameAs }) => sameAs?.[0],
    );
  expect(ids("FROM a AS b\nFROM a AS b")).toEqual(["hadolint/DL3024"]);
  expect(ids("FROM a AS scratch")).toEqual(["hadolint/DL3063"]);
});
