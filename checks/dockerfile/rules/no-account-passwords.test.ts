import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-account-passwords.ts";

const DEBIAN = "FROM debian:13-slim\n";
const spelled = (at: string, account: string): string =>
  `${at} The password of ${account} stands in the history of the image, where docker history shows it to anyone who can pull the image.`;
const hashes = (at: string): string =>
  `${at} chpasswd sets passwords, whose hashes everyone who can pull the image can try to break.`;
const shadow = (at: string, by: string): string =>
  `${at} ${by} writes a password into /etc/shadow, where everyone who can pull the image can try to break it.`;

testRule(rule, {
  good: {
    "a password by chance":
      "FROM debian:13\nRUN useradd --password $(head -c32 /dev/urandom | base64) app",
    "an account without a password": `${DEBIAN}RUN useradd -m app && adduser --disabled-password other`,
    "accounts are locked": `${DEBIAN}RUN usermod -p '!' app && passwd -l root && useradd -p '*' b`,
    "another command with its name in it": `${DEBIAN}RUN chgrp root /etc/passwd && grep chpasswd /etc/x`,
    "ports, not passwords": `${DEBIAN}RUN ssh -p 22 example.com true`,
    "a stage that does not ship": `${DEBIAN}RUN echo root:root | chpasswd\nFROM scratch`,
  },
  bad: {
    "spelled out before a pipe": {
      on: `${DEBIAN}RUN apt-get update && echo "app:secret" | chpasswd && true`,
      says: [spelled("2:43", "app")],
    },
    "spelled out in a here-document": {
      on: `${DEBIAN}RUN chpasswd <<EOF\nroot:hunter2\nEOF`,
      says: [spelled("2:5", "root")],
    },
    "an empty password": {
      on: `${DEBIAN}RUN echo 'root:' | chpasswd; passwd -d app`,
      says: [
        "2:20 chpasswd gives root an empty password.",
        "2:30 passwd -d gives app an empty password.",
      ],
    },
    "from a file and from a variable": {
      on: `${DEBIAN}RUN chpasswd < users.txt\nRUN echo "app:$P" | sudo chpasswd -e`,
      says: [hashes("2:5"), hashes("3:21")],
    },
    "from standard input": {
      on: `${DEBIAN}RUN echo x | passwd --stdin app`,
      says: [
        "2:14 passwd sets a password for app, whose hash everyone who can pull the image can try to break.",
      ],
    },
    "as an option of the account": {
      on: `${DEBIAN}RUN useradd -mp "$(openssl passwd x)" a && usermod --password=x b`,
      says: [shadow("2:5", "useradd -p"), shadow("2:44", "usermod -p")],
    },
    "in a stage that the last one starts from": {
      on: "FROM debian:13 AS base\nRUN echo a:b | chpasswd\nFROM base",
      says: [spelled("2:16", "a")],
    },
  },
});

it("no-account-passwords takes a password that is spelled out for an error", () => {
  const findings = lint(
    {
      Dockerfile: `${DEBIAN}RUN echo a:b | chpasswd\nRUN chpasswd < users.txt\nRUN passwd -d root`,
    },
    { rules: [rule] },
  );
  expect(findings.map(({ severity, sameAs }) => [severity, sameAs])).toEqual([
    ["error", ["checkov/CKV2_DOCKER_17"]],
    ["warning", ["checkov/CKV2_DOCKER_17"]],
    ["warning", []],
  ]);
});
