import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./expose-container-ports.ts";

const NODE = "FROM node:24-slim\n";
const forgets = (at: string, spec: string, host: string, port: string) =>
  `${at} EXPOSE ${spec} publishes nothing: the image only notes port ${port}, and ${host} is lost.`;

testRule(rule, {
  good: {
    ports: `${NODE}EXPOSE 80 443/tcp 53/udp 8000-8010 9/`,
    "an argument without a default": `${NODE}ARG PORT\nEXPOSE $PORT 8080:$PORT`,
    "what valid-syntax reports": `${NODE}EXPOSE a:80 80/HTTP 80,443 : 1:2:3:4`,
    "for later images": `${NODE}ONBUILD EXPOSE 8080:80`,
  },
  bad: {
    "a port of the host": {
      on: `${NODE}EXPOSE 80 8080:80`,
      says: [forgets("2:11", "8080:80", "8080:", "80")],
    },
    "an address of the host": {
      on: `${NODE}EXPOSE 127.0.0.1:8080:80/tcp [::1]:1:1 ::80`,
      says: [
        forgets("2:8", "127.0.0.1:8080:80/tcp", "127.0.0.1:8080:", "80/tcp"),
        forgets("2:30", "[::1]:1:1", "[::1]:1:", "1"),
        forgets("2:40", "::80", "::", "80"),
      ],
    },
    "ranges of the host": {
      on: `${NODE}EXPOSE 9000-9001:8000-8001`,
      says: [forgets("2:8", "9000-9001:8000-8001", "9000-9001:", "8000-8001")],
    },
    "the default of a build argument": {
      on: `${NODE}ARG PORTS="80 8080:80"\nEXPOSE $PORTS`,
      says: [forgets("3:8", "8080:80", "8080:", "80")],
    },
    "a protocol in capitals": {
      on: `${NODE}EXPOSE 53/UDP`,
      says: [
        "2:8 EXPOSE 53/UDP spells its protocol in capitals, which the image notes in lower case.",
      ],
    },
  },
});

it.each([
  ["EXPOSE 8080:80/TCP", "80/tcp"],
  ["EXPOSE 53/UDP", "53/udp"],
  ["ARG P=8080:80\nEXPOSE $P", undefined],
])("the fix of expose-container-ports for %j writes %s", (line, text) => {
  const [finding] = lint({ Dockerfile: NODE + line }, { rules: [rule] });
  expect(finding?.fix?.edits[0]?.text).toBe(text);
});

it("expose-container-ports gives the other tools' ids apart", () => {
  const findings = lint(
    { Dockerfile: `${NODE}EXPOSE 1:1 1/TCP` },
    { rules: [rule] },
  );
  expect(findings.map(({ sameAs }) => sameAs)).toEqual([
    ["buildkit/ExposeInvalidFormat", "dockerfilelint/expose_host_port"],
    ["buildkit/ExposeProtoCasing"],
  ]);
});
