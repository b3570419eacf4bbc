import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import health from "./health.ts";

const SLIM = ["FROM node:24-slim", "WORKDIR /app", "COPY . ."];
const ALPINE = ["FROM node:24-alpine", "WORKDIR /app", "COPY . ."];
const CURL = [...ALPINE, "RUN apk add --no-cache curl"];
const FETCH = `"fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1))"`;

testFact(health, {
  asks: { port: 3000 },
  files: {
    "check.js":
      'require("http").get({ port: 3000 }, (r) => process.exit(r.statusCode === 200 ? 0 : 1));',
    "port.js":
      'require("http").get({ port: process.env.PORT }, (r) => process.exit(r.statusCode < 400 ? 0 : 1));',
    "check.sh":
      "#!/bin/sh\nwget -q --spider http://localhost:3000/health || exit 1\n",
    "lazy.sh":
      "#!/bin/sh\nwget -q --spider http://localhost:3000/health\nexit 0\n",
  },
  met: {
    "Node itself": [...SLIM, `HEALTHCHECK CMD ["node", "-e", ${FETCH}]`],
    "Node in the shell form": [
      ...SLIM,
      `HEALTHCHECK CMD node -e ${FETCH} || exit 1`,
    ],
    "Python that raises for an error page": [
      "FROM python:3.14-slim",
      `HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/health', timeout=2)"]`,
    ],
    "Python that looks at the status": [
      "FROM python:3.14-slim",
      `HEALTHCHECK CMD python -c "import http.client, sys; c = http.client.HTTPConnection('127.0.0.1', 3000); c.request('GET', '/'); sys.exit(c.getresponse().status >= 400)"`,
    ],
    "Python with a second module, which may decide": [
      "FROM python:3.14-slim",
      `HEALTHCHECK CMD python -c "import socket, probe; probe.ask('127.0.0.1', 3000)"`,
    ],
    "Python that asserts the status": [
      "FROM python:3.14-slim",
      `HEALTHCHECK CMD python -c "import http.client as h; c = h.HTTPConnection('127.0.0.1', 3000); c.request('GET', '/'); assert c.getresponse().status == 200"`,
    ],
    "a script of the app": [...SLIM, 'HEALTHCHECK CMD ["node", "check.js"]'],
    "a code that Node works out": [
      ...SLIM,
      `HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:3000/').then((r) => process.exit(Number(!r.ok)))"`,
    ],
    "a script that reads the port from the environment": [
      ...SLIM,
      "ENV PORT=3000",
      'HEALTHCHECK CMD ["node", "port.js"]',
    ],
    "wget of BusyBox": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:3000/health || exit 1",
    ],
    "wget in the exec form": [
      ...ALPINE,
      'HEALTHCHECK CMD ["wget", "-qO-", "http://127.0.0.1:3000"]',
    ],
    "curl that is installed": [
      ...CURL,
      "HEALTHCHECK CMD curl -fsS http://localhost:3000/health || exit 1",
    ],
    "curl behind a variable": [
      ...CURL,
      "ENV PORT=3000",
      "HEALTHCHECK CMD curl -f http://localhost:$PORT/",
    ],
    "curl behind a variable with a default": [
      ...CURL,
      "HEALTHCHECK CMD curl -f http://localhost:${PORT:-3000}/",
    ],
    "curl whose output is searched": [
      ...CURL,
      "HEALTHCHECK CMD curl -s http://localhost:3000/health | grep -q ok",
    ],
    "curl whose status is compared": [
      ...CURL,
      `HEALTHCHECK CMD [ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost:3000)" = 200 ]`,
    ],
    "curl in a shell of its own": [
      ...CURL,
      'HEALTHCHECK CMD ["sh", "-c", "curl -f http://localhost:3000 || exit 1"]',
    ],
    "curl in a shell with options": [
      ...CURL,
      "RUN apk add bash",
      "HEALTHCHECK CMD bash -o pipefail -ec 'curl -f http://localhost:3000'",
    ],
    "a shell that was put into the image": [
      "FROM gcr.io/distroless/nodejs24-debian13",
      "COPY check.sh /bin/sh",
      `HEALTHCHECK CMD /nodejs/bin/node -e ${FETCH}`,
    ],
    "an if with both ends": [
      ...CURL,
      "HEALTHCHECK CMD if curl -f http://localhost:3000; then exit 0; else exit 1; fi",
    ],
    "an if that fails alone": [
      ...CURL,
      "HEALTHCHECK CMD if ! curl -f http://localhost:3000; then exit 1; fi; exit 0",
    ],
    "a group after it": [
      ...CURL,
      "HEALTHCHECK CMD curl -f http://localhost:3000 || { echo down; exit 1; }",
    ],
    "a shell script of the image": [
      ...ALPINE,
      'HEALTHCHECK CMD ["/app/check.sh"]',
    ],
    "a shell script on PATH": [
      ...ALPINE,
      "COPY check.sh /usr/local/bin/check",
      "HEALTHCHECK CMD check",
    ],
    "a shell script on PATH in the exec form": [
      ...ALPINE,
      "COPY --chmod=0755 check.sh /usr/local/bin/check",
      'HEALTHCHECK CMD ["check"]',
    ],
    "a shell script given to a shell": [
      ...ALPINE,
      "HEALTHCHECK CMD sh ./check.sh",
    ],
    nc: [...ALPINE, "HEALTHCHECK CMD nc -z localhost 3000"],
    "a check of the stage below": [
      ...SLIM.map((line) => line.replace("slim", "slim AS base")),
      'HEALTHCHECK CMD ["node", "check.js"]',
      "FROM base",
    ],
  },
  open: {
    "no check": SLIM,
    "an answer that Node does not look at": [
      ...SLIM,
      `HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health')"]`,
    ],
    "Node that ends with 0 either way": [
      ...SLIM,
      `HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:3000/').then(() => process.exit(0), () => process.exit(0))"`,
    ],
    "an answer that Python does not look at": [
      "FROM python:3.14-slim",
      `HEALTHCHECK CMD ["python", "-c", "import http.client; c = http.client.HTTPConnection('127.0.0.1', 3000, timeout=2); c.request('GET', '/health'); c.getresponse()"]`,
    ],
    "a connection that says nothing of the answer": [
      "FROM python:3.14-slim",
      `HEALTHCHECK CMD python -c "import socket; socket.create_connection(('127.0.0.1', 3000), 2)"`,
    ],
    "a check switched off": [
      ...SLIM,
      'HEALTHCHECK CMD ["node", "check.js"]',
      "HEALTHCHECK NONE",
    ],
    "curl that is not there": [
      ...SLIM,
      "HEALTHCHECK CMD curl -f http://localhost:3000 || exit 1",
    ],
    "curl that is removed again": [
      ...ALPINE,
      "RUN apk add curl && apk del curl",
      "HEALTHCHECK CMD curl -f http://localhost:3000",
    ],
    "a tool that a script needs and the image lacks": [
      ...SLIM,
      'HEALTHCHECK CMD ["/app/check.sh"]',
    ],
    "a program that nobody put there": [
      ...SLIM,
      'HEALTHCHECK CMD ["/probe", "3000"]',
    ],
    "a script that may not be executed": [
      ...ALPINE,
      "COPY --chmod=0644 check.sh /usr/local/bin/check",
      "HEALTHCHECK CMD check",
    ],
    "a script on PATH that asks nobody": [
      ...ALPINE,
      "COPY lazy.sh /usr/local/bin/check",
      "HEALTHCHECK CMD check",
    ],
    "a shell that is not there": [
      "FROM gcr.io/distroless/nodejs24-debian13",
      "HEALTHCHECK CMD node check.js",
    ],
    "another port": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:8080/ || exit 1",
    ],
    "the port of the scheme": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost/ || exit 1",
    ],
    "another host": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://example.com:3000/ || exit 1",
    ],
    "an argument that is no port": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -T 3000 http://localhost/",
    ],
    "a build argument, which is gone by then": [
      ...CURL,
      "ARG PORT=3000",
      "HEALTHCHECK CMD curl -f http://localhost:$PORT/",
    ],
    "the port in an echo": [...SLIM, "HEALTHCHECK CMD echo 3000"],
    "the port in a test": [...SLIM, "HEALTHCHECK CMD test 3000 -eq 3000"],
    "the port in a sleep": [...SLIM, "HEALTHCHECK CMD sleep 3000"],
    "the port in a program that asks nobody": [
      ...SLIM,
      'HEALTHCHECK CMD ["node", "-e", "3000"]',
    ],
    "an excuse": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:3000 || true",
    ],
    "an excuse as exit 0": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:3000 || exit 0",
    ],
    "an excuse afterwards": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:3000; exit 0",
    ],
    "an excuse in a shell of its own": [
      ...ALPINE,
      'HEALTHCHECK CMD ["sh", "-c", "wget -q --spider http://localhost:3000 || true"]',
    ],
    "an excuse in a script": [...ALPINE, 'HEALTHCHECK CMD ["/app/lazy.sh"]'],
    "a question after the answer": [
      ...ALPINE,
      "HEALTHCHECK CMD true || wget -q --spider http://localhost:3000",
    ],
    "a question after the end": [
      ...ALPINE,
      "HEALTHCHECK CMD exit 0; wget -q --spider http://localhost:3000",
    ],
    "a question in the background": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:3000 &",
    ],
    "the opposite": [
      ...ALPINE,
      "HEALTHCHECK CMD ! wget -q --spider http://localhost:3000",
    ],
    "an answer that cat swallows": [
      ...CURL,
      "HEALTHCHECK CMD curl -f http://localhost:3000 | cat",
    ],
    "curl that takes an error page": [
      ...CURL,
      "HEALTHCHECK CMD curl http://localhost:3000 || exit 1",
    ],
  },
  unknown: {
    "an unknown image": ["FROM team/base:1"],
    "the shell of an unknown image": [
      "FROM team/base:1",
      "HEALTHCHECK CMD wget http://localhost:3000",
    ],
    "a program that nobody knows": [
      ...SLIM,
      "COPY --from=team/probe:1 /probe /",
      'HEALTHCHECK CMD ["/probe", "3000"]',
    ],
    "a program behind a variable": [...SLIM, "HEALTHCHECK CMD $PROBE 3000"],
    "an answer that something else may overrule": [
      ...ALPINE,
      "HEALTHCHECK CMD wget -q --spider http://localhost:3000; ls /app",
    ],
    "an if without an end": [
      ...CURL,
      "HEALTHCHECK CMD if curl -f http://localhost:3000; then ls; fi",
    ],
  },
});

it.each([
  ["http://localhost/health", 80, "met"],
  ["https://localhost/", 443, "met"],
  ["localhost", 80, "met"],
  ["http://localhost:80/", 80, "met"],
  ["http://[::1]:80/", 80, "met"],
  ["https://localhost/", 80, "open"],
  ["http://localhost:8080/", 80, "open"],
])("%s asks port %i: %s", (address, port, state) => {
  const lines = ["FROM alpine:3.24", `HEALTHCHECK CMD wget ${address}`];
  expect(judged(health, { port }, lines).state).toBe(state);
});
