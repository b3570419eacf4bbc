import { describe, expect, it } from "vitest";
import { movedTwice, namedTwice } from "./relations.ts";

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

describe("an id that is one thing's alone", () => {
  const lessonWith = (id: string, ...corrections: readonly string[]) => ({
    id,
    data: { corrections: corrections.map((each) => ({ id: each })) },
  });
  const named = {
    lessons: [lessonWith("layers", "squash"), lessonWith("users", "root")],
    scenarios: [{ id: "oom", data: { rubric: [{ id: "a" }, { id: "b" }] } }],
    modules: [{ data: { lessons: ["layers", "users"] } }],
  };

  it("may be named once", () => {
    expect(namedTwice(named)).toEqual([]);
  });

  it.each([
    [
      "a lesson in two modules",
      { modules: [...named.modules, { data: { lessons: ["users"] } }] },
      /course\.yaml: lesson "users" stands twice/,
    ],
    [
      "a correction of two lessons",
      { lessons: [...named.lessons, lessonWith("secrets", "root")] },
      /secrets\/index\.mdx: correction "root" stands in .*users\/index\.mdx too/,
    ],
    [
      "a criterion of one rubric",
      {
        scenarios: [
          { id: "oom", data: { rubric: [{ id: "a" }, { id: "a" }] } },
        ],
      },
      /oom\.mdx: criterion "a" stands twice/,
    ],
  ])("is told where it is %s", (_, other, said) => {
    expect(namedTwice({ ...named, ...other })).toEqual([
      expect.stringMatching(said),
    ]);
  });
});
