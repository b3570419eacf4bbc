import { mdxToJs } from "satteri";
import { expect, it } from "vitest";
import { knownComponents } from "./components.ts";

/** Compiles a text of the content; throws as the build does. */
function compile(file: string, text: string): void {
  mdxToJs(text, {
    hastPlugins: [knownComponents],
    fileURL: new URL(`file:///a/content/b/content/${file}`),
  });
}

it.each([
  [
    "lessons/oom/index.mdx",
    'The rule <Rule id="a" />\n\n<Figure name="b" />\n',
  ],
  ["scenarios/oom.mdx", "Plain <br /> text, `<Rule />` as a sample, <></>\n"],
])("%s takes what it is handed", (file, text) => {
  expect(() => compile(file, text)).not.toThrow();
});

it.each([
  [
    "scenarios/oom.mdx",
    'See <Rule id="a" />\n',
    "content/scenarios/oom.mdx: <Rule> cannot stand here: only lessons have components.",
  ],
  [
    "exercises/a/exercise.mdx",
    "- one\n\n  <Figure />\n",
    "content/exercises/a/exercise.mdx: <Figure> cannot stand here",
  ],
  [
    "lessons/oom/index.mdx",
    '<Excercise id="a" />\n',
    'content/lessons/oom/index.mdx: there is no component <Excercise>. Did you mean "Exercise"?',
  ],
])("%s is told of %j", (file, text, message) => {
  expect(() => compile(file, text)).toThrow(message);
});
