import type { Files } from "../../../files.ts";

/** One way to start an application, and what happens to it at SIGTERM or another stop signal. */
export interface StartCase {
  readonly name: string;
  /** What the image's `/bin/sh` is. */
  readonly shell: "dash" | "ash";
  readonly files: Files;
  /** The Dockerfile that says so. */
  readonly dockerfile: string;
}

const handler = (signal: string): string => `"use strict";
const { writeFileSync } = require("node:fs");
process.on("${signal}", () => {
  writeFileSync("handled", "");
  setTimeout(() => {
    writeFileSync("done", "");
    process.exit(0);
  }, 300);
});
setInterval(() => {}, 1000);
writeFileSync("ready", String(process.pid));
`;

const NO_HANDLER = `"use strict";
const { writeFileSync } = require("node:fs");
setInterval(() => {}, 1000);
writeFileSync("ready", String(process.pid));
`;

const files: Files = {
  "server.js": handler("SIGTERM"),
  "plain.js": NO_HANDLER,
  "interrupt.js": handler("SIGINT"),
  "package.json": JSON.stringify({
    name: "app",
    version: "1.0.0",
    scripts: {
      start: "node server.js",
      exec: "exec node server.js",
      plain: "node plain.js",
    },
  }),
  "exec.sh": '#!/bin/sh\nset -e\nexec "$@"\n',
  "call.sh": '#!/bin/sh\nset -e\n"$@"\n',
  "run.sh": "#!/bin/sh\nnode server.js\n",
  "run-exec.sh": "#!/bin/sh\nexport A=1\nexec node server.js\n",
  "bash-exec.sh": '#!/bin/bash\nexec "$@"\n',
  "trap.sh":
    "#!/bin/sh\ntrap 'kill -TERM $child; wait $child' TERM\nnode server.js &\nchild=$!\nwait $child\n",
  "trap-once.sh":
    "#!/bin/sh\ntrap 'kill -TERM $child' TERM\n\"$@\" &\nchild=$!\nwait $child\n",
  "trap-twice.sh":
    '#!/bin/sh\nstop() { kill -s TERM "$child"; }\ntrap stop TERM\n"$@" &\nchild=$!\nwait $child\nwait $child\n',
  "trap-leave.sh":
    "#!/bin/sh\ntrap 'kill -TERM $child; exit 0' TERM\n\"$@\" &\nchild=$!\nwait $child\n",
  "call-exec.sh": '#!/bin/sh\n"$@"\nexec "$@"\n',
  "set-exec.sh": '#!/bin/sh\nshift\nset -- node "$@"\nexec "$@"\n',
};

/** The start commands, by what they show. */
const STARTS: Readonly<Record<string, readonly string[]>> = {
  "exec form, with a handler": ['CMD ["node", "server.js"]'],
  "exec form, without a handler": ['CMD ["node", "plain.js"]'],
  "shell form, with a handler": ["CMD node server.js"],
  "shell form, without a handler": ["CMD node plain.js"],
  "shell form with exec": ["CMD exec node server.js"],
  "shell form with a variable": ["CMD PORT=1 node server.js"],
  "shell form with two commands": ["CMD cd . && node server.js"],
  "shell form with two commands and exec": ["CMD cd . && exec node server.js"],
  "entrypoint in the shell form": ["ENTRYPOINT node server.js"],
  "sh -c in the exec form": ['CMD ["sh", "-c", "node server.js"]'],
  "bash -c": ['CMD ["bash", "-c", "node server.js"]'],
  "bash -c with two commands": ['CMD ["bash", "-c", "true; node server.js"]'],
  "bash by SHELL": ['SHELL ["/bin/bash", "-c"]', "CMD node server.js"],
  "bash by SHELL with pipefail": [
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    "CMD node server.js",
  ],
  "tini, without a handler": ['CMD ["tini", "--", "node", "plain.js"]'],
  "tini, with a handler": [
    'ENTRYPOINT ["tini", "--"]',
    'CMD ["node", "server.js"]',
  ],
  "tini over a shell": ['CMD ["tini", "--", "sh", "-c", "node server.js"]'],
  "tini over the shell form": [
    'ENTRYPOINT ["tini", "--"]',
    "CMD node server.js",
  ],
  "tini over a shell with exec": [
    'CMD ["tini", "--", "sh", "-c", "exec node server.js"]',
  ],
  "tini -g over a shell": [
    'CMD ["tini", "-g", "--", "sh", "-c", "node server.js"]',
  ],
  "dumb-init, with a handler": ['CMD ["dumb-init", "node", "server.js"]'],
  "dumb-init, without a handler": [
    'CMD ["dumb-init", "--", "node", "plain.js"]',
  ],
  "dumb-init over a shell": ['CMD ["dumb-init", "sh", "-c", "node server.js"]'],
  "dumb-init for one child over a shell": [
    'CMD ["dumb-init", "--single-child", "sh", "-c", "node server.js"]',
  ],
  "npm start": ['CMD ["npm", "start"]'],
  "npm start in the shell form": ["CMD npm start"],
  "npm with a script that execs": ['CMD ["npm", "run", "exec"]'],
  "npm without a handler": ['CMD ["npm", "run", "plain"]'],
  "tini over npm": ['CMD ["tini", "--", "npm", "start"]'],
  "a script that execs its arguments": [
    'ENTRYPOINT ["./exec.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that calls its arguments": [
    'ENTRYPOINT ["./call.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that runs the application": ['CMD ["./run.sh"]'],
  "a script that execs the application": ['CMD ["./run-exec.sh"]'],
  "a script for bash that execs": [
    'ENTRYPOINT ["./bash-exec.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that traps the signal": ['CMD ["./trap.sh"]'],
  "a script that traps the signal and does not wait": [
    'ENTRYPOINT ["./trap-once.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that traps the signal and waits again": [
    'ENTRYPOINT ["./trap-twice.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that traps the signal and leaves": [
    'ENTRYPOINT ["./trap-leave.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that traps the signal of an application without a handler": [
    'ENTRYPOINT ["./trap-twice.sh"]',
    'CMD ["node", "plain.js"]',
  ],
  "a script that calls its arguments before it execs them": [
    'ENTRYPOINT ["./call-exec.sh"]',
    'CMD ["node", "server.js"]',
  ],
  "a script that sets its arguments": [
    'ENTRYPOINT ["./set-exec.sh"]',
    'CMD ["app", "server.js"]',
  ],
  "sh with a script": ['CMD ["sh", "run-exec.sh"]'],
  "env before the application": ['CMD ["env", "A=1", "node", "server.js"]'],
  "another stop signal with its handler": [
    "STOPSIGNAL SIGINT",
    'CMD ["node", "interrupt.js"]',
  ],
  "another stop signal without its handler": [
    "STOPSIGNAL SIGINT",
    'CMD ["node", "server.js"]',
  ],
  "SIGKILL as the stop signal": [
    "STOPSIGNAL SIGKILL",
    'CMD ["node", "server.js"]',
  ],
};

const IMAGES = { dash: "node:24-slim", ash: "node:24-alpine" } as const;

/** Brings what the images lack: without it the container would not start. */
const INSTALLS = {
  dash: "RUN apt-get update && apt-get install -y tini dumb-init",
  ash: "RUN apk add --no-cache tini dumb-init bash",
} as const;

/** Every start command under each shell. */
export const startCases: readonly StartCase[] = (
  ["dash", "ash"] as const
).flatMap((shell) =>
  Object.entries(STARTS).map(([title, lines]) => ({
    name: `start under ${shell}: ${title}`,
    shell,
    files,
    dockerfile: [
      `FROM ${IMAGES[shell]}`,
      INSTALLS[shell],
      "WORKDIR /srv/app",
      "COPY --chmod=755 . .",
      "",
      ...lines,
      "",
    ].join("\n"),
  })),
);
