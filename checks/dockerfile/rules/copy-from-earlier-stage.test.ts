import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./copy-from-earlier-stage.ts";

const BUILD = "FROM golang:1.27 AS build\n";
const itself = (at: string, stage: string, by = "copies"): string =>
  `${at} ${stage} ${by} from itself, which no builder can do: the build stops here.`;
const later = (at: string, name: string, by = "copies"): string =>
  `${at} The stage ${name} stands further down, and a stage ${by} from those above it alone: the build stops here.`;
const image = (at: string, name: string): string =>
  `${at} No stage is called ${name}, so without a build context of that name it is the image ${name}:latest, as a rule from Docker Hub.`;

testRule(rule, {
  good: {
    "a stage above": `${BUILD}FROM scratch\nCOPY --from=build /a /a`,
    "in other letters": `FROM a AS Build\nFROM scratch\nCOPY --from=BUILD /a /a`,
    "a stage by number": `${BUILD}FROM scratch\nCOPY --from=0 /a /a`,
    "images with a tag, a digest or a path": `${BUILD}COPY --from=busybox:1.37 /a /a\nCOPY --from=team/tools /b /b\nCOPY --from=busybox@sha256:abc /c /c`,
    "a variable is reported elsewhere": `${BUILD}ARG S=later\nCOPY --from=$S /a /a\nFROM a AS later`,
    "from the context": `${BUILD}COPY build /a`,
    "for later images": `${BUILD}ONBUILD COPY --from=build /a /a`,
    "mounts from a stage and an image": `${BUILD}FROM a\nRUN --mount=from=build,target=/b --mount=type=bind,from=tools:1,target=/c x`,
    "the nearest of one name": `${BUILD}FROM build AS build\nFROM scratch\nCOPY --from=build /a /a`,
  },
  bad: {
    "its own name": {
      on: `${BUILD}COPY --from=build /a /b`,
      says: [itself("2:6", "The stage build")],
    },
    "its own number": {
      on: `${BUILD}FROM scratch\nCOPY --from=1 /a /b`,
      says: [itself("3:6", "Stage 1")],
    },
    "a later stage": {
      on: "FROM a\nCOPY --chown=1 --from=Build /a /b\nFROM b AS build",
      says: [later("2:16", "Build")],
    },
    "a later number": {
      on: "FROM a\nCOPY --from=1 /a /b\nFROM b",
      says: [later("2:6", "1")],
    },
    "a number that no stage has": {
      on: `${BUILD}FROM a\nCOPY --from=2 /a /b`,
      says: [
        "3:6 There is no stage 2: the stages of this file are 0 to 1, so the build stops here.",
      ],
    },
    "a name that is nearly a stage's": {
      on: `${BUILD}FROM a\nCOPY --from=biuld /a /b`,
      says: [image("3:6", "biuld")],
    },
    "an image without a tag": {
      on: "FROM a\nCOPY --from=composer /usr/bin/composer /usr/bin/",
      says: [image("2:6", "composer")],
    },
    "between two stages of one name": {
      on: `${BUILD}FROM a\nCOPY --from=build /a /b\nFROM c AS build`,
      says: [later("3:6", "build")],
    },
    "mounts that cannot be": {
      on: "FROM a AS one\nRUN --mount=from=one,target=/b x\nRUN --mount=type=cache,from=two,target=/c x\nFROM b AS two",
      says: [
        itself("2:5", "The stage one", "mounts"),
        later("3:5", "two", "mounts"),
      ],
    },
  },
});

it.each<[string, string, string]>([
  ["a typo", "biuld", "warning"],
  ["another image", "composer", "info"],
])("copy-from-earlier-stage weighs %s", (_, name, severity) => {
  const [finding] = lint(
    { Dockerfile: `${BUILD}FROM a\nCOPY --from=${name} /a /b` },
    { rules: [rule] },
  );
  expect(finding?.severity).toBe(severity);
  expect(finding?.remedy.includes('Did you mean "build"?')).toBe(
    severity === "warning",
  );
});
