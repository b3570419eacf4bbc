import fc from "fast-check";

const name = fc.constantFrom(
  "a",
  "build",
  "node",
  "NODE_ENV",
  "$A",
  "${A:-b}",
  "${A#*/}",
  "${A",
  "constructor",
  "__proto__",
  "toString",
  "é",
  "'q r'",
  '"q $A"',
  '"',
  "",
);
const path = fc.constantFrom(
  ".",
  "/",
  "./",
  "/app/",
  "../..",
  "server.js",
  "package*.json",
  "[",
  "$A",
  "/app/node_modules",
  "https://example.com/a.tgz?b#c",
  "git@github.com:a/b.git",
);
const image = fc.constantFrom(
  "node",
  "node:24-slim",
  "node:24-alpine",
  "gcr.io/distroless/nodejs24-debian13:nonroot",
  "scratch",
  "build",
  "$A",
  "${A}/node:24",
  "team/base@sha256:abc",
  "mcr.microsoft.com/windows/nanoserver",
);
const command = fc.oneof(
  fc.constantFrom(
    "npm ci",
    "npm ci --omit=dev",
    "npm start",
    "apt-get update",
    "apt-get install -y curl",
    "apk add --no-cache --virtual .b gcc",
    "apk del .b",
    "useradd -mu 1001 app",
    "adduser -S -G $A app",
    "usermod -u 0 app",
    "rm -rf /var/lib/apt/lists/*",
    "cp -r /app /b && mv /b/* $A",
    "mkdir -pm 750 a/b; chmod -R u+x,g=u a",
    "chown -R node: ~/a; ln -sf /a b/",
    "install -Dm755 a /b/c",
    "for f in a $A *; do touch $f || exit; done",
    'case $A in a*) umask 077;; *) [ -d a ] && echo "$A" | tee a;; esac',
    "export A=b; printf '%s\\n' $A ${A:-c} > a/b",
    "cd /app",
    "echo a > b",
    "exec node server.js",
    "curl -f http://localhost:3000 || exit 1",
    "sh -c 'node server.js'",
    "sudo -u",
    "cat <<E",
    "<<EOF",
  ),
  fc.tuple(name, name).map((words) => words.join(" ")),
);
const shell: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      command,
      fc.constantFrom(" && ", " || ", "; ", " | ", " & ", " \\\n  ", "\n"),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .chain((parts) => {
    const text = parts.flat().slice(0, -1).join("");
    return fc.constantFrom(
      text,
      `if ${text}; then ${text}; fi`,
      `(${text})`,
      `{ ${text}; } > /f`,
      `f() { ${text}; }; f`,
      `echo "$(${text})"`,
      `<<EOF\n${text}\nEOF`,
    );
  });
const exec = fc.oneof(
  fc.array(name, { maxLength: 3 }).map((words) => JSON.stringify(words)),
  fc.constantFrom('["node", "server.js"]', '["sh", "-c", "a"]', '["a",]', "[]"),
);
const instruction = fc.oneof(
  fc.tuple(image, name).map(([from, as]) => `FROM ${from} AS ${as}`),
  image.map((from) => `FROM --platform=$A ${from}`),
  shell.map((text) => `RUN ${text}`),
  shell.map((text) => `RUN --mount=type=bind,from=build,source=. ${text}`),
  fc.oneof(shell, exec).map((text) => `CMD ${text}`),
  fc.oneof(shell, exec).map((text) => `ENTRYPOINT ${text}`),
  fc.oneof(shell, exec).map((text) => `HEALTHCHECK --interval=1s CMD ${text}`),
  fc.tuple(path, path).map(([from, to]) => `COPY --from=build ${from} ${to}`),
  fc.tuple(path, path).map(([from, to]) => `COPY --chown=$A ${from} ${to}`),
  fc.tuple(path, path).map(([from, to]) => `ADD --exclude=${to} ${from} ${to}`),
  fc.tuple(name, shell).map(([to, text]) => `COPY <<EOF ${to}\n${text}\nEOF`),
  fc.tuple(name, name).map(([key, value]) => `ENV ${key}=${value} A=$A$A`),
  fc.tuple(name, name).map(([key, value]) => `ENV ${key} ${value}`),
  fc.tuple(name, name).map(([key, value]) => `ARG ${key}=${value}`),
  name.map((text) => `ARG ${text}`),
  name.map((text) => `USER ${text}`),
  path.map((text) => `WORKDIR ${text}`),
  name.map((text) => `LABEL a=${text}`),
  exec.map((text) => `SHELL ${text}`),
  fc.constantFrom(
    "EXPOSE 1-65535 $A 9-1",
    "VOLUME /a",
    "STOPSIGNAL 9",
    "MAINTAINER a",
    "HEALTHCHECK NONE",
    "ONBUILD RUN <<E\na\nE",
    "# escape=`",
    "# syntax=docker/dockerfile:1",
    "# comment",
    "FROM",
    "RUN",
    "\\",
  ),
);

/** What happens to a text while someone types, and what no one types. */
type Mutation = (text: string) => string;
const odd = fc.constantFrom(
  "\u0000",
  "\uFEFF",
  "\r",
  "\r\n",
  "\n",
  "\\",
  "\\\n",
  "`",
  '"',
  "'",
  "$",
  "${",
  "$(",
  "<<",
  "[",
  "--",
  "#",
  "\u00a0",
  "\u2028",
  "😀",
  "\uD800",
);
const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.nat(), fc.nat({ max: 12 }), odd)
  .chain(([at, length, text]) =>
    fc.constantFrom<Mutation>(
      (from) => cut(from, at, 0, text),
      (from) => cut(from, at, length, ""),
      (from) => cut(from, at, 0, from.slice(at % (from.length + 1), length)),
      (from) => from.slice(0, at % (from.length + 1)),
      (from) => from.replaceAll("\n", text === "\r\n" ? text : "\n"),
    ),
  );

function cut(text: string, at: number, length: number, put: string): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + put + text.slice(start + length);
}

/** Dockerfiles of every instruction, some broken by hand. */
export const dockerfile = fc
  .tuple(
    fc.array(instruction, { maxLength: 7 }),
    fc.array(mutation, { maxLength: 4 }),
  )
  .map(([lines, mutations]) =>
    mutations.reduce((text, mutate) => mutate(text), lines.join("\n")),
  );
/** Ignore files of paths and what is none. */
export const ignoreFile = fc
  .array(fc.oneof(path, odd, name), { maxLength: 3 })
  .map((lines) => lines.join("\n"));
