import { expect, test } from "vitest";
import { buildOf } from "../../../checks/testing/builds.ts";
import { attackView } from "./attack.ts";

const secret = { ".env": "DB_PASSWORD=correct-horse-battery\n" };

test("it is clear only where all is known and nothing can be recovered", () => {
  const { state, leaks, unknown } = attackView(
    buildOf(["FROM alpine:3.24", "COPY app /"], { app: "x" }),
  );
  expect(state).toBe("clear");
  expect(leaks.items).toEqual([]);
  expect(unknown.items).toEqual([]);
});

test("a file in a layer is told with the command that shows it", () => {
  const { state, leaks, surfaces } = attackView(
    buildOf(["FROM alpine:3.24", "COPY . /app/", "RUN rm /app/.env"], secret),
  );
  expect(state).toBe("leaks");
  expect(leaks.items).toMatchObject([
    { place: "in a layer", pushed: true, name: "/app/.env", line: 2 },
  ]);
  expect(leaks.items[0]?.command).toContain("docker save");
  expect(surfaces.find(({ surface }) => surface === "layer")?.count).toBe(1);
});

test("what only the builder keeps is no leak of the image", () => {
  const { state, sentence, leaks } = attackView(
    buildOf(
      [
        "FROM alpine:3.24 AS build",
        "COPY . /app/",
        "FROM scratch",
        "COPY --from=build /app/app /",
      ],
      { ...secret, app: "x" },
    ),
  );
  expect(state).toBe("cache");
  expect(sentence).toBe(
    "What is pushed holds no secret. 1 secret in the builder's cache.",
  );
  expect(leaks.items[0]?.pushed).toBe(false);
});

test("what cannot be told keeps it from being clear", () => {
  const { state, unknown } = attackView(
    buildOf(["FROM alpine:3.24", "ARG NPM_TOKEN=", "COPY app /"], { app: "x" }),
  );
  expect(state).toBe("unknown");
  expect(unknown.items[0]).toMatchObject({ line: 2 });
});

test("a base image that is not known may hold anything", () => {
  const { state, unknown } = attackView(
    buildOf(["ARG BASE", "FROM $BASE", "COPY app /"], { app: "x" }),
  );
  expect(state).toBe("unknown");
  expect(unknown.items).toMatchObject([{ line: 2 }]);
});

test("without an image nothing is said", () => {
  expect(attackView(buildOf([])).state).toBe("no image");
});
