import { casesOf } from "./table.ts";

const files = {
  "a.txt": "a\n",
  "src/app.js": "app\n",
  "src/lib/deep.js": "deep\n",
};
const facts = { "src/run.sh": { mode: 0o755 } };

/** Builds of more than one stage. */
export const stageCases = [
  ...casesOf(
    "stages",
    { ...files, "src/run.sh": "#!/bin/sh\n" },
    {
      "a file from another": [
        "FROM alpine:3.24 AS build",
        "RUN mkdir /out && echo built > /out/app",
        "FROM alpine:3.24",
        "COPY --from=build /out/app /usr/local/bin/app",
      ],
      "a directory from another": [
        "FROM alpine:3.24 AS build",
        "COPY src /out",
        "FROM scratch",
        "COPY --from=build /out /app",
      ],
      "by number": [
        "FROM alpine:3.24",
        "COPY a.txt /out/",
        "FROM scratch",
        "COPY --from=0 /out/a.txt /x",
      ],
      "by a name in other letters": [
        "FROM alpine:3.24 AS Build",
        "COPY a.txt /out/",
        "FROM scratch",
        "COPY --from=build /out/a.txt /x",
      ],
      "a relative source is taken from the root": [
        "FROM alpine:3.24 AS build",
        "WORKDIR /out",
        "COPY a.txt .",
        "FROM scratch",
        "COPY --from=build out/a.txt /x",
      ],
      "a pattern from another": [
        "FROM alpine:3.24 AS build",
        "COPY src /out",
        "FROM scratch",
        "COPY --from=build /out/*.js /d/",
      ],
      "owners come along": [
        "FROM alpine:3.24 AS build",
        "COPY --chown=5:6 src /out",
        "FROM scratch",
        "COPY --from=build /out /d",
      ],
      "owners are set": [
        "FROM alpine:3.24 AS build",
        "COPY --chown=5:6 src /out",
        "FROM node:24-slim",
        "COPY --from=build --chown=node:node /out /d",
      ],
      "modes come along": [
        "FROM alpine:3.24 AS build",
        "RUN mkdir -m 711 /out && touch /out/x && chmod 640 /out/x",
        "FROM scratch",
        "COPY --from=build /out /d",
      ],
      "links come along": [
        "FROM alpine:3.24 AS build",
        "COPY src /out",
        "RUN ln -s app.js /out/link && ln -s lib /out/dir",
        "FROM scratch",
        "COPY --from=build /out /d",
      ],
      "a link that is named is followed": [
        "FROM alpine:3.24 AS build",
        "COPY src /out",
        "RUN ln -s app.js /out/link",
        "FROM scratch",
        "COPY --from=build /out/link /x",
      ],
      "a stage on another": [
        "FROM alpine:3.24 AS base",
        "ENV A=1",
        "WORKDIR /app",
        "COPY a.txt .",
        "FROM base",
        "COPY src .",
      ],
      "a stage on another that two use": [
        "FROM alpine:3.24 AS base",
        "COPY a.txt /",
        "FROM base AS build",
        "COPY src /out",
        "FROM base",
        "COPY --from=build /out /out",
      ],
      "one that nothing needs is skipped": [
        "FROM alpine:3.24 AS unused",
        "RUN exit 1",
        "FROM alpine:3.24",
        "COPY a.txt /x",
      ],
      "what a stage deletes is not copied": [
        "FROM alpine:3.24 AS build",
        "COPY src /out",
        "RUN rm /out/app.js",
        "FROM scratch",
        "COPY --from=build /out /d",
      ],
      "a target by name": {
        lines: [
          "FROM alpine:3.24 AS dev",
          "ENV MODE=dev",
          "FROM alpine:3.24 AS prod",
          "ENV MODE=prod",
        ],
        target: "dev",
      },
      "a target by name in other letters": {
        lines: [
          "FROM alpine:3.24 AS Dev",
          "ENV MODE=dev",
          "FROM alpine:3.24 AS prod",
          "ENV MODE=prod",
        ],
        target: "dev",
      },
      "a target by number": {
        lines: [
          "FROM alpine:3.24 AS dev",
          "ENV MODE=dev",
          "FROM alpine:3.24 AS prod",
          "ENV MODE=prod",
        ],
        target: "0",
      },
      "a target that others need": {
        lines: [
          "FROM alpine:3.24 AS build",
          "COPY src /out",
          "FROM scratch AS prod",
          "COPY --from=build /out /app",
        ],
        target: "build",
      },
      "a target that is not there fails": {
        lines: ["FROM alpine:3.24 AS dev", "ENV A=1"],
        target: "prod",
      },
      "a name that is given twice": [
        "FROM alpine:3.24 AS one",
        "COPY a.txt /first",
        "FROM alpine:3.24 AS one",
        "COPY a.txt /second",
        "FROM scratch",
        "COPY --from=one / /all",
      ],
      "from an image": [
        "FROM scratch",
        "COPY --from=alpine:3.24 /etc/group /g",
      ],
      "from a later stage fails": [
        "FROM alpine:3.24 AS one",
        "COPY --from=two /x /y",
        "FROM alpine:3.24 AS two",
        "COPY a.txt /x",
        "FROM one",
        "LABEL a=b",
      ],
      "a missing file of another fails": [
        "FROM scratch AS build",
        "COPY a.txt /",
        "FROM scratch",
        "COPY --from=build /b.txt /",
      ],
      "the user and the directory of a stage": [
        "FROM node:24-slim AS base",
        "USER node",
        "WORKDIR /home/node/app",
        "FROM base",
        "COPY a.txt .",
      ],
      "a copy from the stage it stands on": [
        "FROM alpine:3.24 AS base",
        "COPY a.txt /x",
        "FROM base",
        "COPY --from=base /x /y",
      ],
      "three in a row": [
        "FROM alpine:3.24 AS one",
        "COPY a.txt /1/",
        "FROM alpine:3.24 AS two",
        "COPY --from=one /1 /2",
        "FROM scratch",
        "COPY --from=two /2/a.txt /3",
      ],
    },
    { facts },
  ),
];
