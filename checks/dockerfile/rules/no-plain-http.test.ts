import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-plain-http.ts";

const run = (command: string): string => `FROM debian:13-slim\nRUN ${command}`;
const fetches = (at: string, who: string, address: string): string =>
  `${at} ${who} fetches ${address} unencrypted, so whoever sits on the way can put something else in its place.`;

testRule(rule, {
  good: {
    HTTPS: run("curl -fsSLO https://a/b && wget https://a/b"),
    "the machine itself": run(
      "curl http://localhost:8080/a && wget http://127.0.0.1/a && curl 'http://[::1]:80/a'",
    ),
    "compared with a checksum": run(
      "curl -fsSLO http://a/b.tgz && echo 'abc  b.tgz' | sha256sum -c && tar xf b.tgz",
    ),
    "compared with a signature": run(
      "wget http://a/b http://a/b.asc; gpg --batch --verify b.asc b",
    ),
    "the address of a proxy": run(
      "curl -x http://proxy:3128 https://a/b && curl --proxy http://proxy https://a && npm config set proxy http://proxy:3128 && pip install --proxy=http://proxy a",
    ),
    "the header of a request": run("curl -H 'Referer: http://a' https://a"),
    "where another page came from": run("curl -e http://a https://b"),
    "a host that a variable hides": run(
      'curl "http://$HOST/a" && wget http://${MIRROR}/a',
    ),
    "packages with signatures": run(
      "apt-get update && apk add --repository http://dl-cdn.alpinelinux.org/alpine/edge/main a",
    ),
    "an address that is only written down": run(
      "echo 'deb http://deb.debian.org/debian trixie main' > /etc/apt/sources.list",
    ),
  },
  bad: {
    "curl and wget": {
      on: run("curl -fsSLo a http://a/b && wget -q 'http://c/d'"),
      says: [
        fetches("2:19", "curl", "http://a/b"),
        fetches("2:41", "wget", "http://c/d"),
      ],
    },
    "a path that a variable hides": {
      on: run('curl -O "http://a/v$VERSION.tgz"'),
      says: [fetches("2:13", "curl", "http://a/v$VERSION.tgz")],
    },
    "package indexes and repositories": {
      on: run(
        "pip install --index-url=http://a/simple b && npm config set registry http://a && git clone http://a/b.git",
      ),
      says: [
        fetches("2:17", "pip", "http://a/simple"),
        fetches("2:74", "npm", "http://a"),
        fetches("2:96", "git", "http://a/b.git"),
      ],
    },
    "a package by its address": {
      on: run("yum install -y http://a/b.rpm"),
      says: [fetches("2:20", "yum", "http://a/b.rpm")],
    },
    "behind a proxy": {
      on: run("curl -x http://proxy http://a/b"),
      says: [fetches("2:26", "curl", "http://a/b")],
    },
    "the checksum is of another RUN": {
      on: run("curl -O http://a/b\nRUN sha256sum -c sums"),
      says: [fetches("2:13", "curl", "http://a/b")],
    },
    "compared before it is fetched": {
      on: run("sha256sum -c sums && curl -O http://a/b"),
      says: [fetches("2:34", "curl", "http://a/b")],
    },
    "into a pipe, behind sudo": {
      on: run("sudo curl -s http://a/b | tar xz"),
      says: [fetches("2:18", "curl", "http://a/b")],
    },
  },
});
