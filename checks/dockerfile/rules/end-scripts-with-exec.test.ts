import { testRule } from "../../testing/rule-tester.ts";
import rule from "./end-scripts-with-exec.ts";

const BASE = "FROM node:24-slim\nWORKDIR /app\n";
const START = 'ENTRYPOINT ["/app/start.sh"]\nCMD ["node", "server.js"]';
const stays = (at: string, program = "node", script = "start.sh"): string =>
  `${at} ${script} starts ${program} without exec, so its shell stays in between and passes no stop signal on.`;
const context = (
  script: string,
  dockerfile = `${BASE}COPY start.sh ./\n${START}`,
) => ({ Dockerfile: dockerfile, "start.sh": script });

testRule(rule, {
  good: {
    'exec "$@"': context('#!/bin/sh\nset -e\nexec "$@"\n'),
    "exec of a program": context("#!/bin/sh\nexec node server.js\n"),
    "a trap of its own": context(
      "#!/bin/sh\ntrap 'kill $!' TERM\nnode server.js &\nwait\n",
    ),
    "no script": { Dockerfile: `${BASE}CMD ["node", "server.js"]` },
    "a script that is not in sight": {
      Dockerfile: `${BASE}RUN curl -o start.sh https://example.com/start.sh\n${START}`,
    },
    "a script of an unknown context": `${BASE}COPY start.sh ./\n${START}`,
    "the entrypoint of the base image": `${BASE}CMD ["node", "server.js"]`,
    "the shell form is another rule's": {
      Dockerfile: `${BASE}CMD node server.js`,
    },
    "a script that ends by itself": context("#!/bin/sh\necho ready\nexit 0\n"),
    "a stage that does not ship": context(
      "#!/bin/sh\nnode server.js\n",
      `${BASE.replace("\n", " AS dev\n")}COPY start.sh ./\n${START}\n${BASE}CMD ["node", "server.js"]`,
    ),
  },
  bad: {
    "a script without exec": {
      on: context("#!/bin/sh\nset -e\nnode server.js\n"),
      says: [stays("4:13")],
    },
    '"$@" without exec': {
      on: context('#!/bin/bash\nset -euo pipefail\n"$@"\n'),
      says: [stays("4:13")],
    },
    "a script that a shell is given": {
      on: context(
        "node migrate.js\nnode server.js\n",
        `${BASE}COPY start.sh ./\nCMD ["sh", "start.sh"]`,
      ),
      says: [stays("4:12")],
    },
    "behind an init": {
      on: context(
        "#!/bin/sh\nnode server.js\n",
        `${BASE}RUN apt-get update && apt-get install -y tini\nCOPY start.sh ./\nENTRYPOINT ["tini", "--"]\nCMD ["./start.sh"]`,
      ),
      says: [stays("6:6")],
    },
    "a script in a here-document": {
      on: {
        Dockerfile: `${BASE}COPY --chmod=755 <<EOF /app/start.sh\n#!/bin/sh\nnode server.js\nEOF\nENTRYPOINT ["/app/start.sh"]`,
      },
      says: [stays("7:13")],
    },
  },
});
