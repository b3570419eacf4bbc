import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./pin-language-packages.ts";

const BASE = "FROM registry.example.com/base:1\n";

const open = (at: string, does: string, names: string): string =>
  `${at} ${does} takes ${names} in the newest version of the day, so the same Dockerfile builds another image tomorrow.`;

testRule(rule, {
  good: {
    "pip with versions": `${BASE}RUN pip3 install MySQL_python==1.2.2 'a>=0.7' b~=1.2 "c!=2" 'uvicorn[standard]==0.30'`,
    "pip with one equals sign is another mistake": `${BASE}RUN pip install --upgrade pip=20.3 connexion=2.7.0`,
    "pip with a requirements file": `${BASE}RUN pip install --no-cache-dir -r requirements.txt && pip install --requirement=a.txt`,
    "pip with constraints": `${BASE}RUN pip install -c constraints.txt a && pip install b --constraint https://example.com/c.txt`,
    "pip with constraints from a variable": `${BASE}ENV PIP_CONSTRAINT=/c.txt\nRUN pip install a`,
    "pip with constraints for one command": `${BASE}RUN PIP_CONSTRAINT=/c.txt pip install a`,
    "the project itself": `${BASE}RUN pip install . && pip install .[dev] && pip install -e . ./libs/a && uv pip install --system .`,
    "wheels, archives and links": `${BASE}RUN pip install a.whl b.tar.gz /tmp/c.whl https://example.com/d.zip "e @ https://example.com/e.whl"`,
    "a repository with a commit": `${BASE}RUN pip install git+https://github.com/a/b.git@0.6-alpha#egg=b`,
    "options that take values": `${BASE}RUN python3 -m pip install --prefix /opt/a -i https://user:pass@example.com/simple --extra-index-url https://example.com/more --target /out --trusted-host host a==1`,
    "versions from variables": `${BASE}RUN pip install "poetry==$POETRY" $EXTRA "\${NAME}==\${VERSION}" && npm i -g npm@\${NPM}`,
    "npm for a project": `${BASE}RUN npm install && npm i --production --no-cache && npm install --unsafe-perm true --loglevel verbose`,
    "npm with versions": `${BASE}RUN npm install -g express@"4.1.1" @scope/a@">=0.1.0" sax@^1 npm@11 b@v2`,
    "npm with archives and directories": `${BASE}RUN npm install a-v1.2.3.tgz ./folder ../folder ~/folder /folder file:b https://example.com/c.tgz`,
    "npm with a commit": `${BASE}RUN npm install git+ssh://git@github.com:npm/npm.git#v1.0.27 git://github.com/npm/cli#semver:^5.0 npm/cli#v1`,
    "npm with options that take values": `${BASE}RUN npm install --registry https://example.com --prefix /a --omit dev sax@0.1.1`,
    "npm runs a script": `${BASE}RUN npm run --crazy install`,
    "an alias with a version": `${BASE}RUN npm install a@npm:b@1.2`,
    "yarn, pnpm and bun with versions": `${BASE}RUN yarn global add a@1 && pnpm add -g b@2 && bun add c@3 && yarn install && pnpm i`,
    "gem with versions": `${BASE}RUN gem install bundler:2.0.2 a:\${A} && gem i rake -v '13' && gem install b --version=2 && gem install -g Gemfile`,
    "gem with flags for the build": `${BASE}RUN gem install a:2.0.1 -- --use-system-libraries true && gem install b:1 --use-system-libraries true`,
    "go with versions": `${BASE}RUN go install golang.org/x/tools/cmd/stringer@v0.30.0 && go get example.com/a@v1 && go run example.com/b@v0.1.0 add --locations=europe`,
    "go of the project": `${BASE}RUN go install ./... && go get -d -v ./... && go run main.go && go run ./cmd/a -x && go install tool && go get .`,
    "go install without a version takes that of go.mod": `${BASE}RUN go install github.com/a/b && go run example.com/c run`,
    "go install of a module that a copy brings":
      "FROM golang:1.27\nCOPY go.mod ./\nRUN go install github.com/a/b",
    "go install in a module that is made":
      "FROM golang:1.27\nRUN go mod init a && go install github.com/a/b",
    "go install of a module that is fetched":
      "FROM golang:1.27\nRUN git clone https://example.com/a.git\nRUN go install github.com/a/b",
    cargo: `${BASE}RUN cargo install --path . && cargo install a@1.2 && cargo install --version 0.1 b && cargo install c --vers 1`,
    composer: `${BASE}RUN composer install && composer global require a/b:^1.2 && composer require php`,
    "words that are only printed": `${BASE}RUN echo pip install a`,
    "updating is not installing": `${BASE}RUN npm update && gem update --system`,
  },
  bad: {
    "go install where there is no go.mod": {
      on: "FROM golang:1.27\nRUN apt-get update\nRUN go install github.com/a/b && go run example.com/c x",
      says: [
        "3:16 go install names no version of github.com/a/b, and no go.mod is there yet to have one.",
        "3:41 go run names no version of example.com/c, and no go.mod is there yet to have one.",
      ],
    },
    "a tool of a module": {
      on: `${BASE}RUN go get -tool a@latest`,
      says: [open("2:18", "go get", "a@latest")],
    },
    "pip, by its names": {
      on: `${BASE}RUN pip install a && pip2 install b; python3.12 -m pip install --user c`,
      says: [
        open("2:17", "pip install", "a"),
        open("2:35", "pip2 install", "b"),
        open("2:71", "python3.12 -m pip install", "c"),
      ],
    },
    "one package of three, with an extra": {
      on: `${BASE}RUN pip install --no-cache-dir flask==3 uvicorn[standard] 'gunicorn' -U`,
      says: [open("2:41", "pip install", "uvicorn[standard] and gunicorn")],
    },
    "beside a requirements file": {
      on: `${BASE}RUN pip install -r requirements.txt gunicorn`,
      says: [open("2:37", "pip install", "gunicorn")],
    },
    "a repository without a commit": {
      on: `${BASE}RUN pip install git+https://github.com/a/b.git#egg=b`,
      says: [
        open("2:17", "pip install", "git+https://github.com/a/b.git#egg=b"),
      ],
    },
    "pip beside an option that takes a value": {
      on: `${BASE}RUN pip install --index-url https://example.com/simple a`,
      says: [open("2:56", "pip install", "a")],
    },
    "uv and pipx": {
      on: `${BASE}RUN uv pip install --system a && uv tool install --python 3.14 ruff && pipx install b`,
      says: [
        open("2:29", "uv pip install", "a"),
        open("2:64", "uv tool install", "ruff"),
        open("2:85", "pipx install", "b"),
      ],
    },
    "npm, globally and with a scope": {
      on: `${BASE}RUN npm install -g express && npm i @angular/cli sax@1`,
      says: [
        open("2:20", "npm install", "express"),
        open("2:37", "npm i", "@angular/cli"),
      ],
    },
    "a tag moves": {
      on: `${BASE}RUN npm i -g npm@latest`,
      says: [open("2:14", "npm i", "npm@latest")],
    },
    "a repository of npm without a commit": {
      on: `${BASE}RUN npm i git+ssh://git@github.com:npm/npm.git npm/cli`,
      says: [
        open(
          "2:11",
          "npm i",
          "git+ssh://git@github.com:npm/npm.git and npm/cli",
        ),
      ],
    },
    "in the exec form": {
      on: `${BASE}RUN ["npm", "add", "sax"]`,
      says: [open("2:5", "npm add", "sax")],
    },
    "yarn, pnpm and bun": {
      on: `${BASE}RUN yarn global add a && pnpm add -g b && bun add c`,
      says: [
        open("2:21", "yarn global add", "a"),
        open("2:38", "pnpm add", "b"),
        open("2:51", "bun add", "c"),
      ],
    },
    gem: {
      on: `${BASE}RUN gem i bundler:1 nokogiri --no-document`,
      says: [open("2:21", "gem i", "nokogiri")],
    },
    go: {
      on: `${BASE}RUN go get -u github.com/a/b && go install -ldflags "-s" example.com/c@latest`,
      says: [
        open("2:15", "go get", "github.com/a/b"),
        open("2:58", "go install", "example.com/c@latest"),
      ],
    },
    "cargo, whose lock file pins what the tool needs, not the tool": {
      on: `${BASE}RUN cargo install --locked cargo-chef`,
      says: [open("2:28", "cargo install", "cargo-chef")],
    },
    composer: {
      on: `${BASE}RUN composer global require a/b`,
      says: [open("2:29", "composer global require", "a/b")],
    },
    "in a stage that does not ship, and in ONBUILD": {
      on: `FROM node:24 AS build\nRUN npm i -g typescript\nFROM scratch\nONBUILD RUN pip install a`,
      says: [
        open("2:14", "npm i", "typescript"),
        open("4:25", "pip install", "a"),
      ],
    },
  },
});

it.each([
  ["npm i sax", ["hadolint/DL3016", "kics/npm_install_without_pinned_version"]],
  ["npm i sax@latest", []],
  ["npm i git://github.com/npm/cli.git", ["hadolint/DL3016"]],
  [
    "pip install a",
    ["hadolint/DL3013", "kics/unpinned_package_version_in_pip_install"],
  ],
  ["pip install -r a.txt b", []],
  ["yarn add a", []],
  ["go get example.com/a", ["hadolint/DL3062"]],
])("%s answers %j", (run, ids) => {
  const [finding] = lint(
    { Dockerfile: `${BASE}RUN ${run}` },
    { rules: [rule] },
  );
  expect(finding?.sameAs).toEqual(ids);
});
