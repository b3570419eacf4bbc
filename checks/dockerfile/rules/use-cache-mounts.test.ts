import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-cache-mounts.ts";

const BASE = "FROM registry.example.com/base:1\n";
const again = (at: string, does: string): string =>
  `${at} ${does} downloads everything again whenever this RUN runs again, as nothing keeps the downloads between builds.`;

testRule(rule, {
  good: {
    "cache mounts": `${BASE}RUN --mount=type=cache,target=/root/.npm npm ci\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\nRUN --mount=type=cache,target=/go/pkg/mod go mod download`,
    "cache mounts for apt": `${BASE}RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y a`,
    "a cache mount of another user": `${BASE}USER 1000\nRUN --mount=type=cache,target=/home/app/.npm,uid=1000 npm ci`,
    "a cache mount at a place that a variable names": `${BASE}ARG CACHE\nRUN --mount=type=cache,target=$CACHE npm ci`,
    "a cache at a place that an option names": `${BASE}RUN --mount=type=cache,target=/var/cache/packages npm ci --cache /var/cache/packages`,
    "a cache at a place that a variable of pip names": `${BASE}ENV PIP_CACHE_DIR=/mnt/cache/wheels\nRUN --mount=type=cache,target=/mnt/cache pip install -r requirements.txt`,
    "a cache at a place that settings may name": `${BASE}COPY .npmrc ./\nRUN --mount=type=cache,target=/cache npm ci`,
    "a cache mount for the packages of apt, which are kept": `FROM debian:13-slim\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y a`,
    "an option that switches nothing off": `${BASE}RUN --mount=type=cache,target=/root/.cache/pip PIP_NO_CACHE_DIR= pip install -r requirements.txt`,
    "nothing is downloaded": `${BASE}RUN npm run build && go vet ./... && pip list && mvn -version && cargo --version`,
    "without the network": `${BASE}RUN pnpm install --offline && mvn --offline package && dotnet publish --no-restore`,
    "apk keeps nothing worth keeping": `${BASE}RUN apk add --no-cache a`,
  },
  bad: {
    "one finding for each RUN": {
      on: `${BASE}RUN npm ci && npm i -g a@1\nRUN pip install -r requirements.txt`,
      says: [again("2:5", "npm ci"), again("3:5", "pip install")],
    },
    "another directory is mounted": {
      on: `${BASE}RUN --mount=type=secret,id=npmrc,target=/root/.config/a npm ci`,
      says: [again("2:57", "npm ci")],
    },
    "a place in memory": {
      on: `${BASE}RUN --mount=type=tmpfs,target=/root/.npm npm ci`,
      says: [again("2:42", "npm ci")],
    },
    "a mount that an option leaves empty": {
      on: `${BASE}RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir -r requirements.txt`,
      says: [again("2:48", "pip install")],
    },
    "a mount that a variable leaves empty": {
      on: `${BASE}ENV PIP_NO_CACHE_DIR=1\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt`,
      says: [again("3:48", "pip install")],
    },
    "a mount that nobody writes to": {
      on: `${BASE}RUN --mount=type=cache,target=/app/cache npm ci && pip install a`,
      says: [again("2:42", "npm ci")],
    },
    "a cache that Debian's image empties": {
      on: `FROM debian:13-slim\n# docker-clean\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y a`,
      says: [again("3:64", "apt-get install")],
    },
    "the lists of apt alone": {
      on: `FROM debian:13-slim\nRUN rm /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y a`,
      says: [again("3:62", "apt-get install")],
    },
    "in a stage that does not ship": {
      on: `FROM golang:1.26 AS build\nRUN go build -o /a .\nFROM scratch\nCOPY --from=build /a /a`,
      says: [again("2:5", "go build")],
    },
    "each manager": {
      on: `${BASE}RUN apt-get install -y a\nRUN dnf -y install a\nRUN uv sync\nRUN yarn\nRUN cargo build --release\nRUN mvn package\nRUN ./gradlew build\nRUN dotnet restore`,
      says: [
        again("2:5", "apt-get install"),
        again("3:5", "dnf install"),
        again("4:5", "uv sync"),
        again("5:5", "yarn"),
        again("6:5", "cargo build"),
        again("7:5", "mvn package"),
        again("8:5", "gradlew build"),
        again("9:5", "dotnet restore"),
      ],
    },
  },
});

it.each([
  ["RUN npm ci", "Mount a cache: RUN --mount=type=cache,target=/root/.npm."],
  [
    "RUN go mod download",
    "Mount a cache: RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build.",
  ],
  [
    "RUN pip install --no-cache-dir a",
    "Mount a cache: RUN --mount=type=cache,target=/root/.cache/pip. Leave out --no-cache-dir, with which nothing is kept.",
  ],
  [
    "USER app\nRUN npm ci",
    "Mount a cache: RUN --mount=type=cache,target=/root/.npm. A home in it is root's; take that of USER app.",
  ],
])("use-cache-mounts says what to mount for %j", (run, remedy) => {
  const [finding] = lint({ Dockerfile: BASE + run }, { rules: [rule] });
  expect(finding?.remedy).toBe(remedy);
});
