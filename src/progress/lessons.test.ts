import { describe, expect, it } from "vitest";
import { parseRead } from "./lessons.ts";

const early = "2026-08-01T09:00:00.000Z";
const late = "2026-11-21T09:00:00.000Z";
const moved = new Map([
  ["go-to-distroless", "distroless-and-scratch"],
  ["distroless", "distroless-and-scratch"],
]);

describe("the lessons that were read", () => {
  it.each([
    ["come back as they were", { "image-size": late }, { "image-size": late }],
    [
      "count for the lesson they went into",
      { "go-to-distroless": late },
      { "distroless-and-scratch": late },
    ],
    [
      "keep the first of two that are one now",
      { "distroless-and-scratch": late, "go-to-distroless": early },
      { "distroless-and-scratch": early },
    ],
    [
      "keep the first whichever was stored first",
      { "go-to-distroless": early, distroless: late },
      { "distroless-and-scratch": early },
    ],
    ["are left out without a date", { "image-size": "yesterday" }, {}],
  ])("%s", (_, stored, read) => {
    expect(parseRead(JSON.stringify(stored), moved)).toEqual(read);
  });

  it.each(["{", "null", "3"])("are none where %s was stored", (text) => {
    expect(parseRead(text, moved)).toEqual({});
  });
});
