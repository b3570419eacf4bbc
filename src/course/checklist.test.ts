import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import * as z from "zod/mini";
import { lint, rules } from "../../checks/index.ts";
import { parseScript } from "../../checks/shell/parse.ts";
import { SEVERITIES, STAGES } from "../checklist/item.ts";
import { verdictsOf } from "../checklist/verdicts.ts";
import { shows, viewOf } from "../checklist/view.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const items = z
  .array(
    z.object({
      id: z.string(),
      title: z.string(),
      stage: z.string(),
      severity: z.enum(SEVERITIES),
      why: z.string(),
      check: z.string(),
      language: z.string(),
      bad: z.string(),
      good: z.string(),
      rules: z.array(z.string()),
      decided: z._default(z.boolean(), false),
      lessons: z.array(z.string()),
      sources: z.array(z.string()),
      sameAs: z._default(z.array(z.string()), []),
    }),
  )
  .parse(parse(read("content/checklist/items.yaml")));

type Item = (typeof items)[number];

const ids = items.map(({ id }) => id);
const inLanguage = (language: string): readonly Item[] =>
  items.filter((item) => item.language === language);
const idsOfRules = ({ rules: named }: Item): readonly string[] =>
  rules.filter(({ id }) => named.includes(id)).flatMap(({ sameAs }) => sameAs);

describe("the checklist", () => {
  it("has each id once, in the order of the stages, the gravest first", () => {
    expect(new Set(ids).size).toBe(ids.length);
    const stages = Object.keys(STAGES);
    const place = ({ stage, severity }: Item): number =>
      stages.indexOf(stage) * SEVERITIES.length + SEVERITIES.indexOf(severity);
    expect(ids).toEqual(
      items.toSorted((a, b) => place(a) - place(b)).map(({ id }) => id),
    );
  });

  // The production checklist that the course has to cover, by its numbers (facts, 4a).
  it.each<[number, readonly string[]]>([
    [1, ["built-from-a-dockerfile"]],
    [2, ["multi-stage-minimal-base"]],
    [3, ["dockerignore"]],
    [4, ["non-root-user"]],
    [5, ["read-only-root"]],
    [6, ["least-privilege", "resource-limits"]],
    [7, ["pinned-and-updated"]],
    [8, ["scanned-and-signed"]],
    [9, ["multi-arch"]],
    [10, ["health-check"]],
    [11, ["logs-to-stdout"]],
    [12, ["secrets-at-run-time"]],
    [13, ["graceful-stop"]],
    [14, ["registry-access"]],
  ])("has item %i of the production checklist", (_, wanted) => {
    expect(ids).toEqual(expect.arrayContaining([...wanted]));
  });

  it.each([
    "SBOM",
    "cosign",
    "OOMKilled",
    "exit code 137",
    "read-only filesystem",
    "latest tag",
    "seccomp",
    "docker.sock",
    "CKV_DOCKER_3",
    "cis/5.11",
    "KSV-0012",
    "unpinned-uses",
  ])("has an item that a search for %j finds", (text) => {
    const view = viewOf(new URLSearchParams({ q: text }));
    const found = items.filter((item) =>
      shows(view, {
        stage: item.stage,
        severity: item.severity,
        state: "open",
        words: [
          item.title,
          item.why,
          item.check,
          ...item.rules,
          ...item.sameAs,
          ...idsOfRules(item),
        ]
          .join(" ")
          .toLowerCase(),
      }),
    );
    expect(found).not.toEqual([]);
  });
});

const words = (text: string): number => text.split(/\s+/).length;
const lines = (text: string): number => text.split("\n").length;

it.each(items.map((item) => [item.id, item] as const))(
  "the item %s is short, and leads to a lesson or a primary source",
  (_, item) => {
    expect(words(item.title)).toBeLessThanOrEqual(12);
    expect(words(item.why)).toBeLessThanOrEqual(25);
    expect(lines(item.bad)).toBeLessThanOrEqual(12);
    expect(lines(item.good)).toBeLessThanOrEqual(12);
    expect([...item.lessons, ...item.sources]).not.toEqual([]);
  },
);

describe("the ids of other tools", () => {
  const tools = z.record(z.string(), z.array(z.string()));
  // The numbers of OWASP are those of its cheat sheet at commit 0a11bd1; `pss` has the two standards beside their checks.
  const known = z
    .object({ dockerfile: tools, manifests: tools })
    .parse(JSON.parse(read("checks/testing/known-ids.json")));

  it("exist", () => {
    const existing = new Set(
      [known.dockerfile, known.manifests].flatMap((by) =>
        Object.entries(by).flatMap(([tool, of]) =>
          of.map((id) => `${tool}/${id}`),
        ),
      ),
    );
    const named = items.flatMap(({ sameAs }) => sameAs);
    expect(named.filter((id) => !existing.has(id))).toEqual([]);
  });

  it("stand at an item once: its rules bring their own", () => {
    const twice = items.flatMap((item) => {
      const all = [...item.sameAs, ...new Set(idsOfRules(item))];
      return all.filter((id, at) => all.indexOf(id) !== at);
    });
    expect(twice).toEqual([]);
  });
});

/** Rules that a wrong form of a few lines does not break too, and why. */
const NOT_IN_THE_FORM: Readonly<Record<string, string>> = {
  "run-as-non-root": "the wrong form names a user, to show the number",
  "declare-from-arguments": "the form has no build argument",
  "default-for-from-arguments": "the form has no build argument",
  "no-single-quoted-array": "one CMD cannot be wrong in three ways",
  "no-shell-syntax-in-arrays": "one CMD cannot be wrong in three ways",
  "end-scripts-with-exec": "the form has no script",
  "require-healthcheck": "the form has a check, which cannot run",
  "no-secrets-in-commands": "a token in a file is found by scanners",
};

/** Rules about what a whole Dockerfile lacks; a form is a part of one. */
const ABOUT_THE_WHOLE = new Set(["run-as-non-root"]);

const found = (text: string) => lint({ Dockerfile: text }, { rules });

describe("the forms in a Dockerfile", () => {
  const shown = inLanguage("dockerfile").map(
    (item) => [item.id, item] as const,
  );

  it.each(shown)(
    "of %s are wrong by its rules, and right by all",
    (_, item) => {
      const broken = new Set(found(item.bad).map(({ rule }) => rule));
      const silent = item.rules.filter((rule) => !broken.has(rule));
      expect(silent.filter((rule) => !(rule in NOT_IN_THE_FORM))).toEqual([]);
      const findings = [
        ...lint({ Dockerfile: item.good }),
        ...found(item.good).filter(({ rule }) => item.rules.includes(rule)),
      ].filter(({ rule }) => !ABOUT_THE_WHOLE.has(rule));
      expect(findings).toEqual([]);
    },
  );

  it.each(shown.filter(([, item]) => item.rules.length > 0))(
    "of %s are judged so by the checklist",
    (id, item) => {
      const state = (text: string) =>
        verdictsOf([{ ...item, ids: [] }], found(text)).get(id)?.state;
      expect(state(item.bad)).toBe("fails");
      expect(state(item.good)).toBe(item.decided ? "holds" : undefined);
    },
  );
});

describe("an item that rules decide", () => {
  // What does not hold, also where one has to look twice.
  const BROKEN: Readonly<Record<string, readonly string[]>> = {
    "base-image-version": [
      "FROM node\n",
      "FROM node:latest\n",
      "FROM $BASE\n",
      "ARG BASE\nFROM $BASE\n",
      "ARG TAG\nFROM node:$TAG\n",
      "ARG TAG=latest\nFROM node:${TAG}\n",
      "FROM node:24-slim AS build\nFROM registry.example.org/web\n",
    ],
    "base-image-digest": [
      "FROM node:24-slim\n",
      "ARG BASE\nFROM $BASE\n",
      "ARG BASE=node:24-slim\nFROM $BASE\n",
    ],
    "build-steps-stay-sandboxed": [
      "FROM alpine:3.24\nRUN --security=insecure true\n",
      "FROM alpine:3.24 AS a\nRUN --security=insecure true\nFROM alpine:3.24\n",
      "FROM alpine:3.24\nONBUILD RUN --security=insecure true\n",
      "ARG S=insecure\nFROM alpine:3.24\nARG S\nRUN --security=$S true\n",
    ],
  };

  it("has its cases here", () => {
    const decided = items.filter((item) => item.decided).map(({ id }) => id);
    expect(decided).toEqual(Object.keys(BROKEN));
  });

  it.each(
    Object.entries(BROKEN).flatMap(([id, texts]) =>
      texts.map((text) => [id, text] as const),
    ),
  )("%s does not hold for %j", (id, text) => {
    const item = items.find((each) => each.id === id);
    const about = item === undefined ? [] : [{ ...item, ids: [] }];
    expect(verdictsOf(about, found(text)).get(id)?.state).toBe("fails");
  });
});

/** What cannot be read in a form of a language. */
const PROBLEMS: Readonly<Record<string, (text: string) => readonly string[]>> =
  {
    yaml: (text) =>
      parseAllDocuments(text).flatMap(({ errors, warnings }) =>
        [...errors, ...warnings].map(({ message }) => message),
      ),
    json: (text) => {
      try {
        JSON.parse(text);
        return [];
      } catch (error) {
        return [String(error)];
      }
    },
    sh: (text) =>
      parseScript({
        text,
        span: (start, end) => ({ start, end }),
      }).errors.map(({ message }) => message),
  };

describe.each(Object.entries(PROBLEMS))("in %s", (language, problemsOf) => {
  it.each(inLanguage(language).map((item) => [item.id, item] as const))(
    "the forms of %s can be read",
    (_, { bad, good }) => {
      expect([...problemsOf(bad), ...problemsOf(good)]).toEqual([]);
    },
  );
});
