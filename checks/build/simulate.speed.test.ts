import { describe, expect, it } from "vitest";
import { simulate } from "./simulate.ts";
import type { Files } from "../files.ts";

const times = (
  count: number,
  text: (at: number) => string,
  between = "\n",
): string => Array.from({ length: count }, (_, at) => text(at)).join(between);

const context = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`d${at % 50}/f${at}.js`, ""]),
  );

/** What the builder is given, of sizes that hang a page where time grows with their square. */
const LARGE: Readonly<Record<string, () => Files>> = {
  "a file made in each of many layers": () => ({
    Dockerfile: `FROM alpine:3.24\n${times(6000, (at) => `RUN touch /f${at}`)}`,
  }),
  "a file made and removed in each": () => ({
    Dockerfile: `FROM alpine:3.24\n${times(6000, (at) => `RUN touch /f${at}\nRUN rm /f${at}`)}`,
  }),
  "a link in each": () => ({
    Dockerfile: `FROM alpine:3.24\n${times(8000, (at) => `RUN ln -s /x /l${at}`)}`,
  }),
  "a chain of stages": () => ({
    Dockerfile: `FROM alpine:3.24 AS s0\n${times(6000, (at) => `FROM s${at} AS s${at + 1}\nENV E${at}=1\nRUN touch /f${at}`)}`,
  }),
  "a copy from each of many stages": () => ({
    Dockerfile: `${times(4000, (at) => `FROM alpine AS s${at}\nRUN true`)}\nFROM alpine\n${times(4000, (at) => `COPY --from=s${at} /etc/x /f${at}`)}`,
  }),
  "many arguments": () => ({
    Dockerfile: `FROM alpine:3.24\n${times(12_000, (at) => `ARG A${at}=1`)}`,
  }),
  "a bind mount of the context in each of many RUN": () => ({
    ...context(500),
    Dockerfile: `FROM alpine:3.24\n${times(5000, () => "RUN --mount=target=/src true")}`,
  }),
  "a file that grows line by line": () => ({
    Dockerfile: `FROM alpine:3.24\n${times(6000, () => `RUN echo ${"a".repeat(30)} >> /f`)}`,
  }),
  "many sources of one COPY": () => ({
    ...context(2000),
    Dockerfile: `FROM alpine:3.24\nCOPY ${times(20_000, (at) => `d1/f${at}.js`, " ")} /x/`,
  }),
  "many files and many patterns": () => ({
    ...context(1500),
    Dockerfile: "FROM alpine:3.24\nCOPY . /x",
    ".dockerignore": times(1500, (at) => `**/*a*${at}`),
  }),
};

describe("a build of very many lines or files is simulated in seconds", () => {
  it.each(Object.entries(LARGE))(
    "%s",
    (_, files) => {
      const given = files();
      const before = process.cpuUsage();
      const { image } = simulate(given);
      const { user } = process.cpuUsage(before);
      expect(image).toBeDefined();
      // In microseconds of this process, as the machine may be busy: twice the goal of a file of 1 MB.
      expect(user).toBeLessThan(4_000_000);
    },
    60_000,
  );
});

describe("a path longer than Linux takes leads to an unknown place", () => {
  const LONG = "/a".repeat(50_000);
  const HALF = LONG.slice(0, 4000);

  it.each([
    ["of WORKDIR", `WORKDIR ${LONG}\nRUN touch b`],
    [
      "of two WORKDIR",
      `WORKDIR ${HALF}\nWORKDIR ${HALF.slice(1)}\nRUN touch b`,
    ],
    ["of mkdir", `RUN mkdir -p ${LONG}`],
    ["of cd", `RUN cd ${LONG} && touch b`],
    ["of touch", `RUN touch ${LONG.slice(1)}`],
    ["of COPY", `COPY Dockerfile ${LONG}`],
    ["of a mount", `RUN --mount=type=cache,target=${LONG} touch b`],
  ])("%s", (_, lines) => {
    const { stages } = simulate({ Dockerfile: `FROM alpine:3.24\n${lines}` });
    expect(stages[0]?.steps.at(-1)?.layer?.unknown).not.toEqual([]);
  });
});
