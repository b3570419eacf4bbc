import { describe, expect, it } from "vitest";
import { parseAttempts, united } from "./all-attempts.ts";
import { NO_ATTEMPT, type Attempt, type SavedAnswer } from "./attempts.ts";

const answer = (kind: SavedAnswer["kind"], text: string): SavedAnswer => ({
  kind,
  at: "2026-11-21T09:00:00.000Z",
  files: { Dockerfile: text },
  version: "1",
  hints: 0,
});

it("reads the attempts in which something was begun", () => {
  const stored = {
    begun: { hints: { user: 1 } },
    "not an id": { hints: { user: 1 } },
    untouched: {},
    odd: 3,
  };
  expect(parseAttempts(JSON.stringify(stored))).toEqual({
    begun: { ...NO_ATTEMPT, hints: { user: 1 } },
  });
});

describe("two attempts at an exercise", () => {
  const begun = (at: string, text: string): Attempt => ({
    ...NO_ATTEMPT,
    files: { Dockerfile: text },
    version: "1",
    at,
  });
  const early = begun("2026-11-20T09:00:00.000Z", "FROM early\n");
  const late = begun("2026-11-21T09:00:00.000Z", "FROM late\n");

  it.each([
    ["here", late, early],
    ["there", early, late],
  ])("become the one that is newer %s, the other draft saved", (_, a, b) => {
    const one = united(a, b);
    expect(one.files).toEqual(late.files);
    expect(one.at).toBe(late.at);
    expect(one.saved.map(({ kind, files }) => [kind, files])).toEqual([
      ["draft", early.files],
    ]);
  });

  it("keep the draft of the older where the newer has none", () => {
    const asked: Attempt = { ...late, files: undefined, hints: { user: 1 } };
    const one = united({ ...early, hints: { user: 3, port: 1 } }, asked);
    expect(one.files).toEqual(early.files);
    expect(one.hints).toEqual({ user: 3, port: 1 });
    expect(one.saved).toEqual([]);
  });

  it("have the answers of both, each once, the newest first", () => {
    const passed = (at: string, text: string): SavedAnswer => ({
      ...answer("passed", text),
      at,
    });
    const first = passed("2026-11-19T09:00:00.000Z", "FROM a\n");
    const second = passed("2026-11-20T09:00:00.000Z", "FROM b\n");
    const again = passed("2026-11-21T09:00:00.000Z", "FROM a\n");
    const here = { ...early, saved: [second, first] };
    const one = united(here, { ...early, saved: [again] });
    expect(one.saved).toEqual([again, second]);
  });

  it("are the same when they are brought together again", () => {
    const there = { ...late, saved: [answer("passed", "FROM b\n")] };
    const one = united(early, there);
    expect(JSON.stringify(united(one, there))).toBe(JSON.stringify(one));
  });
});
