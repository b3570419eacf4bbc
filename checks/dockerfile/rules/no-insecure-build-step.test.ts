import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-insecure-build-step.ts";

const DEBIAN = "FROM debian:13-slim\n";
const outside = (at: string): string =>
  `${at} RUN --security=insecure runs this step without the sandbox, with all capabilities, as docker run --privileged does.`;

testRule(rule, {
  good: {
    "no flag": `${DEBIAN}RUN make`,
    "the sandbox by name": `${DEBIAN}RUN --security=sandbox make`,
    "other flags": `${DEBIAN}RUN --network=none --mount=type=cache,target=/c make`,
    "the words in a command": `${DEBIAN}RUN make --security=insecure`,
    "a value that a build argument hides": `${DEBIAN}ARG MODE\nRUN --security=$MODE make`,
  },
  bad: {
    "the flag alone": {
      on: `${DEBIAN}RUN --security=insecure make`,
      says: [outside("2:5")],
    },
    "among others, over lines": {
      on: `${DEBIAN}RUN --network=host \\\n    --security=insecure \\\n    make`,
      says: [outside("3:5")],
    },
    "in a stage that does not ship": {
      on: `${DEBIAN}RUN --security=insecure make\nFROM scratch`,
      says: [outside("2:5")],
    },
    "kept by ONBUILD": {
      on: `${DEBIAN}ONBUILD RUN --security=insecure make`,
      says: [outside("2:13")],
    },
  },
});
