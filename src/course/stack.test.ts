import { expect, it } from "vitest";
import { stackOf } from "./stack.ts";

it.each([
  ["Node.js, nginx", ["package.json", "nginx.conf", "pages/index.html"]],
  ["Python, shell", ["backup.py", "entrypoint.sh"]],
  ["Python", ["requirements-dev.txt", "scripts/deploy.sh"]],
  ["Go", ["go.mod", "cmd/main.go"]],
  ["Java", ["src/main/java/App.java"]],
  ["", ["Dockerfile"]],
])("the stack %j is told by its files", (stack, paths) => {
  expect(stackOf(Object.fromEntries(paths.map((path) => [path, ""])))).toBe(
    stack,
  );
});
