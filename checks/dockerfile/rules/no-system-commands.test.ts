import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-system-commands.ts";

const BASE = "FROM debian:13-slim\n";
const says = (at: string, what: string): string => `${at} ${what}.`;
const view = (at: string, name: string): string =>
  `${at} ${name} shows the builder at that moment and leaves nothing in the image.`;
const person = (at: string, name: string): string =>
  `${at} ${name} waits for a person, and nobody sits at a build.`;

testRule(rule, {
  good: {
    "packages of such names": `${BASE}RUN apt-get install -y vim nano procps openssh-client`,
    "words that are printed": `${BASE}RUN echo shutdown now`,
    "an editor that works by itself": `${BASE}RUN vim +PlugInstall +qall && vi -es -c 'wq' x && nvim --headless -c q && emacs --batch -l x.el`,
    "a check whether a process runs": `${BASE}RUN server & sleep 1; ps aux && kill $!`,
    "the end of a process of the same RUN": `${BASE}RUN gpg --recv-keys X && pkill gpg-agent`,
    "a list that another command reads": `${BASE}RUN ps aux | grep x`,
    "a list that goes to a file": `${BASE}RUN ifconfig > /x`,
    "a condition": `${BASE}RUN if ps; then make; fi`,
    "ssh with a key": `${BASE}RUN --mount=type=ssh ssh git@example.com`,
    "ssh whose failure is expected": `${BASE}RUN ssh git@example.com || true`,
    "ssh with options for a host": `${BASE}RUN ssh -o StrictHostKeyChecking=no git@example.com`,
    "ssh-keyscan is another program": `${BASE}RUN ssh-keyscan example.com >> /etc/ssh/ssh_known_hosts`,
    "a privileged RUN": `${BASE}RUN --security=insecure mount -t tmpfs x /x`,
    "mounts are only listed": `${BASE}RUN mount`,
    "the number of signals": `${BASE}RUN kill -l`,
    "CMD is no RUN": `${BASE}CMD top`,
    "another shell": `${BASE}SHELL ["pwsh", "-Command"]\nRUN ps`,
  },
  bad: {
    shutdown: {
      on: `${BASE}RUN apt-get update && shutdown -h now`,
      says: [
        says(
          "2:23",
          "shutdown acts on a running machine, and a build has none",
        ),
      ],
    },
    top: { on: `${BASE}RUN top`, says: [view("2:5", "top")] },
    "ps in the exec form": {
      on: `${BASE}RUN ["ps", "-d"]`,
      says: [view("2:5", "ps")],
    },
    "free among other commands": {
      on: `${BASE}RUN make && free -m`,
      says: [view("2:13", "free")],
    },
    "an editor": {
      on: `${BASE}RUN vim /etc/hosts`,
      says: [person("2:5", "vim")],
    },
    "ssh without anything to log in with": {
      on: `${BASE}RUN ssh example.com make`,
      says: [person("2:5", "ssh")],
    },
    "mount with sudo": {
      on: `${BASE}RUN sudo mount -t nfs x:/y /y`,
      says: [says("2:5", "mount needs privileges that a build does not have")],
    },
    "kill at the start": {
      on: `${BASE}RUN pkill nginx && make`,
      says: [
        says(
          "2:5",
          "pkill finds nothing to end: processes of earlier RUN instructions are gone",
        ),
      ],
    },
    "in a here-document, in every stage": {
      on: `FROM debian:13 AS a\nRUN <<EOF\nreboot\nEOF\n${BASE}RUN uptime`,
      says: [
        says("3:1", "reboot acts on a running machine, and a build has none"),
        view("6:5", "uptime"),
      ],
    },
  },
});

it("no-system-commands takes a look that leaves nothing for a note", () => {
  const weight = (text: string) =>
    lint({ Dockerfile: BASE + text }, { rules: [rule] })[0]?.severity;
  expect(weight("RUN ps")).toBe("info");
  expect(weight("RUN reboot")).toBe("warning");
});
