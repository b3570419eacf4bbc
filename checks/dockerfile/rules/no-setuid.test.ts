import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-setuid.ts";

const DEBIAN = "FROM debian:13-slim\n";
const asOwner = (at: string, by: string, what: string): string =>
  `${at} ${by} makes ${what} run as its owner, whoever starts it: a way to more rights than USER gives.`;

testRule(rule, {
  good: {
    "ordinary modes": `${DEBIAN}RUN chmod 0755 a && chmod +x b`,
    "the bit is taken away": `${DEBIAN}RUN chmod a-s /bin/su && chmod u-s /bin/mount`,
    "found and taken away": `${DEBIAN}RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true`,
    "the group of a directory": `${DEBIAN}RUN chmod g+s /data && chmod 2775 /data`,
    "a program that goes again": `${DEBIAN}RUN chmod u+s a && ./a && rm a`,
    "a stage that does not ship": `${DEBIAN}RUN chmod 4755 a\nFROM scratch`,
  },
  bad: {
    "by number": {
      on: `${DEBIAN}RUN chmod 4755 /usr/local/bin/a`,
      says: [asOwner("2:5", "chmod 4755", "/usr/local/bin/a")],
    },
    "both bits": {
      on: `${DEBIAN}RUN chmod 6755 a`,
      says: [asOwner("2:5", "chmod 6755", "a")],
    },
    "by letter": {
      on: `${DEBIAN}RUN chmod u+s a && chmod +s b && chmod ug+s c`,
      says: [
        asOwner("2:5", "chmod u+s", "a"),
        asOwner("2:20", "chmod +s", "b"),
        asOwner("2:34", "chmod ug+s", "c"),
      ],
    },
    "while it is put in place": {
      on: `${DEBIAN}COPY --chmod=4755 a /bin/\nRUN install -m 4755 b /bin/b`,
      says: [
        asOwner("2:6", "COPY --chmod=4755", "a"),
        asOwner("3:5", "install -m 4755", "b, /bin/b"),
      ],
    },
  },
});
