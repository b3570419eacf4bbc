import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";
import { launchOf } from "./launch.ts";

const APP: Files = {
  "server.js": "",
  "package.json":
    '{ "scripts": { "start": "node server.js", "two": "a && b" } }',
  "exec.sh": '#!/bin/sh\nset -e\nexec "$@"\n',
  "stay.sh": "#!/bin/bash\nnode server.js\n",
  "plain.txt": "node server.js",
};

const launch = (base: string, lines: readonly string[]) =>
  launchOf(
    imageOf([`FROM ${base}`, "WORKDIR /app", "COPY . .", ...lines], APP),
  );

const SLIM = "node:24-slim";

describe("a start that cannot be told", () => {
  it.each([
    ["is a variable in the shell form", SLIM, ["CMD node $FILE"]],
    [
      "is a group of commands in the shell form",
      SLIM,
      ["CMD { node server.js; }"],
    ],
    [
      "is the shell form of an unknown image",
      "team/base:1",
      ["ENTRYPOINT []", "CMD node server.js"],
    ],
    ["is a script of unknown text", SLIM, ['CMD ["sh", "missing.sh"]']],
    [
      "is a script that package.json lacks",
      SLIM,
      ['CMD ["npm", "run", "serve"]'],
    ],
    [
      "is a package.json elsewhere",
      SLIM,
      ["WORKDIR /", 'CMD ["npm", "start"]'],
    ],
    [
      "is what npm hands to the script",
      SLIM,
      ['CMD ["npm", "start", "--", "--port", "1"]'],
    ],
    ["is what npm does otherwise", SLIM, ['CMD ["npm", "exec", "a"]']],
    ["is what env splits", SLIM, ['CMD ["env", "-S", "node server.js"]']],
    ["is an init without a command", SLIM, ['ENTRYPOINT ["tini", "--"]']],
    ["is a command in the background", SLIM, ["CMD node server.js &"]],
  ])("%s", (_, base, lines) => {
    expect(launch(base, lines).kind).toBe("unknown");
  });

  it("is a script that runs itself", () => {
    const image = imageOf(
      ["FROM node:24-slim", "COPY loop.sh /", 'CMD ["/loop.sh"]'],
      { "loop.sh": "#!/bin/sh\nexec /loop.sh\n" },
    );
    expect(launchOf(image)).toEqual({
      kind: "unknown",
      because: "the start command calls itself",
    });
  });
});
