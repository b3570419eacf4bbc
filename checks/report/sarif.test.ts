import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { rules } from "../index.ts";
import { lintCommand } from "../cli/lint.ts";
import { folderWith, runIn } from "../testing/terminal.ts";

// The schema of SARIF 2.1.0, as the OASIS committee and schemastore.org have it, comes with a package of Microsoft's.
const schema: object = JSON.parse(
  readFileSync(
    new URL(
      import.meta
        .resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
    ),
    "utf8",
  ),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

const FILES = {
  "a b#c/Dockerfile":
    "FROM node:latest\nRUN sudo npm install\nRUN apt-get install curl\nCMD npm start\n",
  "w/é.Dockerfile": "FROM alpine:3.23\r\nMAINTAINER a\r\nCOPY a b c\r\n",
  "x/Dockerfile": "\0",
};

/** What is looked at of a SARIF log. */
interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly informationUri?: string;
        readonly rules: readonly {
          readonly id: string;
          readonly help: { readonly text: string; readonly markdown: string };
          readonly helpUri?: string;
          readonly properties: { readonly tags: readonly string[] };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
      readonly fixes?: readonly {
        readonly artifactChanges: readonly {
          readonly replacements: readonly {
            readonly deletedRegion: Readonly<Record<string, number>>;
            readonly insertedContent: { readonly text: string };
          }[];
        }[];
      }[];
    }[];
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string };
      }[];
    }[];
  }[];
}

/** What `lint` prints, read. */
async function logOf(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Log> {
  const all = ["--format", "sarif", ...args];
  const { output } = await runIn(folderWith(files), lintCommand, all);
  return JSON.parse(output);
}

/** The run of a log. */
async function runOf(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Log["runs"][number]> {
  const [run] = (await logOf(files, ...args)).runs;
  if (run === undefined) throw new Error("The log has no run.");
  return run;
}

/** What the schema has against a log. */
function problemsOf(log: unknown): readonly string[] {
  isValid(log);
  return (isValid.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ""}`,
  );
}

describe("a SARIF log", () => {
  it.each([
    ["with findings", FILES, []],
    [
      "with all rules and their addresses",
      FILES,
      ["--all", "--site", "https://a.example/b"],
    ],
    ["with what is left after fixes", FILES, ["--fix"]],
    ["without findings", { Dockerfile: "FROM scratch\nUSER 1:1\n" }, []],
    ["without files", {}, []],
  ])("is valid %s", async (_, files, args) => {
    expect(problemsOf(await logOf(files, ...args))).toEqual([]);
  });

  it("would not be valid with what SARIF does not allow", () => {
    expect(isValid({ version: "2.1.0", runs: [], findings: [] })).toBe(false);
    expect(isValid({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
    const rule = { id: "a", helpUri: "/rules/a/" };
    const runs = [{ tool: { driver: { name: "a", rules: [rule] } } }];
    expect(isValid({ version: "2.1.0", runs })).toBe(false);
  });

  it("describes the rules that were applied by their pages", async () => {
    const run = await runOf(FILES, "--all");
    const described = run.tool.driver.rules;
    expect(described.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    const latest = described.find(({ id }) => id === "no-latest-tag");
    expect(latest?.help.markdown).toMatch(
      /^# no-latest-tag\n\n.*```dockerfile bad\nFROM node:latest/s,
    );
    expect(latest?.help.text).toContain("FROM node:latest");
    expect(latest?.properties.tags).toEqual(["reproducibility", "recommended"]);
    for (const { help } of described)
      expect(help.markdown + help.text).not.toMatch(/\]\((?!https:)/);
  });

  it("links to the site where its address is told, and else to nothing", async () => {
    const { driver } = (await runOf(FILES, "--site", "https://a.example/b"))
      .tool;
    const latest = driver.rules.find(({ id }) => id === "no-latest-tag");
    expect(latest?.helpUri).toBe("https://a.example/b/rules/no-latest-tag/");
    expect(latest?.help.markdown).toContain(
      "[no-untagged-base](https://a.example/b/rules/no-untagged-base/)",
    );
    expect(driver.informationUri).toBe("https://a.example/b/");
    const without = (await runOf(FILES)).tool.driver;
    expect(JSON.stringify(without)).not.toContain("helpUri");
  });

  it("places each result, with its rule and its file as a URI", async () => {
    const { results, tool } = await runOf(FILES);
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const sudo = results.find(({ ruleId }) => ruleId === "no-sudo");
    expect(sudo?.level).toBe("warning");
    expect(sudo?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "a%20b%23c/Dockerfile" },
          region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 21 },
        },
      },
    ]);
    const files = results.map(
      ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(files).toContain("w/%C3%A9.Dockerfile");
  });

  it("has fixes as replacements", async () => {
    const { results } = await runOf(FILES, "--rule", "no-sudo");
    expect(results[0]?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: {
          startLine: 2,
          startColumn: 5,
          endLine: 2,
          endColumn: 10,
        },
        insertedContent: { text: "" },
      },
    ]);
  });

  it("says what could not be read", async () => {
    const { invocations } = await runOf(FILES);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { message: { text: "x/Dockerfile: it is a binary file." } },
        ],
      },
    ]);
  });
});
