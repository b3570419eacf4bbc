import { testFact } from "../../testing/fact-tester.ts";
import stop from "./stop.ts";

const APP = ["WORKDIR /app", "COPY . ."];
const TINI = ["COPY tini /usr/bin/", 'ENTRYPOINT ["tini", "--"]'];
const SLIM = ["FROM node:24-slim", ...APP];
const ALPINE = ["FROM node:24-alpine", ...APP];

testFact(stop, {
  asks: "graceful",
  files: {
    "server.js": 'process.on("SIGTERM", () => process.exit(0));',
    "deaf.js": "listen(3000);",
    tini: "",
    "package.json": '{ "scripts": { "start": "node server.js" } }',
    "start.sh": '#!/bin/sh\nexec "$@"\n',
  },
  met: {
    "the exec form": [...SLIM, 'CMD ["node", "server.js"]'],
    "an init above it": [...SLIM, ...TINI, 'CMD ["node", "server.js"]'],
    "an entrypoint that ends in exec": [
      ...SLIM,
      'ENTRYPOINT ["/app/start.sh"]',
      'CMD ["node", "server.js"]',
    ],
    "exec in the shell form": [...SLIM, "CMD exec node server.js"],
    "a shell that gives its place": [...ALPINE, "CMD node server.js"],
  },
  open: {
    "a shell that stays": [...SLIM, "CMD node server.js"],
    "npm above a shell": [...SLIM, 'CMD ["npm", "start"]'],
    "an app without a handler": [...SLIM, 'CMD ["node", "deaf.js"]'],
    "an init above an app without a handler": [
      ...SLIM,
      ...TINI,
      'CMD ["node", "deaf.js"]',
    ],
    "an init above a shell": [...SLIM, ...TINI, "CMD node server.js"],
    "a program that nobody put there": [...SLIM, 'CMD ["/app/server"]'],
    "an init that is not in the image": [
      ...SLIM,
      'ENTRYPOINT ["tini", "--"]',
      'CMD ["node", "server.js"]',
    ],
    "a signal that the app does not handle": [
      ...SLIM,
      "STOPSIGNAL SIGINT",
      'CMD ["node", "server.js"]',
    ],
    "a signal that nobody can handle": [
      ...SLIM,
      "STOPSIGNAL SIGKILL",
      'CMD ["node", "server.js"]',
    ],
    "an entrypoint in a here-document that loses its arguments": [
      ...SLIM,
      "COPY <<E /e.sh",
      "#!/bin/sh",
      'node server.js "$@"',
      "E",
      'ENTRYPOINT ["/e.sh"]',
    ],
  },
  unknown: {
    "no command": [...SLIM, "ENTRYPOINT []"],
    "a command behind a variable": [...SLIM, "CMD node $FILE"],
    "a program that nobody knows": [
      ...SLIM,
      "COPY --from=team/server:1 /server /app/",
      'CMD ["/app/server"]',
    ],
    "a signal behind a variable": [
      ...SLIM,
      "ARG S",
      "STOPSIGNAL $S",
      'CMD ["node", "server.js"]',
    ],
    "an unknown image in the shell form": [
      "FROM team/base:1",
      ...APP,
      "ENTRYPOINT []",
      "CMD node server.js",
    ],
    "a start under a condition": [
      ...SLIM,
      "CMD test -f x || exec node server.js",
    ],
  },
});
