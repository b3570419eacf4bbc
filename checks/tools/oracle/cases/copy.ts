import { casesOf } from "./table.ts";

const files = {
  "a.txt": "a\n",
  "b.txt": "bb\n",
  "c.md": "c\n",
  ".env": "TOKEN=x\n",
  "src/app.js": "app\n",
  "src/lib/deep.js": "deep\n",
  "src/lib/more/leaf.txt": "leaf\n",
  "docs/read me.md": "spaces\n",
  "package.json": "{}\n",
  "package-lock.json": "{}\n",
};

const facts = {
  "run.sh": { mode: 0o755 },
  secret: { mode: 0o600 },
  closed: { mode: 0o700, emptyDirectory: true },
  empty: { emptyDirectory: true },
  link: { symlink: "a.txt" },
  "src/up": { symlink: "../a.txt" },
  linked: { symlink: "src/lib" },
};

const context = { ...files, "run.sh": "#!/bin/sh\n", secret: "s\n" };

/** COPY in all its forms. */
export const copyCases = casesOf(
  "copy",
  context,
  {
    "a file to a new path": ["COPY a.txt /x"],
    "a file into a new directory, by a slash": ["COPY a.txt /d/"],
    "a file into a directory of the image": ["COPY a.txt /srv"],
    "a file to a path below new directories": ["COPY a.txt /p/q/r.txt"],
    "a file onto a file": ["COPY a.txt /x", "COPY b.txt /x"],
    "the same file twice": ["COPY a.txt /x", "COPY a.txt /x"],
    "a file into a directory that COPY made": ["COPY src /d", "COPY a.txt /d"],
    "a file under another name beside it": ["WORKDIR /w", "COPY a.txt b.txt"],
    "a file to the working directory": ["WORKDIR /w", "COPY a.txt ."],
    "a file to the root": ["COPY a.txt /"],
    "a file upwards from the working directory": [
      "WORKDIR /w/v",
      "COPY a.txt ../up/",
    ],
    "a path with dots and doubled slashes": ["COPY ./src//../a.txt /x//y/./z"],
    "a source that begins with a slash": ["COPY /a.txt /x"],
    "a directory gives its content": ["COPY src /d"],
    "a directory with a slash gives its content": ["COPY src/ /d/"],
    "a directory into a directory of the image": ["COPY src /srv"],
    "a directory over its like": ["COPY src /d", "COPY docs /d"],
    "two directories flow together": ["COPY src docs /d/"],
    "a directory below another": ["COPY src/lib /d/lib2"],
    "an empty directory": ["COPY empty /d"],
    "an empty directory with a slash": ["COPY empty /d/"],
    "several files": ["COPY a.txt b.txt /d/"],
    "a file and a directory": ["COPY a.txt src /d/"],
    "an owner by a name of accounts that were copied": {
      lines: [
        "FROM scratch",
        "COPY accounts/passwd accounts/group /etc/",
        "COPY --chown=app:ops a.txt /x",
        "COPY --chown=app a.txt /y",
        "USER app",
        "WORKDIR /w",
      ],
      files: {
        "accounts/passwd": "app:x:10001:10002::/:/sbin/nologin\n",
        "accounts/group": "app:x:10002:\nops:x:10003:\n",
      },
    },
    "an owner by a name of accounts that a stage wrote": [
      "FROM alpine:3.24 AS build",
      "RUN echo app:x:10001:10002::/: > /passwd",
      "FROM scratch",
      "COPY --from=build /passwd /etc/passwd",
      "COPY --chown=app a.txt /y",
    ],
    "the Dockerfile with its syntax line": [
      "# syntax=docker/dockerfile:1",
      "FROM alpine:3.24",
      "COPY Dockerfile /x",
    ],
    "the whole context": ["COPY . /app"],
    "the whole context to the working directory": ["WORKDIR /app", "COPY . ."],
    "a pattern of files": ["COPY *.txt /d/"],
    "a pattern of one file to a new path": ["COPY c.* /x"],
    "a pattern of files without a slash": ["COPY package*.json /d/"],
    "a pattern with a question mark": ["COPY ?.txt /d/"],
    "a pattern with a class": ["COPY [ab].txt /d/"],
    "a pattern with a negated class": ["COPY [^a].txt /d/"],
    "a pattern of directories": ["COPY s* /d/"],
    "a pattern below a directory": ["COPY src/*.js /d/"],
    "a pattern for a directory in the middle": ["COPY src/*/deep.js /d/"],
    "a pattern takes hidden files": ["COPY * /d/"],
    "a path with spaces as an array": ['COPY ["docs/read me.md", "/d/x y"]'],
    "a path with spaces in quotes": ['COPY "docs/read me.md" /d/'],
    "a path with a variable": ["ENV D=/data", "COPY a.txt ${D}/x"],
    "keeps the mode of a program": ["COPY run.sh /usr/local/bin/"],
    "keeps a private mode": ["COPY secret /x"],
    "keeps the mode of a directory that is copied whole": [
      "COPY closed /d/closed",
    ],
    "keeps the mode of a directory below the source": ["COPY . /d"],
    "follows a link that it names": ["COPY link /x"],
    "keeps a link below a directory": ["COPY src /d"],
    "follows a link to a directory that it names": ["COPY linked /d"],
    "a source below a link": ["COPY linked/deep.js /x"],
    "a file over a directory fails": {
      lines: ["COPY src /d", "COPY a.txt /d/app.js/"],
    },
    "a directory over a file fails": {
      lines: ["COPY a.txt /d", "COPY src /d"],
    },
    "a missing file fails": ["COPY missing.txt /x"],
    "a pattern without a match fails": ["COPY *.zip /d/"],
    "several sources without a slash fail": ["COPY a.txt b.txt /d"],
    "a source above the context stays in it": ["COPY ../a.txt /x"],
    "onto a link of the image that leads to a directory": [
      "RUN mkdir /real && ln -s /real /alias",
      "COPY a.txt /alias/",
    ],
    "into a directory that only its owner may read": [
      "RUN mkdir -m 700 /own",
      "COPY a.txt /own/",
    ],
    "with an owner by numbers": ["COPY --chown=1000:2000 a.txt /x"],
    "with an owner by one number": ["COPY --chown=1000 a.txt /x"],
    "with an owner by name": [
      "FROM node:24-slim",
      "COPY --chown=node:node a.txt /x",
    ],
    "with an owner by name alone": [
      "FROM node:24-slim",
      "COPY --chown=node a.txt /x",
    ],
    "with an owner by name and a group by number": [
      "FROM node:24-slim",
      "COPY --chown=node:33 a.txt /x",
    ],
    "with a group alone": ["FROM node:24-slim", "COPY --chown=:node a.txt /x"],
    "with an owner and new directories": [
      "FROM node:24-slim",
      "COPY --chown=node:node src /app/src",
    ],
    "with an owner and a new directory by a slash": [
      "COPY --chown=5:6 a.txt /p/q/",
    ],
    "with an owner into a directory that is there": [
      "COPY --chown=5:6 a.txt /srv/",
    ],
    "with an owner that is made by RUN": [
      "FROM debian:13-slim",
      "RUN useradd -r -u 444 app",
      "COPY --chown=app a.txt /x",
    ],
    "with an owner that is not there": ["COPY --chown=nobodyelse a.txt /x"],
    "with a group that is not there": ["COPY --chown=0:nogroupelse a.txt /x"],
    "with an owner in a variable": [
      "ARG OWNER=12:34",
      "FROM alpine:3.24",
      "ARG OWNER",
      "COPY --chown=$OWNER a.txt /x",
    ],
    "without an owner after USER stays with root": [
      "USER nobody",
      "COPY a.txt /home/x/",
    ],
    "with a mode": ["COPY --chmod=640 a.txt /x"],
    "with a mode of four digits": ["COPY --chmod=0755 a.txt /x"],
    "with a mode and the sticky bit": ["COPY --chmod=1777 empty /d"],
    "with a mode for a directory and all below": ["COPY --chmod=750 src /d"],
    "with a mode for new directories": ["COPY --chmod=700 a.txt /p/q/"],
    "with a mode and an owner": ["COPY --chown=1:2 --chmod=600 a.txt /x"],
    "with a symbolic mode": {
      lines: ["COPY --chmod=u+x,go= a.txt /x"],
      equivalent: "FROM alpine:3.24\nCOPY --chmod=700 a.txt /x\n",
    },
    "with a symbolic mode for a directory": {
      lines: ["COPY --chmod=a=rX src /d"],
    },
    "a here-document": {
      lines: ["COPY <<EOF /etc/app.conf", "port = 80", "EOF"],
    },
    "a here-document with variables": {
      lines: ["ENV PORT=80", "COPY <<EOF /c", "port = $PORT ${NO:-x}", "EOF"],
    },
    "a here-document taken as it is": {
      lines: ["ENV PORT=80", "COPY <<'EOF' /c", "port = $PORT", "EOF"],
    },
    "a here-document without its tabs": {
      lines: ["COPY <<-EOF /c", "\tone", "\t\ttwo", "\tEOF"],
    },
    "two here-documents into a directory": {
      lines: ["COPY <<one <<two /d/", "1", "one", "2", "two"],
    },
    "a here-document and a file": {
      lines: ["COPY a.txt <<one /d/", "1", "one"],
    },
    "a here-document with a mode and an owner": {
      lines: ["COPY --chmod=755 --chown=3:4 <<EOF /run.sh", "true", "EOF"],
    },
    "linked: a file into a directory of the image": {
      lines: ["COPY --link a.txt /srv/"],
      equivalent: "FROM alpine:3.24\nCOPY a.txt /srv/\n",
    },
    "linked: a file to a new path": {
      lines: ["COPY --link --chown=1:2 a.txt /p/q"],
      equivalent: "FROM alpine:3.24\nCOPY --chown=1:2 a.txt /p/q\n",
    },
    "linked: a directory": { lines: ["COPY --link src /app/"] },
    "with its parents": {
      lines: ["COPY --parents src/lib/deep.js /d/"],
      equivalent: "FROM alpine:3.24\nCOPY src/lib/deep.js /d/src/lib/\n",
    },
    "with its parents, from a pivot point": {
      lines: ["COPY --parents src/./lib/deep.js /d/"],
      equivalent: "FROM alpine:3.24\nCOPY src/lib/deep.js /d/lib/\n",
    },
    "with its parents, by a deep pattern": {
      lines: ["COPY --parents src/**/*.js /d/"],
      equivalent:
        "FROM scratch AS files\nCOPY src/app.js /d/src/\nCOPY src/lib/deep.js /d/src/lib/\nFROM alpine:3.24\nCOPY --from=files / /\n",
    },
    "without what is excluded": {
      lines: ["COPY --exclude=*.js src /d"],
      equivalent:
        "FROM alpine:3.24 AS files\nCOPY src /d\nRUN rm /d/app.js\nFROM alpine:3.24\nCOPY --from=files /d /d\n",
    },
    "without what is excluded at any depth": {
      lines: ["COPY --exclude=**/*.js src /d"],
    },
    "without several": {
      lines: ["COPY --exclude=src --exclude=*.txt . /d"],
    },
    "without what is excluded, from a pattern": {
      lines: ["COPY --exclude=b.* *.txt /d/"],
    },
  },
  { facts },
);
