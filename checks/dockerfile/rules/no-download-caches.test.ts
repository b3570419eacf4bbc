import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./no-download-caches.ts";

const PYTHON = "FROM python:3.14-slim\n";
const NODE = "FROM node:24-slim\n";

const keeps = (
  at: string,
  does: string,
  place = "~/.cache/pip",
  unless = "",
): string =>
  `${at} ${does} keeps what it downloads in ${place}, and it ships in this layer${unless}.`;
const UNLESS = ", unless the base image switches that off";

testRule(rule, {
  good: {
    "pip without cache": `${PYTHON}RUN pip install --no-cache-dir a && pip3 install b --no-cache-dir && pip --no-cache-dir install c`,
    "pip, the option shortened": `${PYTHON}RUN pip install --no-cache a`,
    "pip with its cache elsewhere": `${PYTHON}RUN pip install --cache-dir=/tmp/pip a && pip install --cache-dir /tmp/pip b`,
    "pip by a variable": `${PYTHON}ENV PIP_NO_CACHE_DIR=1\nRUN pip install a`,
    "pip by a variable of the stage below": `FROM python:3.14 AS base\nENV PIP_NO_CACHE_DIR=on\nFROM base\nRUN pip install a`,
    "pip by an argument": `${PYTHON}ARG PIP_NO_CACHE_DIR=1\nRUN pip install a`,
    "pip by a value that is not known": `${PYTHON}ARG NO\nENV PIP_NO_CACHE_DIR=$NO\nRUN pip install a`,
    "pip by a variable for one command": `${PYTHON}RUN PIP_NO_CACHE_DIR=1 pip install a && env PIP_NO_CACHE_DIR=1 pip install b`,
    "pip by a variable for one RUN": `${PYTHON}RUN export PIP_NO_CACHE_DIR=1 && pip install a`,
    "pip by its configuration": `${PYTHON}RUN pip config set global.no-cache-dir true\nRUN pip install a`,
    "pip with a configuration from the context": `${PYTHON}COPY pip.conf /etc/pip.conf\nRUN pip install a`,
    "pip with a cache mount": `${PYTHON}RUN --mount=type=cache,target=/root/.cache/pip pip install a`,
    "a cache mount above it": `${PYTHON}RUN --mount=type=cache,target=/root/.cache pip install a`,
    "a cache mount at a place that a variable names": `${PYTHON}ARG CACHE\nRUN --mount=type=cache,target=$CACHE pip install a`,
    "removed in the same RUN": `${PYTHON}RUN pip install a && rm -rf /root/.cache`,
    "removed with other things": `${PYTHON}RUN pip install a && rm -rf /tmp/* ~/.cache/*`,
    "removed with the whole home": `${PYTHON}RUN pip install a && rm -rf /root/.* /tmp/*`,
    "removed by a path from a variable": `${PYTHON}RUN pip install a && rm -rf "$HOME/.cache"`,
    "removed by find": `${PYTHON}RUN pip install a && find /root/.cache -type f -delete`,
    "cleaned by pip itself": `${PYTHON}RUN pip install a && pip cache purge`,
    "options in a variable": `${PYTHON}ARG PIP_OPTS\nRUN pip install $PIP_OPTS a`,
    "a stage that does not ship": `FROM python:3.14 AS build\nRUN pip install --target /out a\nFROM python:3.14-slim\nCOPY --from=build /out /out`,
    "an image that a variable names": "ARG BASE\nFROM $BASE\nRUN pip install a",
    "other verbs": `${PYTHON}RUN pip --version && pip uninstall -y a && pip list`,
    "pipx and pipenv are other programs": `${PYTHON}RUN pipx install a && pipenv install b`,
    "words that are only printed": `${PYTHON}RUN echo pip install a`,
    "uv, each way": `${PYTHON}RUN uv sync --no-cache\nRUN --mount=type=cache,target=/root/.cache/uv uv sync\nENV UV_NO_CACHE=1\nRUN uv pip install --system a`,
    "poetry, cleaned by a path from a variable": `${PYTHON}ENV POETRY_CACHE_DIR=/tmp/poetry\nRUN poetry install && rm -rf $POETRY_CACHE_DIR`,
    "npm, which is left out": `${NODE}RUN npm ci --omit=dev`,
    "yarn, cleaned": `${NODE}RUN yarn install --production && yarn cache clean`,
    "yarn with a cache mount": `${NODE}RUN --mount=type=cache,target=/usr/local/share/.cache/yarn/v6 yarn`,
    "yarn of a later version, by Corepack": `${NODE}RUN corepack enable\nRUN yarn install --immutable`,
    "yarn of a later version, by its file": {
      Dockerfile: `${NODE}COPY . .\nRUN yarn install`,
      ".yarnrc.yml": "nodeLinker: node-modules",
      "package.json": "{}",
    },
    "yarn that only says its version": `${NODE}RUN yarn --version`,
    "pnpm links its packages to its store": `${NODE}RUN pnpm install --prod`,
  },
  bad: {
    "a setting that reads as the opposite, once": {
      on: `${PYTHON}ENV PIP_NO_CACHE_DIR=off\nRUN pip install a\nRUN pip install b`,
      says: [
        "3:5 PIP_NO_CACHE_DIR=off reads as if pip kept its cache, and switches it off: pip takes any value for yes.",
      ],
    },
    "such a setting for one command, and for one RUN": {
      on: `${PYTHON}RUN PIP_NO_CACHE_DIR=0 pip install a\nRUN export PIP_NO_CACHE_DIR=false && pip install b`,
      says: [
        "2:5 PIP_NO_CACHE_DIR=0 reads as if pip kept its cache, and switches it off: pip takes any value for yes.",
        "3:38 PIP_NO_CACHE_DIR=false reads as if pip kept its cache, and switches it off: pip takes any value for yes.",
      ],
    },
    "without FROM": {
      on: "RUN pip install a",
      says: [keeps("1:5", "pip install", undefined, UNLESS)],
    },
    "pip by its names": {
      on: `${PYTHON}RUN pip install a\nRUN pip3 install b\nRUN python -m pip install c`,
      says: [
        keeps("2:5", "pip install"),
        keeps("3:5", "pip3 install"),
        keeps("4:5", "python -m pip install"),
      ],
    },
    "once for each RUN": {
      on: `${PYTHON}RUN pip install --upgrade pip && pip install -r requirements.txt`,
      says: [keeps("2:5", "pip install")],
    },
    "cleaned before": {
      on: `${PYTHON}RUN pip cache purge && pip install a`,
      says: [keeps("2:24", "pip install")],
    },
    "removed by a later RUN": {
      on: `${PYTHON}RUN pip install a\nRUN rm -rf /root/.cache`,
      says: [keeps("2:5", "pip install")],
    },
    "other files are removed": {
      on: `${PYTHON}RUN pip install a && rm -rf /tmp/* /root/.cache/uv`,
      says: [keeps("2:5", "pip install")],
    },
    "another directory is mounted": {
      on: `${PYTHON}RUN --mount=type=cache,target=/root/.npm pip install a`,
      says: [keeps("2:42", "pip install")],
    },
    "an empty variable switches nothing off": {
      on: `${PYTHON}ENV PIP_NO_CACHE_DIR=\nRUN pip install a`,
      says: [keeps("3:5", "pip install")],
    },
    "a variable of another stage": {
      on: `FROM python:3.14 AS a\nENV PIP_NO_CACHE_DIR=1\nFROM python:3.14\nRUN pip install a`,
      says: [keeps("4:5", "pip install")],
    },
    "in the exec form, and in ONBUILD": {
      on: `${PYTHON}RUN ["pip3", "install", "a"]\nONBUILD RUN pip install -r requirements.txt`,
      says: [keeps("2:5", "pip3 install"), keeps("3:13", "pip install")],
    },
    "on a base image that we do not know": {
      on: "FROM registry.example.com/team/python:3\nRUN pip install a",
      says: [keeps("2:5", "pip install", "~/.cache/pip", UNLESS)],
    },
    "in a stage that the last one starts from": {
      on: `FROM python:3.14-slim AS base\nRUN pip install a\nFROM base`,
      says: [keeps("2:5", "pip install")],
    },
    "uv and poetry": {
      on: `${PYTHON}RUN uv sync --frozen && uv pip install --system a\nRUN poetry install --only main`,
      says: [
        keeps("2:5", "uv sync", "~/.cache/uv"),
        keeps("3:5", "poetry install", "~/.cache/pypoetry"),
      ],
    },
    "yarn, with and without its verb": {
      on: `${NODE}RUN yarn install\nRUN yarn --production\nRUN yarn global add a@1`,
      says: [
        keeps("2:5", "yarn install", ".cache/yarn"),
        keeps("3:5", "yarn", ".cache/yarn"),
        keeps("4:5", "yarn global add", ".cache/yarn"),
      ],
    },
  },
});

it.each([
  [
    "RUN pip install -U pip==25 && \\\n  pip install a",
    "RUN pip install --no-cache-dir -U pip==25 && \\\n  pip install --no-cache-dir a",
    "warning",
  ],
  ["RUN uv sync --frozen", "RUN uv sync --no-cache --frozen", "info"],
  ["RUN yarn", "RUN yarn && yarn cache clean", "info"],
  [
    "RUN yarn \\\n && yarn build",
    "RUN yarn \\\n && yarn build \\\n && yarn cache clean",
    "info",
  ],
  ["RUN yarn; yarn test", "RUN yarn; yarn test", "info"],
  ['RUN ["pip", "install", "a"]', 'RUN ["pip", "install", "a"]', "warning"],
])("no-download-caches turns %j into %j, an %s", (run, after, severity) => {
  const [finding] = lint({ Dockerfile: NODE + run }, { rules: [rule] });
  expect(finding?.severity).toBe(severity);
  expect(fixed(rule, NODE + run)).toBe(NODE + after);
});

const poetry = (...lines: readonly string[]) => {
  const Dockerfile = [PYTHON.trim(), ...lines, "RUN poetry install"].join("\n");
  const [finding] = lint({ Dockerfile }, { rules: [rule] }).slice(-1);
  return finding;
};
const BY_VARIABLE = 'RUN pip install --no-cache-dir "poetry==$POETRY_VERSION"';

it.each([
  [['RUN pip install --no-cache-dir "poetry==1.1.15"']],
  [["RUN pip install --no-cache-dir poetry==1.2.0b1"]],
  [["RUN pip install --no-cache-dir 'poetry[x]>=1.0,<1.2'"]],
  [["ARG POETRY_VERSION=1.1.4", BY_VARIABLE]],
  [["ENV A=1 \\\n  POETRY_VERSION=1.1.4", BY_VARIABLE]],
  [["ENV POETRY_VERSION 1.1.4", BY_VARIABLE]],
  [["ARG POETRY_VERSION", BY_VARIABLE]],
  [['RUN pip install --no-cache-dir "poetry==$VERSION"']],
  [
    [
      "RUN curl -sSL https://install.python-poetry.org \\\n | python3 - --version 1.1.15",
    ],
  ],
  [["RUN curl -sSL https://example.com/get-poetry.py | python"]],
])("no-download-caches has no option for an old Poetry: %j", (lines) => {
  const finding = poetry(...lines);
  expect(finding?.remedy).toBe(
    "End the same RUN with rm -rf ~/.cache/pypoetry, or mount the directory as a cache; Poetry has --no-cache since 1.2 only.",
  );
  expect(finding?.fix).toBeUndefined();
});

it.each([
  [["RUN pip install --no-cache-dir poetry"]],
  [["RUN pip install --no-cache-dir 'poetry>=1.1'"]],
  [["RUN pip install --no-cache-dir poetry==1.2.2 poetry-core==1.0.8"]],
  [["RUN pip install --no-cache-dir 'poetry>=1.1,<3'"]],
  [["ARG POETRY_VERSION=1.8.3", "ENV POETRY_VERSION=${POETRY_VERSION}"]],
  [["ENV POETRY_VERSION=2.1.0 POETRY_HOME=/opt/poetry", BY_VARIABLE]],
  [["RUN poetry --version && pip --version"]],
])("no-download-caches has the option for another Poetry: %j", (lines) => {
  const finding = poetry(...lines);
  expect(finding?.remedy).toMatch(/^Write poetry install --no-cache,/);
  expect(finding?.fix).toBeDefined();
});
