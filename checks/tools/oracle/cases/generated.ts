import fc from "fast-check";
import type { BuildCase } from "../build-case.ts";

const files = {
  "a.txt": "a\n",
  "b.txt": "bb\n",
  "src/app.js": "app\n",
  "src/lib/deep.js": "deep\n",
  ".dockerignore": "*.md\n",
  "README.md": "read\n",
};

const owner = fc.constantFrom(
  "",
  "--chown=5:6 ",
  "--chown=nobody ",
  "--chown=7 ",
);
const mode = fc.constantFrom("", "--chmod=700 ", "--chmod=0644 ");
const source = fc.constantFrom(
  "a.txt",
  "src",
  "src/",
  "*.txt",
  ".",
  "a.txt src",
);
const directory = fc.constantFrom("/d/", "/srv/", "./", "in/", "/p/q/");
const place = fc.constantFrom("/w", "/d/x", "/srv/y", "/tmp/z");

const file = fc.constantFrom("/w/one", "/w/two", "/srv/one", "/tmp/one");
const command = fc.oneof(
  place.map((at) => `mkdir -p ${at}`),
  file.map((at) => `mkdir -p /w && touch ${at}`),
  file.map((at) => `touch ${at} || true`),
  file.map((at) => `rm -rf ${at}`),
  place.map((at) => `rm -rf ${at} && mkdir -p ${at}`),
  place.map((at) => `mkdir -p ${at} && chmod 750 ${at}`),
  place.map((at) => `mkdir -p ${at} && chown 8:9 ${at}`),
  place.map((at) => `mkdir -p ${at} && echo text > ${at}/text`),
  place.map((at) => `mkdir -p ${at} && echo more >> ${at}/text`),
  place.map((at) => `mkdir -p ${at} && cp /etc/group ${at}/copy`),
  place.map((at) => `mkdir -p ${at} && ln -sf ../etc ${at}/link`),
  place.map((at) => `rm -f ${at}/copy ${at}/text`),
  place.map(
    (at) => `mkdir -p ${at} /old && touch /old/f && mv /old ${at}/moved`,
  ),
);

const instruction = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(owner, mode, source, directory)
      .map(([own, bits, from, to]) => `COPY ${own}${bits}${from} ${to}`),
  },
  { weight: 4, arbitrary: command.map((text) => `RUN ${text}`) },
  fc.constantFrom("WORKDIR /app", "WORKDIR sub", "WORKDIR /srv"),
  fc.constantFrom("ENV A=1 B=$A", "ENV A=2", "ARG V=3", "LABEL v=$A"),
  fc.constantFrom("EXPOSE 80", "VOLUME /data", "STOPSIGNAL SIGINT"),
  fc.constantFrom('CMD ["a"]', "CMD a $A", 'ENTRYPOINT ["e"]', "ENTRYPOINT f"),
);

// Commands as root, as another user may not do all of them.
const lines = fc.array(instruction, { minLength: 3, maxLength: 7 });
const last = fc.constantFrom(
  [],
  ["USER 5:6", "WORKDIR mine"],
  ["USER nobody", "WORKDIR /srv/mine", "COPY a.txt ."],
);

const dockerfile = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(lines, last)
      .map(([own, end]) => ["FROM alpine:3.24", ...own, ...end]),
  },
  lines.map((own) => ["FROM debian:13-slim", ...own]),
  fc
    .tuple(lines, lines)
    .map(([first, second]) => [
      "FROM alpine:3.24 AS base",
      ...first,
      "FROM base",
      ...second,
    ]),
  fc
    .tuple(lines, owner)
    .map(([first, own]) => [
      "FROM alpine:3.24 AS build",
      ...first,
      "RUN mkdir -p /w /srv && touch /w/last",
      "FROM alpine:3.24",
      `COPY --from=build ${own}/w /w`,
      `COPY --from=build ${own}/srv /out/`,
    ]),
);

/** The same Dockerfiles in every run. */
const SEED = 20261121;
const COUNT = 60;

/** Dockerfiles put together by chance, the same ones each time. */
export const generatedCases: readonly BuildCase[] = fc
  .sample(dockerfile, { seed: SEED, numRuns: COUNT })
  .map((text, at) => ({
    name: `generated ${at + 1}: ${keywords(text)}`,
    files: { ...files, Dockerfile: `${text.join("\n")}\n` },
  }));

function keywords(text: readonly string[]): string {
  return text.map((line) => line.slice(0, line.indexOf(" "))).join(" ");
}
