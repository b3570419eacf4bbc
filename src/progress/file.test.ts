import { atom } from "nanostores";
import { describe, expect, test } from "vitest";
import { openProgress } from "../../checks/exercise/progress-file.ts";
import { ticksIn, type Tick, type Ticks } from "./checklist.ts";
import { areaOf, planImport, progressFile, type Area } from "./file.ts";
import { readIn } from "./lessons.ts";

const early = "2026-11-20T09:00:00.000Z";
const late = "2026-11-21T09:00:00.000Z";
const about = { name: "Ada", exported: late, rules: "1" };
const tick = (at: string, note = ""): Tick => ({
  state: "holds",
  by: "reader",
  note,
  at,
});

/** A device with marks at the checklist. */
function device(kept: Ticks) {
  const store = atom<Ticks>(kept);
  const area = areaOf<Tick>({
    name: "checklist",
    title: "Checklist",
    store,
    read: ticksIn,
    at: ({ at }) => at,
  });
  return { store, areas: [area] };
}

/** Imports a file and gives what the preview said. */
function imported(text: string, areas: readonly Area[]) {
  const plan = planImport(openProgress(text), areas);
  if (plan.kind === "unusable") throw new Error(plan.because);
  for (const area of plan.areas) area.apply();
  return plan.areas.map(({ fresh, changed, same, odd }) => ({
    fresh,
    changed,
    same,
    odd,
  }));
}

describe("a progress file", () => {
  const there = device({
    onlyThere: tick(early),
    newerThere: tick(late, "new"),
    newerHere: tick(early, "old"),
    both: tick(early),
  });
  const file = progressFile(there.areas, about);

  test("brings the newest of each entry, and deletes nothing", () => {
    const here = device({
      onlyHere: tick(early),
      newerThere: tick(early, "old"),
      newerHere: tick(late, "new"),
      both: tick(early),
    });
    expect(imported(file, here.areas)).toEqual([
      { fresh: 1, changed: 1, same: 2, odd: 0 },
    ]);
    expect(here.store.get()).toEqual({
      onlyHere: tick(early),
      onlyThere: tick(early),
      newerThere: tick(late, "new"),
      newerHere: tick(late, "new"),
      both: tick(early),
    });
    expect(imported(file, here.areas)).toEqual([
      { fresh: 0, changed: 0, same: 4, odd: 0 },
    ]);
  });

  test("is previewed before anything changes, and can be taken back", () => {
    const here = device({ both: tick(late) });
    const before = here.store.get();
    const plan = planImport(openProgress(file), here.areas);
    expect(here.store.get()).toBe(before);
    if (plan.kind === "unusable") throw new Error(plan.because);
    const undo = plan.areas.map((area) => area.apply());
    expect(here.store.get()).not.toEqual(before);
    for (const each of undo) each();
    expect(here.store.get()).toEqual(before);
  });

  test("says whose it is, in one line of text", () => {
    const name = " \u202EAda\n<b>\u0000 Lovelace ";
    const plan = planImport(
      openProgress(progressFile([], { ...about, name })),
      [],
    );
    expect(plan).toMatchObject({ name: "Ada <b> Lovelace", exported: late });
  });

  test("counts for the lessons that its lessons went into", () => {
    const store = atom<Readonly<Record<string, string>>>({});
    const moved = new Map([["old", "now"]]);
    const area = areaOf<string>({
      name: "lessons",
      title: "Lessons",
      store,
      read: (stored) => readIn(stored, moved),
      at: (at) => at,
      idNow: (id) => moved.get(id) ?? id,
    });
    const lessons = { old: early, odd: "yesterday" };
    const text = JSON.stringify({
      format: "drydock-progress",
      version: 1,
      lessons,
    });
    expect(imported(text, [area])).toEqual([
      { fresh: 1, changed: 0, same: 0, odd: 1 },
    ]);
    expect(store.get()).toEqual({ now: early });
  });
});

describe("a file that is not taken", () => {
  test.each([
    ["no JSON", "{", "it is no JSON"],
    ["of something else", `{"format":"x"}`, "no progress file of Drydock"],
    ["a list", "[]", "no progress file of Drydock"],
    [
      "of a later version",
      `{"format":"drydock-progress","version":2}`,
      "a later version of Drydock wrote it (2; this one reads 1): nothing is taken",
    ],
    [
      "without a version",
      `{"format":"drydock-progress"}`,
      `its "version" is not 1`,
    ],
    ["nested deeply", "[".repeat(1e6), "nested more than 40 levels deep"],
    [
      "of very many values",
      `[0${",0".repeat(1e6)}]`,
      "more than 50,000 values",
    ],
    ["too large", `"${"a".repeat(16_000_001)}"`, "it has 17 MB"],
  ])("is %s", (_, text, because) => {
    expect(planImport(openProgress(text), [])).toEqual({
      kind: "unusable",
      because: expect.stringContaining(because),
    });
  });

  test("loses only what is odd in it", () => {
    const { store, areas } = device({});
    const text = `{"format":"drydock-progress","version":1,"checklist":{
      "__proto__":{"state":"holds","at":"${early}"},
      "constructor":{"state":"holds","at":"${early}"},
      "a b":{"state":"holds","at":"${early}"},
      "odd":{"state":"holds","at":"never"},
      "fine":{"state":"holds","at":"${early}"}
    }}`;
    expect(imported(text, areas)).toEqual([
      { fresh: 1, changed: 0, same: 0, odd: 4 },
    ]);
    expect(Object.keys(store.get())).toEqual(["fine"]);
    expect(Object.getPrototypeOf(store.get())).toBe(Object.prototype);
  });

  test.each(["[]", "3", '"x"'])("has areas that are %s", (value) => {
    const { areas } = device({});
    expect(
      imported(
        `{"format":"drydock-progress","version":1,"checklist":${value}}`,
        areas,
      ),
    ).toEqual([{ fresh: 0, changed: 0, same: 0, odd: 1 }]);
  });
});
