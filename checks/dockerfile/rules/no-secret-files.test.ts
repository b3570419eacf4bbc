import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-secret-files.ts";

const NODE = "FROM node:24-slim\nWORKDIR /app\n";
const ALL = `${NODE}COPY . .`;
const ENV = "PORT=3000\nDB_PASSWORD=correct-horse\n";
const PEM = "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n";
const TOKEN = `npm_${"a".repeat(36)}`;

const ships = (at: string, path: string, what = "credentials"): string =>
  `${at} ${path} holds ${what}, and everyone who can pull the image can unpack it from a layer.`;

testRule(rule, {
  good: {
    "the ignore file leaves it out": {
      Dockerfile: ALL,
      ".env": ENV,
      ".dockerignore": ".env\n",
    },
    "the ignore file leaves it out at any depth": {
      Dockerfile: ALL,
      "web/.env": ENV,
      ".dockerignore": "**/.env\n",
    },
    "only other files are copied": {
      Dockerfile: `${NODE}COPY src ./src`,
      ".env": ENV,
      "src/server.js": "",
    },
    "the copy excludes it": {
      Dockerfile: `${NODE}COPY --exclude=.env . .`,
      ".env": ENV,
    },
    "a .env without secrets": {
      Dockerfile: ALL,
      ".env": "PORT=3000\nLOG_LEVEL=info\n",
    },
    "a .env of empty values, paths and references": {
      Dockerfile: ALL,
      ".env":
        "DB_PASSWORD=\nAPI_KEY_FILE=/run/secrets/key\nTLS_PRIVATE_KEY=/etc/tls.pem\nTOKEN=${CI_TOKEN}\n# SECRET=old\n",
    },
    "an example of a .env": {
      Dockerfile: ALL,
      ".env.example": ENV,
      ".env.local.sample": ENV,
    },
    "an .npmrc that takes the token from a variable": {
      Dockerfile: ALL,
      ".npmrc":
        "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nsave-exact=true\n",
    },
    "a configuration of Docker without credentials": {
      Dockerfile: ALL,
      ".docker/config.json": '{ "credsStore": "desktop" }',
    },
    "certificates and public keys": {
      Dockerfile: ALL,
      "ca.pem": "-----BEGIN CERTIFICATE-----\n",
      "id_rsa.pub": "ssh-rsa AAAA",
      "docker.key": "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
      "truststore.jks": "binary",
    },
    "code that speaks of keys and addresses": {
      Dockerfile: ALL,
      "tls.js": 'if (!pem.startsWith("-----BEGIN PRIVATE KEY-----")) throw 1;',
      "README.md": "Connect to postgres://user:password@localhost/app.",
      "aws.test.js": "const id = 'AKIAIOSFODNN7EXAMPLE';",
    },
    "a stage that does not ship, from which it is not copied": {
      Dockerfile:
        "FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM node:24-slim\nCOPY --from=build /app/dist /app/dist",
      ".env": ENV,
    },
    "removed before another stage copies the directory": {
      Dockerfile:
        "FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN rm .env\nFROM node:24-slim\nCOPY --from=build /app /app",
      ".env": ENV,
    },
    "mounted for one command": {
      Dockerfile: `${NODE}RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci`,
      ".npmrc": `//registry.npmjs.org/:_authToken=${TOKEN}\n`,
    },
    "bound for one command": {
      Dockerfile: `${NODE}RUN --mount=type=bind,target=/src true`,
      ".env": ENV,
    },
    "a secret that stays in its mount": {
      Dockerfile: `${NODE}RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci`,
    },
    "written, and removed in the same RUN": {
      Dockerfile: `${NODE}ARG NPM_TOKEN\nRUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc`,
    },
    "a variable names a file that comes when the container starts": `${NODE}ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/google.json`,
    "a file that is not given may hold anything": `${NODE}COPY .env .npmrc server.pem ./`,
    "a private key that the ignore file leaves out": {
      Dockerfile: ALL,
      id_ed25519: PEM,
      ".dockerignore": "id_*\n",
    },
  },
  bad: {
    "the whole context with a .env": {
      on: { Dockerfile: ALL, ".env": ENV, "server.js": "" },
      says: [ships("3:1", "/app/.env")],
    },
    "a .env in a directory, its pattern rooted at the context": {
      on: { Dockerfile: ALL, "web/.env": ENV, ".dockerignore": ".env\n" },
      says: [ships("3:1", "/app/web/.env")],
    },
    "a pattern that takes it back in": {
      on: {
        Dockerfile: ALL,
        ".env.production": ENV,
        ".dockerignore": ".env*\n!.env.production\n",
      },
      says: [ships("3:1", "/app/.env.production")],
    },
    "an address with a password": {
      on: {
        Dockerfile: `${NODE}ADD . .`,
        ".env": "DATABASE_URL=postgres://app:s3cret@db/app\n",
      },
      says: [ships("3:1", "/app/.env", "a password in an address")],
    },
    "named in the COPY, and deleted in a later layer": {
      on: {
        Dockerfile: `${NODE}COPY package.json .npmrc ./\nRUN npm ci && rm .npmrc`,
        ".npmrc": "//registry.example.com/:_authToken=abc\n",
        "package.json": "{}",
      },
      says: [
        "3:19 /app/.npmrc holds a registry token: RUN in line 4 hides it, but the layer of line 3 still has it.",
      ],
    },
    "one real token beside one from a variable": {
      on: {
        Dockerfile: ALL,
        ".npmrc": "//a/:_authToken=${TOKEN}\n//b/:_authToken=abc\n",
      },
      says: [ships("3:1", "/app/.npmrc", "a registry token")],
    },
    "tokens by their form, in any file": {
      on: {
        Dockerfile: ALL,
        "config.js": `const token = "${TOKEN}";`,
        "deploy.sh": `export GH=ghp_${"b".repeat(36)}`,
      },
      says: [
        ships("3:1", "/app/config.js", "an npm token"),
        ships("3:1", "/app/deploy.sh", "a GitHub token"),
      ],
    },
    "private keys by their text": {
      on: {
        Dockerfile: ALL,
        "certs/tls.key": PEM,
        "config/master.key": "0f".repeat(16),
      },
      says: [
        ships("3:1", "/app/certs/tls.key", "a private key"),
        ships("3:1", "/app/config/master.key", "a key"),
      ],
    },
    "in a stage that the last one starts from": {
      on: {
        Dockerfile:
          'FROM node:24 AS base\nCOPY . /app\nFROM base\nCMD ["node"]',
        ".env": ENV,
      },
      says: [ships("2:1", "/app/.env")],
    },
    "through an earlier stage": {
      on: {
        Dockerfile:
          "FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM node:24-slim\nCOPY --from=build /app /app",
        ".env": ENV,
      },
      says: [ships("6:1", "/app/.env")],
    },
    "the working directory of the base is not known": {
      on: {
        Dockerfile: "FROM registry.example.com/base:1\nCOPY . .",
        ".env": ENV,
      },
      says: [ships("2:1", ".env")],
    },
    "written in place by a here-document": {
      on: {
        Dockerfile: `${NODE}COPY <<EOF .env\nDB_PASSWORD=correct-horse\nEOF`,
      },
      says: [ships("3:1", "/app/.env")],
    },
    "a private key by its name, the context not known": {
      on: `${NODE}COPY --chmod=600 ./id_ed25519 /root/.ssh/`,
      says: [ships("3:18", "id_ed25519", "a private key")],
    },
    "copied out of a secret mount": {
      on: {
        Dockerfile: `${NODE}RUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /app/.npmrc && npm ci`,
      },
      says: [ships("3:34", "/app/.npmrc", "the secret npmrc")],
    },
    "written from a build argument": {
      on: {
        Dockerfile: `${NODE}ARG NPM_TOKEN\nRUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc`,
      },
      says: [ships("4:5", "/app/.npmrc", "the value of NPM_TOKEN")],
    },
    "a file that a variable names as credentials, the context not known": {
      on: `${NODE}COPY google.json ./\nENV GOOGLE_APPLICATION_CREDENTIALS=/app/google.json`,
      says: [
        ships(
          "3:6",
          "google.json",
          "the credentials that GOOGLE_APPLICATION_CREDENTIALS names",
        ),
      ],
    },
  },
});

it("no-secret-files knows what is left out of a context that is not given in full", () => {
  const files = {
    Dockerfile: `${NODE}COPY id_ed25519 id_rsa /root/.ssh/`,
    ".dockerignore": "id_ed25519\n",
    id_ed25519: PEM,
  };
  expect(
    lint(files, { rules: [rule] }).map(({ message }) => message.split(" ")[0]),
  ).toEqual(["id_rsa"]);
});

it("no-secret-files gives another remedy for a file that is named", () => {
  const remedies = ["COPY . .", "COPY .env ./"].map(
    (copy) =>
      lint(
        { Dockerfile: NODE + copy, ".env": ENV, "app.dockerignore": "" },
        { rules: [rule], context: "complete" },
      )[0]?.remedy,
  );
  expect(remedies).toEqual([
    "Leave it out with the line **/.env in .dockerignore, or copy only what the image needs.",
    "Mount it for the one command that needs it, with RUN --mount=type=secret, or give it to the container when it starts.",
  ]);
});
