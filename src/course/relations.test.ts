import { describe, expect, it } from "vitest";
import { movedTwice } from "./relations.ts";

const lesson = (id: string, ...movedFrom: readonly string[]) => ({
  id,
  data: { movedFrom },
});

describe("the address of a lesson", () => {
  it("may lead to the lesson that took it over", () => {
    const lessons = [lesson("layers", "whiteouts", "history"), lesson("users")];
    expect(movedTwice(lessons)).toEqual([]);
  });

  it.each([
    ["still has a lesson", lesson("whiteouts")],
    ["leads to another lesson too", lesson("users", "whiteouts")],
  ])("is refused where it %s", (_, other) => {
    expect(movedTwice([lesson("layers", "whiteouts"), other])).toContainEqual(
      expect.stringMatching(/layers\/index\.mdx: .* "whiteouts"/),
    );
  });
});
