import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-world-writable.ts";

const DEBIAN = "FROM debian:13-slim\n";
const lets = (at: string, by: string, what: string): string =>
  `${at} ${by} lets every user and every process of the container change ${what}.`;

testRule(rule, {
  good: {
    "ordinary modes": `${DEBIAN}RUN chmod 755 /a && chmod -R u=rwX,go=rX /b && chmod +x c && chmod 0640 d`,
    "writable for the group": `${DEBIAN}RUN chmod -R g+w /a && chmod 775 /b && chmod -R g=u /c`,
    "permissions are taken away": `${DEBIAN}RUN chmod -w /a && chmod o-w /b && chmod go-rwx /c`,
    "the sticky bit": `${DEBIAN}RUN chmod 1777 /tmp && mkdir -m 1777 /var/tmp/a && chmod a+rwxt /b`,
    "write permission under a umask": `${DEBIAN}RUN chmod +w a`,
    "a script that goes again": `${DEBIAN}RUN chmod 777 install.sh && ./install.sh && rm -f install.sh`,
    "a mode that a variable hides": `${DEBIAN}ARG MODE\nCOPY --chmod=$MODE a b\nRUN chmod $MODE c`,
    "the mode of another file": `${DEBIAN}RUN chmod --reference=a b`,
    "a number in a name": `${DEBIAN}RUN chmod 644 777 && mkdir 777`,
    "an ordinary COPY": `${DEBIAN}COPY --chmod=755 --chown=1:1 a b\nCOPY --chmod=u+x c d`,
    "a stage that does not ship": `${DEBIAN}RUN chmod 777 /a\nFROM scratch`,
  },
  bad: {
    "chmod 777": {
      on: `${DEBIAN}RUN mkdir /a && chmod -R 777 /a`,
      says: [lets("2:17", "chmod 777", "/a")],
    },
    "for others alone, and readable files": {
      on: `${DEBIAN}RUN chmod 0646 a; chmod 666 b c`,
      says: [lets("2:5", "chmod 0646", "a"), lets("2:19", "chmod 666", "b, c")],
    },
    "symbolic modes": {
      on: `${DEBIAN}RUN chmod a+rwX a && chmod ugo+w b && chmod u=rw,o=rw c && chmod -R o+w d`,
      says: [
        lets("2:5", "chmod a+rwX", "a"),
        lets("2:22", "chmod ugo+w", "b"),
        lets("2:39", "chmod u=rw,o=rw", "c"),
        lets("2:60", "chmod o+w", "d"),
      ],
    },
    "new directories": {
      on: `${DEBIAN}RUN mkdir -p -m 777 /a && install -d -m0777 /b && mkdir --mode=a+rwx /c`,
      says: [
        lets("2:5", "mkdir -m 777", "/a"),
        lets("2:27", "install -m 0777", "/b"),
        lets("2:51", "mkdir -m a+rwx", "/c"),
      ],
    },
    "COPY and ADD": {
      on: `${DEBIAN}COPY --chown=a:b --chmod=0777 src dst\nADD --chmod=777 a b /dst/`,
      says: [
        lets("2:18", "COPY --chmod=0777", "src"),
        lets("3:5", "ADD --chmod=777", "a, b"),
      ],
    },
    "the default of a build argument": {
      on: `${DEBIAN}ARG MODE=777\nCOPY --chmod=$MODE a b`,
      says: [lets("3:6", "COPY --chmod=777", "a")],
    },
    "one of two files goes again": {
      on: `${DEBIAN}RUN chmod 777 a b && rm a`,
      says: [lets("2:5", "chmod 777", "b")],
    },
    "removed by a later RUN": {
      on: `${DEBIAN}RUN chmod 777 a\nRUN rm a`,
      says: [lets("2:5", "chmod 777", "a")],
    },
    "in a stage that the last one starts from": {
      on: "FROM debian:13 AS base\nRUN chmod 777 /a\nFROM base",
      says: [lets("2:5", "chmod 777", "/a")],
    },
  },
});
