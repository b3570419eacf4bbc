import { expect, test } from "vitest";
import type { Happens, HappensSubject, Told } from "./model.ts";
import { tellerFor, type Teller } from "./teller.ts";

const STARTER = "FROM alpine:3.24\nCOPY app /\nRUN one\n";
const subject: HappensSubject = {
  readOnly: { app: "x" },
  starter: { Dockerfile: STARTER },
  complete: true,
};

function tell(
  teller: Teller,
  text: string,
  now: number,
  more: { readonly since?: "edit" | "start"; readonly pick?: string } = {},
): Told {
  const { since = "edit", pick } = more;
  return teller.tell({ files: { Dockerfile: text }, pick, since }, now);
}

function cacheIn(happens: Happens | undefined): readonly unknown[] {
  return (happens?.layers.stages ?? []).flatMap(({ steps }) =>
    steps.map(({ cache }) => cache?.state),
  );
}

test("all views are of one build", () => {
  const { happens, trouble } = tell(tellerFor(subject), STARTER, 0);
  expect(trouble).toBeUndefined();
  expect(happens?.layers.stages[0]?.steps).toHaveLength(2);
  expect(happens?.change.sides).toHaveLength(2);
  expect(happens?.attack.state).toBe("clear");
  expect(happens?.stop.kind).not.toBe("no image");
});

test("a text that cannot be read keeps the last picture and says where", () => {
  const teller = tellerFor(subject);
  const { happens } = tell(teller, STARTER, 0);
  const broken = tell(teller, `${STARTER}USR node\n`, 100);
  expect(broken.trouble).toMatchObject({ line: 4 });
  expect(broken.happens?.layers.stages).toEqual(happens?.layers.stages);
  const whole = tell(teller, `${STARTER}USER node\n`, 200);
  expect(whole.trouble).toBeUndefined();
  expect(whole.happens?.layers.stages[0]?.steps).toHaveLength(3);
});

test("where no text could be read yet there is no picture", () => {
  const { happens, trouble } = tell(tellerFor(subject), "FORM alpine\n", 0);
  expect(happens).toBeUndefined();
  expect(trouble).toMatchObject({ line: 1 });
});

test("another choice is answered while the text cannot be read", () => {
  const teller = tellerFor(subject);
  tell(teller, STARTER, 0);
  tell(teller, "FROM", 100);
  const { happens, trouble } = tell(teller, "FROM", 200, { pick: "base" });
  expect(happens?.change.picked).toBe("base");
  expect(trouble).toBeDefined();
});

test("the cache is that of the starter until something is edited", () => {
  const teller = tellerFor(subject);
  const draft = STARTER.replace("one", "two");
  expect(cacheIn(tell(teller, draft, 0).happens)).toEqual(["hit", "miss"]);
});

test("the cache is that of the text before the last edit", () => {
  const teller = tellerFor(subject);
  const two = STARTER.replace("one", "two");
  tell(teller, STARTER, 0);
  // One edit, key by key: what stood before it is the starter.
  tell(teller, STARTER.replace("one", "t"), 10_000);
  expect(cacheIn(tell(teller, STARTER, 10_200).happens)).toEqual([
    "hit",
    "hit",
  ]);
  expect(cacheIn(tell(teller, two, 10_500).happens)).toEqual(["hit", "miss"]);
  // Asked again without a change, it stays the same edit.
  expect(cacheIn(tell(teller, two, 20_000).happens)).toEqual(["hit", "miss"]);
  // The next edit: what stood before it has "RUN two" in the cache.
  const { happens } = tell(teller, `${two}RUN three\n`, 30_000);
  expect(cacheIn(happens)).toEqual(["hit", "hit", "miss"]);
});

test("the starter can be compared with at any time", () => {
  const teller = tellerFor(subject);
  const two = STARTER.replace("one", "two");
  tell(teller, two, 0);
  tell(teller, `${two}RUN three\n`, 10_000);
  const { happens } = tell(teller, `${two}RUN three\n`, 10_001, {
    since: "start",
  });
  expect(cacheIn(happens)).toEqual(["hit", "miss", "miss"]);
  expect(happens?.layers.since).toBe("start");
});

test("without a starter the first text is what later ones are compared with", () => {
  const teller = tellerFor({ ...subject, starter: undefined });
  const { happens } = tell(teller, STARTER, 0, { since: "start" });
  expect(cacheIn(happens)).toEqual(["hit", "hit"]);
  expect(happens?.layers).toMatchObject({ since: "edit", hasStarter: false });
  expect(happens?.change.sides).toHaveLength(1);
});
