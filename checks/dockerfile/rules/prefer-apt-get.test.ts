import { expect, it } from "vitest";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./prefer-apt-get.ts";

const DEBIAN = "FROM debian:13-slim\n";
const interactive = (at: string): string =>
  `${at} apt is made for people at a terminal: what it prints and how it reads its options may change between releases.`;

testRule(rule, {
  good: {
    "apt-get, apt-cache, apt-key and apt-mark": `${DEBIAN}RUN apt-get update && apt-get install -y curl && apt-cache policy curl && apt-mark hold curl | apt-key add -`,
    "directories of that name": `${DEBIAN}RUN cd /var/lib && rm -rf apt dpkg cache && ls /etc/apt`,
    "a source with that word": `${DEBIAN}RUN echo "deb https://example.com/apt cloud main" | tee -a /etc/apt/sources.list.d/a.list`,
    "an argument of another command": `${DEBIAN}RUN echo apt install && which apt`,
    "a file of that name": `${DEBIAN}COPY apt /apt`,
  },
  bad: {
    "apt install": {
      on: `${DEBIAN}RUN apt install -y curl`,
      says: [interactive("2:5")],
    },
    "one of several commands": {
      on: `${DEBIAN}RUN apt update && \\\n    apt-get install -y git`,
      says: [interactive("2:5")],
    },
    "with sudo and by its path": {
      on: `${DEBIAN}RUN sudo apt update; /usr/bin/apt list`,
      says: [interactive("2:10"), interactive("2:22")],
    },
    "in the exec form, and after sh -c": {
      on: `${DEBIAN}RUN ["apt", "update"]\nRUN sh -c "apt update"`,
      says: [interactive("2:5"), interactive("3:11")],
    },
    "where there is no apt": {
      on: "FROM busybox:1.37\nRUN apt install curl",
      says: [interactive("2:5")],
    },
  },
});

it.each([
  [
    "RUN apt update && sudo apt install -y a \\\n && apt show a",
    "RUN apt-get update && sudo apt-get install -y a \\\n && apt-cache show a",
  ],
  ["RUN apt full-upgrade -y", "RUN apt-get full-upgrade -y"],
  ["RUN apt list --installed", "RUN apt list --installed"],
  ["RUN /usr/bin/apt update", "RUN /usr/bin/apt update"],
  ['RUN ["apt", "update"]', 'RUN ["apt", "update"]'],
])("prefer-apt-get turns %j into %j", (run, after) => {
  expect(fixed(rule, DEBIAN + run)).toBe(DEBIAN + after);
});
