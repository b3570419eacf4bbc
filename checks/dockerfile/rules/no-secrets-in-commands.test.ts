import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-secrets-in-commands.ts";

const node = (...lines: readonly string[]): string =>
  ["FROM node:24-slim", ...lines].join("\n");
const history = (at: string, what: string, keyword = "RUN"): string =>
  `${at} ${keyword} spells out ${what}, and docker history shows it to anyone who can pull the image.`;
const inspect = (at: string, what: string, keyword: string): string =>
  `${at} ${keyword} spells out ${what}, and docker inspect shows it to anyone who can pull the image.`;
const login = (at: string, command: string, directory: string): string =>
  `${at} ${command} keeps what it logged in with in ${directory}, in a layer that anyone who can pull the image can read.`;

testRule(rule, {
  good: {
    "ordinary commands": node(
      "RUN apt-get update && apt-get install -y passwd=1:4.17 && npm install -g npm@11 && apt-key list",
      'CMD ["node", "--title", "token", "server.js"]',
    ),
    "a value from a secret mount": node(
      'RUN --mount=type=secret,id=t curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://a',
    ),
    "a value from a variable": node(
      'RUN git clone https://x:$TOKEN@github.com/a/b && npm config set //r/:_authToken "$TOKEN"',
    ),
    placeholders: node("RUN SECRET_KEY=dummy npm run build"),
    "an address of the machine itself": node(
      "RUN DATABASE_URL=postgres://app:app@localhost/app npm run build",
    ),
    "a key to start with, that means nothing": node(
      "RUN SECRET_KEY=build-only python manage.py collectstatic --noinput",
      "RUN SECRET_KEY_BASE=precompile bin/rails assets:precompile",
    ),
    "a label that speaks of tokens": node(
      'LABEL token.note="the token comes from a mount"',
    ),
    "an account of the image": node("RUN echo app:secret | chpasswd"),
    "logged in and out again": node(
      "RUN az login --identity && az acr list && az logout",
      "RUN gcloud auth activate-service-account --key-file=k.json && rm -rf ~/.config/gcloud",
    ),
    "logged in with a secret mount": node(
      "RUN --mount=type=secret,id=k gcloud auth activate-service-account --key-file=/run/secrets/k",
    ),
    "ARG and ENV have a rule of their own": node("ENV API_KEY=abc"),
  },
  bad: {
    "before the command and in it": {
      on: node("RUN NPM_TOKEN=abc npm ci && curl -u app:abc https://a"),
      says: [
        history("2:5", "the value of NPM_TOKEN"),
        history("2:37", "the login that curl sends"),
      ],
    },
    "in a here-document": {
      on: node("RUN <<EOF", "export API_KEY=abcdef", "EOF"),
      says: [history("3:8", "the value of API_KEY")],
    },
    "a token by its form": {
      on: node(`RUN git clone https://ghp_${"a".repeat(36)}@github.com/a/b`),
      says: [history("2:15", "a GitHub token that git gets")],
    },
    "in the exec form": {
      on: node('RUN ["curl", "-u", "app:abc", "https://a"]'),
      says: [history("2:20", "the login that curl sends")],
    },
    "start commands, health checks and labels": {
      on: node(
        'CMD ["serve", "--password", "abc"]',
        "HEALTHCHECK CMD curl -u a:b http://localhost/",
        "LABEL api_key=abc123",
      ),
      says: [
        inspect("2:29", "what serve gets with --password", "CMD"),
        inspect("3:25", "the login that curl sends", "HEALTHCHECK"),
        inspect("4:7", "the value of api_key", "LABEL"),
      ],
    },
    "an address of ADD": {
      on: node("ADD https://app:abc@example.com/a /a"),
      says: [history("2:5", "a password in an address", "ADD")],
    },
    "kept by ONBUILD": {
      on: node("ONBUILD RUN API_TOKEN=abc make"),
      says: [history("2:13", "the value of API_TOKEN")],
    },
    "a login that stays": {
      on: node(
        "RUN gcloud auth activate-service-account --key-file=k.json",
        "RUN az login -u app",
        "RUN az logout",
      ),
      says: [
        login(
          "2:5",
          "gcloud auth activate-service-account",
          "~/.config/gcloud",
        ),
        login("3:5", "az login", "~/.azure"),
      ],
    },
    "in a stage that does not ship": {
      on: `FROM node:24 AS build\nRUN NPM_TOKEN=abc npm ci\n${node()}`,
      says: [
        "2:5 RUN spells out the value of NPM_TOKEN: that stays out of the final image, but the provenance of the build (mode=max) records it.",
      ],
    },
  },
});

it("no-secrets-in-commands weighs a stage that does not ship less", () => {
  const severities = lint(
    {
      Dockerfile: `FROM node:24 AS build\nRUN NPM_TOKEN=abc npm ci\n${node("RUN NPM_TOKEN=abc npm ci")}`,
    },
    { rules: [rule] },
  ).map(({ severity }) => severity);
  expect(severities).toEqual(["warning", "error"]);
});
