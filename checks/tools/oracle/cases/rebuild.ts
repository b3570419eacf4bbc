import { casesOf } from "./table.ts";

const files = {
  "package.json": "{}\n",
  "package-lock.json": "{}\n",
  "src/app.js": "app\n",
  "src/app.css": "css\n",
  "README.md": "read\n",
};

let changes = 0;
/** No two changes are the same: the cases share a cache. */
const change = (path: string, text = `changed ${++changes}\n`) =>
  ({ change: { kind: "file", path, text } }) as const;
const argument = (name: string, value = `given ${++changes}`) =>
  ({ change: { kind: "argument", name, value } }) as const;

const usual = [
  "FROM node:24-slim",
  "WORKDIR /app",
  "COPY package*.json ./",
  "RUN touch installed",
  "COPY src ./src",
  "RUN touch built",
  'CMD ["node", "src/app.js"]',
];

/** Second builds after a change. */
export const rebuildCases = casesOf("rebuild", files, {
  "a source file": { lines: usual, ...change("src/app.js") },
  "a manifest": { lines: usual, ...change("package.json") },
  "a file that nothing copies": { lines: usual, ...change("README.md") },
  "a file that is ignored": {
    lines: ["COPY . /app", "RUN touch /x"],
    files: { ".dockerignore": "*.md\n" },
    ...change("README.md"),
  },
  "a file of the whole context": {
    lines: ["COPY . /app", "RUN touch /x"],
    ...change("README.md"),
  },
  "the same content again": { lines: usual, ...change("src/app.js", "app\n") },
  "a new file below a directory": { lines: usual, ...change("src/new.js") },
  "a new file that a pattern takes": {
    lines: usual,
    ...change("package-extra.json"),
  },
  "a new file beside": { lines: usual, ...change("other.txt") },
  "a file that a copy excludes": {
    lines: ["COPY --exclude=*.css src /s", "RUN touch /x"],
    ...change("src/app.css"),
  },
  "a file behind a linked copy": {
    lines: [
      "COPY --link package.json /p/",
      "COPY --link src /s",
      "RUN touch /x",
    ],
    ...change("package.json"),
  },
  "a file behind a copy that is not linked": {
    lines: ["COPY package.json /p/", "COPY src /s", "RUN touch /x"],
    ...change("package.json"),
  },
  "a file that a bind mount reads": {
    lines: [
      "RUN touch /before",
      "RUN --mount=type=bind,source=src,target=/in cp /in/app.js /x",
      "RUN touch /after",
    ],
    ...change("src/app.js"),
  },
  "a file beside what a bind mount reads": {
    lines: [
      "RUN --mount=type=bind,source=src,target=/in cp /in/app.js /x",
      "RUN touch /after",
    ],
    ...change("README.md"),
  },
  "a source of another stage": {
    lines: [
      "FROM node:24-slim AS build",
      "WORKDIR /app",
      "COPY package.json .",
      "RUN touch installed",
      "COPY src .",
      "RUN cat app.js > out.js",
      "FROM alpine:3.24",
      "RUN touch /before",
      "COPY --from=build /app/out.js /",
      "RUN touch /after",
    ],
    ...change("src/app.js"),
  },
  "a source whose stage gives the same file": {
    lines: [
      "FROM node:24-slim AS build",
      "COPY src /src",
      "RUN echo same > /out.js",
      "FROM alpine:3.24",
      "COPY --from=build /out.js /",
      "RUN touch /after",
    ],
    ...change("src/app.js"),
  },
  "a manifest of a stage that others stand on": {
    lines: [
      "FROM alpine:3.24 AS base",
      "COPY package.json /",
      "FROM base AS build",
      "COPY src /src",
      "FROM base",
      "COPY --from=build /src /src",
      "RUN touch /x",
    ],
    ...change("package.json"),
  },
  "a source of one of two stages": {
    lines: [
      "FROM alpine:3.24 AS one",
      "COPY src /one",
      "FROM alpine:3.24 AS two",
      "COPY package.json /two/",
      "RUN touch /two/x",
      "FROM scratch",
      "COPY --from=two /two /two",
      "COPY --from=one /one /one",
    ],
    ...change("src/app.js"),
  },
  "an argument that a later command may use": {
    lines: ["RUN touch /before", "ARG V=1", "RUN touch /after", "COPY src /s"],
    ...argument("V"),
  },
  "an argument that a command names": {
    lines: ["ARG V=1", "RUN touch /before", "RUN echo $V > /v", "COPY src /s"],
    ...argument("V"),
  },
  "an argument and a copy": {
    lines: ["ARG V=1", "COPY src /s", "RUN touch /x"],
    ...argument("V"),
  },
  "an argument in a copy": {
    lines: ["ARG DIR=/d", "COPY README.md /r", "COPY src $DIR", "RUN touch /x"],
    ...argument("DIR", "/e"),
  },
  "an argument that becomes a variable": {
    lines: ["ARG V=1", "RUN touch /before", "ENV W=$V", "RUN touch /after"],
    ...argument("V"),
  },
  "an argument that becomes a label": {
    lines: ["RUN touch /before", "ARG V=1", "LABEL v=$V", "COPY src /s"],
    ...argument("V"),
  },
  "an argument of one stage alone": {
    lines: [
      "ARG V=1",
      "FROM alpine:3.24 AS one",
      "ARG V",
      "RUN echo $V > /v",
      "FROM alpine:3.24",
      "RUN touch /own",
      "COPY --from=one /v /v",
    ],
    ...argument("V"),
  },
  "an argument before FROM that no stage takes": {
    lines: ["ARG V=1", "FROM alpine:3.24", "RUN touch /x"],
    ...argument("V"),
  },
  "an argument that nothing declares": {
    lines: ["RUN touch /x", "COPY src /s"],
    ...argument("W"),
  },
  "an argument that ENV hides": {
    lines: ["ARG V=1", "ENV V=env", "RUN touch /x"],
    ...argument("V"),
  },
  "a predefined argument": {
    lines: ["RUN touch /x", "COPY src /s"],
    ...argument("HTTP_PROXY", "http://proxy.invalid"),
  },
  "a predefined argument that is declared": {
    lines: ["ARG HTTP_PROXY", "RUN touch /x", "COPY src /s"],
    ...argument("HTTP_PROXY", "http://proxy.invalid"),
  },
  "an argument before FROM that chooses the base": {
    lines: [
      "ARG TAG=3.24",
      "FROM alpine:${TAG}",
      "COPY src /s",
      "RUN touch /x",
    ],
    ...argument("TAG", "3.23"),
  },
  "a variable of the Dockerfile": {
    lines: ["COPY src /s", "ENV A=1", "RUN touch /x", "COPY README.md /"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\nCOPY src /s\nENV A=2\nRUN touch /x\nCOPY README.md /\n",
    },
  },
  "a label of the Dockerfile": {
    lines: ["LABEL a=1", "COPY src /s", "RUN touch /x"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\nLABEL a=2\nCOPY src /s\nRUN touch /x\n",
    },
  },
  "a comment of the Dockerfile": {
    lines: ["COPY src /s", "RUN touch /x"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\n# new\nCOPY src /s\nRUN touch /x\n",
    },
  },
  "a command of the Dockerfile": {
    lines: ["COPY src /s", "RUN touch /x", "COPY README.md /"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\nCOPY src /s\nRUN touch /y\nCOPY README.md /\n",
    },
  },
  "spaces in a command of the Dockerfile": {
    lines: ["COPY src /s", "RUN touch /x"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\nCOPY src  /s\nRUN  touch   /x\n",
    },
  },
  "the user of the Dockerfile": {
    lines: ["USER 5", "COPY src /s", "RUN touch /tmp/x"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\nUSER 6\nCOPY src /s\nRUN touch /tmp/x\n",
    },
  },
  "an instruction added at the top": {
    lines: ["COPY src /s", "RUN touch /x"],
    change: {
      kind: "dockerfile",
      text: "FROM alpine:3.24\nRUN touch /new\nCOPY src /s\nRUN touch /x\n",
    },
  },
});
