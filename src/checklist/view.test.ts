import { describe, expect, test } from "vitest";
import { addressOf, shows, viewOf, type Seen } from "./view.ts";

const item: Seen = {
  stage: "dockerfile",
  severity: "high",
  words: "run as a user other than root ckv_docker_3 cis/4.1",
  state: "open",
};

describe("an address", () => {
  test.each([
    "",
    "?q=DL3008",
    "?stage=image&severity=high",
    "?q=two+words&open",
  ])("%s asks for a view that has the same address", (address) => {
    expect(addressOf(viewOf(new URLSearchParams(address)))).toBe(address);
  });
});

describe("a view shows", () => {
  test.each<[string, string, boolean]>([
    ["everything", "", true],
    ["what has all words", "?q=USER+root", true],
    ["another tool's id in any case", "?q=CKV_DOCKER_3", true],
    ["not what lacks a word", "?q=root+curl", false],
    ["its stage", "?stage=dockerfile", true],
    ["not another stage", "?stage=run", false],
    ["its severity", "?severity=high", true],
    ["not another severity", "?severity=low", false],
    ["what is open", "?open", true],
  ])("%s: %s", (_, address, is) => {
    expect(shows(viewOf(new URLSearchParams(address)), item)).toBe(is);
  });

  test("not what holds, where only the rest is asked for", () => {
    const view = viewOf(new URLSearchParams("?open"));
    expect(shows(view, { ...item, state: "holds" })).toBe(false);
    expect(shows(view, { ...item, state: "fails" })).toBe(true);
  });
});
