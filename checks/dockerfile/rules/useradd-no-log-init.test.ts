import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./useradd-no-log-init.ts";

const DEBIAN = "FROM debian:13-slim\n";
const fills = (at: string, uid: string): string =>
  `${at} useradd with the number ${uid} may fill /var/log/lastlog and /var/log/faillog, which hold a record for every number up to it, with zeros that the layer stores.`;

testRule(rule, {
  good: {
    "no number": `${DEBIAN}RUN useradd app`,
    "an ordinary number": `${DEBIAN}RUN useradd -u 99999 app && useradd --uid=10001 b`,
    "without log records": `${DEBIAN}RUN useradd -l -u 123456 a && useradd --no-log-init -u 123456 b`,
    "the option in a group": `${DEBIAN}RUN useradd -rlu 123456 a && useradd -ml -u 123456 b`,
    "a number that a variable hides": `${DEBIAN}RUN useradd -u $UID app`,
    "BusyBox's adduser": "FROM alpine:3.24\nRUN adduser -D -u 123456 app",
    "a group": `${DEBIAN}RUN groupadd -g 123456 app`,
    "another number of six digits": `${DEBIAN}RUN useradd -g 123456 -u 1001 app`,
    "words that are printed": `${DEBIAN}RUN echo useradd -u 123456 app`,
  },
  bad: {
    "a short option": {
      on: `${DEBIAN}RUN useradd -u 123456 app`,
      says: [fills("2:5", "123456")],
    },
    "a long option, either way": {
      on: `${DEBIAN}RUN useradd --uid 100000 a && useradd --uid=1000700001 b`,
      says: [fills("2:5", "100000"), fills("2:31", "1000700001")],
    },
    "in a group, and glued": {
      on: `${DEBIAN}RUN useradd -rmu 200000 a; /usr/sbin/useradd -u200001 b`,
      says: [fills("2:5", "200000"), fills("2:28", "200001")],
    },
    "an option that only looks like it": {
      on: `${DEBIAN}RUN useradd -s /bin/-l -u 123456 app`,
      says: [fills("2:5", "123456")],
    },
    "in another stage and ONBUILD": {
      on: `${DEBIAN}ONBUILD RUN useradd -u 123456 app\nFROM scratch`,
      says: [fills("2:13", "123456")],
    },
  },
});

it("the fix of useradd-no-log-init adds the option after the name", () => {
  const files = { Dockerfile: `${DEBIAN}RUN sudo useradd -u 123456 app` };
  const findings = lint(files, { rules: [rule] });
  const fixed = applyFixes(files, findings).files;
  expect(fixed["Dockerfile"]).toBe(
    `${DEBIAN}RUN sudo useradd --no-log-init -u 123456 app`,
  );
  expect(lint(fixed, { rules: [rule] })).toEqual([]);
});
