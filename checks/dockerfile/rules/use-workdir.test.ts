import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-workdir.ts";

const BASE = "FROM debian:13-slim\n";
const APP = `${BASE}WORKDIR /app\n`;
const lost = (at: string, to: string, where = "in / again"): string =>
  `${at} cd ${to} ends with this RUN, and the next instruction starts ${where}.`;
const often = (at: string, to: string, count = 2): string =>
  `${at} ${count} RUN instructions of this stage begin with a change to ${to}.`;

testRule(rule, {
  good: {
    "one RUN that works in a directory": `${BASE}RUN cd /src && make && make install`,
    "a directory that comes and goes": `${BASE}RUN git clone https://example.com/x /tmp/x && cd /tmp/x && make install && cd / && rm -rf /tmp/x`,
    "the way back": `${BASE}RUN cd /src && make && cd ..`,
    "the way back by a dash": `${BASE}RUN make -C /a && cd -`,
    "a subshell": `${BASE}RUN (cd /src && make)\nRUN (cd /src && make install)`,
    "in a loop": `${BASE}RUN for d in a b; do cd /src/$d; done`,
    "two directories": `${BASE}RUN cd /a && make\nRUN cd /b && make`,
    "once in each stage": `${BASE}RUN cd /a && make\n${BASE}RUN cd /a && make`,
    "a directory that a variable names": `${BASE}RUN cd $A && make\nRUN cd $A && make`,
    "a relative directory from different places": `${BASE}WORKDIR /a\nRUN cd x && make\nWORKDIR /b\nRUN cd x && make`,
    "CMD may change it": `${BASE}CMD cd /srv && exec serve`,
    "a here-document for another program": `${BASE}RUN python3 <<EOF\ncd = 1\nEOF`,
    "the exec form": `${BASE}RUN ["cd", "/srv"]`,
  },
  bad: {
    "nothing but a change": {
      on: `${BASE}RUN cd /srv/www`,
      says: [lost("2:5", "/srv/www")],
    },
    "nothing but a change, kept by ONBUILD": {
      on: `${BASE}ONBUILD RUN cd /srv/www`,
      says: [lost("2:13", "/srv/www")],
    },
    "nothing but a change, with a working directory": {
      on: `${APP}RUN cd sub`,
      says: [lost("3:5", "sub", "in /app again")],
    },
    "a working directory that is not known": {
      on: "FROM base:1\nRUN cd /srv",
      says: [lost("2:5", "/srv", "where this one did")],
    },
    "a change to nowhere": {
      on: `${APP}RUN cd ..`,
      says: [lost("3:5", "..", "in /app again")],
    },
    "a change at the end": {
      on: `${BASE}RUN git clone https://example.com/x && cd x`,
      says: [lost("2:40", "x")],
    },
    "a change before a setting that is lost as well": {
      on: `${BASE}RUN make && cd /x && export A=1`,
      says: [lost("2:13", "/x")],
    },
    "a change to a variable": {
      on: `${BASE}RUN mkdir $A && cd $A`,
      says: [lost("2:17", "$A")],
    },
    "in a here-document": {
      on: `${BASE}RUN <<EOF\nmake\ncd /x\nEOF`,
      says: [lost("4:1", "/x")],
    },
    "the same directory again": {
      on: `${BASE}RUN cd /src && make\nCOPY . .\nRUN cd /src/ && make test\nRUN cd /src; make install`,
      says: [often("2:5", "/src", 3)],
    },
    "the same directory, once relative": {
      on: `${APP}RUN cd web && npm ci\nRUN cd /app/web && npm run build`,
      says: [often("3:5", "/app/web")],
    },
    "the directory it starts in": {
      on: `${APP}RUN cd /app && npm ci`,
      says: ["3:5 The RUN starts in /app already."],
    },
  },
});

it("use-workdir answers KICS for paths with dots only", () => {
  const ids = (to: string) =>
    lint({ Dockerfile: `${BASE}RUN cd ${to}` }, { rules: [rule] })[0]?.sameAs;
  expect(ids("/usr/../share")).toContain(
    "kics/run_command_cd_instead_of_workdir",
  );
  expect(ids("/usr/share")).not.toContain(
    "kics/run_command_cd_instead_of_workdir",
  );
  expect(ids("/usr/share")).toContain("trivy/DS-0013");
});

it.each([
  [`${APP}RUN cd /app && npm ci`, "npm ci"],
  [`${APP}RUN cd /app \\\n    && npm ci`, "npm ci"],
])("use-workdir leaves a needless cd out: %j", (text) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  const [edit] = finding?.fix?.edits ?? [];
  expect(edit?.text).toBe("");
  expect(edit?.range.start).toEqual({ line: 3, column: 5 });
  const end = edit?.range.end ?? { line: 0, column: 0 };
  expect(text.split("\n")[end.line - 1]?.slice(end.column - 1)).toBe("npm ci");
});

it("use-workdir has no fix where something else than a command follows", () => {
  const [finding] = lint(
    { Dockerfile: `${APP}RUN cd /app && (npm ci; npm test)` },
    { rules: [rule] },
  );
  expect(finding).toBeDefined();
  expect(finding?.fix).toBeUndefined();
});
