import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./pin-os-packages.ts";

const DEBIAN = "FROM debian:13-slim\n";
const ALPINE = "FROM alpine:3.24\n";
const FEDORA = "FROM fedora:43\n";
const SUSE = "FROM opensuse/leap:16.0\n";

const open = (at: string, names: string, does = "apt-get install"): string =>
  `${at} ${does} takes ${names} in whatever version the repository has on the day of the build.`;

testRule(rule, {
  good: {
    "a version": `${DEBIAN}RUN apt-get install -y curl=8.14.1-2 "git=1:2.47*"`,
    "a release": `${DEBIAN}RUN apt-get install -y nginx/trixie-backports`,
    "a release as an option, with versions": `${DEBIAN}RUN apt-get install -y -t trixie-backports nginx=1.28.0-1`,
    "options after the packages": `${DEBIAN}RUN apt-get install nodejs=24.* -y --no-install-recommends`,
    "options that take values": `${DEBIAN}RUN apt-get install -o Dpkg::Options::=--force-confold -o Acquire::Retries=3 -y curl=8.*`,
    "a package file": `${DEBIAN}RUN apt-get install -y ./a_1.0_amd64.deb /tmp/b.deb c.deb`,
    "a package to be removed": `${DEBIAN}RUN apt-get install -y a=1 b-`,
    "packages that a variable names": `${DEBIAN}ARG PACKAGES\nRUN buildDeps="python3=3.13*" && apt-get install -y $buildDeps $PACKAGES "$(cat packages)"`,
    "versions from variables": `${DEBIAN}ARG CURL\nRUN apt-get install -y "curl=$CURL" git=\${GIT}`,
    "names that only the shell tells": `${DEBIAN}RUN apt-get install -y php8.4-{cli,fpm} python3-*`,
    "updating and removing": `${DEBIAN}RUN apt-get update && apt-get remove -y curl`,
    "a comment between the packages": `${DEBIAN}RUN apt-get install -y \\\n  # curl\n  git=1:2.47*`,
    "apk with a version, and with its beginning": `${ALPINE}RUN apk add --no-cache a=1.0-r0 b~1.2 "c>2" 'd<3'`,
    "apk with options that take values": `${ALPINE}RUN apk add --no-cache -X https://example.com/testing --repository https://example.com/edge -t .build a=1.0-r0`,
    "apk with a package file and a conflict": `${ALPINE}RUN apk add --allow-untrusted a-1.0.apk '!b'`,
    "apk with a double equals sign": `${ALPINE}RUN apk --quiet --update --no-cache add a==11.2.1_git20220219-r2`,
    "apk in the exec form, an odd option": `${ALPINE}RUN ["apk", "add", "--virtual .test", "a=7.1.2-r0"]`,
    "dnf and yum with versions": `${FEDORA}RUN dnf install -y rpm-sign-4.16.1.3 openssl-libs-1:1.1.1k-6.el8_5.x86_64 gcc-c++-1.1.1 && yum -y install httpd-2.24.2`,
    "dnf with a version from a variable": `${FEDORA}RUN dnf install -y "git-core-\${GIT}" tomcat-$VERSION`,
    "dnf with groups, files and links": `${FEDORA}RUN dnf install -y @development-tools /usr/bin/make https://example.com/a.rpm ./b.rpm && dnf module install -y nodejs:22`,
    "zypper with versions and a pattern": `${SUSE}RUN zypper install -y a=2.4 "b>=2" && zypper in -y -t pattern devel_basis`,
    "another program": `${FEDORA}RUN notdnf install tomcat`,
  },
  bad: {
    "one package of two": {
      on: `${DEBIAN}RUN apt-get update && apt-get install -y a=1 curl`,
      says: [open("2:46", "curl")],
    },
    "many packages": {
      on: `${DEBIAN}RUN apt-get install -y --no-install-recommends \\\n  a \\\n  b \\\n  c \\\n  d \\\n  e`,
      says: [open("3:3", "a, b, c and 2 more")],
    },
    "apt, and one finding for each command": {
      on: `${DEBIAN}RUN apt install -y a && apt-get install -y b`,
      says: [open("2:20", "a", "apt install"), open("2:44", "b")],
    },
    "in the exec form": {
      on: `${DEBIAN}RUN ["sudo", "apt-get", "install", "-y", "g++"]`,
      says: [open("2:5", "g++")],
    },
    apk: {
      on: `${ALPINE}RUN apk add --no-cache --virtual .build gcc py3-pip@edge`,
      says: [open("2:41", "gcc and py3-pip@edge", "apk add")],
    },
    "dnf and microdnf, names with numbers": {
      on: `${FEDORA}RUN dnf install -y java-17-openjdk && microdnf install -y gcc-c++ python3`,
      says: [
        open("2:20", "java-17-openjdk", "dnf install"),
        open("2:59", "gcc-c++ and python3", "microdnf install"),
      ],
    },
    "a module without a stream": {
      on: `${FEDORA}RUN yum module install -y tomcat`,
      says: [open("2:27", "tomcat", "yum module install")],
    },
    zypper: {
      on: `${SUSE}RUN zypper -n --gpg-auto-import-keys in --no-recommends a`,
      says: [open("2:57", "a", "zypper in")],
    },
  },
});

it.each([
  ["RUN apt-get install -y a", "hadolint/DL3008"],
  ["RUN apk add a", "kics/unpinned_package_version_in_apk_add"],
  ["RUN yum install -y a", "hadolint/DL3033"],
  ["RUN microdnf install -y a", "hadolint/DL3041"],
  ["RUN zypper in -y a", "hadolint/DL3037"],
])("%j answers %s", (run, id) => {
  const [finding] = lint({ Dockerfile: DEBIAN + run }, { rules: [rule] });
  expect(finding?.sameAs).toContain(id);
  expect(rule.sameAs).toContain(id);
});
