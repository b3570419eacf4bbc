import { expect, test } from "vitest";
import type { ScenarioStep } from "../progress/practice.ts";
import type { ScenarioTexts } from "./scenario.ts";
import { asMarkdown, scorecardOf } from "./scorecard.ts";

const criterion = (id: string, weight: number) => ({
  id,
  criterion: `Names ${id} | in \`CMD\``,
  ask: "Which?",
  why: "It stops.",
  weight,
  behind: { title: `On ${id}`, href: `lessons/${id}/` },
});
const texts: ScenarioTexts = {
  id: "stop",
  title: "The stop",
  kind: "incident",
  level: "mid",
  minutes: 8,
  question: "Why does it take ten seconds?",
  brief: "A stop takes ten seconds.",
  rubric: [criterion("signals", 3), criterion("users", 1)],
  weak: [],
  followUps: [{ question: "And on Alpine?", answer: "Ash.", after: [] }],
};
const step: ScenarioStep = {
  kind: "scenario",
  id: "stop",
  phase: "done",
  answer: "The shell.\n\nIt keeps the signal.",
  marks: { signals: "missed", users: "met" },
  most: 1,
  asked: [0],
  seconds: 430,
};
const untouched: ScenarioStep = { ...step, answer: "", marks: {}, asked: [] };

test("a scorecard as Markdown tells marks, weak lessons, answers and exercises", () => {
  const card = scorecardOf(
    "2026-11-21",
    [
      { texts, step },
      { texts, step: untouched },
      {
        texts,
        step: {
          kind: "card",
          id: "stop/users",
          phase: "done",
          mark: "partly",
        },
      },
      {
        texts,
        step: { kind: "card", id: "stop/gone", phase: "done", mark: "met" },
      },
    ],
    [{ id: "mend-it", title: "Mend it", passed: true }],
  );
  expect(asMarkdown(card, "https://drydock.test/docs/"))
    .toBe(`# Interview practice, 2026-11-21

1.5 of 5 points.

## Read again, the weakest first

- [On signals](https://drydock.test/docs/lessons/signals/): 0 of 3 points
- [On users](https://drydock.test/docs/lessons/users/): 1.5 of 2 points

## The stop: 1 of 4 points

Why does it take ten seconds?

Answered in 7 min.

| Criterion | Weight | Mark |
| --- | ---: | --- |
| Names signals \\| in \`CMD\` | 3 | Missed |
| Names users \\| in \`CMD\` | 1 | Met |

Follow-up: And on Alpine?

My answer:

> The shell.
>
> It keeps the signal.

## Asked again

| Criterion | Weight | Mark |
| --- | ---: | --- |
| Names users \\| in \`CMD\` | 1 | Partly |

## Exercises

- [x] [Mend it](https://drydock.test/docs/exercises/mend-it/)
`);
});
