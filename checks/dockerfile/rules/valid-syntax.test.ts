import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./valid-syntax.ts";

const node = (...lines: readonly string[]): string =>
  ["FROM node:24-slim", ...lines].join("\n");
const stops = (at: string, why: string): string =>
  `${at} The build stops here: ${why}.`;
const unsupported = (at: string, text: string, modifier: string): string =>
  stops(
    at,
    `failed to process "${text}": unsupported modifier (${modifier}) in substitution`,
  );
const comment = (at: string, keyword: string): string =>
  stops(
    at,
    `inside a line # begins no comment, so ${keyword} takes what follows as arguments`,
  );

testRule(rule, {
  good: {
    "a name that lacks an argument is declare-from-arguments'":
      "FROM node:$TAG-slim",
    "options of Podman's mounts":
      "FROM node:24\nRUN --mount=type=bind,target=/x,z,ro cat /x/a",
    "an ordinary file": node("WORKDIR /app", "COPY . .", 'CMD ["node", "."]'),
    "lower case, a byte order mark and Windows line ends":
      '\uFEFFfrom node:24-slim\r\nrun npm -v\r\ncmd ["node"]\r\n',
    "parser directives":
      "# syntax=docker/dockerfile:1\n# escape=`\n# check=error=true\nFROM node:24-slim\nRUN a `\n  b",
    "comments and blank lines between continued lines": node(
      "RUN a \\",
      "# why",
      "",
      "  b",
    ),
    "here-documents": node(
      "RUN <<EOF",
      "FROM nowhere",
      "EOF",
      "COPY <<one <<two /srv/",
      "1",
      "one",
      "2",
      "two",
    ),
    "ports and ranges up to the last": node(
      'EXPOSE 0 65535 1-65535/UDP "80" [::1]:8080:80',
      "ARG PORT",
      "EXPOSE $PORT ${OTHER_PORT}",
    ),
    "image names of every kind": [
      "FROM scratch",
      "FROM Registry.example.com:5000/team/my_app--x:V1.0_a",
      "FROM localhost/x",
      `FROM node:24@sha256:${"a".repeat(64)}`,
      'FROM "node:24"',
      "FROM node:24 AS Build",
      "FROM build",
    ].join("\n"),
    "an image that build arguments make up":
      "ARG BASE\nARG TAG=\nFROM $BASE\nFROM node:$TAG\nFROM ${OTHER:-alpine}",
    "options of RUN": node(
      "RUN --network=none --security=insecure --device=vendor.com/gpu=all x",
      "RUN --mount=target=/src --mount=type=bind,from=x,rw x",
      "RUN --mount=type=cache,id=$ID,target=/c,sharing=Locked,uid=1000,mode=0755 x",
      "RUN --mount=type=tmpfs,dst=/t,size=10m --mount=type=ssh,required x",
      "RUN --mount=type=secret,id=a,env=A,mode=$MODE x",
      "RUN npm ci --omit=dev",
      'CMD ["--port", "80"]',
      "CMD -- x",
    ),
    "ADD of an address": node("ADD https://example.com/x /x"),
    "what newer builders know": node(
      "COPY --link --parents --exclude=*.md --chmod=u=rwX,go=rX a b",
      "ADD --unpack=true --checksum=sha256:abc https://example.com/x /x",
      "RUN --mount=type=secret,id=token,env=TOKEN,required=true x",
      "HEALTHCHECK --start-interval=1s CMD x",
    ),
    "durations of 0 stand for the default": node(
      "HEALTHCHECK --start-period=0s --interval=0 --retries=0 CMD x",
    ),
    "signals in any case, with or without SIG": node(
      "STOPSIGNAL sigterm",
      "STOPSIGNAL QUIT",
      "STOPSIGNAL 15",
      "STOPSIGNAL SIGRTMIN+3",
      "ARG SIGNAL",
      "STOPSIGNAL $SIGNAL",
    ),
    "EXPOSE with a host's port, which is left out": node(
      "EXPOSE 80 443/tcp 1000-1010/udp $PORT",
      "EXPOSE 8080:80 127.0.0.1:8080:80/tcp",
    ),
    "several sources for a directory that exists": node(
      "WORKDIR /app",
      "COPY package.json package-lock.json /app",
    ),
    "two stages of one name":
      "FROM node:24 AS build\nFROM node:24-slim AS build",
    "a single-quoted array is text for a shell": node("CMD ['node']"),
    "deprecated forms still build": node("MAINTAINER me", "ENV key a value"),
    "modifiers that the builder knows, and names in other letters": node(
      "ARG V=1 É=2 aé=3",
      "WORKDIR /${V}${V:-a}${V-a}${V:+a}${V?}${V#.*}${V##*.}${V%.*}${V/a/b}${aé}",
    ),
    "a dollar that a quote, an escape or a shell's text hides": node(
      "LABEL a='${b.c}' d=\\${e.f}",
      "RUN echo ${g.h}",
      "CMD echo ${i.j}",
      "HEALTHCHECK CMD echo ${k.l}",
      "ONBUILD WORKDIR ${m.n}",
    ),
    "another frontend knows other instructions":
      "# syntax=docker.io/example/frontend:1\nFROM node:24-slim\nINCLUDE common",
  },
  bad: {
    "an unknown instruction": {
      on: node("RUM npm ci"),
      says: [stops("2:1", "Unknown instruction: RUM")],
    },
    "a comment behind an instruction": {
      on: node("STOPSIGNAL SIGTERM # what Docker sends", "EXPOSE 80 # web"),
      says: [comment("2:20", "STOPSIGNAL"), comment("3:11", "EXPOSE")],
    },
    "an argument too few": {
      on: node("COPY package.json"),
      says: [stops("2:6", "COPY requires at least two arguments")],
    },
    "an argument too many": {
      on: "FROM node:24 build",
      says: [stops("1:14", "FROM requires either one or three arguments")],
    },
    "a label without value": {
      on: node("LABEL version"),
      says: [stops("2:7", "LABEL must have two arguments")],
    },
    "a quote that stays open": {
      on: node('ENV NAME="value'),
      says: [
        stops(
          "2:10",
          'failed to process ""value": unexpected end of statement while looking for matching double-quote',
        ),
      ],
    },
    "a duration without unit": {
      on: node("HEALTHCHECK --interval=5 CMD x"),
      says: [stops("2:24", "time: missing unit in duration 5")],
    },
    "a flag that does not exist": {
      on: node("COPY --chmood=755 a b"),
      says: [stops("2:6", "Unknown flag: chmood")],
    },
    "a substitution of another program": {
      on: node(
        "WORKDIR /x/${project.build.finalName}",
        'COPY "${project.version}.jar" ${NAME^^} /',
        "ENV B=${a@Q}",
      ),
      says: [
        unsupported("2:12", "${project.build.finalName}", "."),
        unsupported("3:7", "${project.version}", "."),
        unsupported("3:31", "${NAME^^}", "^"),
        unsupported("4:7", "${a@Q}", "@"),
      ],
    },
    "such a substitution in FROM": {
      on: "FROM node:${node.version}",
      says: [unsupported("1:11", "${node.version}", ".")],
    },
    "SHELL without an array": {
      on: node("SHELL bash -c"),
      says: [stops("2:7", "SHELL requires the arguments to be in JSON form")],
    },
    "a signal that does not exist": {
      on: node("STOPSIGNAL please"),
      says: [stops("2:12", "Invalid signal: please")],
    },
    "a here-document that is never closed": {
      on: node("RUN <<EOF", "npm ci"),
      says: [
        stops(
          "2:5",
          "The here-document EOF is never closed: no line below is EOF alone",
        ),
      ],
    },
    "a signal that looks like one": {
      on: node("STOPSIGNAL SIGQUITE", "ARG S=SIGFOO", "STOPSIGNAL $S"),
      says: [
        stops("2:12", "Invalid signal: SIGQUITE"),
        stops("4:12", "Invalid signal: SIGFOO"),
      ],
    },
    "a signal that is empty": {
      on: node("STOPSIGNAL $STOP"),
      says: [stops("2:12", "Invalid signal: $STOP is empty")],
    },
    "ports that do not exist": {
      on: node("EXPOSE 80 65536 9-1", "ARG PORT=80,443", "EXPOSE $PORT a:80"),
      says: [
        stops("2:11", "Invalid containerPort: 65536"),
        stops("2:17", "Invalid containerPort: 9-1"),
        stops("4:8", "Invalid containerPort: 80,443"),
        stops("4:14", "Invalid containerPort: a"),
      ],
    },
    "a protocol that EXPOSE does not know": {
      on: node("EXPOSE 80/http"),
      says: [stops("2:8", "Invalid proto: http")],
    },
    "an image in capitals": {
      on: "FROM Node:24 AS Build\nFROM Build",
      says: [
        stops("1:6", "invalid reference format: Node:24"),
        stops("2:6", "invalid reference format: Build"),
      ],
    },
    "a tag that is none": {
      on: "FROM node:\nFROM node:24:slim\nFROM node@24",
      says: [
        stops("1:6", "invalid reference format: node:"),
        stops("2:6", "invalid reference format: node:24:slim"),
        stops("3:6", "invalid reference format: node@24"),
      ],
    },
    "a flag that RUN does not know": {
      on: node("RUN --no-cache npm ci", "RUN --mount x"),
      says: [
        stops("2:5", "Unknown flag: no-cache"),
        stops("3:5", "Missing a value on flag: mount"),
      ],
    },
    "options for the program that the builder takes for its own": {
      on: node("CMD --port 80", "ENTRYPOINT --verbose"),
      says: [
        stops("2:5", "Unknown flag: port"),
        stops("3:12", "Unknown flag: verbose"),
      ],
    },
    "options that RUN does not know": {
      on: node("RUN --network=bridge x", "RUN --security=off x"),
      says: [
        stops("2:15", "--network has no value bridge"),
        stops("3:16", "--security has no value off"),
      ],
    },
    "mounts that the builder does not know": {
      on: node(
        "RUN --mount=type=cahce,target=/c x",
        "RUN --mount=type=cache,taget=/c x",
        "RUN --mount=type=cache,target=/c, x",
        "RUN --mount=type=cache,target x",
        "RUN --mount=type=cache,target=/c,sharing=none x",
        "RUN --mount=type=bind,target=/c,uid=1000 x",
        "RUN --mount=from=$BASE,target=/c x",
      ),
      says: [
        stops("2:13", "--mount has no type cahce"),
        stops("3:13", "--mount has no option taget"),
        stops("4:13", "--mount has a comma too many"),
        stops("5:13", "the option target of --mount has no value"),
        stops("6:13", "--mount has no sharing none"),
        stops("7:13", "uid is no option of a mount of the type bind"),
        stops(
          "8:13",
          "from=$BASE holds a variable, and --mount fills none in there",
        ),
      ],
    },
    "COPY of an address": {
      on: node("COPY https://example.com/x git@github.com:a/b.git /x/"),
      says: [
        stops("2:6", "COPY takes no address"),
        stops("2:28", "COPY takes no address"),
      ],
    },
    "no FROM": {
      on: "RUN npm ci",
      says: [stops("1:1", "No source image provided with `FROM`")],
    },
    "an empty file": {
      on: "",
      says: [stops("1:1", "No source image provided with `FROM`")],
    },
    "Docker's frontend, pinned": {
      on: "# syntax=docker/dockerfile:1.26@sha256:abc\nFROM node:24\nINCLUDE x",
      says: [stops("3:1", "Unknown instruction: INCLUDE")],
    },
  },
});

it.each<[string, string, string[]]>([
  [
    "an unknown instruction",
    node("RUM x"),
    ["dockerfilelint/invalid_command", "dockerfilelint/invalid_line"],
  ],
  ["an open quote in ENV", node('ENV A="b'), []],
  [
    "an open quote in LABEL",
    node('LABEL A="b'),
    ["dockerfilelint/label_invalid"],
  ],
  [
    "another instruction first",
    "RUN x\nFROM a",
    [
      "hadolint/DL3061",
      "kics/first_instruction_must_be_arg_or_from",
      "dockerfilelint/from_first",
    ],
  ],
  ["an ARG alone", "ARG a", ["kics/dockerfile_should_specify_base_image"]],
  [
    "a port",
    node("EXPOSE 65536"),
    [
      "hadolint/DL3011",
      "trivy/DS-0008",
      "kics/unix_ports_out_of_range",
      "dockerfilelint/invalid_port",
      "semgrep/invalid-port",
    ],
  ],
])(
  "valid-syntax answers other tools where it tells of %s",
  (_, text, expected) => {
    const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
    expect(
      finding?.sameAs?.filter((id) => !id.startsWith("dockerfile-utils/")),
    ).toEqual(expected);
    for (const id of finding?.sameAs ?? []) expect(rule.sameAs).toContain(id);
  },
);

it.each([
  ["RUM npm ci", 'Begin the line with an instruction. Did you mean "RUN"?'],
  [
    "COPY a",
    "Write COPY in a form that the Dockerfile reference gives for it.",
  ],
  ["EXPOSE 80 # web", "Move the comment to a line of its own."],
])("valid-syntax says what to do about %s", (line, remedy) => {
  const [finding] = lint({ Dockerfile: node(line) }, { rules: [rule] });
  expect(finding?.remedy).toBe(remedy);
});

it("valid-syntax says where the text is too long to be read whole, and tells what it can", () => {
  const findings = lint(
    { Dockerfile: node(`LABEL a=${"b".repeat(200_000)}`, "RUM npm ci") },
    { rules: [rule] },
  );
  expect(
    findings.map(({ severity, range }) => [severity, range.start]),
  ).toEqual([
    ["info", { line: 1, column: 1 }],
    ["error", { line: 3, column: 1 }],
  ]);
});
