import { describe, expect, test } from "vitest";
import { planDue, planMock, planTopics, type Past, type Wish } from "./plan.ts";
import type { ListedScenario } from "./scenario.ts";

const scenario = (
  id: string,
  module: string,
  kind: string,
  minutes: number,
  exercise?: string,
): ListedScenario => ({
  id,
  title: id,
  kind,
  module,
  level: minutes > 8 ? "senior" : "mid",
  minutes,
  criteria: ["a"],
  exercise,
});
const scenarios = [
  scenario("stop", "m7", "incident", 8, "signals"),
  scenario("user", "m5", "review", 10, "whole-service"),
  scenario("size", "m2", "design", 8),
  scenario("pin", "m9", "judgement", 6),
];
const any: Wish = { modules: [], kinds: [], level: "", minutes: 60 };
const past = (
  practised: Readonly<Record<string, number>> = {},
  passed: readonly string[] = [],
): Past => ({
  practisedAt: (id) => practised[id] ?? 0,
  hasPassed: (id) => passed.includes(id),
});
/** In the order of the list. */
const noChance = () => 0;
const ids = (plan: ReturnType<typeof planDue>): readonly string[] =>
  plan.map(({ id }) => id);

describe("a session by topics", () => {
  test.each<[string, Partial<Wish>, readonly string[]]>([
    ["takes all", {}, ["stop", "user", "size", "pin"]],
    ["takes a module", { modules: ["m5", "m9"] }, ["user", "pin"]],
    ["takes a kind", { kinds: ["design"] }, ["size"]],
    ["takes a level", { level: "senior" }, ["user"]],
    ["takes what both ask for", { modules: ["m5"], kinds: ["design"] }, []],
    ["fills the time with what fits", { minutes: 20 }, ["stop", "size"]],
    ["takes one that is longer than the time", { minutes: 5 }, ["stop"]],
  ])("%s", (_, wish, plan) => {
    const made = planTopics(scenarios, { ...any, ...wish }, past(), noChance);
    expect(ids(made)).toEqual(plan);
  });

  test("begins with what was never practised, then longest ago", () => {
    const practised = { stop: 30, user: 10, size: 20 };
    const made = planTopics(scenarios, any, past(practised), noChance);
    expect(ids(made)).toEqual(["pin", "user", "size", "stop"]);
  });

  test("is another one by chance", () => {
    let turn = 0;
    const made = planTopics(scenarios, any, past(), () => -turn++);
    expect(ids(made)).toEqual(["pin", "size", "user", "stop"]);
  });
});

test("what is due has room for a card a minute", () => {
  const due = Array.from({ length: 40 }, (_, at) => `s/${at}`);
  expect(ids(planDue(due, 15))).toEqual(due.slice(0, 15));
  expect(planDue([], 15)).toEqual([]);
});

describe("a mock interview", () => {
  const exercises = [
    { id: "ignore", title: "", minutes: 5 },
    { id: "signals", title: "", minutes: 10 },
    { id: "user", title: "", minutes: 15 },
  ];
  const mock = (
    own: readonly ListedScenario[],
    passed: readonly string[] = [],
    wish: Wish = any,
  ) =>
    planMock({ scenarios: own, exercises }, wish, past({}, passed), noChance);
  const only = (name: string) => scenarios.filter(({ id }) => id === name);

  test("asks a scenario with two follow-ups, then its own exercise", () => {
    const made = mock(scenarios);
    expect(ids(made)).toEqual(["stop", "signals"]);
    expect(made[0]).toMatchObject({ kind: "scenario", most: 2 });
    expect(made[1]).toMatchObject({ kind: "exercise" });
  });

  test("asks another scenario where there is time", () => {
    const short = scenario("port", "m5", "incident", 4);
    expect(ids(mock([...scenarios, short]))).toEqual([
      "stop",
      "signals",
      "port",
    ]);
  });

  test("takes another exercise where its own is passed, or has no room", () => {
    expect(ids(mock(only("stop"), ["signals"]))).toEqual(["stop", "ignore"]);
    expect(ids(mock(only("user"), ["ignore"]))).toEqual(["user", "signals"]);
  });

  test("takes its own again where all are passed", () => {
    const all = exercises.map(({ id }) => id);
    expect(ids(mock(only("stop"), all))).toEqual(["stop", "signals"]);
  });

  test("takes no exercise that is longer than the time left", () => {
    const long = scenario("long", "m5", "design", 20);
    expect(ids(mock([long], ["ignore"]))).toEqual(["long", "ignore"]);
    const longer = scenario("longer", "m5", "design", 25);
    expect(ids(mock([longer]))).toEqual(["longer"]);
  });

  test("asks nothing where no scenario answers", () => {
    expect(mock(scenarios, [], { ...any, modules: ["m12"] })).toEqual([]);
  });
});
