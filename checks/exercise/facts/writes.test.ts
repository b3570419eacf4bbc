import { describe, expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import writes from "./writes.ts";

const FILES = { "notes.py": "", "lib/a.py": "" };
const APP = ["FROM python:3.14-slim", "WORKDIR /app", "COPY . ."];
const after = (...more: string[]): readonly string[] => [...APP, ...more];
const START = 'CMD ["python3", "notes.py"]';

testFact(writes, {
  asks: { all: ["/data"] },
  files: FILES,
  met: {
    "a directory of the user's": after(
      "RUN install -d -o 10001 -g 10001 /data",
      "USER 10001:10001",
    ),
    "a directory of its group": after(
      "RUN mkdir /data && chgrp 20 /data && chmod 775 /data",
      "USER 10001:20",
    ),
    "a directory for everyone": after("RUN mkdir -m 1777 /data", "USER 10001"),
    "a volume over a directory of the user's": after(
      "RUN install -d -o 10001 /data",
      "VOLUME /data",
      "USER 10001",
    ),
    "a directory that COPY gave away": after(
      "COPY --chown=10001 lib /data/",
      "USER 10001",
    ),
    "a directory that may have been there, given to the user": after(
      "RUN ./setup.sh && mkdir -p /data && chown 10001 /data",
      "USER 10001",
    ),
    root: after("RUN mkdir /data"),
  },
  open: {
    "a directory of root's": after("RUN mkdir /data", "USER 10001"),
    "a volume that the image does not hold": after(
      "VOLUME /data",
      "USER 10001",
    ),
    "a directory that WORKDIR made": after("WORKDIR /data", "USER 10001"),
    "a directory of another user's": after(
      "RUN install -d -o 10002 /data",
      "USER 10001",
    ),
    "a directory that its owner must not write to": after(
      "RUN install -d -m 555 -o 10001 /data",
      "USER 10001",
    ),
  },
  unknown: {
    "a user that a variable hides": after("ARG U", "USER $U"),
    "a directory that a command may have made": after(
      "RUN ./setup.sh",
      "USER 10001",
    ),
    "a base image that is not known": ["FROM team/base:1", "USER 10001"],
  },
});

testFact(writes, {
  asks: { all: ["/data/notes"] },
  files: FILES,
  met: {
    "a directory of the user's": after(
      "RUN install -d -o 10001 /data/notes",
      "USER 10001",
    ),
  },
  open: {
    "a path below nothing, where root alone can make it": after("USER 10001"),
  },
  unknown: {
    "a path below nothing, which the application may make": after(
      "RUN chmod 1777 /",
      "USER 10001",
    ),
    "a path that may be in the base image": ["FROM team/base:1", "USER 10001"],
  },
});

describe("a path from the directory of the application", () => {
  it.each([
    ["met", ["RUN install -d -o 10001 data", "USER 10001", START]],
    ["open", ["RUN mkdir data", "USER 10001", START]],
    [
      "met",
      [
        "RUN install -d -o 10001 /srv/data",
        "USER 10001",
        "CMD cd /srv && exec python3 /app/notes.py",
      ],
    ],
  ])("is %s with %j", (state, lines) => {
    expect(
      judged(writes, { all: ["data"] }, after(...lines), FILES).state,
    ).toBe(state);
  });
});

describe("code that the application cannot change", () => {
  it.each([
    ["met", ["USER 10001"]],
    ["open", []],
    ["open", ["RUN chown 10001 notes.py", "USER 10001"]],
    ["open", ["RUN chmod 666 notes.py", "USER 10001"]],
    // Whoever owns the directory puts another file in the place of root's.
    ["open", ["RUN chown 10001 /app", "USER 10001"]],
    ["open", ["RUN chown -R 10001 /app", "USER 10001"]],
    ["open", ["RUN rm notes.py", "USER 10001"]],
    ["unknown", ["ARG U", "USER $U"]],
  ])("is %s with %j", (state, lines) => {
    expect(
      judged(writes, { none: ["notes.py"] }, after(...lines), FILES).state,
    ).toBe(state);
  });
});

describe("a volume, for a root file system that is read-only", () => {
  const OWN = "RUN install -d -o 10001 /data /data/a";

  it.each([
    ["met", [OWN, "VOLUME /data/a", "USER 10001"]],
    ["met", [OWN, "VOLUME /data", "USER 10001"]],
    ["open", [OWN, "USER 10001"]],
    ["open", [OWN, "VOLUME /data/b", "USER 10001"]],
    ["open", ["RUN mkdir -p /data/a", "VOLUME /data", "USER 10001"]],
    ["unknown", [OWN, "ARG V", "VOLUME $V", "USER 10001"]],
  ])("is %s with %j", (state, lines) => {
    expect(
      judged(writes, { volumes: ["/data/a"] }, after(...lines), FILES).state,
    ).toBe(state);
  });
});

it("takes all three together, and nothing else", () => {
  const asked = { all: ["/tmp/x"], volumes: ["/d"], none: ["notes.py"] };
  expect(writes.problem(asked)).toBeUndefined();
  expect(writes.problem({})).toBeDefined();
  expect(writes.problem({ all: ["/a"], some: ["/b"] })).toBeDefined();
  expect(writes.problem({ all: "/a" })).toBeDefined();
  const lines = after("RUN install -d -o 10001 /d", "VOLUME /d", "USER 10001");
  expect(judged(writes, asked, lines, FILES)).toMatchObject({
    state: "met",
    reason:
      "The container's user can write to /tmp/x and /d, and cannot change notes.py.",
  });
});
