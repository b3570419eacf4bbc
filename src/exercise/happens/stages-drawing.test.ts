import { expect, test } from "vitest";
import { buildOf } from "../../../checks/testing/builds.ts";
import { layersView } from "./layers.ts";
import { stagesDrawing } from "./stages-drawing.ts";

function drawingOf(...lines: readonly string[]) {
  const build = buildOf(lines);
  const { stages } = layersView(build, build, {
    since: "edit",
    hasStarter: false,
  });
  return stagesDrawing(stages);
}

test("a stage stands to the right of those it needs, and an arrow leads to it from each", () => {
  const { boxes, arrows, isWide } = drawingOf(
    "FROM node:24 AS build",
    "RUN npm run build",
    "FROM alpine:3.24 AS tools",
    "RUN true",
    "FROM build",
    "COPY --from=tools /bin/x /bin/x",
  );
  const [build, tools, last] = boxes;
  expect(tools?.x).toBe(build?.x);
  expect(tools?.y).toBeGreaterThan((build?.y ?? 0) + (build?.height ?? 0));
  expect(last?.x).toBeGreaterThan((build?.x ?? 0) + (build?.width ?? 0));
  expect(arrows.map(({ isBase }) => isBase)).toEqual([true, false]);
  expect(isWide).toBe(false);
});

test("many levels are wider than a phone", () => {
  const stages = ["a", "b", "c", "d", "e"].flatMap((name, at, all) => [
    `FROM ${all[at - 1] ?? "alpine:3.24"} AS ${name}`,
    "RUN true",
  ]);
  expect(drawingOf(...stages)).toMatchObject({ isWide: true });
});

test("of many takings some are drawn and the rest counted", () => {
  const copies = Array.from({ length: 6 }, (_, at) => `COPY --from=a /${at} /`);
  const { boxes, arrows } = drawingOf(
    "FROM alpine:3.24 AS a",
    "FROM scratch",
    ...copies,
  );
  expect(boxes[1]?.lines).toEqual([
    "scratch",
    "+ /0",
    "+ /1",
    "+ /2",
    "+ 3 more",
  ]);
  const bottom = (boxes[1]?.y ?? 0) + (boxes[1]?.height ?? 0);
  for (const { points } of arrows)
    expect(points.at(-1)?.[1]).toBeLessThan(bottom);
});
